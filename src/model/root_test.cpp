#include "model/root_test.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

#include "model/derivatives.hpp"
#include "model/enclosure.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

constexpr long guard_bits = 16;

void require_positive(unsigned long n) {
  if (n == 0) throw std::domain_error("the root test takes roots of order at least 1");
}

void require_even(unsigned long n) {
  if (n == 0 || n % 2 != 0)
    throw std::domain_error("the bounds of Bernoulli roots are for even indices of at least 2");
}

Ball root_of_nonnegative_point(const Ball& x, unsigned long n, Bits precision) {
  return x.sign() == 0 ? Ball(0) : root(x, n, precision);
}

Ball two_pi(Bits bits) {
  return scale(const_pi(bits), 1);
}

}  // namespace

Ball root_of_abs(const Ball& x, unsigned long n, Bits precision) {
  require_positive(n);
  if (!x.is_finite()) return indeterminate();
  const Bits bits(precision.value + guard_bits);
  if (x.is_exact()) return root_of_nonnegative_point(abs(x), n, precision);
  return hull(root_of_nonnegative_point(least_modulus(x, bits), n, bits),
              root_of_nonnegative_point(largest_modulus(x, bits), n, bits), precision);
}

Ball bernoulli_root(unsigned long n, Bits precision) {
  require_positive(n);
  if (n == 1) return scale(1, -1);
  if (n % 2 != 0) return 0;
  const Bits bits(precision.value + guard_bits);
  return div(root(scale(zeta_ui(n, bits), 1), n, bits), two_pi(bits), precision);
}

RootBounds bernoulli_root_bounds(unsigned long n, Bits precision) {
  require_even(n);
  const Bits bits(precision.value + guard_bits);
  const Ball pi = const_pi(bits);
  const Ball lower = inv(two_pi(bits), bits);
  const Ball factor = root(div(mul(pi, pi, bits), 3, bits), n, bits);
  return {rounded(lower, precision), mul(lower, factor, precision)};
}

Ball bell_ball(unsigned long n, Bits precision) {
  if (n > max_bell_root_index)
    throw std::length_error("the Bell number of index " + std::to_string(n) +
                            " was asked for; the limit is " + std::to_string(max_bell_root_index));
  Ball bell;
  arb_bell_ui(bell.raw(), n, precision.value);
  return bell;
}

Ball bell_root(unsigned long n, Bits precision) {
  require_positive(n);
  const Bits bits(precision.value + guard_bits);
  return root_of_abs(div(bell_ball(n, bits), factorial_ball(n, bits), bits), n, precision);
}

Ball bell_cauchy_bound(unsigned long n, const Rational& r, Bits precision) {
  return pow(bell_root_bound(n, r, Bits(precision.value + 64)), static_cast<long>(n), precision);
}

Ball bell_root_bound(unsigned long n, const Rational& r, Bits precision) {
  require_positive(n);
  if (r.sign() <= 0)
    throw std::domain_error("the radius of Cauchy's estimate is " + r.str() + "; it must be positive");
  const Bits bits(precision.value + guard_bits);
  const Ball radius = Ball::from(r, bits);
  return div(exp(div(expm1(radius, bits), Ball(n), bits), bits), radius, precision);
}

Rational bell_cauchy_radius(unsigned long n) {
  require_positive(n);
  const double target = std::log(static_cast<double>(n));
  double r = 1;
  for (int i = 0; i < 60; ++i) r -= (r + std::log(r) - target) / (1 + 1 / r);  // r + log r = log n
  return Rational(static_cast<long>(std::lround(r * 1024)), 1024);
}

Ball sigmoid_taylor_root(unsigned long n, const Ball& z, Bits precision) {
  require_positive(n);
  return root_of_abs(sigmoid_taylor(n, z, Bits(precision.value + guard_bits)), n, precision);
}

Ball softplus_taylor_root(unsigned long n, const Ball& z, Bits precision) {
  require_positive(n);
  return root_of_abs(softplus_taylor(n, z, Bits(precision.value + guard_bits)), n, precision);
}

}  // namespace dropcert::model
