// Findings in words, shared by all report formats.
#pragma once

#include <string>
#include <vector>

#include "verify/run.hpp"

namespace dropcert::publish {

/// "at k = 3, j = 3: stirling2(k + 1, j) = 6, ... = 9" in one line of plain text.
std::string describe_instance(const verify::Instance& instance);

/// The first case that fails; with Policy::all_counterexamples all of them, the last line saying how many
/// there are.
std::vector<std::string> describe_counterexamples(const verify::Finding& finding);

/// "3 of 100 cases fail", of the cases of a finding with Policy::all_counterexamples; "; the first 20 are
/// shown" if that is fewer.
std::string describe_failing_cases(const verify::Finding& finding, std::size_t shown);

/// "the value is 0.693", of a comparison with what is printed; "0 printed, ..." where that is 0.
std::string describe_printed(const verify::Comparison& comparison);

/// Whether there is a case to show: with variables, comparisons or an undefined term. A `some` that fails has
/// none.
bool says_something(const std::optional<verify::Instance>& instance);

/// "holds", "refuted", "undecided"; of what holds also whether it is vacuous.
std::string describe_verdict(const verify::Finding& finding);

/// The verdict, what it rests on, and the sources cited: "undecided; cited: Rosser and Schoenfeld 1962".
std::string describe_statement(const verify::StatementResult& result);

/// Whether all that leaves the claim undecided rests on sources that its statements cite.
bool is_cited(const verify::ClaimResult& result);

/// Whether it is confirmed, as it stands or as corrected, and a statement that makes it so is vacuous.
bool is_vacuous(const verify::ClaimResult& result);

/// "confirmed" and so on; "undecided, cited" and "confirmed, vacuous" for such claims.
std::string describe_status(const verify::ClaimResult& result);

/// "exact", "enclosure, by dropout_converges_iff", "exact, theorem theorem_1, tied by reading". Of an
/// undecided statement the theorems alone.
std::string describe_trust(const verify::Finding& finding);

/// The statement that the status rests on: the corrected one if it is confirmed as corrected; else the first
/// printed one that is refuted, or undecided, or holds, in this order.
const verify::StatementResult& decisive_statement(const verify::ClaimResult& result);

/// The weakest label of the statements that the status rests on.
verify::Trust weakest_trust(const verify::ClaimResult& result);

/// "kernel" if all statements that the status rests on have a theorem of the kernel, else the name of the
/// label above. The claim has statements, and is decided.
std::string weakest_label(const verify::ClaimResult& result);

/// The statements of evidence, or of what is true instead, that are refuted.
std::vector<const verify::StatementResult*> faults(const verify::ClaimResult& result);

/// A sentence that names all such faults, or "".
std::string describe_faults(const std::vector<verify::ClaimResult>& results);

/// A sentence that names the functions of the language that the ledger hides by names of its own, or "".
std::string describe_hidden_functions(const language::Ledger& ledger);

/// Whether the headline's claims have come out as it says; nullopt if some were not run.
std::optional<bool> established(const language::Headline& headline,
                                const std::vector<verify::ClaimResult>& results);

/// How many claims have that status.
std::size_t count(const std::vector<verify::ClaimResult>& results, verify::Status status);

/// "67 claims: 18 confirmed, ...".
std::string describe_counts(const std::vector<verify::ClaimResult>& results);

/// What the words for trust mean.
std::string trust_statement();

/// "Confirmed", "Confirmed as corrected", "Refuted".
const char* heading(language::Expectation expected);

/// The versions of the libraries that this program runs with: "FLINT 2.9.0, Arb 2.23.0, GMP 6.2.1,
/// MPFR 4.2.0".
std::string library_versions();

}  // namespace dropcert::publish
