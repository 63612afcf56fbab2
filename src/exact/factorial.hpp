#pragma once

#include "exact/integer.hpp"

namespace dropcert::exact {

inline constexpr unsigned long max_factorial_argument = 10'000'000;
inline constexpr unsigned long max_binomial_factors = 1'000'000;

/// n! (OEIS A000142). Throws std::length_error for n > max_factorial_argument.
Integer factorial(unsigned long n);

/// The binomial coefficient C(n, k), 0 for k > n (OEIS A007318). Throws std::length_error if both k and n - k
/// exceed max_binomial_factors.
Integer binomial(unsigned long n, unsigned long k);

}  // namespace dropcert::exact
