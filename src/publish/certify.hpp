// Findings as a certificate.
#pragma once

#include "certificate/theorems.hpp"
#include "verify/run.hpp"

namespace dropcert::publish {

/// The certificate of these results: the same for any number of threads, machine and version of a library.
/// `statements` has the theorems that they name; throws std::invalid_argument for one that it does not have.
certificate::Certificate certify(const language::Ledger& ledger,
                                 const std::vector<verify::ClaimResult>& results,
                                 const certificate::TheoremList& statements);

}  // namespace dropcert::publish
