// Statements that are one comparison over intervals, and others over these.
#pragma once

#include <optional>

#include "verify/unfolding.hpp"

namespace dropcert::verify {

inline language::Relation at_most(bool strictly) {
  return strictly ? language::Relation::less : language::Relation::less_equal;
}

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

/// small RELATION great where the i-th variable is the term, for all values of the others; no domain speaks
/// of it. Throws NoRule if a name in the term would come to mean another thing.
language::Node at_place(const language::Node& statement, std::size_t i, const language::Node& place,
                        const language::Node& small, language::Relation relation,
                        const language::Node& great);

/// Adds to the way that the term is defined for all of these, unless it surely is.
void require_defined(std::vector<language::Node>& way, const language::Node& statement,
                     const language::Node& term, const Meanings& meanings);

}  // namespace dropcert::verify
