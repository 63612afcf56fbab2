#include "audit/contribution_filter.hpp"

#include <cmath>

namespace dropcert::audit {

using namespace exact;
using namespace ball;

FilterWeight FilterWeight::from(const Rational& weight) {
  const double value = DoubleBall::from(weight).midpoint;
  const double size = std::abs(value);
  return {value, weight.is_zero() || (size >= 1.0001e-60 && size <= 0.9999e60)};
}

FilterPowers::FilterPowers() : powers_{} {
  for (int e = -most; e <= most; ++e) powers_[e + most] = DoubleBall::from(pow(Rational(10), e)).midpoint;
}

const FilterPowers& FilterPowers::get() {
  static const FilterPowers powers;
  return powers;
}

}  // namespace dropcert::audit
