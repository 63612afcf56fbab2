#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "ball/decimal.hpp"
#include "language/utf8.hpp"
#include "model/softmax_masks.hpp"
#include "model/softmax_model.hpp"
#include "publish/audit_facts.hpp"
#include "publish/layout.hpp"

namespace dropcert::publish {

using namespace exact;
using namespace ball;
using namespace language;
using namespace model;

namespace {

constexpr int text_digits = 7;

std::string counted(std::uint64_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

std::string rows_text(std::uint64_t n) {
  return counted(n, "row");
}

std::string paragraph(std::string_view label, std::string_view text) {
  constexpr std::size_t width = 100;
  constexpr std::size_t indent = 18;
  return fmt::format("{:<18}", label) + wrapped(text, width, indent, indent).substr(indent) + "\n";
}

std::string model_text(const AuditReport& report) {
  const RowModel& model = report.model;
  if (is_plain(report))
    return fmt::format(
        "dropout {}, {}", model.law.level().str(),
        model.bias.is_zero() ? "no bias" : "bias " + correctly_rounded(model.bias, text_digits));
  const Noise noise = model.law.kind();
  return fmt::format("{} noise ({} {}), {} family, {}", name(noise), level_name(noise),
                     model.law.level().str(), name(model.family),
                     model.family == Family::softmax ? fmt::format("{} classes", report.classes)
                                                     : fmt::format("bias {}", model.bias.str()));
}

std::string heading(const AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  std::string text =
      fmt::format("{} with {}: {}, {}, {}\n", printable(report.data), printable(report.weights),
                  rows_text(summary.rows()), counted(report.features, "feature"), model_text(report));
  if (summary.skipped > 0)
    text += fmt::format("{} could not be read and {} skipped\n", counted(summary.skipped, "more row"),
                        summary.skipped == 1 ? "was" : "were");
  return text + "\n";
}

// For any noise and family: the counts, and the theorem.
std::string counts(const AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  const Cell& cell = validity(report.model.law.kind(), report.model.family);
  std::string text = fmt::format("series of R_k     converges to R on {}, diverges on {}, not proved on {}\n",
                                 rows_text(summary.of(audit::RowVerdict::converges).rows),
                                 summary.diverging(), summary.not_proved());
  text += fmt::format("R                 finite on {}, infinite or not defined on {}\n",
                      rows_text(summary.rows() - summary.not_finite), summary.not_finite);
  text += paragraph("condition", cell.condition.empty()
                                     ? std::string(name(cell.validity))
                                     : fmt::format("{}: {}", name(cell.validity), cell.condition));
  text += paragraph("reason", fmt::format("{} [{}]", cell.reason, cell.theorem));
  if (summary.largest_spread)
    text += fmt::format("largest spread    {} on line {}; up to pi the series converges\n",
                        correctly_rounded(summary.largest_spread->number, text_digits),
                        summary.largest_spread->line);
  return text;
}

std::string others_converge(const audit::AuditSummary& summary) {
  const std::uint64_t others = summary.rows() - summary.diverging();
  if (others == 0) return "";
  if (others == summary.rows()) return "; it converges to R on all of them";
  return fmt::format("; on the other {} it converges to R", others == 1 ? "row" : rows_text(others));
}

std::string verdicts(const AuditReport& report, const AuditFacts& facts) {
  const audit::AuditSummary& summary = report.summary;
  std::string text;
  if (is_plain(report))
    text = fmt::format(
        "series diverges   {} of {} ({} %): V, the largest deviation of the predictor, exceeds the "
        "radius\n"
        "                  sqrt(pi^2 + z0^2){}\n",
        summary.diverging(), rows_text(summary.rows()), facts.share_diverging, others_converge(summary));
  else
    text = counts(report);
  if (facts.nearest) {
    const AuditRowFacts& largest = *facts.largest_ratio;
    const AuditRowFacts& nearest = *facts.nearest;
    text += fmt::format("largest V/radius  {} on line {} (z0 = {}, V = {})\n", largest.ratio, largest.line,
                        largest.z0, largest.deviation);
    text +=
        fmt::format("nearest to 1      {} on line {} (z0 = {}, V = {}): {}\n", nearest.ratio, nearest.line,
                    nearest.z0, nearest.deviation, nearest.converges ? "converges" : "diverges");
  }
  if (!facts.sufficient_sum.empty()) {
    text += fmt::format(
        "remedy            sum |a_j| <= {} = {} is enough for convergence; the largest sum is {}\n"
        "                  on line {}: ",
        facts.sufficient_sum, sufficient_sum_formula(report.model), facts.largest_sum,
        facts.largest_sum_line);
    text += facts.remedy_holds ? "the weights satisfy it\n"
                               : fmt::format("weights {} times smaller would satisfy it\n", facts.factor);
  }
  if (summary.largest_error)
    text += fmt::format(
        "R_2 against R     within 1 % on {} of {}, within 10 % on {}; the largest relative error, "
        "(R_2-R)/R,\n"
        "                  is {} on line {}\n",
        summary.within_hundredth, rows_text(summary.compared), summary.within_tenth, facts.largest_error,
        summary.largest_error->line);
  return text;
}

std::string quantiles(const audit::ValueHistogram& values) {
  std::string text;
  for (const unsigned per_cent : {5U, 25U, 50U, 75U, 95U}) {
    const auto [low, high] = outward(values.quantile(per_cent).value_or(std::pair{0.0, 0.0}));
    text += (text.empty() ? "" : ", ") + (low == high ? low : fmt::format("{} to {}", low, high));
  }
  return text + " at 5, 25, 50, 75, 95 %";
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
  text += paragraph("(R_2-R)/R", fmt::format("{}; within 50 % on {}", quantiles(summary.errors),
                                             rows_text(summary.within_half)));
  const bool good = 20 * summary.within_tenth >= 19 * summary.compared;
  if (good)
    text += "in place of R     R_2 is within 10 % of R on 95 % of the rows or more: it may stand for R\n";
  else if (report.model.family == Family::logistic)
    text +=
        paragraph("in place of R_2",
                  "R itself (the column R of --out; training with masks minimises its mean); R_3 = R_2 + "
                  "A'''(z0) E Delta^3/6, which is within E Delta^4/192 of R [penalty_R3]; or a bound, R <= "
                  "Var(Delta)/8 [penalty_bounds], where Var(Delta) = 2 R_2/A''(z0)");
  else
    text +=
        "in place of R_2   R itself (the column R of --out; training under the noise minimises its "
        "mean)\n";
  return text;
}

std::string rates(const AuditReport& report, const AdviceFacts& facts) {
  const bool dropout = is_plain(report);
  const auto rate = [&](std::size_t hundredths) {
    if (hundredths == 0) return std::string("none");
    // Of a scale, which has no end, no more were looked at.
    return fmt::format("0.{:02}{}", hundredths, hundredths == 99 && !dropout ? " or more" : "");
  };
  std::string text = fmt::format(
      "{} {} for all rows, {} for 95 % of them, {} for half of them, in hundredths (each "
      "proved)\n",
      dropout ? "greatest dropout " : "greatest scale   ", rate(facts.all), rate(facts.most),
      rate(facts.half));
  if (facts.never == 0) return text;
  if (!dropout) return text + fmt::format("                  on {} not even 0.01\n", rows_text(facts.never));
  return text +
         fmt::format(
             "                  on {} not even 0.01: however small the rate, all features of one "
             "sign may be\n"
             "                  dropped at once, and |Delta| is then their sum; a lower rate helps R_2 "
             "there, and hardly\n"
             "                  the series\n",
             rows_text(facts.never));
}

// The noised parameter must stay negative; divided by a number, weights and bias keep their ratio.
std::string gamma_remedy(const NoiseLaw& law) {
  if (law.kind() == Noise::uniform)
    return "a smaller half width: V is proportional to it, and must not exceed |z0|. Smaller weights help "
           "only "
           "beside the same bias: dividing both changes V and |z0| alike";
  if (law.kind() == Noise::dropout)
    return "a lower rate, if it is low enough, on rows where twice the sum of the positive contributions is "
           "below "
           "minus the bias; on others a bias further below 0, or smaller weights beside the same bias: "
           "dividing "
           "both changes Delta and z0 alike";
  return "none: the noise is unbounded at every scale, and z0 + Delta must be negative; noise that is "
         "bounded, "
         "such as uniform, can do it";
}

// Why R is not known, and what bounds it there.
std::string out_of_reach(const AuditReport& report) {
  const std::uint64_t rows = report.summary.out_of_reach;
  if (rows == 0) return "";
  if (report.model.family != Family::softmax)
    return paragraph("R out of reach",
                     fmt::format("on {}: contributions too large, and too many of them", rows_text(rows)));
  return paragraph(
      "R out of reach",
      fmt::format("on {}: of three classes or more R is a sum over all masks, for dropout alone and up to {} "
                  "features ({} for many digits). There 0 <= R <= E osc(Delta)^2/8, osc the greatest less "
                  "the least over the "
                  "classes, as the variance of Delta over the classes is at most osc(Delta)^2/4",
                  rows_text(rows), max_quick_masks_of, max_softmax_features));
}

// What makes the series converge.
std::string advice(const AuditReport& report) {
  if (!report.advice) return "";
  const AdviceFacts facts = advice_facts(report, text_digits);
  const audit::AuditSummary& summary = report.summary;
  if (summary.largest_excess)
    return rates(report, facts) +
           (facts.divisor.empty()
                ? std::string("least rescaling   none is needed\n")
                : fmt::format(
                      "least rescaling   weights and bias divided by {}: then it converges on all rows, and "
                      "for less not on line {}\n",
                      facts.divisor, facts.line));
  if (summary.diverging() + summary.not_proved() == 0)
    return "least rescaling   none is needed: the series converges on all rows\n";
  if (!facts.divisor.empty())
    return paragraph("rescaling", fmt::format("weights and biases divided by {}: then no spread exceeds pi, "
                                              "which suffices on all rows; the widest is on line {}",
                                              facts.divisor, facts.line));
  if (report.model.family == Family::gamma) return paragraph("remedy", gamma_remedy(report.model.law));
  if (report.model.family == Family::logistic || report.model.family == Family::softmax)
    return paragraph(
        "rescaling",
        "none helps: the noise is unbounded at every scale, and the radius finite. A smaller scale "
        "makes R_2's error smaller, not the series convergent; use R itself, or R_2 where its "
        "error is small enough (--regulariser)");
  return paragraph("rescaling",
                   "smaller weights or a smaller scale, until the condition above holds on all rows");
}

// Which features push rows outside.
std::string shares(const AuditReport& report) {
  constexpr std::size_t most_shown = 20;
  const std::vector<ShareFacts> facts = share_facts(report);
  if (facts.empty()) return "";
  const audit::FeatureShares& all = report.summary.shares;
  const bool with_r = report.summary.compared > 0;
  std::string text = fmt::format(
      "\nshares of the features, per cent: of V, on {} with noise and on the {} of them that diverge; "
      "of the "
      "sum\nof R_2{}\n{:>22} {:>8} {:>9} {:>8}{}\n",
      rows_text(all.rows), all.beyond,
      with_r ? " and of R, by their parts of Var(Delta)" : ", by their parts of Var(Delta)", "feature", "V",
      "diverging", "R_2", with_r ? "        R" : "");
  const auto per_cent = [](double share) { return fmt::format("{:.1f}", 100 * share); };
  for (std::size_t i = 0; i < std::min(most_shown, facts.size()); ++i) {
    const audit::FeatureShares::Parts& parts = facts[i].parts;
    text += fmt::format("{:>22} {:>8} {:>9} {:>8}", clipped_name(facts[i].name), per_cent(parts.v),
                        all.beyond > 0 ? per_cent(parts.beyond) : "", per_cent(parts.quadratic));
    if (with_r) text += fmt::format(" {:>8}", per_cent(parts.r));
    text += "\n";
  }
  if (facts.size() > most_shown)
    text += fmt::format("{:>22}\n", fmt::format("{} more", facts.size() - most_shown));
  return text;
}

// Of several classes.
std::string class_labels(const AuditReport& report) {
  const audit::LabelCounts& counts = report.summary.labels;
  if (counts.too_many()) return fmt::format("labels            more than {} different ones\n", counts.most);
  if (counts.empty()) return "";
  std::string foreign;
  for (const auto& [label, count] : counts.labels())
    if (count.loss_if_negative.sign() < 0)
      foreign += fmt::format("{}{} ({})", foreign.empty() ? "" : ", ", label, rows_text(count.rows));
  std::string text;
  if (const std::optional<audit::LabelFit> fit = audit::class_fit_of(counts)) {
    text = fmt::format(
        "labels            the class of the greatest logit is right on {} of {}, log-loss about "
        "{:.4g}\n",
        fit->right, rows_text(fit->rows), fit->log_loss);
    if (static_cast<double>(report.classes) * static_cast<double>(fit->right) <
            static_cast<double>(fit->rows) ||
        fit->log_loss > std::log(static_cast<double>(report.classes)))
      text +=
          "                  worse than no model at all: are these the weights of this data, their classes "
          "named "
          "as its\n                  labels, and is it scaled as the training's (--scaler)?\n";
  }
  if (!foreign.empty())
    text += "                  no class of the weights bears the labels " + foreign + "\n";
  return text;
}

std::string labels(const AuditReport& report) {
  if (report.model.family == Family::softmax) return class_labels(report);
  const audit::LabelCounts& counts = report.summary.labels;
  if (counts.too_many())
    return fmt::format(
        "labels            more than {} different ones: they are no classes of a binary model\n",
        audit::LabelCounts::most);
  if (counts.empty()) return "";
  std::string text;
  const std::optional<audit::LabelFit> fit = audit::fit_of(counts, report.labels);
  if (fit) {
    text += fmt::format(
        "labels            z0 > 0 is taken for {}, z0 <= 0 for {}: right on {} of {}, log-loss about "
        "{:.4g}\n",
        fit->positive, fit->negative.empty() ? "another" : fit->negative, fit->right, rows_text(fit->rows),
        fit->log_loss);
    if (2 * fit->right < fit->rows || fit->log_loss > 0.6931471805599453)
      text +=
          "                  worse than no model at all: are these the weights of this data, and is it "
          "scaled as\n"
          "                  the training's (--scaler)?\n";
  } else if (const std::vector<std::string> foreign = audit::foreign_labels(counts, report.labels);
             !foreign.empty()) {
    text += fmt::format("labels            the model's classes are {} and {}, and rows have",
                        audit::LabelCounts::shown_label(report.labels.negative),
                        audit::LabelCounts::shown_label(report.labels.positive));
    for (std::size_t i = 0; i < std::min<std::size_t>(foreign.size(), 5); ++i)
      text += fmt::format("{} {} ({})", i > 0 ? "," : "", foreign[i],
                          rows_text(counts.labels().at(foreign[i]).rows));
    text += ": are they the labels of this model?\n";
  } else if (counts.labels().size() == 1) {
    text += fmt::format("labels            all rows have {}; with two, accuracy and log-loss would be told\n",
                        counts.labels().begin()->first);
  } else {
    text += fmt::format("labels            {}, where a binary model has two:", counts.labels().size());
    std::size_t shown = 0;
    for (const auto& [label, count] : counts.labels())
      if (++shown <= 5) text += fmt::format(" {} ({})", label, rows_text(count.rows));
    text += "\n";
  }
  return text + paragraph("z0", quantiles(counts.z0()));
}

std::string class_name(std::size_t which) {
  if (which == 0) return "below " + bound_text(0);
  if (which == audit::RatioHistogram::size - 1) return "above " + bound_text(which - 1);
  return bound_text(which - 1) + " to " + bound_text(which);
}

std::string histogram(const AuditReport& report, const AuditFacts& facts) {
  constexpr std::uint64_t width = 50;
  const audit::RatioHistogram counts = report.summary.histogram();
  if (counts == audit::RatioHistogram()) return "";
  const bool softmax = report.model.family == Family::softmax;
  std::uint64_t most = 1;
  for (std::size_t i = facts.first_class; i <= facts.last_class; ++i) most = std::max(most, counts[i]);
  std::string text = softmax ? "\nrows by spread/pi\n" : "\nrows by V/radius\n";
  for (std::size_t i = facts.first_class; i <= facts.last_class; ++i) {
    const std::uint64_t n = counts[i];
    const auto bar = static_cast<std::size_t>(n * width / most + (n > 0 && n * width < most));
    std::string line = fmt::format("{:>16} {:>10}  {}", class_name(i), n, std::string(bar, '#'));
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
    if (audit::RatioHistogram::bounds()[std::min(i, audit::RatioHistogram::size - 2)] == Rational(1) &&
        i < facts.last_class)
      text += fmt::format("{:->28}  {} {}\n", "", softmax ? "spread = pi" : "V = radius",
                          std::string(width - 11, '-'));
  }
  return text;
}

std::string skipped(const AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  if (summary.skipped == 0) return "";
  std::string text = "\nskipped\n";
  for (const audit::SkippedRow& row : summary.skipped_rows)
    text += fmt::format("  {}:{}:{}: {}\n", printable(report.data), row.at.line, row.at.column, row.reason);
  if (summary.skipped > summary.skipped_rows.size())
    text += fmt::format("  and {} more\n", summary.skipped - summary.skipped_rows.size());
  return text;
}

}  // namespace

std::string text_report(const AuditReport& report) {
  if (report.summary.rows() == 0) return heading(report) + "no row could be read\n" + skipped(report);
  const AuditFacts facts = audit_facts(report, text_digits);
  return heading(report) + verdicts(report, facts) + advice(report) + sums(report) + out_of_reach(report) +
         labels(report) + shares(report) + histogram(report, facts) + skipped(report);
}

}  // namespace dropcert::publish
