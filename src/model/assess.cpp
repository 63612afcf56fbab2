#include <algorithm>
#include <stdexcept>

#include "ball/decimal.hpp"
#include "model/convergence.hpp"
#include "model/radius.hpp"
#include "model/validity.hpp"

namespace dropcert {
namespace {

/// About six digits of a number, for sentences alone: every decision is made elsewhere.
std::string shown(const Rational& x) {
  return x.is_integer() && x.bits() < 20 ? x.str() : correctly_rounded(x, 6);
}

std::string shown(const Ball& x) {
  return x.str(6).substr(0, 1) == "[" ? correctly_rounded(x, 6).value_or(x.str(6)) : x.str(6);
}

/// V and the radius with as many digits as it takes to tell them apart, at least six and at most forty.
std::string compared(const Rational& deviation, const Rational& z0, bool within) {
  constexpr long least = 6;
  constexpr long most = 40;
  std::string v = shown(deviation);
  std::string rho;
  for (long digits = least; digits <= most; ++digits) {
    const Bits bits(10 * digits / 3 + 64);
    rho = correctly_rounded(radius(Ball::from(z0, bits), bits), digits).value_or("");
    if (digits > least) v = correctly_rounded(deviation, digits);
    if (!rho.empty() && v != rho && correctly_rounded(deviation, digits) != rho) break;
  }
  return "V = " + v + (within ? " is within " : " is beyond ") + "sqrt(pi^2 + z0^2) = " + rho;
}

void decide_logistic(Assessment& result, Bits precision) {
  result.radius = radius(Ball::from(result.z0, precision), precision);
  const std::string rho = "sqrt(pi^2 + z0^2) = " + shown(*result.radius);
  if (!result.deviation) {
    result.converges = false;
    result.reason = "Delta is unbounded and the radius is finite, " + rho;
    return;
  }
  result.converges = within_radius(*result.deviation, result.z0);
  result.reason = compared(*result.deviation, result.z0, *result.converges);
}

/// Only Laplace noise has no exponential moments of every order.
void decide_poisson(Assessment& result, const NoisyPredictor& predictor) {
  if (predictor.law.kind() != Noise::laplace) return;
  Rational most;
  for (const Rational& c : predictor.coefficients) most = std::max(most, abs(c) * predictor.law.level());
  result.converges = most < Rational(1);
  result.finite = *result.converges;
  result.reason = "max_j b |c_j| = " + shown(most) +
                  (result.finite ? " is below 1" : " is not below 1, so R is infinite");
}

/// The noised parameter z0 + Delta must be negative; for a finite law 0 itself has positive probability.
void decide_gamma(Assessment& result, const NoisyPredictor& predictor, Bits precision) {
  const Rational modulus = -result.z0;
  result.radius = Ball::from(modulus, precision);
  const std::optional<Range> reach = range(predictor);
  if (!reach) {
    result.converges = false;
    result.finite = false;
    return;
  }
  const bool edge_allowed = predictor.law.kind() != Noise::dropout;
  result.finite = edge_allowed ? reach->up <= modulus : reach->up < modulus;
  result.converges = result.finite && reach->down <= modulus;
  if (!result.finite) {
    result.reason = "Delta reaches " + shown(reach->up) + ", and |z0| = " + shown(modulus) +
                    (reach->up == modulus ? ": R is infinite" : ": R is undefined");
  } else {
    result.reason = "-Delta reaches " + shown(reach->down) +
                    (*result.converges ? ", within |z0| = " : ", beyond |z0| = ") + shown(modulus);
  }
}

}  // namespace

Assessment assess(const NoisyPredictor& predictor, Family family, Bits precision) {
  if (family == Family::softmax)
    throw std::invalid_argument(
        "the softmax family has several parameters; its models are those of softmax.hpp");
  if (family == Family::gamma && predictor.z0.sign() >= 0)
    throw std::domain_error("the natural parameter of the gamma family is " + predictor.z0.str() +
                            "; it must be negative");
  const Cell& cell = validity(predictor.law.kind(), family);
  Assessment result;
  result.z0 = predictor.z0;
  result.deviation = deviation(predictor);
  result.converges = true;
  result.reason = cell.reason;
  result.theorem = cell.theorem;
  if (family == Family::logistic) {
    decide_logistic(result, precision);
  } else if (family == Family::poisson) {
    decide_poisson(result, predictor);
  } else if (family == Family::gamma) {
    decide_gamma(result, predictor, precision);
  }
  if (no_noise(predictor)) {
    result.converges = true;
    result.finite = true;
    result.reason = "there is no noise: Delta = 0, R = 0";
    result.theorem = "no_noise";
  }
  return result;
}

}  // namespace dropcert
