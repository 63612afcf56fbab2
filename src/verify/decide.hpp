// Decides a statement.
#pragma once

#include <string>
#include <vector>

#include "language/ledger.hpp"
#include "verify/finding.hpp"
#include "verify/machine.hpp"
#include "verify/policy.hpp"
#include "verify/scope.hpp"

namespace dropcert::verify {

/// Decides a statement that check_ledger or check_expression has accepted. What is beyond the limits is
/// undecided, with a reason that begins "out of reach: ". Throws Interrupted on request.
Finding decide(const language::Node& statement, const Scope& scope, const Policy& policy,
               const std::vector<language::ContactPoint>& contacts = {});

/// A statement over the rows of a file that stands first in it (certificate/case_files.hpp), block by block:
/// how many blocks, 0 for another statement; what is found about one block; and what follows for all, to
/// which the findings of the blocks are added in their order. One block after a refuted one needs no
/// deciding, unless all counterexamples are asked for.
std::size_t blocks_of(const language::Node& statement);
Finding decide_block(const language::Node& statement, std::size_t block, const Scope& scope,
                     const Policy& policy, const std::vector<language::ContactPoint>& contacts = {});
void add_block(Finding& whole, Finding&& block);
void finish_blocks(Finding& whole, const language::Node& statement, const Scope& scope);

/// The same with the names given one by one.
Finding decide(const language::Node& statement, const std::vector<language::Parameter>& parameters,
               const std::vector<const language::Definition*>& definitions, const std::string& source,
               const Policy& policy);

}  // namespace dropcert::verify
