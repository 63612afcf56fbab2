#include "publish/sweep_report.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "ball/decimal.hpp"
#include "publish/audit_facts.hpp"
#include "run/message.hpp"

namespace dropcert::publish {

namespace {

constexpr int text_digits = 7;

bool has_regulariser(const SweepReport& report) {
  return std::any_of(report.rates.begin(), report.rates.end(),
                     [](const AuditReport& rate) { return rate.summary.compared > 0; });
}

double number_in(const std::string& decimal) {
  return std::strtod(decimal.c_str(), nullptr);
}

double rate_of(const AuditReport& report) {
  return number_in(correctly_rounded(report.noise.delta, text_digits));
}

}  // namespace

std::string text_report(const SweepReport& report) {
  const AuditReport& first = report.rates.front();
  std::string text = fmt::format("{} with {}: {} rows, {} features, bias {}\n\n", run::printable(first.data),
                                 run::printable(first.weights), first.summary.rows, first.features,
                                 correctly_rounded(first.noise.bias, text_digits));
  if (first.summary.rows == 0) return text + "no row could be read\n";
  const bool with_sums = has_regulariser(report);
  text += fmt::format("{:>10} {:>10} {:>8}", "dropout", "diverging", "per cent");
  if (with_sums)
    text += fmt::format(" {:>14} {:>14} {:>14} {:>12} {:>12}", "sum of R", "sum of R_2", "R_2 - R",
                        "within 10 %", "within 50 %");
  text += "\n";
  for (const AuditReport& rate : report.rates) {
    const audit::AuditSummary& summary = rate.summary;
    text += fmt::format("{:>10} {:>10} {:>8}", rate.noise.delta.str(), summary.diverging,
                        audit_facts(rate, text_digits).share_diverging);
    if (with_sums) {
      const SumFacts sums = summary.compared > 0 ? sum_facts(rate) : SumFacts{};
      text += fmt::format(" {:>14} {:>14} {:>14} {:>12} {:>12}", sums.r, sums.r2, sums.difference,
                          summary.within_tenth, summary.within_half);
    }
    text += "\n";
  }
  text +=
      "\nA lower rate makes Var(Delta), and with it R_2's error, smaller; V hardly, as all features can be "
      "dropped at once\n"
      "at any rate: where the series diverges for that, smaller weights help, or R itself.\n";
  return text;
}

std::string json_report(const SweepReport& report) {
  // The parts are documents with all their digits already.
  std::string text = "{\n\"rates\": [\n";
  for (std::size_t i = 0; i < report.rates.size(); ++i) {
    text += json_report(report.rates[i]);
    if (i + 1 < report.rates.size()) text += ",\n";
  }
  return text + "]\n}\n";
}

Plot sweep_plot(const SweepReport& report) {
  const AuditReport& first = report.rates.front();
  Plot plot;
  plot.title = fmt::format("{} with {}: {} rows at {} rates of dropout", first.data, first.weights,
                           first.summary.rows, report.rates.size());
  Curve share{"share of rows that diverge", {}, 0, Drawing::line_and_points, 1};
  Curve r{"sum of R", {}, 1, Drawing::line_and_points, 1};
  Curve r2{"sum of R_2", {}, 2, Drawing::line_and_points, 1};
  double most = 0;
  double last = 0;
  for (const AuditReport& rate : report.rates) {
    const audit::AuditSummary& summary = rate.summary;
    const double x = rate_of(rate);
    last = std::max(last, x);
    if (summary.rows > 0)
      share.points.push_back({x, static_cast<double>(summary.diverging) / static_cast<double>(summary.rows)});
    if (summary.compared == 0) continue;
    const SumFacts sums = sum_facts(rate);
    r.points.push_back({x, number_in(sums.r)});
    r2.points.push_back({x, number_in(sums.r2)});
    most = std::max({most, r.points.back().y, r2.points.back().y});
  }
  plot.curves.push_back(share);
  if (most > 0)
    for (Curve* curve : {&r, &r2}) {
      for (Point& point : curve->points) point.y /= most;
      plot.curves.push_back(*curve);
    }
  plot.description = fmt::format(
      "The share of {} rows on which the series of the dropout regulariser diverges, V, the largest |Delta|, "
      "exceeding "
      "the radius sqrt(pi^2 + z0^2), against the rate of dropout{}.",
      first.summary.rows,
      most > 0
          ? fmt::format("; and the sums of R and of R_2 over the rows, over their greatest, {}", about(most))
          : "");
  plot.x = {"rate of dropout", 0, std::min(1.0, 1.08 * last), Scale::linear, {}};
  plot.y = {
      most > 0 ? "share of rows; sums over their greatest" : "share of rows", 0, 1.08, Scale::linear, {}};
  return plot;
}

}  // namespace dropcert::publish
