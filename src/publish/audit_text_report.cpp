#include <fmt/core.h>

#include <algorithm>

#include "ball/decimal.hpp"
#include "publish/audit_facts.hpp"
#include "run/message.hpp"

namespace dropcert::publish {

namespace {

constexpr int text_digits = 7;

std::string heading(const AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  const std::string bias =
      report.noise.bias.is_zero() ? "no bias" : "bias " + correctly_rounded(report.noise.bias, text_digits);
  std::string text = fmt::format("{} with {}: {} rows, {} features, dropout {}, {}\n",
                                 run::printable(report.data), run::printable(report.weights), summary.rows,
                                 report.features, report.noise.delta.str(), bias);
  if (summary.skipped > 0)
    text += fmt::format("{} more rows could not be read and were skipped\n", summary.skipped);
  return text + "\n";
}

std::string verdicts(const AuditReport& report, const AuditFacts& facts) {
  const audit::AuditSummary& summary = report.summary;
  const AuditRowFacts& nearest = facts.nearest;
  std::string text = fmt::format(
      "series diverges   {} of {} rows ({} %): V, the largest deviation of the predictor, exceeds the "
      "radius\n"
      "                  sqrt(pi^2 + z0^2); on the other {} rows it converges to R\n",
      summary.diverging, summary.rows, facts.share_diverging, summary.rows - summary.diverging);
  text += fmt::format("largest V/radius  {} on line {} (z0 = {}, V = {})\n", facts.largest_ratio.ratio,
                      facts.largest_ratio.line, facts.largest_ratio.z0, facts.largest_ratio.deviation);
  text += fmt::format("nearest to 1      {} on line {} (z0 = {}, V = {}): {}\n", nearest.ratio, nearest.line,
                      nearest.z0, nearest.deviation, nearest.converges ? "converges" : "diverges");
  text += fmt::format(
      "remedy            sum |a_j| <= {} = {} is enough for convergence; the largest sum is {}\n"
      "                  on line {}: ",
      facts.sufficient_sum, sufficient_sum_formula(report.noise), facts.largest_sum, facts.largest_sum_line);
  text += facts.remedy_holds ? "the weights satisfy it\n"
                             : fmt::format("weights {} times smaller would satisfy it\n", facts.factor);
  if (summary.largest_error)
    text += fmt::format(
        "R_2 against R     within 1 % on {} of {} rows, within 10 % on {}; the largest relative error, "
        "(R_2-R)/R,\n"
        "                  is {} on line {}\n",
        summary.within_hundredth, summary.compared, summary.within_tenth, facts.largest_error,
        summary.largest_error->line);
  return text;
}

std::string quantiles(const audit::ValueHistogram& values) {
  const auto at = [&](double share) { return about(values.quantile(share).value_or(0)); };
  return fmt::format("about {}, {}, {}, {}, {} at 5, 25, 50, 75, 95 %", at(0.05), at(0.25), at(0.5), at(0.75),
                     at(0.95));
}

// What training minimises, and what to do.
std::string sums(const AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  if (summary.compared == 0) return "";
  const SumFacts facts = sum_facts(report);
  const auto known = [](const std::string& digits) { return digits.empty() ? std::string("?") : digits; };
  std::string text = fmt::format("sums              R = {}, R_2 = {}, R_2 - R = {}; means {}, {}, {}\n",
                                 known(facts.r), known(facts.r2), known(facts.difference),
                                 known(facts.mean_r), known(facts.mean_r2), known(facts.mean_difference));
  text += fmt::format("(R_2-R)/R         {}; within 50 % on {} rows\n", quantiles(summary.errors),
                      summary.within_half);
  const bool good = 20 * summary.within_tenth >= 19 * summary.compared;
  text += good ? "in place of R     R_2 is within 10 % of R on 95 % of the rows or more: it may stand for R\n"
               : "in place of R     not R_2: R itself (the column R of --out; training with masks minimises "
                 "its mean), or "
                 "a\n                  bound, R <= Var(Delta)/8 [penalty_bounds], where Var(Delta) = 2 "
                 "R_2/A''(z0)\n";
  return text;
}

// What makes the series converge.
std::string advice(const AuditReport& report) {
  if (!report.summary.largest_excess) return "";
  const AdviceFacts facts = advice_facts(report, text_digits);
  const auto rate = [](std::size_t hundredths) {
    return hundredths == 0 ? std::string("none") : fmt::format("0.{:02}", hundredths);
  };
  std::string text = fmt::format(
      "greatest dropout  {} for all rows, {} for 95 % of them, {} for half of them, in hundredths (each "
      "proved)\n",
      rate(facts.all), rate(facts.most), rate(facts.half));
  if (facts.never > 0)
    text += fmt::format(
        "                  on {} rows not even 0.01: all features can be dropped at once at any rate, which "
        "alone\n"
        "                  is beyond the radius; a lower rate helps R_2 there, and not the series\n",
        facts.never);
  return text +
         (facts.divisor.empty()
              ? std::string("least rescaling   none is needed\n")
              : fmt::format(
                    "least rescaling   weights and bias divided by {}: then it converges on all rows, and "
                    "for less not on line {}\n",
                    facts.divisor, report.summary.largest_excess->line));
}

std::string labels(const AuditReport& report) {
  const audit::LabelCounts& counts = report.summary.labels;
  if (counts.too_many())
    return fmt::format(
        "labels            more than {} different ones: they are no classes of a binary model\n",
        audit::LabelCounts::most);
  if (counts.empty()) return "";
  std::string text;
  const std::optional<audit::LabelFit> fit = audit::fit_of(counts, report.positive_label);
  if (fit) {
    text += fmt::format(
        "labels            z0 > 0 is taken for {}, z0 <= 0 for {}: right on {} of {} rows, log-loss about "
        "{:.4g}\n",
        fit->positive, fit->negative.empty() ? "another" : fit->negative, fit->right, fit->rows,
        fit->log_loss);
    if (2 * fit->right < fit->rows || fit->log_loss > 0.6931471805599453)
      text +=
          "                  worse than no model at all: are these the weights of this data, and is it "
          "scaled as\n"
          "                  the training's (--scaler)?\n";
  } else {
    text += fmt::format("labels            {} different ones, where a binary model has two:",
                        counts.labels().size());
    std::size_t shown = 0;
    for (const auto& [label, count] : counts.labels())
      if (++shown <= 5) text += fmt::format(" {} ({} rows)", label, count.rows);
    text += "\n";
  }
  return text + fmt::format("z0                {}\n", quantiles(counts.z0()));
}

std::string class_name(std::size_t which) {
  if (which == 0) return "below " + bound_text(0);
  if (which == audit::RatioHistogram::size - 1) return "above " + bound_text(which - 1);
  return bound_text(which - 1) + " to " + bound_text(which);
}

std::string histogram(const AuditReport& report, const AuditFacts& facts) {
  constexpr std::uint64_t width = 50;
  const audit::RatioHistogram& counts = report.summary.histogram;
  std::uint64_t most = 1;
  for (std::size_t i = facts.first_class; i <= facts.last_class; ++i) most = std::max(most, counts[i]);
  std::string text = "\nrows by V/radius\n";
  for (std::size_t i = facts.first_class; i <= facts.last_class; ++i) {
    const std::uint64_t n = counts[i];
    const auto bar = static_cast<std::size_t>(n * width / most + (n > 0 && n * width < most));
    std::string line = fmt::format("{:>16} {:>10}  {}", class_name(i), n, std::string(bar, '#'));
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
    if (audit::RatioHistogram::bounds()[std::min(i, audit::RatioHistogram::size - 2)] == Rational(1) &&
        i < facts.last_class)
      text += fmt::format("{:->28}  V = radius {}\n", "", std::string(width - 11, '-'));
  }
  return text;
}

std::string skipped(const AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  if (summary.skipped == 0) return "";
  std::string text = "\nskipped\n";
  for (const audit::SkippedRow& row : summary.skipped_rows)
    text +=
        fmt::format("  {}:{}:{}: {}\n", run::printable(report.data), row.at.line, row.at.column, row.reason);
  if (summary.skipped > summary.skipped_rows.size())
    text += fmt::format("  and {} more\n", summary.skipped - summary.skipped_rows.size());
  return text;
}

}  // namespace

std::string text_report(const AuditReport& report) {
  if (report.summary.rows == 0) return heading(report) + "no row could be read\n" + skipped(report);
  const AuditFacts facts = audit_facts(report, text_digits);
  return heading(report) + verdicts(report, facts) + advice(report) + sums(report) + labels(report) +
         histogram(report, facts) + skipped(report);
}

}  // namespace dropcert::publish
