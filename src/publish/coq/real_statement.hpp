// Statements on real numbers, for Coq: closed comparisons, one for each case.
#pragma once

#include <string>
#include <vector>

#include "language/ledger.hpp"
#include "publish/coq/scope.hpp"

namespace dropcert::publish {

/// The comparisons to which the cases of a statement come down, each a proposition of Coq without variables,
/// with the names of proofs/emit/reals.v; the statement says that all hold. Throws NotEmitted unless every
/// domain is finite and listed, and every term is built from rational numbers and pi by arithmetic, exp, log,
/// sqrt, sin, cos, tanh, abs, root, sigmoid, softplus, their derivatives (as Theorem 1 gives them), radius,
/// sums and products over ranges, and means over dropout, moments, regularisers and partial regularisers of
/// few features, which are written as the sums that they are.
std::vector<std::string> real_comparisons(const language::Node& statement,
                                          const std::vector<language::Parameter>& parameters,
                                          const std::vector<const language::Definition*>& definitions,
                                          const CaseValues& values);

/// A closed term, under the same conditions.
std::string real_term(const language::Node& term, const std::vector<language::Parameter>& parameters,
                      const std::vector<const language::Definition*>& definitions);

}  // namespace dropcert::publish
