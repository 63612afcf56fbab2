#include <algorithm>
#include <cmath>

#include "model/derivatives.hpp"
#include "model/enclosure.hpp"
#include "model/taylor_routes.hpp"

namespace dropcert::model {

using namespace ball;

namespace {

Ball power_of_integer(unsigned long j, unsigned long n, Bits bits) {
  Ball power;
  arb_ui_pow_ui(power.raw(), j, n, bits.value);
  return power;
}

/// sum_{j=1}^{terms} (-1)^(j-1) j^n e^(-jx), x > 0, widened by the first term left out. The terms decrease
/// from j >= n/x on, since their logarithms n log j - j x do; not finite if `terms` is not known to be that
/// large.
Ball alternating_exponentials(unsigned long n, const Ball& x, unsigned long terms, Bits bits) {
  if (less_equal(Ball(n), mul(Ball(terms), x, bits)) != true) return indeterminate();
  const Ball ratio = exp(neg(x), bits);
  Ball power = ratio;
  Ball sum;
  for (unsigned long j = 1; j <= terms; ++j) {
    const Ball term = mul(power_of_integer(j, n, bits), power, bits);
    sum = j % 2 == 1 ? add(sum, term, bits) : sub(sum, term, bits);
    power = mul(power, ratio, bits);
  }
  return with_error(sum, mul(power_of_integer(terms + 1, n, bits), power, bits));
}

}  // namespace

Ball taylor_by_exponentials(unsigned long n, const Ball& z, Bits precision) {
  const double modulus = modulus_hint(z);
  const auto value = [&](Bits bits) {
    const double wanted = exponential_terms_hint(n, modulus, static_cast<double>(bits.value));
    const auto terms =
        static_cast<unsigned long>(std::clamp(wanted, 1.0, static_cast<double>(max_route_terms)));
    const Ball sum = alternating_exponentials(n, abs(z), terms, bits);
    return div(sum, factorial_ball(n, bits), bits);
  };
  const double order = static_cast<double>(n);
  const double lost = order > modulus ? order * std::log2(std::hypot(3.1416, modulus) / modulus) : 0;
  const double guess = static_cast<double>(precision.value) + 32 + std::log2(order + 2) + std::min(lost, 1e6);
  return reflected(n, z, until_accurate(value, precision, static_cast<long>(guess), 3));
}

}  // namespace dropcert::model
