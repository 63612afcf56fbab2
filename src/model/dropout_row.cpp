#include "model/dropout_row.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace dropcert {

DropoutNoise::DropoutNoise(Rational probability, Rational undropped_bias)
    : delta(std::move(probability)), bias(std::move(undropped_bias)) {
  if (delta.sign() <= 0 || delta >= Rational(1))
    throw std::domain_error("The dropout probability is " + delta.str() + "; it must lie between 0 and 1.");
  odds = delta / (Rational(1) - delta);
}

void ContributionSums::add(const Rational& contribution) {
  if (contribution.sign() > 0)
    positive += contribution;
  else
    negative -= contribution;
  squares += contribution * contribution;
}

Rational predictor(const ContributionSums& sums, const DropoutNoise& noise) {
  return noise.bias + sums.positive - sums.negative;
}

DeviationRatio deviation_ratio(const ContributionSums& sums, const DropoutNoise& noise) {
  return {std::max(noise.odds * sums.positive + sums.negative, sums.positive + noise.odds * sums.negative),
          predictor(sums, noise)};
}

Ball quadratic_approximation(const ContributionSums& sums, const DropoutNoise& noise, Bits precision) {
  const Bits bits(precision.value + 10);
  const Ball w = exp(Ball::from(-abs(predictor(sums, noise)), bits), bits);
  const Ball slope = div(w, pow(add(w, Ball(1), bits), 2, bits), bits);
  return mul(slope, Ball::from(noise.odds * sums.squares / Rational(2), bits), precision);
}

Ball sufficient_sum(const DropoutNoise& noise, Bits precision) {
  const Bits bits(precision.value + 10);
  const Ball pi = const_pi(bits);
  const Rational one(1);
  if (!noise.bias.is_zero()) return mul(pi, Ball::from(std::min(one, one / noise.odds), bits), precision);
  if (noise.delta <= Rational(2, 3))
    return mul(pi, sqrt(Ball::from(Rational(3) - Rational(4) * noise.delta, bits), bits), precision);
  const Ball root = sqrt(Ball::from(Rational(2) * noise.delta - one, bits), bits);
  return mul(pi, div(Ball::from(one - noise.delta, bits), root, bits), precision);
}

const char* sufficient_sum_formula(const DropoutNoise& noise) {
  if (!noise.bias.is_zero()) return noise.odds <= Rational(1) ? "pi" : "pi (1-delta)/delta";
  return noise.delta <= Rational(2, 3) ? "kappa(delta) = pi sqrt(3-4 delta)"
                                       : "kappa(delta) = pi (1-delta)/sqrt(2 delta-1)";
}

}  // namespace dropcert
