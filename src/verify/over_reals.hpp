// Statements about integers as statements about real numbers.
#pragma once

#include <optional>

#include "language/tree.hpp"

namespace dropcert::verify {

/// `for x in [A, oo), y in [B, T]: ...` in the place of `for x in A..oo, y in B..T: ...`: where that holds,
/// so does this. The ends of ranges are integers whenever variables are: sums, differences and products of
/// integers and variables of ranges. nullopt if the statement is not of that kind, has a single variable, or
/// none of an infinite range.
std::optional<language::Node> over_reals(const language::Node& statement);

}  // namespace dropcert::verify
