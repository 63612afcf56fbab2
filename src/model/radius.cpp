#include "model/radius.hpp"

#include "model/enclosure.hpp"

namespace dropcert::model {

using namespace ball;

namespace {

Ball radius_at(const Ball& z, Bits bits) {
  const Ball pi = const_pi(bits);
  return sqrt(add(mul(pi, pi, bits), mul(z, z, bits), bits), bits);
}

}  // namespace

Ball radius(const Ball& z, Bits precision) {
  if (!z.is_finite()) return indeterminate();
  const Bits bits(precision.value + 10);
  if (z.is_exact()) return rounded(radius_at(z, bits), precision);
  return hull(radius_at(least_modulus(z, bits), bits), radius_at(largest_modulus(z, bits), bits), precision);
}

}  // namespace dropcert::model
