#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "audit/row_decider.hpp"
#include "audit/row_writer.hpp"
#include "ball/double_ball.hpp"
#include "ball/ladder.hpp"
#include "model/enclosure.hpp"
#include "model/softmax_model.hpp"

namespace dropcert::audit {

using namespace exact;
using namespace ball;
using namespace model;

namespace {

/// Most features of a model whose masks are looked at one by one in each row, as far as a row needs it.
constexpr std::size_t max_audited_masks_of = 10;

// As many of the digits as the ball tells.
std::string radius_text(const std::optional<Ball>& radius, int digits) {
  for (; radius && digits > 0; --digits)
    if (std::optional<std::string> text = correctly_rounded(*radius, digits)) return *text;
  return "";
}

std::string lower_bound_text(const SoftmaxAssessment& assessment, int digits) {
  if (!assessment.spread) return "0";
  return assessment.spread->is_zero() ? "inf" : radius_text(assessment.at_least, digits);
}

// exp(e_k - e) for the logits e_k, e the greatest of them.
std::vector<double> exponentials(const SoftmaxModel& model) {
  const Rational most = *std::max_element(model.logits.begin(), model.logits.end());
  std::vector<double> result;
  for (const Rational& logit : model.logits)
    result.push_back(std::exp(DoubleBall::from(logit - most).midpoint));
  return result;
}

// By how much the greatest logit exceeds all others.
Rational lead(const SoftmaxModel& model) {
  std::vector<Rational> logits = model.logits;
  std::partial_sort(logits.begin(), logits.begin() + 2, logits.end(), std::greater<>());
  return logits[0] - logits[1];
}

class SoftmaxRows : public RowDecider {
 public:
  SoftmaxRows(const Table& table, const AuditModel& model, const AuditOptions& options)
      : table_(table),
        model_(model),
        law_(model.rows.law),
        classes_(model.classes.value()),
        options_(options),
        radius_bits_(std::max(64L, 10L * options.digits / 3 + spare_bits)) {}

  void decide(const TableRow& row, BlockResult& result) override {
    throw_if_stopped(options_.stop);
    const std::vector<Feature> features = table_.features(row);
    const SoftmaxModel model = softmax_model(model_, features);
    const SoftmaxAssessment assessment = assess(model, max_audited_masks_of, options_.stop, radius_bits_);
    AuditSummary& summary = result.summary;
    std::optional<std::size_t> ratio;
    if (assessment.spread) {
      ratio = RatioHistogram::class_of(DeviationRatio{*assessment.spread, 0});
      std::optional<NumberRow>& largest = summary.largest_spread;
      if (!largest || *assessment.spread > largest->number) largest = {row.line, *assessment.spread};
    }
    const RowVerdict verdict = verdict_of(assessment.converges);
    summary.count(verdict, ratio);
    summary.saturated += lead(model) > Rational(static_cast<long>(AuditSummary::absurd));
    if (options_.labels) count_label(row, model, summary);
    if (!options_.report && !options_.regulariser && !options_.row && !options_.shares) return;
    std::optional<RowRegulariser> known;
    if (options_.regulariser) {
      known = regulariser_of(model);
      known->count_in(summary, row.line);
    }
    if (options_.shares) count_shares(model, features, known ? &*known : nullptr, verdict, summary);
    if (!options_.report && !options_.row) return;
    const std::string line = line_of(row, model, assessment, known ? &*known : nullptr);
    if (options_.report) result.report += line + "\n";
    if (options_.row) options_.row(table_, row, line);
  }

 private:
  static constexpr long spare_bits = 24;

  std::string quadratic_text(const SoftmaxModel& model) const {
    if (!has_noise_between_classes(model)) return "0";
    return rounded_quadratic(
        rational_quadratic(model), [&](Bits bits) { return quadratic_approximation(model, bits); },
        options_.digits);
  }

  RowRegulariser regulariser_of(const SoftmaxModel& model) const {
    if (!has_noise_between_classes(model)) return {"0", ""};
    RowRegulariser result;
    try {
      result = rounded_regulariser([&](Bits bits) { return regulariser(model, bits, options_.stop); },
                                   [&](Bits bits) { return quadratic_approximation(model, bits); },
                                   options_.digits);
    } catch (const std::length_error&) {
      return {out_of_reach, ""};  // too many features, or a noise other than dropout
    }
    result.quadratic = quadratic_text(model);
    return result;
  }

  std::string line_of(const TableRow& row, const SoftmaxModel& model, const SoftmaxAssessment& assessment,
                      const RowRegulariser* known) const {
    const int digits = options_.digits;
    std::string line = std::to_string(row.line) + ",";
    line += assessment.spread ? correctly_rounded(*assessment.spread, digits) : "inf";
    line += "," + lower_bound_text(assessment, digits) + "," + radius_text(assessment.nearest, digits) + ",";
    line += name(verdict_of(assessment.converges));
    line += "," + (known && !known->quadratic.empty() ? known->quadratic : quadratic_text(model));
    if (known) line += "," + known->value + "," + known->relative_error;
    return line;
  }

  // The class of the label against the class of the greatest logit, and -log of the label's probability.
  // Among equal logits the first class counts.
  void count_label(const TableRow& row, const SoftmaxModel& model, AuditSummary& summary) const {
    const auto most = std::max_element(model.logits.begin(), model.logits.end());
    const std::string label = LabelCounts::shown_label(table_.label(row));
    const std::vector<double> parts = exponentials(model);
    const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
    std::optional<double> loss;
    bool right = false;
    for (std::size_t k = 0; k < model.classes(); ++k) {
      if (LabelCounts::shown_label(classes_.classes[k]) != label) continue;
      loss = std::log(sum) + DoubleBall::from(*most - model.logits[k]).midpoint;
      right = most - model.logits.begin() == static_cast<std::ptrdiff_t>(k);
    }
    summary.labels.count_class(label, right, loss);
  }

  // V's part: the oscillation of the feature's coefficients over the classes. R_2's: its part of the
  // variance.
  void count_shares(const SoftmaxModel& model, const std::vector<Feature>& features,
                    const RowRegulariser* known, RowVerdict verdict, AuditSummary& summary) const {
    const std::size_t n = table_.feature_count();
    std::vector<double> variance(n);
    std::vector<double> v(n);
    const std::vector<double> parts = exponentials(model);
    const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
    for (std::size_t i = 0; i < model.features(); ++i) {
      const bool added = law_.is_additive();
      if (!added && features.empty()) break;
      const std::size_t j = added ? i : features[i].index;
      double mean = 0;
      double square = 0;
      double least_c = 0;
      double most_c = 0;
      for (std::size_t k = 0; k < model.classes(); ++k) {
        const double c = DoubleBall::from(model.coefficients[k][i] - model.coefficients[0][i]).midpoint;
        mean += parts[k] / sum * c;
        square += parts[k] / sum * c * c;
        least_c = std::min(least_c, c);
        most_c = std::max(most_c, c);
      }
      variance[j] = std::max(0.0, square - mean * mean);
      v[j] = most_c - least_c;
    }
    const double all = std::accumulate(variance.begin(), variance.end(), 0.0);
    const double r2 = DoubleBall::from(law_.variance()).midpoint * all / 2;
    const double r = known ? std::strtod(known->value.c_str(), nullptr) : 0;
    summary.shares.count(v, variance, r2, r, verdict == RowVerdict::diverges);
  }

  const Table& table_;
  const AuditModel& model_;
  const NoiseLaw& law_;
  const ClassWeights& classes_;
  const AuditOptions& options_;
  Bits radius_bits_;
};

}  // namespace

SoftmaxModel softmax_model(const AuditModel& model, const std::vector<Feature>& row) {
  const ClassWeights& classes = model.classes.value();
  std::vector<std::vector<Rational>> contributions(classes.classes.size());
  for (std::size_t k = 0; k < contributions.size(); ++k) {
    for (const Feature& feature : row)
      contributions[k].push_back(feature.value * classes.weights[k][feature.index]);
    if (row.empty()) contributions[k].emplace_back(0);  // a sparse row without entries
  }
  SoftmaxModel result = multiplicative_softmax(model.rows.law, std::move(contributions), classes.intercepts);
  if (model.rows.law.is_additive()) result.coefficients = classes.weights;
  return result;
}

std::unique_ptr<RowDecider> softmax_rows(const Table& table, const AuditModel& model,
                                         const AuditOptions& options) {
  return std::make_unique<SoftmaxRows>(table, model, options);
}

}  // namespace dropcert::audit
