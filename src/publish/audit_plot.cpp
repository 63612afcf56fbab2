#include <fmt/core.h>

#include <algorithm>

#include "language/utf8.hpp"
#include "publish/audit_facts.hpp"
#include "publish/ratio_axis.hpp"

namespace dropcert::publish {

using namespace language;
using namespace model;

namespace {

using audit::RowVerdict;

// Beside each other where the same class has rows of two verdicts.
bool verdicts_share_a_class(const audit::AuditSummary& summary) {
  for (std::size_t i = 0; i < audit::RatioHistogram::size; ++i)
    if (std::count_if(summary.counts.begin(), summary.counts.end(),
                      [&](const auto& count) { return count.ratios[i] > 0; }) > 1)
      return true;
  return false;
}

// The border is always in the picture.
std::pair<std::size_t, std::size_t> classes_shown(const audit::AuditSummary& summary) {
  const std::size_t border = last_converging_class();
  const audit::RatioHistogram all = summary.histogram();
  std::pair<std::size_t, std::size_t> shown(border, border + 1);
  for (std::size_t i = 0; i < audit::RatioHistogram::size; ++i)
    if (all[i] > 0) shown = {std::min(shown.first, i), std::max(shown.second, i)};
  return shown;
}

bool has_ratios(const audit::AuditSummary& summary) {
  return !(summary.histogram() == audit::RatioHistogram());
}

void draw_histogram(const AuditReport& report, Plot& plot) {
  const audit::AuditSummary& summary = report.summary;
  const bool softmax = report.model.family == Family::softmax;
  const auto [first, last] = classes_shown(summary);
  const double width = verdicts_share_a_class(summary) ? 0.3 : 0.9;
  double most = 1;
  for (const RowVerdict verdict : audit::all_verdicts) {
    const auto style = static_cast<std::size_t>(verdict);
    const double shift = width < 0.5 ? (static_cast<double>(style) - 1) * width : 0;
    Curve curve{std::string(name(verdict)), {}, style, Drawing::bars, width};
    for (std::size_t i = first; i <= last; ++i) {
      const auto n = static_cast<double>(summary.of(verdict).ratios[i]);
      most = std::max(most, n);
      if (n > 0) curve.points.push_back({static_cast<double>(i) + shift, n});
    }
    if (!curve.points.empty()) plot.curves.push_back(std::move(curve));
  }
  plot.x = ratio_axis(softmax ? "spread / pi" : "V / radius", first, last);
  plot.y = {"rows", 0, 1.12 * most, Scale::linear, {}};
  plot.rules.push_back(
      {softmax ? "spread = pi" : "V = radius", true, static_cast<double>(last_converging_class()) + 0.5, 2});
}

void draw_counts(const audit::AuditSummary& summary, Plot& plot) {
  double most = 1;
  plot.x = {"series of the R_k", -0.5, 2.5, Scale::linear, {}};
  for (const RowVerdict verdict : audit::all_verdicts) {
    const auto style = static_cast<std::size_t>(verdict);
    const auto n = static_cast<double>(summary.of(verdict).rows);
    most = std::max(most, n);
    plot.x.ticks.push_back({static_cast<double>(style), std::string(name(verdict))});
    if (n > 0) plot.curves.push_back({"", {{static_cast<double>(style), n}}, style, Drawing::bars, 0.6});
  }
  plot.y = {"rows", 0, 1.12 * most, Scale::linear, {}};
}

std::vector<std::string> caption_of(const AuditReport& report) {
  const Family family = report.model.family;
  std::vector<std::string> lines;
  if (family == Family::softmax) {
    lines.push_back("spread: the largest change of one class's logit against another's under the noise.");
    lines.push_back("Up to pi the Taylor series of the regulariser R surely converges to R.");
    return lines;
  }
  lines.push_back(report.model.unit_range
                      ? "V: the largest |Delta|, the change of the predictor z0 under the noise."
                      : "The noise is unbounded: V, the largest change of the predictor z0, is infinite.");
  if (family == Family::logistic)
    lines.push_back("radius: sqrt(pi^2 + z0^2), that of the Taylor series of log(1+e^z) at z0.");
  else if (family == Family::gamma)
    lines.push_back("radius: |z0|, that of the Taylor series of -log(-z) at z0.");
  else
    lines.push_back("The Taylor series of this family converges everywhere: its radius is infinite.");
  lines.push_back(
      "R = E A(z0 + Delta) - A(z0), the regulariser, is the sum of its series where V is within.");
  return lines;
}

}  // namespace

std::string file_name(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  return printable(slash == std::string::npos ? path : path.substr(slash + 1));
}

std::string figure_title(const AuditReport& report, std::string_view what) {
  return fmt::format("{} with {}, {} {}: {}", clipped_name(file_name(report.data)),
                     clipped_name(file_name(report.weights)), name(report.model.law.kind()),
                     report.model.law.level().str(), what);
}

std::string noise_text(const AuditReport& report) {
  const NoiseLaw& law = report.model.law;
  if (law.kind() == Noise::dropout) return "dropout " + law.level().str();
  return fmt::format("{} noise ({} {})", name(law.kind()), level_name(law.kind()), law.level().str());
}

Plot audit_plot(const AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  Plot plot;
  std::string verdict = "no row could be read";
  if (summary.rows() > 0)
    verdict = is_plain(report) ? fmt::format("{} % of {} rows outside the radius",
                                             audit_facts(report, 4).share_diverging, summary.rows())
                               : fmt::format("converges on {} of {} rows",
                                             summary.of(RowVerdict::converges).rows, summary.rows());
  plot.title = figure_title(report, verdict);
  plot.caption = caption_of(report);
  plot.caption.insert(plot.caption.begin(),
                      fmt::format("{}, {} family.", noise_text(report), name(report.model.family)));
  plot.description = fmt::format(
      "Whether the series of the approximations R_k to the regulariser under {} converges for {} with {}: {} "
      "rows converge, {} diverge, {} are not proved.",
      noise_text(report), report.data, report.weights, summary.of(RowVerdict::converges).rows,
      summary.diverging(), summary.not_proved());
  if (has_ratios(summary) || is_plain(report))
    draw_histogram(report, plot);
  else
    draw_counts(summary, plot);
  return plot;
}

}  // namespace dropcert::publish
