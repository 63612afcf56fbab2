// Comparisons of sums and products with other terms, for all integers from a number on, by one step from each
// to the next.
#pragma once

#include <vector>

#include "language/tree.hpp"

namespace dropcert::verify {

/// Statements about the same integers that prove `for n in N..oo: BODY` if BODY holds at N, BODY being
/// comparisons of which some have a sum or product up to a line in n: S(n + 1) = S(n) + t(n + 1), so that
/// S(n) <= R(n) follows from t(n + 1) <= R(n + 1) - R(n). "Induction" in proofs/README.md. Empty if it is not
/// of that kind. Cost: the size of the statement times the number of steps of a line.
std::vector<language::Node> steps_of_induction(const language::Node& statement);

}  // namespace dropcert::verify
