#include "model/approximation.hpp"

#include <stdexcept>

#include "exact/bernoulli.hpp"
#include "exact/factorial.hpp"
#include "model/convergence.hpp"
#include "model/derivatives.hpp"
#include "model/enclosure.hpp"
#include "model/noise_moments.hpp"
#include "model/radius.hpp"
#include "model/taylor_coefficients.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

const Bits bound_bits(128);

/// c_0, ..., c_k.
std::vector<Ball> coefficients(Family family, const Rational& z0, unsigned long k, Bits bits) {
  const Ball z = Ball::from(z0, bits);
  if (family == Family::logistic) return softplus_taylor_coefficients(k, z, bits);
  std::vector<Ball> result(k + 1);
  Ball next = family == Family::poisson ? exp(z, bits) : Ball(1);
  for (unsigned long n = 1; n <= k; ++n) {
    if (family == Family::poisson) {
      result[n] = next = div(next, Ball(n), bits);
    } else {
      next = div(next, neg(z), bits);
      result[n] = div(next, Ball(n), bits);
    }
  }
  return result;
}

Ball by_radius(const Rational& v, const Rational& z0, unsigned long k) {
  const Ball rho = radius(Ball::from(z0, bound_bits), bound_bits);
  const Ball q = div(Ball::from(v, bound_bits), rho, bound_bits);
  const Ball numerator =
      mul(mul(rho, rho, bound_bits), pow(q, static_cast<long>(k) + 1, bound_bits), bound_bits);
  return div(numerator, mul(Ball(4 * (k + 1)), sub(1, q, bound_bits), bound_bits), bound_bits);
}

Ball by_even_derivative(const Rational& moment, unsigned long order) {
  const Rational derivative =
      Rational(pow(Integer(2), order) - Integer(1)) * abs(bernoulli(order)) / Rational(order);
  return Ball::from(derivative * moment / Rational(factorial(order)), bound_bits);
}

Ball by_odd_derivative(const Rational& below, const Rational& above, unsigned long k) {
  const Ball moment = sqrt(Ball::from(below * above, bound_bits), bound_bits);
  if (k == 2) return div(moment, mul(36, sqrt(3, bound_bits), bound_bits), bound_bits);
  const Ball power = pow(const_pi(bound_bits), 1 - static_cast<long>(k), bound_bits);
  return div(mul(moment, power, bound_bits), Ball(4 * (k + 1)), bound_bits);
}

}  // namespace

Approximations::Approximations(const NoisyPredictor& predictor, Family family, unsigned long highest)
    : predictor_(predictor), family_(family), moments_(moments(predictor, highest + 2)) {
  if (family == Family::softmax) throw std::invalid_argument("the softmax family has several parameters");
}

std::optional<Rational> Approximations::exact(unsigned long k) const {
  if (k < 2 || no_noise(predictor_)) return Rational(0);
  if (family_ == Family::gaussian) return moments_[2] / Rational(2);
  Rational sum;
  if (family_ == Family::gamma) {
    for (unsigned long n = 2; n <= k; ++n)
      sum += moments_[n] / (Rational(n) * pow(-predictor_.z0, static_cast<long>(n)));
    return sum;
  }
  if (family_ != Family::logistic || !predictor_.z0.is_zero()) return std::nullopt;
  Integer factorial_n = 1;
  for (unsigned long n = 2; n <= k; ++n) {
    factorial_n *= Integer(n);
    sum += softplus_derivative_exact(n, 0).value() * moments_[n] / Rational(factorial_n);
  }
  return sum;
}

Ball Approximations::coefficient_sum(unsigned long k, Bits bits) const {
  const std::vector<Ball> c = coefficients(family_, predictor_.z0, k, bits);
  Ball sum;
  for (unsigned long n = 2; n <= k; ++n) sum = add(sum, mul(c[n], Ball::from(moments_[n], bits), bits), bits);
  return sum;
}

Ball Approximations::value(unsigned long k, Bits precision) const {
  if (const std::optional<Rational> rational = exact(k)) return Ball::from(*rational, precision);
  const auto at = [&](Bits bits) { return coefficient_sum(k, bits); };
  return until_accurate(at, precision, precision.value + 64, 8);
}

std::optional<Approximations::Bound> Approximations::bound(unsigned long k) const {
  if (no_noise(predictor_)) return Bound{0, "no noise"};
  if (family_ == Family::gaussian) return Bound{0, "the third derivative is 0"};
  if (family_ != Family::logistic) return std::nullopt;
  Bound best = k % 2 == 1
                   ? Bound{by_even_derivative(moments_[k + 1], k + 1), "even derivatives [penalty_odd_order]"}
                   : Bound{by_odd_derivative(moments_[k], moments_[k + 2], k),
                           k == 2 ? "third derivative [penalty_R2]" : "odd derivatives [derivative_bound]"};
  best.most = upper_end(best.most, bound_bits);
  const std::optional<Rational> v = deviation(predictor_);
  if (v && within_radius(*v, predictor_.z0)) {
    const Ball other = upper_end(by_radius(*v, predictor_.z0, k), bound_bits);
    if (other.is_finite() && less(other, best.most) == true) best = {other, "V < radius [truncation_bound]"};
  }
  return best;
}

}  // namespace dropcert::model
