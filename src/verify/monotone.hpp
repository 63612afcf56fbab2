// Inequalities over intervals by functions that rise or fall, and by concave differences.
#pragma once

#include "verify/region_comparison.hpp"

namespace dropcert::verify {

/// Of `for ...: A <= B` over intervals, which is the comparison, where B - A, equal terms left out, is c
/// (f(U) - f(L)) or c f(U), f one of the functions of which it is known where they rise, fall and have a
/// sign: each way is some statements that together prove it. The arguments lie where f is known, L <= U, and
/// c >= 0 (strictly, where A < B is to be shown); and A and B are defined. `meanings`: at the statement.
/// Cost: the square of the number of terms of a side, times their size.
Ways ways_by_arguments(const language::Node& statement, const RegionComparison& comparison,
                       const Meanings& meanings);

/// Of such a statement in a variable v between two ends: A <= B at the ends, and the derivative of B - A by v
/// does not rise from v to any w beyond, so that B - A is concave; only where `ways_by_arguments` has some
/// for that. A < B: at the ends too, or in between the derivative falls, where neither end is in the domain.
Ways ways_by_concavity(const language::Node& statement, const RegionComparison& comparison,
                       const Meanings& meanings);

/// Of such a statement with values of the gamma function: the logarithms of its sides, products of factors
/// that are positive.
Ways ways_by_logarithms(const language::Node& statement, const RegionComparison& comparison,
                        const Meanings& meanings);

}  // namespace dropcert::verify
