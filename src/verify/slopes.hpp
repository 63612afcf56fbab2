// Inequalities by their sides at one place of a variable, and by the slopes of these from there on.
#pragma once

#include "verify/region_comparison.hpp"

namespace dropcert::verify {

/// Of `for ..., v in D, ...: A <= B` over intervals: each way is some statements that together prove it. At a
/// place e of the line of v, an end of D, 0, 1 or another variable, A <= B; beyond it, as far as D goes, the
/// derivative of A by v is at most that of B, before it at least; and A and B are defined there. Where A < B
/// is to be shown, it is so at e, or e is not in D and the derivatives differ elsewhere. D speaks of the
/// variables before, no domain of v. `meanings`: at the statement. Cost: the size of the statements, some ten
/// for each variable.
Ways ways_of_slopes(const language::Node& statement, const RegionComparison& comparison,
                    const Meanings& meanings);

}  // namespace dropcert::verify
