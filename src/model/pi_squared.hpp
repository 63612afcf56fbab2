#pragma once

#include "exact/rational.hpp"

namespace dropcert::model {

/// Whether q < pi^2, decided by balls of growing precision, which ends since pi^2 is irrational. Throws
/// std::length_error if 2^24 bits of pi do not tell (only for numbers of millions of digits).
bool below_pi_squared(const exact::Rational& q);

/// The sign of a pi^2 + b; 0 only if a = b = 0. Throws as above.
int sign_linear_in_pi_squared(const exact::Rational& a, const exact::Rational& b);

}  // namespace dropcert::model
