// What a certificate states, as a ledger, and whether that is what another ledger states.
#pragma once

#include "certificate/certificate.hpp"
#include "language/ledger.hpp"

namespace dropcert {

/// The statements, definitions and parameters of a certificate as a ledger: read, checked (names and sorts)
/// and found to be spelled as the language's printer does. Throws CertificateError.
Ledger ledger_of(const Certificate& certificate);

/// Throws CertificateError unless the certificate is about just what `ledger` states, item by item.
void require_same(const Certificate& certificate, const Ledger& ledger);

}  // namespace dropcert
