// Reports on a ledger that has been run.
#pragma once

#include <string>
#include <vector>

#include "certificate/theorems.hpp"
#include "verify/run.hpp"

namespace dropcert::publish {

/// For a terminal of so many columns: headlines, notation, table, counterexamples, totals.
std::string text_report(const language::Ledger& ledger, const std::vector<verify::ClaimResult>& results,
                        bool colour, std::size_t width = 80);

/// The same for a page of a repository, with every claim in full.
std::string markdown_report(const language::Ledger& ledger, const std::vector<verify::ClaimResult>& results);

/// A complete LaTeX document (pdflatex; Debian's texlive-latex-recommended).
std::string latex_report(const language::Ledger& ledger, const std::vector<verify::ClaimResult>& results);

/// As schemas/report.json says: {"ledger", "program", "claims": [{"id", "where", "says", "because", "status",
/// "printed": {"statement", "verdict", "trust", "vacuous", "counterexample", ...}, "corrected" | "instead":
/// {...}, "evidence": [...], "definitions", "seconds"}, ...], "counts", "hidden_functions"}. "printed" is a
/// list where a claim has several printed statements. "trust" is null for what is undecided, "vacuous" where
/// it was not found out. With a list of theorems those that the claims name.
std::string json_report(const language::Ledger& ledger, const std::vector<verify::ClaimResult>& results,
                        const certificate::TheoremList* theorems = nullptr);

}  // namespace dropcert::publish
