// Polynomials that are nowhere negative on a box, found by substitutions after which no coefficient is
// negative (proofs/README.md, section 4).
#pragma once

#include <optional>
#include <vector>

#include "exact/rational_function.hpp"

namespace dropcert::verify {

/// Between which numbers a variable lies; an end that is not known is infinite.
struct SignRange {
  std::optional<exact::Rational> low, high;
  bool excludes_low = false;
  bool excludes_high = false;
};

/// Whether the polynomial is seen to be >= 0 wherever each variable lies in its range (the ends included).
/// `terms` have as many exponents as there are ranges. False says nothing. A variable without ends is taken
/// with both signs; x in [a, b] becomes (a + b t)/(1 + t) with t >= 0, x >= a becomes a + t; the polynomial
/// is made homogeneous by one variable more; then, as long as a coefficient is negative, the orthant is cut
/// in two where some x = y, with x = y + t in the one half and y = x + t in the other. Bounded in the number
/// of halves and terms; `work` falls by about the terms computed, and nothing is found once it is below 0.
bool is_nowhere_negative(const std::vector<exact::RationalFunction::Term>& terms,
                         const std::vector<SignRange>& ranges, long& work);

/// Whether it is seen to be > 0 there: by the first of these substitutions alone, after which no coefficient
/// is negative, and at each end of each range some term remains.
bool is_positive(const std::vector<exact::RationalFunction::Term>& terms,
                 const std::vector<SignRange>& ranges);

}  // namespace dropcert::verify
