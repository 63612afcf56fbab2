#include "audit/softmax_audit.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "audit/family_rows.hpp"
#include "audit/rounding.hpp"
#include "model/enclosure.hpp"
#include "model/softmax_model.hpp"

namespace dropcert::audit {

namespace {

SoftmaxModel model_of(const std::vector<Feature>& row, const ClassWeights& weights,
                      const SoftmaxSetting& setting) {
  std::vector<std::vector<Rational>> contributions(weights.classes.size());
  for (std::size_t k = 0; k < contributions.size(); ++k) {
    for (const Feature& feature : row)
      contributions[k].push_back(feature.value * weights.weights[k][feature.index]);
    if (row.empty()) contributions[k].emplace_back(0);  // a sparse row without entries
  }
  SoftmaxModel model =
      multiplicative_softmax(setting.noise, std::move(contributions), weights.intercepts, setting.level);
  if (setting.noise == Noise::additive_gaussian) model.coefficients = weights.weights;
  return model;
}

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

std::string regulariser_text(const SoftmaxModel& model, const AuditOptions& options) {
  constexpr long spare_bits = 4;  // few: the quick sum over masks has about 45 bits
  if (!has_noise_between_classes(model)) return "0";
  try {
    return rounded_decimal([&](Bits bits) { return regulariser(model, bits, options.stop); }, options.digits,
                           spare_bits);
  } catch (const std::length_error&) {
    return "out of reach";  // too many features, or a noise other than dropout
  }
}

std::string line_of(const TableRow& row, const SoftmaxModel& model, const SoftmaxAssessment& assessment,
                    const AuditOptions& options) {
  const int digits = options.digits;
  std::string line = std::to_string(row.line) + ",";
  line += assessment.spread ? correctly_rounded(*assessment.spread, digits) : "inf";
  line += "," + lower_bound_text(assessment, digits) + "," + radius_text(assessment.nearest, digits) + ",";
  line += name(verdict_of(assessment.converges));
  if (options.regulariser) line += "," + regulariser_text(model, options);
  return line + "\n";
}

}  // namespace

FamilySummary audit_softmax(const Table& table, const ClassWeights& model, data::RecordBlocks& blocks,
                            const SoftmaxSetting& setting, const AuditOptions& options) {
  const std::string header =
      std::string("line,spread,radius_at_least,radius_at_most,verdict") + (options.regulariser ? ",R" : "");
  constexpr long spare_bits = 24;
  const Bits radius_bits(std::max(64L, 10L * options.digits / 3 + spare_bits));
  return audit_rows(table, blocks, options, header, [&](const TableRow& row, FamilyPart& part) {
    const SoftmaxModel softmax = model_of(table.features(row), model, setting);
    const SoftmaxAssessment assessment = assess(softmax, max_audited_masks_of, options.stop, radius_bits);
    if (options.report) part.report += line_of(row, softmax, assessment, options);
    std::optional<std::size_t> ratio;
    if (assessment.spread) ratio = RatioHistogram::class_of(DeviationRatio{*assessment.spread, 0});
    part.summary.count(verdict_of(assessment.converges), ratio);
  });
}

}  // namespace dropcert::audit
