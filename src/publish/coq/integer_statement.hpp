// Statements on integers, for Coq: as a proposition, with a computation that decides it.
#pragma once

#include <string>

#include "language/ledger.hpp"
#include "publish/coq/scope.hpp"

namespace dropcert::publish {

/// The names of proofs/emit/integers.v are used.
struct IntegerStatement {
  std::string proposition;  // a Prop
  std::string proof;        // a term of type decides (a computation) proposition
};

/// Ranges stay ranges; listed cases become a conjunction. Throws NotEmitted unless every term is an integer
/// built by
/// + - * ^ !, binomial, stirling2, surjections, sums and products, and is seen from its form to lie where
/// these mean the same in Coq (exponents and indices that are not negative). `definitions` are those that the
/// statement may use.
IntegerStatement integer_statement(const language::Node& statement,
                                   const std::vector<language::Parameter>& parameters,
                                   const std::vector<const language::Definition*>& definitions,
                                   const CaseValues& values);

/// A term, under the same conditions.
std::string integer_term(const language::Node& term, const std::vector<language::Parameter>& parameters,
                         const std::vector<const language::Definition*>& definitions);

}  // namespace dropcert::publish
