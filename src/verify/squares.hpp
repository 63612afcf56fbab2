// Comparisons of products with square roots among their factors.
#pragma once

#include <optional>

#include "verify/writing.hpp"

namespace dropcert::verify {

/// A statement without the square roots that are factors of either side: where it is true, so is
/// left RELATION right. The roots are of numbers that are not negative, the greater side is not negative, and
/// the squares compare likewise. Nothing if no side has such a factor, or the relation is not <, <=, > or >=.
/// Cost: the size of the sides.
std::optional<language::Node> compared_by_squares(const language::Node& left, language::Relation relation,
                                                  const language::Node& right, const Meanings& meanings);

}  // namespace dropcert::verify
