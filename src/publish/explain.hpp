// One claim explained, for a reader with a pen.
#pragma once

#include <string>
#include <vector>

#include "certificate/theorems.hpp"
#include "verify/run.hpp"

namespace dropcert::publish {

/// What the paper says, how it was decided, the counterexample worked, what is true instead and why, the
/// formal theorems in words and as Coq states them, and the command that re-checks it; for a terminal of 80
/// columns. `ledger_file` is the ledger's file for that command, or "" for the paper's own.
std::string explain_text(const Ledger& ledger, const ClaimResult& result, const TheoremList& theorems,
                         bool colour, const std::string& ledger_file = "");

/// The definitions that the claim's statements use, directly or through others, in the order of the ledger.
std::vector<const Definition*> definitions_used(const Ledger& ledger, const Claim& claim);

}  // namespace dropcert::publish
