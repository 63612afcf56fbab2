#include "model/pi_squared.hpp"

#include <stdexcept>

#include "ball/ladder.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

bool below_pi_squared(const Rational& q) {
  const std::optional<bool> below = first_found(Bits(64), Bits(Bits::most), [&](Bits bits) {
    const Ball pi = const_pi(bits);
    return less(Ball::from(q, bits), mul(pi, pi, bits));
  });
  if (below) return *below;
  throw std::length_error("the contributions are too long: 2^24 bits of pi do not decide convergence");
}

int sign_linear_in_pi_squared(const Rational& a, const Rational& b) {
  if (a.is_zero()) return b.sign();
  return below_pi_squared(-b / a) ? a.sign() : -a.sign();
}

}  // namespace dropcert::model
