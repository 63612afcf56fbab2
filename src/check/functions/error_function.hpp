// The complementary error function.
#pragma once

#include <mpfr.h>

namespace dropcert::check {

/// A bound of erfc(x) in the precision of `result`: a lower one for MPFR_RNDD, an upper one for MPFR_RNDU,
/// within a few units of its last place. The return value means nothing.
int erfc_bound(mpfr_ptr result, mpfr_srcptr x, mpfr_rnd_t side);

}  // namespace dropcert::check
