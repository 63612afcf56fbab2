#include "model/derivatives.hpp"

#include <stdexcept>
#include <string>

#include "exact/bernoulli.hpp"
#include "model/enclosure.hpp"
#include "model/logistic.hpp"
#include "model/taylor_bound.hpp"
#include "model/taylor_routes.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

/// Enough for the terms of first and second order, which a radius multiplies.
constexpr long slope_bits = 40;

void require_order(unsigned long n) {
  if (n > max_derivative_order)
    throw std::length_error("a derivative of order " + std::to_string(n) + " was asked for; the limit is " +
                            std::to_string(max_derivative_order));
}

Ball at_point(unsigned long n, const Ball& z, Bits precision, Route route) {
  if (z.sign() == 0 && n % 2 == 0) return 0;  // p - 1/2 is odd
  switch (route) {
    case Route::theorem1:
      return taylor_by_theorem1(n, z, precision);
    case Route::series:
      return taylor_by_series(n, z, precision);
    case Route::poles:
      return taylor_by_poles(n, z, precision);
    case Route::exponentials:
      return taylor_by_exponentials(n, z, precision);
    case Route::automatic:
      break;
  }
  return taylor_at_point(n, z, precision);
}

/// Taylor's theorem about the midpoint m of z: b_n(m + h) = b_n(m) + h (n+1) b_(n+1)(m) + R with
/// |R| <= h^2 (n+1)(n+2)/2 sup_z |b_(n+2)|.
Ball around_midpoint(unsigned long n, const Ball& z, Bits precision, Route route) {
  const Bits bits(slope_bits);
  const Ball radius = z.radius_ball();
  const Ball slope = mul(Ball(n + 1), at_point(n + 1, z.midpoint(), bits, Route::automatic), bits);
  const Ball curvature = mul(mul(Ball(n + 1), Ball(n + 2), bits), taylor_bound(n + 2, z, bits), bits);
  const Ball first = mul(radius, slope, bits);
  const Ball second = scale(mul(mul(radius, radius, bits), curvature, bits), -1);
  return with_error(with_error(at_point(n, z.midpoint(), precision, route), first), second);
}

Ball symmetric(const Ball& bound) {
  return with_error(0, bound);
}

/// b_n over a ball, n >= 1.
Ball over_ball(unsigned long n, const Ball& z, Bits precision, Route route) {
  if (!z.is_finite()) return indeterminate();
  if (z.is_exact()) return at_point(n, z, precision, route);
  Ball global = symmetric(taylor_bound(n, z, Bits(slope_bits)));
  Ball local = around_midpoint(n, z, precision, route);
  if (!local.is_finite() || local.contains(global)) return global;
  return global.contains(local) ? local : intersection(local, global, precision);
}

}  // namespace

Ball sigmoid_taylor(unsigned long n, const Ball& z, Bits precision, Route route) {
  require_order(n);
  if (n == 0) return sigmoid(z, precision);
  return over_ball(n, z, precision, route);
}

Ball softplus_taylor(unsigned long n, const Ball& z, Bits precision, Route route) {
  require_order(n);
  if (n == 0) return softplus(z, precision);
  const Bits bits(precision.value + 4);
  return div(sigmoid_taylor(n - 1, z, bits, route), Ball(n), bits);
}

Ball sigmoid_derivative(unsigned long n, const Ball& z, Bits precision, Route route) {
  const Bits bits(precision.value + 4);
  return mul(sigmoid_taylor(n, z, bits, route), factorial_ball(n, bits), bits);
}

Ball softplus_derivative(unsigned long n, const Ball& z, Bits precision, Route route) {
  if (n == 0) return softplus(z, precision);
  return sigmoid_derivative(n - 1, z, precision, route);
}

std::optional<Rational> sigmoid_derivative_exact(unsigned long n, const Rational& z) {
  require_order(n);
  if (!z.is_zero()) return std::nullopt;
  if (n == 0) return Rational(1, 2);
  if (n % 2 == 0) return Rational(0);
  return Rational(pow(Integer(2), n + 1) - Integer(1)) * bernoulli(n + 1) / Rational(n + 1);
}

std::optional<Rational> softplus_derivative_exact(unsigned long n, const Rational& z) {
  if (n == 0) return std::nullopt;
  return sigmoid_derivative_exact(n - 1, z);
}

}  // namespace dropcert::model
