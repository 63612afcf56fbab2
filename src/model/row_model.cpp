#include "model/row_model.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "model/logistic.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

void ContributionSums::add(const Rational& contribution) {
  if (contribution.sign() > 0)
    positive += contribution;
  else
    negative -= contribution;
  squares += contribution * contribution;
}

ContributionSums sums_of(const std::vector<Rational>& contributions) {
  ContributionSums sums;
  for (const Rational& a : contributions) sums.add(a);
  return sums;
}

RowModel::RowModel(NoiseLaw noise, Family log_partition, Rational undropped_bias,
                   std::vector<Rational> weights)
    : law(std::move(noise)),
      family(log_partition),
      bias(std::move(undropped_bias)),
      unit_range(law.range()),
      unit_variance(law.variance()) {
  if (!law.is_additive()) return;
  added = std::move(weights);
  added_sums = sums_of(added);
}

RowModel::RowModel(Rational probability, Rational undropped_bias)
    : RowModel(NoiseLaw(DropoutStrength{std::move(probability)}), Family::logistic,
               std::move(undropped_bias)) {}

NoisyPredictor RowModel::predictor(std::vector<Rational> contributions) const {
  if (contributions.empty()) contributions.emplace_back(0);  // a sparse row without entries
  if (!law.is_additive()) return multiplicative(law, std::move(contributions), bias);
  return {law, model::predictor(sums_of(contributions), *this), added};
}

Rational predictor(const ContributionSums& sums, const RowModel& model) {
  return model.bias + sums.positive - sums.negative;
}

std::optional<Rational> deviation(const ContributionSums& sums, const RowModel& model) {
  const ContributionSums& noised = model.noised(sums);
  if (noised.positive.is_zero() && noised.negative.is_zero()) return Rational(0);
  if (!model.unit_range) return std::nullopt;
  const auto& [up, down] = *model.unit_range;
  return std::max(up * noised.positive + down * noised.negative,
                  down * noised.positive + up * noised.negative);
}

DeviationRatio deviation_ratio(const ContributionSums& sums, const RowModel& model) {
  std::optional<Rational> v = deviation(sums, model);
  if (!v) throw std::domain_error("the noise is unbounded");
  return {std::move(*v), predictor(sums, model)};
}

Rational variance(const ContributionSums& sums, const RowModel& model) {
  return model.unit_variance * model.noised(sums).squares;
}

std::optional<Rational> rational_quadratic(const ContributionSums& sums, const RowModel& model) {
  Rational half = variance(sums, model) / Rational(2);
  if (half.is_zero() || model.family == Family::gaussian) return half;
  const Rational z0 = predictor(sums, model);
  if (model.family == Family::gamma) return half / (z0 * z0);
  if (!z0.is_zero()) return std::nullopt;
  return model.family == Family::logistic ? half / Rational(4) : half;
}

Ball quadratic_approximation(const ContributionSums& sums, const RowModel& model, Bits precision) {
  const Bits bits(precision.value + 10);
  const Ball half = Ball::from(variance(sums, model) / Rational(2), bits);
  const Ball z0 = Ball::from(predictor(sums, model), bits);
  if (model.family == Family::gaussian) return half;
  if (model.family == Family::gamma) return div(half, mul(z0, z0, bits), precision);
  if (model.family == Family::poisson) return mul(exp(z0, bits), half, precision);
  const Ball w = exp(neg(abs(z0)), bits);
  const Ball slope = div(w, pow(add(w, Ball(1), bits), 2, bits), bits);
  return mul(slope, half, precision);
}

namespace {

bool is_dropout(const RowModel& model) {
  return model.law.kind() == Noise::dropout;
}

}  // namespace

Ball sufficient_sum(const RowModel& model, Bits precision) {
  const Bits bits(precision.value + 10);
  const Ball pi = const_pi(bits);
  const Rational one(1);
  if (!model.unit_range) throw std::domain_error("the noise is unbounded");
  const Rational& reach = model.unit_range->up;
  if (!is_dropout(model)) return div(pi, Ball::from(reach, bits), precision);
  if (!model.bias.is_zero()) return mul(pi, Ball::from(std::min(one, one / reach), bits), precision);
  const Rational& delta = model.law.level();
  if (delta <= Rational(2, 3))
    return mul(pi, sqrt(Ball::from(Rational(3) - Rational(4) * delta, bits), bits), precision);
  const Ball root = sqrt(Ball::from(Rational(2) * delta - one, bits), bits);
  return mul(pi, div(Ball::from(one - delta, bits), root, bits), precision);
}

const char* sufficient_sum_formula(const RowModel& model) {
  if (!is_dropout(model)) return "pi/(half width)";
  const Rational& delta = model.law.level();
  if (!model.bias.is_zero()) return delta <= Rational(1, 2) ? "pi" : "pi (1-delta)/delta";
  return delta <= Rational(2, 3) ? "kappa(delta) = pi sqrt(3-4 delta)"
                                 : "kappa(delta) = pi (1-delta)/sqrt(2 delta-1)";
}

}  // namespace dropcert::model
