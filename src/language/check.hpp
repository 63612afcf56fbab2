// Names and sorts: what a tree must satisfy before it is evaluated.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/functions.hpp"
#include "language/ledger.hpp"

namespace dropcert::language {

/// Checks that every name of `expression` is known and every call has the right number and sorts of
/// arguments. Returns the sort of the whole. Throws a SourceError that names every fault.
Sort check_expression(const Node& expression, const std::string& source);

/// Checks a ledger: at least one claim, distinct ids, a statement or a reason in each claim, definitions that
/// use only those before them, or by equations themselves, and every statement as above. Throws a SourceError
/// that names every fault; a definition that has one is not held against what uses it.
void check_ledger(const Ledger& ledger);

/// The ledger that `text` is, checked. Throws a SourceError that names every fault, of its text and of what
/// could be read of it.
Ledger checked_ledger(std::string_view text, const std::string& source);

/// The functions and constants of the language whose names the ledger gives to definitions, parameters or
/// variables of its own, in alphabetical order.
std::vector<std::string> hidden_functions(const Ledger& ledger);

}  // namespace dropcert::language
