#include "model/logistic.hpp"

#include "model/enclosure.hpp"

namespace dropcert {
namespace {

constexpr long guard_bits = 10;
/// A ball with a relative radius below 2^-thin_bits is propagated through the formula as it is: the error
/// bound of first order is then as good as end points, at half the cost.
constexpr long thin_bits = 24;

/// p for z of one sign, from e^-|z| <= 1.
Ball sigmoid_of_one_sign(const Ball& z, Bits bits) {
  const Ball e = exp(neg(abs(z)), bits);
  const Ball upper_value = inv(add(1, e, bits), bits);
  return z.sign() == -1 ? mul(e, upper_value, bits) : upper_value;
}

Ball softplus_of_one_sign(const Ball& z, Bits bits) {
  const Ball small = log1p(exp(neg(abs(z)), bits), bits);
  return z.sign() == -1 ? small : add(z, small, bits);
}

/// Bits that |z| has before the binary point, limited where e^z is beyond any use.
long exponent_bits(const Ball& z) {
  const Ball modulus = largest_modulus(z, Bits(32));
  return std::clamp(arf_abs_bound_lt_2exp_si(arb_midref(modulus.raw())), 0L, 4096L);
}

template <typename Function>
Ball increasing(Function f, const Ball& z, Bits precision) {
  if (!z.is_finite()) return indeterminate();
  const Bits bits(precision.value + guard_bits);
  const bool thin = z.sign().has_value() && z.relative_accuracy_bits() - exponent_bits(z) > thin_bits;
  if (z.is_exact() || thin) return rounded(f(z, bits), precision);
  const Bits end_bits(precision.value + guard_bits + exponent_bits(z));
  return hull(f(lower_end(z, end_bits), bits), f(upper_end(z, end_bits), bits), precision);
}

}  // namespace

Ball sigmoid(const Ball& z, Bits precision) {
  return increasing(sigmoid_of_one_sign, z, precision);
}

Ball softplus(const Ball& z, Bits precision) {
  return increasing(softplus_of_one_sign, z, precision);
}

}  // namespace dropcert
