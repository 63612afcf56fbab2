#include "model/taylor_bound.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "model/enclosure.hpp"
#include "model/radius.hpp"

namespace dropcert::model {

using namespace ball;

namespace {

Ball pole_bound(unsigned long n, const Ball& least, Bits bits) {
  return scale(pow(radius(least, bits), 1 - static_cast<long>(n), bits), -2);
}

/// Not finite where the circle would reach the line Re w = 0.
Ball cauchy_bound(unsigned long n, const Ball& least, Bits bits) {
  const double size = std::min(hint(least), 1e15);
  const Ball s = std::max(1L, std::min(static_cast<long>(n), static_cast<long>(std::floor(size)) - 1));
  const Ball gap = sub(least, s, bits);
  if (gap.sign() != 1) return indeterminate();
  return div(pow(s, -static_cast<long>(n), bits), expm1(gap, bits), bits);
}

}  // namespace

Ball taylor_bound(unsigned long n, const Ball& z, Bits precision) {
  if (n == 0) throw std::domain_error("the bound of Taylor coefficients is for orders of at least 1");
  const Bits bits(precision.value + 64);  // also for the powers of high order
  const Ball least = least_modulus(z, bits);
  Ball by_poles = upper_end(pole_bound(n, least, bits), precision);
  const Ball by_cauchy = cauchy_bound(n, least, bits);
  if (!by_cauchy.is_finite()) return by_poles;
  return min(by_poles, upper_end(by_cauchy, precision), precision);
}

}  // namespace dropcert::model
