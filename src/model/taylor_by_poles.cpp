#include <algorithm>
#include <cmath>

#include "model/derivatives.hpp"
#include "model/enclosure.hpp"
#include "model/taylor_routes.hpp"

namespace dropcert::model {

using namespace ball;

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
  Ball bound = mul(exp(scale(half_power, -1), bits), sum, bits);
  if (m % 2 == 0) return bound;
  return mul(bound, min(1, div(mul(Ball(m), abs(z), bits), c, bits), bits), bits);
}

/// By how many bits the contribution of pole k is smaller than that of pole 0.
double bits_spared(unsigned long m, double modulus, unsigned long k) {
  const double c = (2 * static_cast<double>(k) + 1) * 3.14159;
  return static_cast<double>(m) * std::log2(std::hypot(c, modulus) / std::hypot(3.1416, modulus));
}

/// Twice the sum over the first poles, and the bound of the others: (-1)^n b_n for m = n+1. Each pole gets as
/// many bits as make all errors about equal, and more for those that the factor m makes of errors in
/// logarithm and angle.
Ball sum_of_poles(unsigned long m, const Ball& z, unsigned long poles, Bits bits) {
  const double modulus = modulus_hint(z);
  const long extra = 64 + static_cast<long>(std::log2(static_cast<double>(m) + 2));
  Ball sum;
  for (unsigned long k = poles; k-- > 0;) {
    const double needed = std::max(0.0, static_cast<double>(bits.value) - bits_spared(m, modulus, k));
    sum = add(sum, contribution(m, z, k, Bits(static_cast<long>(needed) + extra)), Bits(bits.value + 32));
  }
  return scale(with_error(sum, tail_bound(m, z, poles, Bits(extra + 32))), 1);
}

}  // namespace

Ball taylor_by_poles(unsigned long n, const Ball& z, Bits precision) {
  const unsigned long m = n + 1;
  const double modulus = modulus_hint(z);
  // Where the terms allowed are too few, more bits than the tail bound leaves would be wasted.
  const double reachable = bits_spared(m, modulus, max_route_terms) + 64;
  const auto value = [&](Bits wanted) {
    const Bits bits(static_cast<long>(std::min(static_cast<double>(wanted.value), reachable)));
    const double terms = pole_terms_hint(n, modulus, static_cast<double>(bits.value));
    const auto poles = static_cast<unsigned long>(std::min(terms, static_cast<double>(max_route_terms)));
    const Ball sum = sum_of_poles(m, z, poles, bits);
    return n % 2 == 0 ? sum : neg(sum);
  };
  const double guess =
      static_cast<double>(precision.value) + 16 + std::min(cancellation_hint(n, modulus), 1e5);
  return until_accurate(value, precision, static_cast<long>(guess), guess < reachable ? 3 : 0);
}

}  // namespace dropcert::model
