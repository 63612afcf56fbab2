#pragma once

#include "exact/rational.hpp"

namespace dropcert::exact {

inline constexpr unsigned long max_bernoulli_index = 100'000;

/// The Bernoulli number B_n of x/(e^x - 1), so B_1 = -1/2 (OEIS A027641/A027642, DLMF 24.2.1). Computed from
/// a rigorous enclosure of zeta(n) and the denominator's theorem of von Staudt and Clausen. Throws
/// std::length_error for n > max_bernoulli_index.
Rational bernoulli(unsigned long n);

}  // namespace dropcert::exact
