// A smaller ledger with the same fault: what a report of a random test shows.
#pragma once

#include <functional>

#include "language/ledger.hpp"

namespace dropcert::meaning {

/// A ledger of one claim, with one statement, made from `ledger` by leaving out and simplifying parts while
/// it passes check_ledger and has the fault. Asks some hundred times.
language::Ledger shrunk(language::Ledger ledger,
                        const std::function<bool(const language::Ledger&)>& has_fault);

}  // namespace dropcert::meaning
