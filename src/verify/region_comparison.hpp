// Statements that are one comparison over intervals, and others over these.
#pragma once

#include <optional>

#include "verify/unfolding.hpp"

namespace dropcert::verify {

/// small <= great, or small < great, for all points.
struct RegionComparison {
  language::Node small, great;
  bool is_strict = false;
};

/// What the statement says, if it is `for ...: A <= B`, with <, >= or > too, over intervals of variables that
/// have different names, and is defined everywhere. Definitions are written out where they can be.
std::optional<RegionComparison> region_comparison(const language::Node& statement, const Meanings& meanings);

/// The body for all values of the statement's variables, without those of which it does not speak and whose
/// domains are surely defined.
language::Node for_all(const language::Node& statement, language::Node body, const Meanings& meanings);

/// Adds to the way that the term is defined for all of these, unless it surely is.
void require_defined(std::vector<language::Node>& way, const language::Node& statement,
                     const language::Node& term, const Meanings& meanings);

}  // namespace dropcert::verify
