// Polynomials that are nowhere negative, or positive, on a box: by substitutions after which no coefficient
// is negative (proofs/README.md, section 8, Several variables by forms).
#pragma once

#include <array>

#include "check/forms/forms.hpp"

namespace dropcert::check {

/// Between which numbers each generator lies.
using Box = std::array<Bounds, max_generators>;

/// Whether a is seen to be >= 0 wherever each of its generators lies within its bounds, the ends included.
/// False says nothing. Throws OutOfReach where the work or the size is too much.
bool is_nowhere_negative(Polynomial a, const Box& box);

/// Whether a is seen to be > 0 there, where an excluded low end is left out.
bool is_positive_on(const Polynomial& a, const Box& box);

}  // namespace dropcert::check
