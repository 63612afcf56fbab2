// Names and sorts: what a tree must satisfy before it is evaluated.
#pragma once

#include <string>

#include "language/functions.hpp"
#include "language/ledger.hpp"

namespace dropcert {

/// Checks that every name of `expression` is known, every call has the right number and sorts of arguments,
/// and no literal is plainly outside its function's domain. Returns the sort of the whole. Throws SourceError
/// at the first fault.
Sort check_expression(const Node& expression, const std::string& source);

/// Checks a ledger: at least one claim, distinct ids, a statement or a reason in each claim, definitions that
/// use only those before them (so none is recursive), and every statement as above. Throws SourceError.
void check_ledger(const Ledger& ledger);

}  // namespace dropcert
