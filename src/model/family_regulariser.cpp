#include <stdexcept>

#include "model/enclosure.hpp"
#include "model/law.hpp"
#include "model/noise_integral.hpp"
#include "model/regulariser.hpp"
#include "model/validity.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

constexpr std::size_t max_uniform_features = 16;

/// log E e^(c U) + (the mean is 0), for a noise with that exponential moment.
Ball log_mean_exp(const NoisyPredictor& predictor, const Rational& c, Bits bits) {
  const Ball level = Ball::from(predictor.law.level(), bits);
  const Ball x = Ball::from(c, bits);
  switch (predictor.law.kind()) {
    case Noise::dropout: {
      // delta e^-c + (1-delta) e^(r c) = 1 + delta expm1(-c) + (1-delta) expm1(r c)
      const Rational kept = Rational(1) - predictor.law.level();
      const Ball up = expm1(Ball::from(c * predictor.law.level() / kept, bits), bits);
      const Ball down = expm1(neg(x), bits);
      return log1p(add(mul(Ball::from(kept, bits), up, bits), mul(level, down, bits), bits), bits);
    }
    case Noise::uniform: {
      const Ball y = Ball::from(c * predictor.law.level(), bits);
      const Ball sinh = scale(sub(exp(y, bits), exp(neg(y), bits), bits), -1);
      return log(div(sinh, y, bits), bits);
    }
    case Noise::laplace: {
      const Rational y = c * predictor.law.level();
      return neg(log1p(Ball::from(-(y * y), bits), bits));
    }
    case Noise::gaussian_dropout:
    case Noise::additive_gaussian:
      break;
  }
  return scale(mul(level, mul(x, x, bits), bits), -1);
}

/// e^z0 (E e^Delta - 1).
Ball poisson_value(const NoisyPredictor& predictor, Bits bits) {
  Ball sum;
  for (const Rational& c : predictor.coefficients)
    if (!c.is_zero()) sum = add(sum, log_mean_exp(predictor, c, bits), bits);
  return mul(exp(Ball::from(predictor.z0, bits), bits), expm1(sum, bits), bits);
}

/// E -log(1 + Delta/z0) over the law of dropout.
Ball gamma_by_law(const Law& law, const Rational& z0, Bits bits) {
  Ball sum;
  for (const Atom& atom : law.atoms) {
    const Rational z = law.origin + Rational(atom.position) * law.step;
    sum = sub(sum, mul(Ball(atom.weight), log(Ball::from(z / z0, bits), bits), bits), bits);
  }
  return div(sum, Ball(law.total), bits);
}

/// F_d(x) = x^d (log x - H_d)/d!, a d-th antiderivative of log x, 0 at x = 0.
Ball log_antiderivative(const Rational& x, unsigned long d, const Rational& harmonic, Bits bits) {
  if (x.is_zero()) return 0;
  const Ball y = Ball::from(x, bits);
  const Ball value =
      mul(pow(y, static_cast<long>(d), bits), sub(log(y, bits), Ball::from(harmonic, bits), bits), bits);
  return div(value, factorial_ball(d, bits), bits);
}

/// E -log(1 + Delta/z0) for Delta = sum of independent uniforms on [-w_j, w_j]: the mean over the box of the
/// lower ends' and upper ends' differences of the d-th antiderivative, divided by prod 2 w_j.
Ball gamma_by_differences(const std::vector<Rational>& widths, const Rational& modulus, Bits bits) {
  const auto d = static_cast<unsigned long>(widths.size());
  Rational harmonic;
  for (unsigned long j = 1; j <= d; ++j) harmonic += Rational(1, static_cast<long>(j));
  Ball sum;
  for (unsigned long corner = 0; corner < (1UL << d); ++corner) {
    Rational x = 1;
    bool negative = false;
    for (std::size_t j = 0; j < widths.size(); ++j) {
      const bool low = ((corner >> j) & 1UL) != 0;
      x += (low ? -widths[j] : widths[j]) / modulus;
      negative ^= low;
    }
    const Ball value = log_antiderivative(x, d, harmonic, bits);
    sum = negative ? add(sum, value, bits) : sub(sum, value, bits);
  }
  for (const Rational& w : widths) sum = div(sum, Ball::from(Rational(2) * w / modulus, bits), bits);
  return sum;
}

Ball gamma_regulariser(const NoisyPredictor& predictor, Bits precision) {
  if (predictor.law.kind() == Noise::dropout) {
    const Law law = noised_predictor_law(dropout_model(predictor));
    const auto value = [&](Bits bits) { return gamma_by_law(law, predictor.z0, bits); };
    return until_accurate(value, precision, precision.value + 64, 10);
  }
  std::vector<Rational> widths;
  for (const Rational& c : predictor.coefficients)
    if (!c.is_zero()) widths.push_back(abs(c) * predictor.law.level());
  if (widths.size() > max_uniform_features)
    throw std::length_error("the mean of a logarithm under uniform noise is a sum over 2^d corners; d = " +
                            std::to_string(widths.size()) + " is beyond " +
                            std::to_string(max_uniform_features));
  const Rational modulus = -predictor.z0;
  const auto value = [&](Bits bits) { return gamma_by_differences(widths, modulus, bits); };
  return until_accurate(value, precision, precision.value + 128, 12);
}

}  // namespace

Ball regulariser(const NoisyPredictor& predictor, Family family, Bits precision, StopFlag stop) {
  if (no_noise(predictor)) return 0;
  const Assessment assessment = assess(predictor, family, Bits(64));
  if (!assessment.finite) throw std::domain_error("the regulariser is not finite: " + assessment.reason);
  if (family == Family::gaussian) return Ball::from(variance(predictor) / Rational(2), precision);
  if (family == Family::poisson) {
    const auto value = [&](Bits bits) { return poisson_value(predictor, bits); };
    return until_accurate(value, precision, precision.value + 64, 10);
  }
  if (family == Family::gamma) return gamma_regulariser(predictor, precision);
  if (predictor.law.kind() == Noise::dropout) return regulariser(dropout_model(predictor), precision, stop);
  return regulariser_by_noise_integral(predictor, precision, stop);
}

}  // namespace dropcert::model
