#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "publish/family_audit_report.hpp"
#include "publish/ratio_axis.hpp"

namespace dropcert::publish {

namespace {

constexpr std::array<audit::RowVerdict, 3> verdicts = {
    audit::RowVerdict::converges, audit::RowVerdict::diverges, audit::RowVerdict::not_proved};

// Beside each other where the same class has rows of two verdicts.
bool verdicts_share_a_class(const audit::FamilySummary& summary) {
  for (std::size_t i = 0; i < audit::RatioHistogram::size; ++i)
    if (std::count_if(verdicts.begin(), verdicts.end(),
                      [&](audit::RowVerdict v) { return summary.of(v).ratios[i] > 0; }) > 1)
      return true;
  return false;
}

std::pair<std::size_t, std::size_t> classes_shown(const audit::FamilySummary& summary) {
  const std::size_t border = last_converging_class();
  std::pair<std::size_t, std::size_t> shown(border, border + 1);
  for (std::size_t i = 0; i < audit::RatioHistogram::size; ++i)
    for (const audit::RowVerdict verdict : verdicts)
      if (summary.of(verdict).ratios[i] > 0) shown = {std::min(shown.first, i), std::max(shown.second, i)};
  return shown;
}

void draw_histogram(const FamilyAuditReport& report, Plot& plot) {
  const audit::FamilySummary& summary = report.summary;
  const bool softmax = report.family == Family::softmax;
  const auto [first, last] = classes_shown(summary);
  const double width = verdicts_share_a_class(summary) ? 0.3 : 0.9;
  double most = 1;
  for (std::size_t v = 0; v < verdicts.size(); ++v) {
    const double shift = width < 0.5 ? (static_cast<double>(v) - 1) * width : 0;
    Curve curve{std::string(name(verdicts[v])), {}, v, Drawing::bars, width};
    for (std::size_t i = first; i <= last; ++i) {
      const auto n = static_cast<double>(summary.of(verdicts[v]).ratios[i]);
      most = std::max(most, n);
      if (n > 0) curve.points.push_back({static_cast<double>(i) + shift, n});
    }
    if (!curve.points.empty()) plot.curves.push_back(std::move(curve));
  }
  plot.x = ratio_axis(softmax ? "spread / pi" : "V / radius", first, last);
  plot.y = {"rows", 0, 1.12 * most, Scale::linear, {}};
  plot.rules.push_back(
      {softmax ? "spread = pi" : "V = radius", true, static_cast<double>(last_converging_class()) + 0.5, 3});
}

void draw_counts(const audit::FamilySummary& summary, Plot& plot) {
  double most = 1;
  plot.x = {"series of the R_k", -0.5, 2.5, Scale::linear, {}};
  for (std::size_t v = 0; v < verdicts.size(); ++v) {
    const auto n = static_cast<double>(summary.of(verdicts[v]).rows);
    const auto at = static_cast<double>(v);
    most = std::max(most, n);
    plot.x.ticks.push_back({at, std::string(name(verdicts[v]))});
    if (n > 0) plot.curves.push_back({"", {{at, n}}, v, Drawing::bars, 0.6});
  }
  plot.y = {"rows", 0, 1.12 * most, Scale::linear, {}};
}

}  // namespace

Plot audit_plot(const FamilyAuditReport& report) {
  const audit::FamilySummary& summary = report.summary;
  Plot plot;
  plot.title = fmt::format("{} noise, {} family: converges on {} of {} rows", name(report.noise),
                           name(report.family), summary.converging.rows, summary.rows());
  plot.description = fmt::format(
      "Whether the series of the approximations R_k converges for {} with {}: {} rows converge, {} diverge, "
      "{} are not proved.",
      report.data, report.weights, summary.converging.rows, summary.diverging.rows, summary.not_proved.rows);
  if (summary.with_ratio > 0)
    draw_histogram(report, plot);
  else
    draw_counts(summary, plot);
  return plot;
}

}  // namespace dropcert::publish
