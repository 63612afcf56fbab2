// What a printed number says, as comparisons of the engine.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "language/printed.hpp"
#include "language/tree.hpp"
#include "verify/outcomes.hpp"
#include "verify/value.hpp"

namespace dropcert::verify {

/// Comparisons x RELATION VALUE that hold together if and only if the real number x is what is printed
/// (proofs/README.md, section 3).
std::vector<std::pair<language::Relation, Value>> bounds_of(const language::Printed& printed);

/// What x RELATION VALUE comes out as, for one x.
using ComparisonWith = std::function<Outcomes(language::Relation, const Value&)>;

/// Whether the number that is compared so is what is printed: the one rule by which prints and the command
/// `compare` go. A bound is looked at if those before it may hold.
Outcomes is_printed(const language::Printed& printed, const ComparisonWith& compare);

/// Whether 0 is printed, which no other number is.
bool says_zero(const language::Printed& printed);

}  // namespace dropcert::verify
