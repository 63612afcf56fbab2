#include <algorithm>
#include <stdexcept>

#include "ball/decimal.hpp"
#include "ball/ladder.hpp"
#include "model/convergence.hpp"
#include "model/radius.hpp"
#include "model/validity.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

/// About six digits of a number, for sentences alone: every decision is made elsewhere.
std::string shown(const Rational& x) {
  return x.is_integer() && x.bits() < 20 ? x.str() : correctly_rounded(x, 6);
}

std::string shown(const Ball& x) {
  return x.str(6).substr(0, 1) == "[" ? correctly_rounded(x, 6).value_or(x.str(6)) : x.str(6);
}

constexpr long least = 6;  // digits that are shown
constexpr long most = 40;

/// Two numbers with as many digits as it takes to tell them apart, or the first by its distance from the
/// other.
std::pair<std::string, std::string> told_apart(const Rational& x, const Rational& y) {
  const auto rounded = [](const Rational& q, long digits) { return correctly_rounded(q, digits); };
  long digits = least;
  while (x != y && digits <= most && rounded(x, digits) == rounded(y, digits)) ++digits;
  if (digits == least) return {shown(x), shown(y)};
  if (digits <= most) return {rounded(x, digits), rounded(y, digits)};
  const std::string there = rounded(y, most);
  return {there + (x < y ? " - " : " + ") + rounded(abs(x - y), 2), there};
}

/// The same of V and the radius.
std::string compared(const Rational& deviation, const Rational& z0, bool within) {
  std::string v = shown(deviation);
  std::string rho;
  for (long digits = least; digits <= most; ++digits) {
    const Bits bits(10 * digits / 3 + 64);
    rho = correctly_rounded(radius(Ball::from(z0, bits), bits), digits).value_or("");
    if (digits > least) v = correctly_rounded(deviation, digits);
    if (!rho.empty() && v != rho && correctly_rounded(deviation, digits) != rho) break;
  }
  if (v == rho) {
    const auto distance = [&](Bits bits) {
      return abs(sub(radius(Ball::from(z0, bits), bits), Ball::from(deviation, bits), bits));
    };
    v += (within ? " - " : " + ") + rounded_decimal(distance, 2);
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
  Rational largest;
  for (const Rational& c : predictor.coefficients)
    largest = std::max(largest, abs(c) * predictor.law.level());
  result.converges = largest < Rational(1);
  result.finite = *result.converges;
  result.reason = "max_j b |c_j| = " + told_apart(largest, 1).first +
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
    const auto [up, z0] = told_apart(reach->up, modulus);
    result.reason = "Delta reaches " + up + ", and |z0| = " + z0 +
                    (reach->up == modulus ? ": R is infinite" : ": R is undefined");
  } else {
    const auto [down, z0] = told_apart(reach->down, modulus);
    result.reason =
        "-Delta reaches " + down + (*result.converges ? ", within |z0| = " : ", beyond |z0| = ") + z0;
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

}  // namespace dropcert::model
