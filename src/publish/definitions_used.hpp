// Which definitions of a ledger statements rest on.
#pragma once

#include <vector>

#include "language/ledger.hpp"

namespace dropcert::publish {

/// The definitions that these statements of the claim use, directly or through others, in the order of the
/// ledger; they are the ledger's and the claim's own. Linear time in the lengths, a logarithm aside.
std::vector<const language::Definition*> definitions_used(
    const language::Ledger& ledger, const language::Claim& claim,
    const std::vector<const language::Statement*>& statements);

}  // namespace dropcert::publish
