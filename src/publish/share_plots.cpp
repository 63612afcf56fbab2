// Pictures of an audit: the features' shares, R against R_2.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "publish/audit_facts.hpp"

namespace dropcert::publish {

Plot shares_plot(const AuditReport& report) {
  constexpr std::size_t most_shown = 12;
  const std::vector<ShareFacts> facts = share_facts(report);
  const std::size_t shown = std::min(most_shown, facts.size());
  const bool has_r = report.summary.compared > 0;
  Plot plot;
  plot.title = figure_title(report, "shares of the features");
  Curve v{"of V, mean of all rows", {}, 0, Drawing::bars, 0.24};
  Curve beyond{"of V, mean of the rows that diverge", {}, 1, Drawing::bars, 0.24};
  Curve r{has_r ? "of the sum of R" : "of the sum of R_2", {}, 2, Drawing::bars, 0.24};
  double most = 1;
  plot.x = {"", -0.5, std::max(1.0, static_cast<double>(shown)) - 0.5, Scale::linear, {}};
  for (std::size_t i = 0; i < shown; ++i) {
    const auto x = static_cast<double>(i);
    const ShareFacts& share = facts[i];
    const double of_r = 100 * (has_r ? share.parts.r : share.parts.quadratic);
    v.points.push_back({x - 0.26, 100 * share.parts.v});
    if (report.summary.shares.beyond > 0) beyond.points.push_back({x, 100 * share.parts.beyond});
    r.points.push_back({x + 0.26, of_r});
    most = std::max({most, v.points.back().y, 100 * share.parts.beyond, of_r});
    plot.x.ticks.push_back({x, std::to_string(i + 1)});
  }
  for (Curve* curve : {&v, &beyond, &r})
    if (!curve->points.empty()) plot.curves.push_back(std::move(*curve));
  plot.y = {"per cent", 0, 1.12 * most, Scale::linear, {}};
  std::string names;
  for (std::size_t i = 0; i < shown; ++i) {
    const std::string entry = fmt::format("{} {}", i + 1, clipped_name(facts[i].name));
    if (names.size() + entry.size() > 88) {
      plot.caption.push_back(names);
      names.clear();
    }
    names += (names.empty() ? "" : ", ") + entry;
  }
  if (!names.empty()) plot.caption.push_back(names);
  if (facts.size() > shown)
    plot.caption.push_back(fmt::format("The {} features of the largest shares, of {}.", shown, facts.size()));
  plot.caption.push_back("V: what a feature adds to the largest change of the predictor under the noise.");
  plot.caption.push_back("R_2: its part of Var(Delta); the same part of R, which is no sum of parts.");
  plot.description =
      fmt::format("What each feature has of V and of R for {} with {}.", report.data, report.weights);
  return plot;
}

Plot scatter_plot(const AuditReport& report) {
  Plot plot;
  plot.title = figure_title(report, "R against R_2");
  plot.description = fmt::format(
      "The regulariser R against its approximation R_2 for {} rows of {} with {}, on logarithmic axes; on "
      "the "
      "diagonal they are equal.",
      report.summary.compared, report.data, report.weights);
  Curve few{"rows, in classes of 13 %", {}, 0, Drawing::points, 1};
  double least = 0;
  double most = 0;
  for (const auto& [classes, n] : report.summary.pairs) {
    const Point at{audit::ValueHistogram::coarse_start_of(classes.second),
                   audit::ValueHistogram::coarse_start_of(classes.first)};
    if (!(at.x > 0) || !(at.y > 0)) continue;
    few.points.push_back(at);
    least = least > 0 ? std::min({least, at.x, at.y}) : std::min(at.x, at.y);
    most = std::max({most, at.x, at.y});
  }
  if (few.points.empty()) least = most = 1;
  const double from = std::pow(10, std::floor(std::log10(least)));
  const double to = std::pow(10, std::floor(std::log10(most)) + 1);
  plot.curves.push_back({"R = R_2", {{from, from}, {to, to}}, 1, Drawing::line, 1});
  plot.curves.push_back({"R = 2 R_2 and R = R_2/2", {{from, 2 * from}, {to, 2 * to}}, 2, Drawing::line, 1});
  plot.curves.push_back({"", {{from, from / 2}, {to, to / 2}}, 2, Drawing::line, 1});
  if (!few.points.empty()) plot.curves.push_back(std::move(few));
  plot.x = {"R_2", from, to, Scale::logarithmic, {}};
  plot.y = {"R", from, to, Scale::logarithmic, {}};
  plot.caption = {"R: what training under the noise adds to a row's loss, in the mean over the noise.",
                  "R_2 = A''(z0) Var(Delta)/2, its approximation. Above the diagonal R_2 is too small."};
  return plot;
}

}  // namespace dropcert::publish
