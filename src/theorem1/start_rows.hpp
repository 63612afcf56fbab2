// A row of both sides of Theorem 1 without the rows before it: where a part of the range starts.
#pragma once

#include <string>

#include "theorem1/theorem1.hpp"

namespace dropcert::theorem1 {

/// Row k of both sides, each from a formula of its own, computed at the same time by two threads.
/// - T(k,j) by inclusion-exclusion (surjections_by_differences). Also required: sum_j C(k,j) T(k,j) = k^k.
/// - D^k p has the coefficients (-1)^(i-1) (i-1)! S2(k+1,i), 1 <= i <= k+1, S2 from FLINT. Proof by
/// induction:
///   k = 0 is p; D(p^i) = i p^i - i p^(i+1) gives the coefficient of p^i in D^(k+1) p, up to its sign
///   (-1)^(i-1), as i (i-1)! S2(k+1,i) + (i-1) (i-2)! S2(k+1,i-1) = (i-1)! S2(k+2,i) by the recurrence of S2.
/// Theorem 1 at row k is not assumed: check_theorem1, started at these rows, compares them. From there on the
/// rows come from differentiation and from the recurrence of T, as everywhere.
/// 1 <= k <= theorem1_max_k. Throws ArithmeticFault if the two sums differ. Memory: both rows, and for T
/// three times its row.
Theorem1Rows start_rows(unsigned long k);

/// The same in words, for the output of a part of the range.
std::string start_rows_basis(unsigned long k);

}  // namespace dropcert::theorem1
