#include "ball/double_ball.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace dropcert::ball {

using namespace exact;

namespace {

using double_ball_detail::outward;
using double_ball_detail::unit;

/// e^t for |t| <= 0.36 by the Taylor polynomial of degree 13. What is left out is at most 1.03 |t|^14/14! <
/// 2^-56. Horner's rule with rounded coefficients has an error of at most 30 u e^|t| (each term t^i/i! passes
/// through at most 2i + 3 <= 29 roundings); divided by e^t >= 0.69, and with e^|t| < 1.44, that is less than
/// 63 u. So the relative error is below 2^-47 + 2^-55.
double exp_near_0(double t) {
  double sum = 1.0 / 6227020800.0;  // 1/13!
  for (const double factorial : {479001600.0, 39916800.0, 3628800.0, 362880.0, 40320.0, 5040.0, 720.0, 120.0,
                                 24.0, 6.0, 2.0, 1.0, 1.0})
    sum = sum * t + 1.0 / factorial;
  return sum;
}

/// e^-x for 0 <= x <= 700 within 2^-46 relatively. log 2 = high + low within 2^-85, high with 32 significant
/// bits, so that k high is exact for k <= 1010 < 2^10. k high - x is smaller than 0.36 and rounds by at most
/// 0.36 u; k low is off by less than k (2^-85 + 2^-85), and the sum rounds by at most 0.36 u. Altogether t is
/// off by less than u, which changes the result by a factor within 2^-52 of 1. With 2^-47 + 2^-55 from the
/// series: below 2^-46.
double rounded_exp_of_minus(double x) {
  constexpr double high = 0x1.62e42feep-1;
  constexpr double low = 0x1.a39ef35793c76p-33;
  constexpr double inverse = 1.4426950408889634;
  const auto k = static_cast<std::int64_t>(x * inverse + 0.5);
  const double multiple = static_cast<double>(k);
  const double t = (multiple * high - x) + multiple * low;
  const double power = std::bit_cast<double>(static_cast<std::uint64_t>(1023 - k) << 52);  // 2^-k
  return exp_near_0(t) * power;
}

/// At least m's value: 30 bits and an exponent fit into a double unless the exponent is extreme.
double at_least(const mag_struct* m) {
  const double value = mag_get_d(m);
  return std::isfinite(value) ? outward(value) : std::numeric_limits<double>::infinity();
}

}  // namespace

DoubleBall DoubleBall::from(const Ball& x) {
  if (!x.is_finite()) return unknown();
  const double nearest = arf_get_d(arb_midref(x.raw()), ARF_RND_NEAR);
  return {nearest, outward(at_least(arb_radref(x.raw())) + unit * std::abs(nearest))};
}

DoubleBall DoubleBall::from(const Rational& q) {
  if (q.is_zero()) return {};
  return from(Ball::from(q, Bits(64)));
}

/// |e^-y - e^-x| <= e^-x (e^r - 1) <= 1.04 r e^-x for |x - y| <= r <= 1/16.
DoubleBall exp_of_minus(DoubleBall x) {
  if (!(x.midpoint >= 0 && x.midpoint <= 700 && x.radius <= 0x1p-4)) return DoubleBall::unknown();
  const double value = rounded_exp_of_minus(x.midpoint);
  return {value, outward(value * (1.04 * x.radius + 0x1p-46))};
}

}  // namespace dropcert::ball
