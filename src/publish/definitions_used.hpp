// Which definitions of a ledger statements rest on.
#pragma once

#include <vector>

#include "language/ledger.hpp"

namespace dropcert::publish {

/// The definitions that these statements of the claim use, directly or through others, in the order of the
/// ledger; they are the ledger's and the claim's own. Linear time in the lengths, a logarithm aside.
std::vector<const Definition*> definitions_used(const Ledger& ledger, const Claim& claim,
                                                const std::vector<const Statement*>& statements);

}  // namespace dropcert::publish
