// Roots of numbers, and arithmetic of square roots and of the imaginary unit.
#pragma once

#include "check/value.hpp"

namespace dropcert::check {

/// A factor that, times the polynomial, gives one with neither roots nor i. Charges its work.
Polynomial conjugate_factor(const Polynomial& a);

/// The real n-th root, n >= 1, exact where it is known to lie among the numbers known exactly. Throws
/// Undefined for an even root of a negative number, notes if it may be one.
Value nth_root(const Value& a, std::uint64_t n, Bits bits);

/// A polynomial in pi and square roots, with these numbers put in.
Interval at_pi(const Polynomial& polynomial, Bits bits);

}  // namespace dropcert::check
