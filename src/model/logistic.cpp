#include "model/logistic.hpp"

#include "model/enclosure.hpp"

namespace dropcert::model {

using namespace ball;

namespace {

constexpr long guard_bits = 10;
/// A ball with a radius below 2^-thin_bits, absolutely and relatively, is enclosed from its midpoint and the
/// slope: as tight as from the end points, at half the cost.
constexpr long thin_bits = 24;
const Bits slope_bits(40);

Ball sigmoid_at(const Ball& z, Bits bits) {
  const Ball e = exp(neg(abs(z)), bits);
  const Ball of_modulus = inv(add(1, e, bits), bits);
  return z.sign() == -1 ? mul(e, of_modulus, bits) : of_modulus;
}

Ball softplus_at(const Ball& z, Bits bits) {
  const Ball small = log1p(exp(neg(abs(z)), bits), bits);
  return z.sign() == -1 ? small : add(z, small, bits);
}

/// sup p' over z: p' = p(1-p) decreases in |z|.
Ball sigmoid_slope(const Ball& z) {
  const Ball p = sigmoid_at(neg(least_modulus(z, slope_bits)), slope_bits);
  return mul(p, sub(1, p, slope_bits), slope_bits);
}

/// sup A' over z: A' = p increases.
Ball softplus_slope(const Ball& z) {
  return sigmoid_at(upper_end(z, slope_bits), slope_bits);
}

/// Bits that |z| has before the binary point, limited where e^z is beyond any use.
long exponent_bits(const Ball& z) {
  const Ball modulus = largest_modulus(z, slope_bits);
  return std::clamp(arf_abs_bound_lt_2exp_si(arb_midref(modulus.raw())), 0L, 4096L);
}

template <typename Function, typename Slope>
Ball increasing(Function at, Slope slope, const Ball& z, Bits precision) {
  if (!z.is_finite()) return indeterminate();
  const Bits bits(precision.value + guard_bits);
  if (z.is_exact()) return rounded(at(z, bits), precision);
  // (A ball about 0 has the least number of all for its relative bits: nothing may be subtracted from it.)
  if (z.relative_accuracy_bits() > thin_bits + exponent_bits(z)) {
    const Ball error = mul(z.radius_ball(), slope(z), slope_bits);
    return rounded(with_error(at(z.midpoint(), bits), error), precision);
  }
  const Bits end_bits(bits.value + exponent_bits(z));
  return hull(at(lower_end(z, end_bits), bits), at(upper_end(z, end_bits), bits), precision);
}

}  // namespace

Ball sigmoid(const Ball& z, Bits precision) {
  return increasing(sigmoid_at, sigmoid_slope, z, precision);
}

Ball softplus(const Ball& z, Bits precision) {
  return increasing(softplus_at, softplus_slope, z, precision);
}

}  // namespace dropcert::model
