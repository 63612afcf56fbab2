#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "ball/ball.hpp"

namespace dropcert::ball {

/// A real number known to lie within `radius` of `midpoint`, both machine doubles: a filter that decides most
/// cases in nanoseconds and leaves the rest to exact arithmetic. A ball whose midpoint or radius is not
/// finite says that nothing is known.
///
/// Why every result contains the true value. Let u = 2^-53. Round to nearest gives fl(x) with |fl(x) - x| <=
/// u |fl(x)| unless x underflows, and then an error of at most 2^-1075; sums and differences never underflow
/// inexactly. Each function below bounds the distance of its midpoint from the true value by a sum of
/// products of non-negative doubles, worked out in at most 12 rounded operations, each of which loses a
/// factor of at most (1-u) or, on underflow, 2^-1075; `outward` makes up for both, since (1-u)^-13 < 1 +
/// 2^-48 and 13 * 2^-1075 < 2^-1000. A result that overflows has an infinite or undefined radius, because its
/// radius has u times the midpoint as a term. Compilers that fuse a product and a sum leave out a rounding
/// and change none of this.
struct DoubleBall {
  double midpoint = 0;
  double radius = 0;

  /// Contains every number of the ball.
  static DoubleBall from(const Ball& x);
  /// Contains q.
  static DoubleBall from(const exact::Rational& q);
  /// Nothing is known.
  static constexpr DoubleBall unknown() { return {0, std::numeric_limits<double>::infinity()}; }

  bool is_finite() const { return std::isfinite(midpoint) && std::isfinite(radius); }
};

static_assert(std::numeric_limits<double>::is_iec559 && std::numeric_limits<double>::digits == 53);

namespace double_ball_detail {

inline constexpr double unit = 0x1p-53;

constexpr double outward(double bound) {
  return bound * (1 + 0x1p-48) + 0x1p-1000;
}

}  // namespace double_ball_detail

inline DoubleBall operator-(DoubleBall a) {
  return {-a.midpoint, a.radius};
}

inline DoubleBall operator+(DoubleBall a, DoubleBall b) {
  using namespace double_ball_detail;
  const double sum = a.midpoint + b.midpoint;
  return {sum, outward(a.radius + b.radius + unit * std::abs(sum))};
}

inline DoubleBall operator-(DoubleBall a, DoubleBall b) {
  return a + -b;
}

/// |ab - a'b'| <= |a'| r_b + |b'| r_a + r_a r_b for |a - a'| <= r_a, |b - b'| <= r_b.
inline DoubleBall operator*(DoubleBall a, DoubleBall b) {
  using namespace double_ball_detail;
  const double product = a.midpoint * b.midpoint;
  const double spread =
      std::abs(a.midpoint) * b.radius + std::abs(b.midpoint) * a.radius + a.radius * b.radius;
  return {product, outward(spread + unit * std::abs(product))};
}

/// |a/b - a'/b'| <= (r_a + |a'/b'| r_b)/(|b'| - r_b). Nothing is known unless r_b <= |b'|/2, which keeps the
/// factor r_b/(|b'| - r_b) of the quotient's own error at most 1.
inline DoubleBall operator/(DoubleBall a, DoubleBall b) {
  using namespace double_ball_detail;
  const double least = std::abs(b.midpoint) - b.radius;
  if (!(b.radius <= std::abs(b.midpoint) / 2) || !(least >= 0x1p-900)) return DoubleBall::unknown();
  const double quotient = a.midpoint / b.midpoint;
  const double spread = (a.radius + std::abs(quotient) * b.radius) / least;
  return {quotient, outward(spread + 3 * unit * std::abs(quotient))};
}

/// |sqrt(x) - sqrt(x')| <= r/sqrt(x') for |x - x'| <= r < x'.
inline DoubleBall sqrt(DoubleBall x) {
  using namespace double_ball_detail;
  if (!(x.radius < x.midpoint)) return DoubleBall::unknown();
  const double root = std::sqrt(x.midpoint);
  return {root, outward(x.radius / root + unit * root)};
}

/// |max(a,b) - max(a',b')| <= max(|a-a'|, |b-b'|).
inline DoubleBall max(DoubleBall a, DoubleBall b) {
  if (!a.is_finite() || !b.is_finite()) return DoubleBall::unknown();
  return {std::max(a.midpoint, b.midpoint), std::max(a.radius, b.radius)};
}

inline DoubleBall abs(DoubleBall a) {
  return {std::abs(a.midpoint), a.radius};
}

/// Whether a < b: true or false if that holds for every pair of numbers in the balls, else nullopt. With D =
/// b' - a' and R = r_a + r_b, fl(D) > outward(fl(R)) implies D > R.
inline std::optional<bool> less(DoubleBall a, DoubleBall b) {
  const double difference = b.midpoint - a.midpoint;
  const double spread = double_ball_detail::outward(a.radius + b.radius);
  if (difference > spread) return true;
  if (-difference > spread) return false;
  return std::nullopt;
}

/// e^-x for x >= 0, within 2^-46 relatively for an exact x; nothing is known beyond x = 700. The argument is
/// reduced by a multiple of log 2, and e^t for |t| < 0.35 summed by Taylor's series.
DoubleBall exp_of_minus(DoubleBall x);

}  // namespace dropcert::ball
