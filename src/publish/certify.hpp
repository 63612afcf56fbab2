// Findings as a certificate.
#pragma once

#include "certificate/theorems.hpp"
#include "verify/run.hpp"

namespace dropcert::publish {

/// The certificate of these results: the same for any number of threads, machine and version of a library.
/// `statements` has the theorems that they name; throws std::invalid_argument for one that it does not have.
Certificate certify(const Ledger& ledger, const std::vector<ClaimResult>& results,
                    const TheoremList& statements);

}  // namespace dropcert::publish

// Tests of the checker still call it without its room.
namespace dropcert {
using publish::certify;
}
