#include "model/units.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

Ball real_value(const Dropout& model, const Rational& x, Bits precision) {
  if (!model.in_units_of_pi || x.is_zero()) return Ball::from(x, precision);
  const Bits bits(precision.value + 8);
  return mul(Ball::from(x, bits), const_pi(bits), precision);
}

}  // namespace dropcert::model
