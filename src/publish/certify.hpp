// Findings as a certificate.
#pragma once

#include "certificate/certificate.hpp"
#include "verify/run.hpp"

namespace dropcert {

/// The certificate of these results: the same for any number of threads, machine and version of a library.
Certificate certify(const Ledger& ledger, const std::vector<ClaimResult>& results);

}  // namespace dropcert
