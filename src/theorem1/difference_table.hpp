// A row of T from its defining sum, without the rows before it.
#pragma once

#include <gmpxx.h>

#include <vector>

namespace dropcert::theorem1 {

/// T(k,0), ..., T(k,k) as the forward differences Delta^j x^k at 0, which are the inclusion-exclusion sums
/// sum_i (-1)^(j-i) C(j,i) i^k (DLMF 26.8.6). No recurrence in k is used. k >= 1. Cost: k^2/2 subtractions of
/// numbers of up to k log2 k bits, in digits without carries; memory of k such numbers, twice. `wide`: with
/// AVX-512 where the processor has it; the result is the same.
std::vector<mpz_class> surjections_by_differences(unsigned long k, bool wide = true);

}  // namespace dropcert::theorem1
