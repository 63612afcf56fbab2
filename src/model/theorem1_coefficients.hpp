#pragma once

#include "exact/polynomial.hpp"

namespace dropcert::model {

/// The n-th derivative of p = 1/(1+e^-z) as a polynomial in p with integer coefficients, by Theorem 1:
///     p^(n) = p' sum_{j=1}^n (-1)^(j-1) p^(j-1) T(n,j),   p' = p - p^2,
/// T(n,j) = j! S2(n,j) the number of surjections. Degree n+1, n >= 1. Throws std::domain_error for n = 0 and
/// std::length_error beyond the limit of surjections_row. Cost O(n^2) operations on integers.
exact::Polynomial theorem1_polynomial(unsigned long n);

}  // namespace dropcert::model
