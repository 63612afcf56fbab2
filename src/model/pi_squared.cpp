#include "model/pi_squared.hpp"

#include <stdexcept>

#include "ball/ball.hpp"

namespace dropcert {

bool below_pi_squared(const Rational& q) {
  for (Bits bits(64);; bits = bits.doubled()) {
    const Ball pi = const_pi(bits);
    const std::optional<bool> below = less(Ball::from(q, bits), mul(pi, pi, bits));
    if (below.has_value()) return *below;
    if (bits.value == Bits::most)
      throw std::length_error("The contributions are too long: 2^24 bits of pi do not decide convergence.");
  }
}

int sign_linear_in_pi_squared(const Rational& a, const Rational& b) {
  if (a.is_zero()) return b.sign();
  return below_pi_squared(-b / a) ? a.sign() : -a.sign();
}

}  // namespace dropcert
