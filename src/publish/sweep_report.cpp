#include "publish/sweep_report.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "ball/decimal.hpp"
#include "language/utf8.hpp"
#include "publish/audit_facts.hpp"

namespace dropcert::publish {

using namespace ball;
using namespace language;
using namespace model;

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
  return number_in(correctly_rounded(report.model.law.level(), text_digits));
}

}  // namespace

std::string text_report(const SweepReport& report) {
  const AuditReport& first = report.rates.front();
  const Noise noise = first.model.law.kind();
  const bool softmax = first.model.family == Family::softmax;
  std::string text = fmt::format("{} with {}: {} rows, {} features, ", printable(first.data),
                                 printable(first.weights), first.summary.rows(), first.features);
  if (!is_plain(first)) text += fmt::format("{} noise, {} family, ", name(noise), name(first.model.family));
  text += softmax ? fmt::format("{} classes\n\n", first.classes)
                  : fmt::format("bias {}\n\n", correctly_rounded(first.model.bias, text_digits));
  if (first.summary.rows() == 0) return text + "no row could be read\n";
  const bool with_sums = has_regulariser(report);
  const bool open_rows = std::any_of(report.rates.begin(), report.rates.end(),
                                     [](const AuditReport& rate) { return rate.summary.not_proved() > 0; });
  text += fmt::format("{:>10} {:>10} {:>8}", noise == Noise::dropout ? "dropout" : level_name(noise),
                      "diverging", "per cent");
  if (open_rows) text += fmt::format(" {:>10}", "not proved");
  if (with_sums)
    text += fmt::format(" {:>14} {:>14} {:>14} {:>12} {:>12}", "sum of R", "sum of R_2", "R_2 - R",
                        "within 10 %", "within 50 %");
  text += "\n";
  for (const AuditReport& rate : report.rates) {
    const audit::AuditSummary& summary = rate.summary;
    text += fmt::format("{:>10} {:>10} {:>8}", rate.model.law.level().str(), summary.diverging(),
                        audit_facts(rate, text_digits).share_diverging);
    if (open_rows) text += fmt::format(" {:>10}", summary.not_proved());
    if (with_sums) {
      const SumFacts sums = summary.compared > 0 ? sum_facts(rate) : SumFacts{};
      text += fmt::format(" {:>14} {:>14} {:>14} {:>12} {:>12}", sums.r, sums.r2, sums.difference,
                          summary.within_tenth, summary.within_half);
    }
    text += "\n";
  }
  if (noise != Noise::dropout)
    return text + "\nA smaller strength makes Var(Delta), and with it R_2's error, smaller.\n";
  text +=
      "\nA lower rate makes Var(Delta), and with it R_2's error, smaller; V hardly, as all features of one "
      "sign can be dropped\n"
      "at once, however small the rate: where the series diverges for that, smaller weights help, or R "
      "itself.\n";
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
  const bool dropout = first.model.law.kind() == Noise::dropout;
  const std::string level = dropout ? "rate of dropout"
                                    : fmt::format("{} of {} noise", level_name(first.model.law.kind()),
                                                  name(first.model.law.kind()));
  plot.title = fmt::format("{} with {}: {} rows, {} family, at {} rates", file_name(first.data),
                           file_name(first.weights), first.summary.rows(), name(first.model.family),
                           report.rates.size());
  Curve share{"share of rows that diverge", {}, 0, Drawing::line_and_points, 1};
  Curve r{"sum of R", {}, 1, Drawing::line_and_points, 1};
  Curve r2{"sum of R_2", {}, 2, Drawing::line_and_points, 1};
  Curve good{"share of rows with R_2 within 10 % of R", {}, 3, Drawing::line_and_points, 1};
  double most = 0;
  double last = 0;
  for (const AuditReport& rate : report.rates) {
    const audit::AuditSummary& summary = rate.summary;
    const double x = rate_of(rate);
    last = std::max(last, x);
    if (summary.rows() > 0)
      share.points.push_back(
          {x, static_cast<double>(summary.diverging()) / static_cast<double>(summary.rows())});
    if (summary.compared == 0) continue;
    const SumFacts sums = sum_facts(rate);
    r.points.push_back({x, number_in(sums.r)});
    r2.points.push_back({x, number_in(sums.r2)});
    good.points.push_back(
        {x, static_cast<double>(summary.within_tenth) / static_cast<double>(summary.compared)});
    most = std::max({most, r.points.back().y, r2.points.back().y});
  }
  plot.curves.push_back(share);
  if (!good.points.empty()) plot.curves.push_back(good);
  if (most > 0)
    for (Curve* curve : {&r, &r2}) {
      for (Point& point : curve->points) point.y /= most;
      plot.curves.push_back(*curve);
    }
  plot.description = fmt::format(
      "The share of {} rows on which the series of the regulariser diverges against the {}{}.",
      first.summary.rows(), level,
      most > 0
          ? fmt::format("; and the sums of R and of R_2 over the rows, over their greatest, {}", about(most))
          : "");
  plot.caption = {
      "A row's series diverges where V, the largest |Delta|, the change of its predictor under the",
      "noise, exceeds the radius of the Taylor series of its log-partition function."};
  if (most > 0)
    plot.caption.push_back(fmt::format(
        "The sums of R, the regulariser, and of R_2, its approximation, are over {}, their greatest.",
        about(most)));
  plot.x = {level, 0, dropout ? std::min(1.0, 1.08 * last) : 1.08 * last, Scale::linear, {}};
  plot.y = {
      most > 0 ? "share of rows; sums over their greatest" : "share of rows", 0, 1.08, Scale::linear, {}};
  return plot;
}

}  // namespace dropcert::publish
