#include <fmt/core.h>

#include <algorithm>

#include "publish/audit_facts.hpp"
#include "publish/ratio_axis.hpp"

namespace dropcert::publish {

Plot audit_plot(const AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  const std::size_t border = last_converging_class();
  // The border is always in the picture.
  std::size_t first = border;
  std::size_t last = border + 1;
  std::string title = "no row could be read";
  if (summary.rows > 0) {
    const AuditFacts facts = audit_facts(report, 4);
    first = std::min(first, facts.first_class);
    last = std::max(last, facts.last_class);
    title = fmt::format("{} % of {} rows lie outside the radius", facts.share_diverging, summary.rows);
  }
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
  plot.title = title;
  plot.description = fmt::format(
      "Histogram of the largest deviation V of the predictor under dropout {} divided by the radius of "
      "convergence, for "
      "{} with {}: {} rows converge, {} diverge.",
      report.noise.delta.str(), report.data, report.weights, summary.rows - summary.diverging,
      summary.diverging);
  plot.x = ratio_axis("V / radius", first, last);
  plot.y = {"rows", 0, 1.12 * static_cast<double>(most), Scale::linear, {}};
  for (Curve* curve : {&converging, &diverging})
    if (!curve->points.empty()) plot.curves.push_back(*curve);
  plot.rules.push_back({"V = radius", true, static_cast<double>(border) + 0.5, 2});
  return plot;
}

}  // namespace dropcert::publish
