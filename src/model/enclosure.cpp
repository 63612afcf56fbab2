#include "model/enclosure.hpp"

#include <stdexcept>

namespace dropcert::model {

using namespace ball;

Ball indeterminate() {
  Ball x;
  arb_indeterminate(x.raw());
  return x;
}

Ball rounded(const Ball& x, Bits precision) {
  Ball result;
  arb_set_round(result.raw(), x.raw(), precision.value);
  return result;
}

Ball with_error(const Ball& x, const Ball& error) {
  Ball result = x;
  arb_add_error(result.raw(), error.raw());
  return result;
}

Ball intersection(const Ball& a, const Ball& b, Bits precision) {
  Ball result;
  if (arb_intersection(result.raw(), a.raw(), b.raw(), precision.value) == 0)
    throw std::logic_error("two enclosures of the same number are disjoint: " + a.str(20) + " and " +
                           b.str(20));
  return result;
}

Ball lower_end(const Ball& x, Bits precision) {
  Ball end;
  arb_get_lbound_arf(arb_midref(end.raw()), x.raw(), precision.value);
  return end;
}

Ball upper_end(const Ball& x, Bits precision) {
  Ball end;
  arb_get_ubound_arf(arb_midref(end.raw()), x.raw(), precision.value);
  return end;
}

Ball least_modulus(const Ball& x, Bits precision) {
  Ball end;
  arb_get_abs_lbound_arf(arb_midref(end.raw()), x.raw(), precision.value);
  return end;
}

Ball largest_modulus(const Ball& x, Bits precision) {
  Ball end;
  arb_get_abs_ubound_arf(arb_midref(end.raw()), x.raw(), precision.value);
  return end;
}

Ball factorial_ball(unsigned long n, Bits precision) {
  Ball result;
  arb_fac_ui(result.raw(), n, precision.value + 64);  // Stirling's series loses about log2(n log n) bits
  return rounded(result, precision);
}

double hint(const Ball& x) {
  return arf_get_d(arb_midref(x.raw()), ARF_RND_NEAR);
}

}  // namespace dropcert::model
