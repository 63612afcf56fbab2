#include "model/noise_integral.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "model/dropout_integral.hpp"
#include "model/enclosure.hpp"
#include "model/relative_accuracy.hpp"
#include "model/trapezoidal_rule.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

const Bits coarse(64);

bool is_gaussian(Noise noise) {
  return noise == Noise::gaussian_dropout || noise == Noise::additive_gaussian;
}

/// level c_j, c_j not 0.
std::vector<Rational> widths(const NoisyPredictor& predictor) {
  std::vector<Rational> result;
  for (const Rational& c : predictor.coefficients)
    if (!c.is_zero()) result.push_back(abs(c) * predictor.law.level());
  return result;
}

/// log E e^(s Delta): v s^2/2 for Gaussian noise and at most that for uniform noise (sinh x <= x e^(x^2/6)),
/// where s V is another bound; -sum log(1 - (s b c_j)^2) for Laplace noise, s < 1/max b |c_j|.
ExponentialMoments moments(const NoisyPredictor& predictor) {
  const Ball z0 = Ball::from(predictor.z0, Bits(256));
  const Ball half_variance = Ball::from(variance(predictor) / Rational(2), coarse);
  if (predictor.law.kind() == Noise::laplace) {
    std::vector<Ball> scales;
    for (const Rational& w : widths(predictor)) scales.push_back(Ball::from(w, coarse));
    Ball most;
    for (const Ball& w : scales) most = max(most, w, coarse);
    const Ball limit = min(1, div(Ball::from(Rational(15, 16), coarse), most, coarse), coarse);
    const auto bound = [scales](const Ball& s) {
      Ball sum;
      for (const Ball& w : scales) {
        const Ball x = mul(s, w, coarse);
        sum = sub(sum, log1p(neg(mul(x, x, coarse)), coarse), coarse);
      }
      return sum;
    };
    return {z0, lower_end(limit, Bits(32)), bound};
  }
  const std::optional<Rational> reach = deviation(predictor);
  const auto bound = [=](const Ball& s) {
    const Ball square = mul(half_variance, mul(s, s, coarse), coarse);
    return reach ? min(square, mul(s, Ball::from(*reach, coarse), coarse), coarse) : square;
  };
  const double near_half = hint(half_variance);
  const double near_reach = reach ? hint(Ball::from(*reach, coarse)) : HUGE_VAL;
  const auto near = [=](double s) { return std::min(near_half * s * s, s * near_reach); };
  return {z0, 1, bound, near};
}

/// 1 - psi(t).
class Complement {
 public:
  Complement(const NoisyPredictor& predictor, Bits bits)
      : noise_(predictor.law.kind()), half_variance_(Ball::from(variance(predictor) / Rational(2), bits)) {
    if (!is_gaussian(noise_))
      for (const Rational& w : widths(predictor)) widths_.push_back(Ball::from(w, bits));
  }

  Ball at(const Ball& t, Bits bits) const {
    if (is_gaussian(noise_)) return neg(expm1(neg(mul(half_variance_, mul(t, t, bits), bits)), bits));
    Ball product = 1;
    for (const Ball& w : widths_) {
      const Ball x = mul(w, t, bits);
      const Ball factor =
          noise_ == Noise::uniform ? div(sin(x, bits), x, bits) : inv(add(1, mul(x, x, bits), bits), bits);
      product = mul(product, factor, bits);
    }
    return sub(1, product, bits);
  }

  std::size_t size() const { return std::max<std::size_t>(1, widths_.size()); }

 private:
  Noise noise_;
  Ball half_variance_;
  std::vector<Ball> widths_;
};

/// R within about 2^-bits.
Ball integral(const NoisyPredictor& predictor, const ExponentialMoments& law, long bits, StopFlag stop) {
  const TrapezoidalRule rule = choose_rule(law, bits + 2, max_nodes);
  const Bits working(bits + 64);
  const Complement complement(predictor, working);
  if (static_cast<double>(rule.nodes) * static_cast<double>(complement.size()) > max_factors / 30)
    throw std::length_error("the integral for the regulariser would need more than 10^9 factors");
  const Ball step = Ball::from(rule.step, working);
  const Ball variance_ball = Ball::from(variance(predictor), working);
  const Ball z0 = Ball::from(predictor.z0, working);
  Ball total = div(mul(step, variance_ball, working), scale(const_pi(working), 2), working);
  NodeWeights weights(rule.step, working);
  for (unsigned long n = 1; n <= rule.nodes; ++n) {
    throw_if_stopped(stop);
    const Ball t = mul(step, Ball(n), working);
    const Ball numerator = mul(cos(mul(z0, t, working), working), complement.at(t, working), working);
    arb_addmul(total.raw(), numerator.raw(), weights.next().raw(), working.value);
  }
  const Ball half = scale(rule.discretisation, -1);
  return with_error(sub(total, half, working), add(rule.tail, half, coarse));
}

}  // namespace

Ball regulariser_by_noise_integral(const NoisyPredictor& predictor, Bits precision, StopFlag stop) {
  if (predictor.law.kind() == Noise::dropout) throw std::invalid_argument("dropout noise is not symmetric");
  if (no_noise(predictor)) return 0;
  const ExponentialMoments law = moments(predictor);
  const double guess = guess_of_regulariser(hint(Ball::from(predictor.z0, coarse)),
                                            hint(Ball::from(variance(predictor), coarse)));
  return with_relative_accuracy([&](long bits) { return integral(predictor, law, bits, stop); }, guess,
                                precision);
}

}  // namespace dropcert::model
