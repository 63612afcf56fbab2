// Small statements with binders in every place, which the tests of forged scopes start from.
#pragma once

#include <vector>

namespace dropcert::meaning {

/// Parameters and definitions that they use.
extern const char* const scope_head;

/// Each holds.
const std::vector<const char*>& scope_statements();

}  // namespace dropcert::meaning
