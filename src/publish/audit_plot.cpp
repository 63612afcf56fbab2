#include <fmt/format.h>

#include <algorithm>

#include "publish/audit_facts.hpp"

namespace dropcert {

namespace {

// The class that ends at V = radius.
std::size_t last_converging_class() {
  const std::vector<Rational>& bounds = RatioHistogram::bounds();
  return static_cast<std::size_t>(std::find(bounds.begin(), bounds.end(), Rational(1)) - bounds.begin());
}

// All bounds if they are few, else those that begin with 1, 2 or 5.
std::vector<Tick> ticks(std::size_t first, std::size_t last) {
  constexpr std::size_t few = 16;
  const bool all = last - first <= few;
  std::vector<Tick> result;
  for (std::size_t i = first == 0 ? 0 : first - 1; i <= std::min(last, RatioHistogram::size - 2); ++i)
    if (const std::size_t place = i % 10; all || place == 0 || place == 3 || place == 7)
      result.push_back({static_cast<double>(i) + 0.5, bound_text(i)});
  return result;
}

}  // namespace

Plot audit_plot(const AuditReport& report) {
  const AuditSummary& summary = report.summary;
  const AuditFacts facts = audit_facts(report, 4);
  const std::size_t border = last_converging_class();
  // The border is always in the picture.
  const std::size_t first = std::min(facts.first_class, border);
  const std::size_t last = std::max(facts.last_class, border + 1);
  Curve converging{"converges", {}, 0, Drawing::bars, 0.9};
  Curve diverging{"diverges", {}, 1, Drawing::bars, 0.9};
  std::uint64_t most = 1;
  for (std::size_t i = first; i <= last; ++i) {
    const std::uint64_t n = summary.histogram[i];
    most = std::max(most, n);
    if (n > 0)
      (i <= border ? converging : diverging)
          .points.push_back({static_cast<double>(i), static_cast<double>(n)});
  }
  Plot plot;
  plot.title = fmt::format("{} % of {} rows lie outside the radius", facts.share_diverging, summary.rows);
  plot.description = fmt::format(
      "Histogram of the largest deviation V of the predictor under dropout {} divided by the radius of "
      "convergence, for "
      "{} with {}: {} rows converge, {} diverge.",
      report.noise.delta.str(), report.data, report.weights, summary.rows - summary.diverging,
      summary.diverging);
  plot.x = {"V / radius", static_cast<double>(first) - 0.5, static_cast<double>(last) + 0.5, Scale::linear,
            ticks(first, last)};
  plot.y = {"rows", 0, 1.12 * static_cast<double>(most), Scale::linear, {}};
  for (Curve* curve : {&converging, &diverging})
    if (!curve->points.empty()) plot.curves.push_back(*curve);
  plot.rules.push_back({"V = radius", true, static_cast<double>(border) + 0.5, 2});
  return plot;
}

}  // namespace dropcert
