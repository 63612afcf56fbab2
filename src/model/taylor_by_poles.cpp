#include <algorithm>
#include <cmath>

#include "model/derivatives.hpp"
#include "model/enclosure.hpp"
#include "model/taylor_routes.hpp"

namespace dropcert {
namespace {

/// cos(m (pi/2 - angle)), without cancellation for small angles.
Ball cosine_of_complement(unsigned long m, const Ball& angle, Bits bits) {
  const Ball multiple = mul(Ball(m), angle, bits);
  const Ball value = m % 2 == 0 ? cos(multiple, bits) : sin(multiple, bits);
  return m % 4 >= 2 ? neg(value) : value;
}

/// rho_k^-m cos(m theta_k) for the pole at height c = (2k+1) pi, where theta_k = pi/2 - atan(z/c).
Ball contribution(unsigned long m, const Ball& z, unsigned long k, Bits bits) {
  const Ball c = mul(Ball(2 * k + 1), const_pi(bits), bits);
  const Ball square = add(mul(z, z, bits), mul(c, c, bits), bits);
  const Ball log_power = scale(mul(Ball(m), log(square, bits), bits), -1);
  return mul(exp(neg(log_power), bits), cosine_of_complement(m, atan(div(z, c, bits), bits), bits), bits);
}

/// An upper bound of sum_{k>=first} rho_k^-m |cos(m theta_k)|, m >= 2, first >= 1. From
/// sum_{k>=K} rho_k^-2 <= pi^-2 sum_{k>=K} (2k+1)^-2 <= 1/(4 K pi^2) =: S, the sum of the powers is at most
/// rho_K^(2-m) S; and for odd m, |cos(m theta_k)| = |sin(m atan(z/c_k))| <= m |z|/c_k <= m |z|/c_K.
Ball tail_bound(unsigned long m, const Ball& z, unsigned long first, Bits bits) {
  const Ball pi = const_pi(bits);
  const Ball c = mul(Ball(2 * first + 1), pi, bits);
  const Ball square = add(mul(z, z, bits), mul(c, c, bits), bits);
  const Ball half_power = mul(Ball(2 - static_cast<long>(m)), log(square, bits), bits);
  const Ball sum = inv(mul(mul(pi, pi, bits), Ball(4 * first), bits), bits);
  const Ball bound = mul(exp(scale(half_power, -1), bits), sum, bits);
  if (m % 2 == 0) return bound;
  return mul(bound, min(1, div(mul(Ball(m), abs(z), bits), c, bits), bits), bits);
}

/// Bits for pole k, whose contribution is smaller than that of pole 0, so that all errors are about equal.
long bits_for_pole(unsigned long m, double modulus, unsigned long k, long bits) {
  const double c = (2 * static_cast<double>(k) + 1) * 3.14159;
  const double ratio = std::log2(std::hypot(c, modulus) / std::hypot(3.14160, modulus));
  const double spared = std::min(static_cast<double>(m) * ratio, 1e9);
  const double amplification =
      std::log2(static_cast<double>(m) + 2) + 64;  // of errors in logarithm and angle
  return std::max(bits - static_cast<long>(spared), 0L) + static_cast<long>(amplification);
}

}  // namespace

Ball taylor_by_poles(unsigned long n, const Ball& z, Bits precision) {
  const unsigned long m = n + 1;
  const double modulus = modulus_hint(z);
  const auto poles_at = [&](double bits) {
    return static_cast<unsigned long>(std::min(pole_terms_hint(n, modulus, bits), 1e9)) + 1;
  };
  const auto value = [&](Bits bits) {
    const unsigned long poles = std::min(poles_at(static_cast<double>(bits.value)), max_route_terms);
    const Bits sum_bits(bits.value + 32);
    Ball sum;
    for (unsigned long k = poles; k-- > 0;)
      sum = add(sum, contribution(m, z, k, Bits(bits_for_pole(m, modulus, k, bits.value))), sum_bits);
    sum = scale(with_error(sum, tail_bound(m, z, poles, Bits(64 + bits_for_pole(m, 0, 0, 0)))), 1);
    return n % 2 == 0 ? sum : neg(sum);
  };
  const double guess =
      static_cast<double>(precision.value) + 16 + std::min(cancellation_hint(n, modulus), 1e5);
  // More bits do not help once the number of poles is at its limit.
  const int doublings = poles_at(guess) < max_route_terms ? 3 : 0;
  return until_accurate(value, precision, static_cast<long>(guess), doublings);
}

}  // namespace dropcert
