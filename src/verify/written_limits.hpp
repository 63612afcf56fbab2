// Integrals with an elementary antiderivative, derivatives, and sums and products up to an end that varies,
// as terms without a bound variable.
#pragma once

#include <optional>

#include "verify/writing.hpp"

namespace dropcert::verify {

/// Where all guards and the result are defined, and the count is an integer that is not negative, the binding
/// is defined and has the result's value.
struct WrittenLimit {
  std::vector<language::Node> guards;
  std::optional<language::Node> count;
  language::Node result;
};

/// Of `integral(t in D, TERM)`, `derivative(t = c, TERM, n)`, n <= 4, `sum(t = A..B, TERM)` or `prod`
/// where an end is no number; nullopt if the rules do not reach it. "Terms written out" in proofs/README.md
/// lists them. `meanings`: at the term, with t in sight. What is written stands where the binding stands.
/// Cost: the size of the result, of at most 2000 parts.
std::optional<WrittenLimit> written_limit(const language::Node& binding, const Meanings& meanings);

}  // namespace dropcert::verify
