#include "model/deviation_ratio.hpp"

#include "ball/ladder.hpp"
#include "model/convergence.hpp"
#include "model/pi_squared.hpp"
#include "model/radius.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

Ball DeviationRatio::value(Bits precision) const {
  const Bits bits(precision.value + 10);
  return div(Ball::from(deviation, bits), radius(Ball::from(z0, bits), bits), precision);
}

bool converges(const DeviationRatio& ratio) {
  return within_radius(ratio.deviation, ratio.z0);
}

std::strong_ordering compare(const DeviationRatio& ratio, const Rational& q) {
  if (q.is_zero()) return ratio.deviation <=> q;
  const Rational v = ratio.deviation / q;
  return below_pi_squared(v * v - ratio.z0 * ratio.z0) ? std::strong_ordering::less
                                                       : std::strong_ordering::greater;
}

std::strong_ordering compare(const DeviationRatio& a, const DeviationRatio& b) {
  const Rational v1 = a.deviation * a.deviation;
  const Rational v2 = b.deviation * b.deviation;
  return sign_linear_in_pi_squared(v1 - v2, v1 * b.z0 * b.z0 - v2 * a.z0 * a.z0) <=> 0;
}

bool lower_is_nearer_to_1(const DeviationRatio& lower, const DeviationRatio& upper) {
  const std::optional<bool> nearer = first_found(Bits(64), Bits(Bits::most), [&](Bits bits) {
    return less(Ball(2), add(lower.value(bits), upper.value(bits), bits));
  });
  if (nearer) return *nearer;
  throw std::length_error("2^24 bits do not tell which of two ratios is nearer to 1");
}

}  // namespace dropcert::model
