// Decides one statement again, and compares the result with what a certificate claims of it.
#pragma once

#include "certificate/certificate.hpp"
#include "check/sequences.hpp"
#include "language/ledger.hpp"

namespace dropcert::check {

/// Returns if the statement, one of the claim of `stated`, decided case by case, has the verdict claimed,
/// with the same evidence: the number of cases, what they rest on, and if it fails the first case that fails,
/// with the values compared there. Throws std::runtime_error with a reason otherwise.
void check_statement(const Ledger& stated, const Claim& claim, const Statement& statement,
                     const CertifiedStatement& claimed, Sequences& sequences);

}  // namespace dropcert::check
