// Terms of somebody's file, and their values with proof.
#pragma once

#include <memory>
#include <string>

#include "language/ledger.hpp"
#include "publish/comparison.hpp"
#include "verify/policy.hpp"
#include "verify/scope.hpp"

namespace dropcert::publish {

/// The names that terms may have beside those of the language: a ledger's definitions.
struct Names {
  explicit Names(const std::string& definitions, const std::string& source);

  language::Ledger ledger;
  verify::Scope scope;
};

/// The term that the text is, in the language or as LaTeX and hand write it (\\sqrt{3}\\,\\pi, 3 pi/4);
/// decimals as the doubles nearest to them if `double_arguments`. Throws std::invalid_argument for what is
/// none.
language::Node term_of(const std::string& text, bool double_arguments);

/// The value of a number or statement that has been checked, found within the policy's limits. `names` may be
/// null: those of the language.
CertifiedValue value_of(const language::Node& term, bool is_statement, std::shared_ptr<const Names> names,
                        const verify::Policy& policy);

}  // namespace dropcert::publish
