// Reports on a ledger that has been run.
#pragma once

#include <string>
#include <vector>

#include "verify/run.hpp"

namespace dropcert {

/// For a terminal of 80 columns: headlines, table, counterexamples, totals.
std::string text_report(const Ledger& ledger, const std::vector<ClaimResult>& results, bool colour);

/// {"ledger", "program", "claims": [{"id", "where", "status", "printed": {"statement", "verdict", "trust",
/// "counterexample", ...}, "corrected" | "instead": {...}, "evidence": [...], "seconds"}, ...], "counts"}.
std::string json_report(const Ledger& ledger, const std::vector<ClaimResult>& results);

}  // namespace dropcert
