// What a printed number says, as comparisons of the engine.
#pragma once

#include <utility>
#include <vector>

#include "language/printed.hpp"
#include "language/tree.hpp"
#include "verify/value.hpp"

namespace dropcert {

/// Comparisons x RELATION VALUE that hold together if and only if the real number x is what is printed
/// (proofs/README.md, section 3).
std::vector<std::pair<Relation, Value>> bounds_of(const Printed& printed);

/// Whether 0 is printed, which no other number is.
bool says_zero(const Printed& printed);

}  // namespace dropcert
