// The theorem map: from each claim of a ledger to its formal proof, its place in the certificate and its
// tables.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "certificate/theorems.hpp"
#include "language/ledger.hpp"

namespace dropcert::publish {

/// For each claim's id, the names of the tables with numbers about it.
using TablesOfClaims = std::map<std::string, std::vector<std::string>>;

/// Markdown, for the folder of the ledger: a row for each claim and theorem named by it, in the ledger's
/// order, and the theorems that no claim names. `certificate` is that of `ledger`; it tells by which theorems
/// functions were evaluated, and what a claim without a theorem rests on. Throws std::invalid_argument if it
/// is not, or if a theorem is not listed.
std::string theorem_map(const language::Ledger& ledger, const certificate::Certificate& certificate,
                        const certificate::TheoremList& theorems, const TablesOfClaims& tables);

}  // namespace dropcert::publish
