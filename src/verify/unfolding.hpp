// Comparisons of sums and products with other terms, for all integers from a number on, by one step from each
// to the next.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verify/writing.hpp"

namespace dropcert::verify {

/// c, if the term is c n + what does not vary with n, c a small integer.
std::optional<long> slope(const language::Node& term, const std::string& n);

/// The ways to show a comparison: statements of which all are to hold.
using Ways = std::vector<std::vector<language::Node>>;

/// What proves `for n in N..oo: BODY` if BODY holds at N, for each of the comparisons that BODY is made of.
/// Some have a sum or product up to a line in n: S(n + 1) = S(n) + t(n + 1), so that S(n) <= R(n) follows
/// from t(n + 1) <= R(n + 1) - R(n); or, where R does not vary and the terms are not negative, from what the
/// sum without end is. "Steps" in proofs/README.md. Definitions that have sums or products in them are
/// written out first where they are called with polynomials in variables, which have values, if no name comes
/// to mean another thing. Only the last binder of the statement is looked at. Empty if it is not of that
/// kind. Cost: the size of the statement times the number of steps of a line.
std::vector<Ways> ways_of_steps(const language::Node& statement, const Meanings& meanings);

}  // namespace dropcert::verify
