// Premises that bound a variable, as ends of its domain.
#pragma once

#include <vector>

#include "language/tree.hpp"

namespace dropcert::verify {

/// `for x in (c, oo): A` in the place of `for x in real: x > c implies A`, and two such statements in that of
/// `x != c implies A`: where they hold, so does the statement. Only of numbers c, of variables of intervals
/// of which no other domain speaks, and where x is in the domain for some numbers beyond c; and `for x in D,
/// y in (x, b]: A`, b being the end of D, in the place of `for x in D, y in D: x < y implies A`. Empty if
/// there is no such premise.
std::vector<language::Node> with_premises_as_ends(const language::Node& statement);

}  // namespace dropcert::verify
