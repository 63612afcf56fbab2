// Comparisons of products of factorials, binomial coefficients and powers, for all n from a number on and all
// k from a number up to n, by the quotients of neighbours.
#pragma once

#include <vector>

#include "verify/unfolding.hpp"

namespace dropcert::verify {

/// What proves `for n in A..oo, k in B..n + c: BODY`, A, B and c integers, for each of the comparisons that
/// BODY is made of, in one way or another. S <= G with positive S and G is kept from k to k + 1, or from n to
/// n + 1, if S grows there by no greater factor than G does, and from k + 1 to k if by no less; it is shown
/// where that begins: k = B, or n = A and n = k - c, or k = n + c. "Quotients" in proofs/README.md. Empty if the statement is not of that kind, as where a
/// definition is called.
std::vector<Ways> ways_of_quotients(const language::Node& statement, const Meanings& meanings);

}  // namespace dropcert::verify
