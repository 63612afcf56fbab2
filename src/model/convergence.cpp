#include "model/convergence.hpp"

#include "model/deviation.hpp"
#include "model/enclosure.hpp"
#include "model/pi_squared.hpp"
#include "model/radius.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

/// V^2 - z0^2, to be compared with pi^2 or, in units of pi, with 1.
Rational excess(const Dropout& model) {
  const Rational v = deviation(model);
  const Rational z0 = model.z0();
  return v * v - z0 * z0;
}

/// (pi^2 - excess)/(rho + V), which cancels in the numerator alone; or pi times the same in units of pi.
Ball margin_at(const Dropout& model, Bits bits) {
  const Ball pi = const_pi(bits);
  const Rational z0 = model.z0();
  const Ball v = Ball::from(deviation(model), bits);
  if (model.in_units_of_pi) {
    const Ball numerator = Ball::from(Rational(1) - excess(model), bits);
    const Ball rho = sqrt(Ball::from(Rational(1) + z0 * z0, bits), bits);
    return mul(pi, div(numerator, add(rho, v, bits), bits), bits);
  }
  const Ball numerator = sub(mul(pi, pi, bits), Ball::from(excess(model), bits), bits);
  return div(numerator, add(radius(Ball::from(z0, bits), bits), v, bits), bits);
}

}  // namespace

bool within_radius(const Rational& v, const Rational& z0) {
  return below_pi_squared(v * v - z0 * z0);
}

bool converges(const Dropout& model) {
  const Rational q = excess(model);
  return model.in_units_of_pi ? q <= Rational(1) : below_pi_squared(q);
}

Convergence convergence(const Dropout& model, Bits precision) {
  const auto margin = [&](Bits bits) { return margin_at(model, bits); };
  return {converges(model), until_accurate(margin, precision, precision.value + 32, 24)};
}

}  // namespace dropcert::model
