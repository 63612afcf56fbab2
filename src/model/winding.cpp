#include "model/winding.hpp"

#include <vector>

#include "model/enclosure.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

constexpr long most_arcs = 1L << 12;

Ball cos_pi(const Rational& x, Bits bits) {
  return cos(mul(const_pi(bits), Ball::from(x, bits), bits), bits);
}
Ball sin_pi(const Rational& x, Bits bits) {
  return sin(mul(const_pi(bits), Ball::from(x, bits), bits), bits);
}

/// Whether f keeps within a half-plane around f(p), value, on the disc of radius reach around p:
/// |f(p + h) - f(p)| <= |f'(p)| |h| + sup |f''| |h|^2/2 < |f(p)|.
bool stays(const ExponentialSum& f, const ComplexBall& p, const ExponentialSum::ValueAndSlope& at,
           const Ball& reach, const Ball& scale_at, Bits bits) {
  const ComplexBall disc(with_error(p.re(), reach), with_error(p.im(), reach));
  const Ball slope = abs(at.slope, bits);
  const Ball curvature = abs(f.scaled(2, disc, scale_at, bits), bits);
  const Ball change = mul(reach, add(slope, scale(mul(curvature, reach, bits), -1), bits), bits);
  return less(change, abs(at.value, bits)) == true;
}

/// The values of f at the middles of n arcs; nullopt if an arc is too long.
std::optional<std::vector<ComplexBall>> values(const ExponentialSum& f, const ComplexBall& centre,
                                               const Ball& radius, long n, Bits bits) {
  const Ball reach = div(mul(radius, const_pi(bits), bits), Ball(n), bits);
  std::vector<ComplexBall> result;
  for (long k = 0; k < n; ++k) {
    const Rational angle(2 * k + 1, n);
    const ComplexBall p(add(centre.re(), mul(radius, cos_pi(angle, bits), bits), bits),
                        add(centre.im(), mul(radius, sin_pi(angle, bits), bits), bits));
    const ExponentialSum::ValueAndSlope at = f.scaled_with_slope(p, centre.re(), bits);
    if (!stays(f, p, at, reach, centre.re(), bits)) return std::nullopt;
    result.push_back(at.value);
  }
  return result;
}

}  // namespace

std::optional<long> zeros_inside(const ExponentialSum& f, const ComplexBall& centre, const Ball& radius,
                                 Bits bits) {
  for (long n = 16; n <= most_arcs; n *= 4) {
    const std::optional<std::vector<ComplexBall>> value = values(f, centre, radius, n, bits);
    if (!value) continue;
    Ball turned;
    for (std::size_t k = 0; k < value->size(); ++k) {
      const ComplexBall quotient = div((*value)[(k + 1) % value->size()], (*value)[k], bits);
      turned = add(turned, log(quotient, bits).im(), bits);
    }
    const Ball turns = div(turned, scale(const_pi(bits), 1), bits);
    const std::optional<Integer> whole = turns.unique_integer();
    if (whole) return whole->to_long();
  }
  return std::nullopt;
}

}  // namespace dropcert::model
