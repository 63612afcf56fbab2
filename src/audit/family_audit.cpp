#include "audit/family_audit.hpp"

#include <algorithm>

#include "audit/family_rows.hpp"
#include "audit/rounding.hpp"
#include "model/logistic.hpp"

namespace dropcert::audit {

namespace {

NoisyPredictor predictor_of(const Table& table, const TableRow& row, const FamilySetting& setting) {
  std::vector<Rational> contributions = table.contributions(row);
  if (contributions.empty()) contributions.emplace_back(0);  // a sparse row without entries
  if (setting.noise != Noise::additive_gaussian)
    return multiplicative(setting.noise, std::move(contributions), setting.level, setting.bias);
  const ContributionSums sums = sums_of(contributions);
  return {setting.noise, setting.bias + sums.positive - sums.negative, table.weights(), setting.level};
}

// R_2 = A''(z0) Var(Delta)/2.
Ball quadratic_ball(const NoisyPredictor& predictor, Family family, Bits bits) {
  const Ball half = Ball::from(variance(predictor) / Rational(2), bits);
  const Ball z = Ball::from(predictor.z0, bits);
  if (family == Family::gaussian) return half;
  if (family == Family::gamma) return div(half, mul(z, z, bits), bits);
  const Ball curvature =
      family == Family::poisson ? exp(z, bits) : mul(sigmoid(z, bits), sigmoid(neg(z), bits), bits);
  return mul(curvature, half, bits);
}

// The same as a decimal; where it is rational it may be a tie between two of them.
std::string quadratic(const NoisyPredictor& predictor, Family family, int digits) {
  const Rational half = variance(predictor) / Rational(2);
  const Rational& z0 = predictor.z0;
  if (half.is_zero()) return "0";
  if (family == Family::gaussian) return correctly_rounded(half, digits);
  if (family == Family::gamma) return correctly_rounded(half / (z0 * z0), digits);
  if (z0.is_zero()) return correctly_rounded(family == Family::logistic ? half / Rational(4) : half, digits);
  return rounded_decimal([&](Bits bits) { return quadratic_ball(predictor, family, bits); }, digits);
}

// R and the relative error of R_2, with a comma between them.
std::string exact_regulariser(const NoisyPredictor& predictor, Family family, int digits, StopFlag stop) {
  if (no_noise(predictor)) return "0,";
  if (family == Family::gaussian) return quadratic(predictor, family, digits) + ",0";  // R = R_2
  Ball known;
  const auto value = [&](Bits bits) {
    if (known.sign() == 0 || known.relative_accuracy_bits() < bits.value)
      known = regulariser(predictor, family, bits, stop);
    return known;
  };
  const auto error = [&](Bits bits) {
    return sub(div(quadratic_ball(predictor, family, bits), value(bits), bits), Ball(1), bits);
  };
  std::string text = rounded_decimal(value, digits) + ",";
  return text + rounded_decimal(error, digits);
}

// V/radius; "inf" for an unbounded Delta and a finite radius, nothing where both are infinite.
std::string ratio_text(const Assessment& assessment, Family family, int digits) {
  const bool entire = family != Family::logistic && family != Family::gamma;
  if (!assessment.deviation) return entire ? "" : "inf";
  const Rational& v = *assessment.deviation;
  if (entire || v.is_zero()) return "0";
  if (family == Family::gamma) return correctly_rounded(v / abs(assessment.z0), digits);
  const DeviationRatio ratio{v, assessment.z0};
  return rounded_decimal([&](Bits bits) { return ratio.value(bits); }, digits);
}

std::string radius_text(const Assessment& assessment, Family family, int digits) {
  if (family == Family::gamma) return correctly_rounded(abs(assessment.z0), digits);
  if (family != Family::logistic) return "inf";
  const auto value = [&](Bits bits) { return DeviationRatio{Rational(1), assessment.z0}.value(bits); };
  return rounded_decimal([&](Bits bits) { return inv(value(bits), bits); }, digits);
}

// V/radius, where both are finite: at most 1 on the row's class of the histogram.
std::optional<std::size_t> ratio_class(const Assessment& assessment, Family family) {
  if (!assessment.deviation) return std::nullopt;
  if (family == Family::logistic)
    return RatioHistogram::class_of(DeviationRatio{*assessment.deviation, assessment.z0});
  if (family == Family::gamma) return RatioHistogram::class_of(*assessment.deviation / abs(assessment.z0));
  return std::nullopt;
}

std::string line_of(const TableRow& row, const NoisyPredictor& predictor, const Assessment& assessment,
                    const FamilySetting& setting, const AuditOptions& options) {
  const int digits = options.digits;
  std::string line = std::to_string(row.line) + "," + correctly_rounded(assessment.z0, digits) + ",";
  line += assessment.deviation ? correctly_rounded(*assessment.deviation, digits) : "inf";
  line += "," + radius_text(assessment, setting.family, digits) + ",";
  line += ratio_text(assessment, setting.family, digits) + ",";
  line += name(verdict_of(assessment.converges));
  line += "," + quadratic(predictor, setting.family, digits);
  if (options.regulariser)
    line += "," + (assessment.finite ? exact_regulariser(predictor, setting.family, digits, options.stop)
                                     : "not finite,");
  return line + "\n";
}

}  // namespace

FamilySummary audit_family(const Table& table, data::RecordBlocks& blocks, const FamilySetting& setting,
                           const AuditOptions& options) {
  const std::string header = std::string("line,z0,deviation,radius,ratio,verdict,R_2") +
                             (options.regulariser ? ",R,relative_error_of_R_2" : "");
  return audit_rows(table, blocks, options, header, [&](const TableRow& row, FamilyPart& part) {
    const NoisyPredictor predictor = predictor_of(table, row, setting);
    const Assessment assessment = assess(predictor, setting.family, Bits(64));
    if (options.report) part.report += line_of(row, predictor, assessment, setting, options);
    part.summary.count(verdict_of(assessment.converges), ratio_class(assessment, setting.family));
    part.summary.not_finite += !assessment.finite;
  });
}

}  // namespace dropcert::audit
