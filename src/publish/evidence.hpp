// Findings in words, shared by all report formats.
#pragma once

#include <string>

#include "verify/run.hpp"

namespace dropcert {

/// "at k = 3, j = 3: stirling2(k + 1, j) = 6, ... = 9" in one line of plain text.
std::string describe_instance(const Instance& instance);

/// "k = 3, j = 3", or "" without variables.
std::string describe_assignment(const Instance& instance);

/// "exact", "enclosure, by dropout_converges_iff", "formal: theorem_1".
std::string describe_trust(const Finding& finding);

/// The statements' verdict that the status rests on: the printed one if it holds, else the corrected one if
/// it holds, else the printed.
const StatementResult& decisive_statement(const ClaimResult& result);

/// Whether the headline's claims have come out as it says; nullopt if some were not run.
std::optional<bool> established(const Headline& headline, const std::vector<ClaimResult>& results);

/// How many claims have that status.
std::size_t count(const std::vector<ClaimResult>& results, Status status);

/// "67 claims: 18 confirmed, ...".
std::string describe_counts(const std::vector<ClaimResult>& results);

/// What the words for trust mean.
std::string trust_statement();

/// "Confirmed", "Confirmed as corrected", "Refuted".
const char* heading(Expectation expected);

/// The versions of the libraries that this program runs with: "FLINT 2.9.0, Arb 2.23.0, GMP 6.2.1,
/// MPFR 4.2.0".
std::string library_versions();

}  // namespace dropcert
