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

// R_2 = A''(z0) Var(Delta)/2, as a decimal.
std::string quadratic(const NoisyPredictor& predictor, Family family, int digits) {
  const Rational half = variance(predictor) / Rational(2);
  const Rational& z0 = predictor.z0;
  if (half.is_zero()) return "0";
  if (family == Family::gaussian) return correctly_rounded(half, digits);
  if (family == Family::gamma) return correctly_rounded(half / (z0 * z0), digits);
  if (z0.is_zero()) return correctly_rounded(family == Family::logistic ? half / Rational(4) : half, digits);
  const auto value = [&](Bits bits) {
    const Ball z = Ball::from(z0, bits);
    const Ball curvature =
        family == Family::poisson ? exp(z, bits) : mul(sigmoid(z, bits), sigmoid(neg(z), bits), bits);
    return mul(curvature, Ball::from(half, bits), bits);
  };
  return rounded_decimal(value, digits);
}

std::string exact_regulariser(const NoisyPredictor& predictor, Family family, int digits, StopFlag stop) {
  if (no_noise(predictor)) return "0";
  if (family == Family::gaussian) return quadratic(predictor, family, digits);  // R = R_2
  return rounded_decimal([&](Bits bits) { return regulariser(predictor, family, bits, stop); }, digits);
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
  line += name(verdict_of(assessment.converges));
  line += "," + quadratic(predictor, setting.family, digits);
  if (options.regulariser)
    line += "," + (assessment.finite ? exact_regulariser(predictor, setting.family, digits, options.stop)
                                     : "not finite");
  return line + "\n";
}

}  // namespace

FamilySummary audit_family(const Table& table, data::RecordBlocks& blocks, const FamilySetting& setting,
                           const AuditOptions& options) {
  const std::string header =
      std::string("line,z0,deviation,radius,verdict,R_2") + (options.regulariser ? ",R" : "");
  return audit_rows(table, blocks, options, header, [&](const TableRow& row, FamilyPart& part) {
    const NoisyPredictor predictor = predictor_of(table, row, setting);
    const Assessment assessment = assess(predictor, setting.family, Bits(64));
    if (options.report) part.report += line_of(row, predictor, assessment, setting, options);
    part.summary.count(verdict_of(assessment.converges), ratio_class(assessment, setting.family));
    part.summary.not_finite += !assessment.finite;
  });
}

}  // namespace dropcert::audit
