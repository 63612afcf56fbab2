// The exact value of a double.
#pragma once

#include "ball/ball.hpp"
#include "exact/rational.hpp"

namespace dropcert::test {

/// x must be finite.
inline exact::Rational exact(double x) {
  exact::Rational q;
  arf_t f;
  arf_init(f);
  arf_set_d(f, x);
  arf_get_fmpq(q.raw(), f);
  arf_clear(f);
  return q;
}

}  // namespace dropcert::test
