// What a certificate states, as a ledger, and whether that is what another ledger states.
#pragma once

#include "certificate/certificate.hpp"
#include "language/ledger.hpp"

namespace dropcert::certificate {

/// What a certificate states as a ledger: read, checked (names and sorts) and found to be spelled as the
/// language's printer does. Throws CertificateError. Linear time.
language::Ledger ledger_of(const Certificate& certificate);

/// Opens the files that the statements name, whose paths are relative to the folder. Throws CertificateError
/// unless the certificate has the digest of each, and of no other; else as open_case_files.
void open_certified_files(const Certificate& certificate, language::Ledger& stated,
                          const std::string& folder);

/// Throws CertificateError unless the certificate is about just what `ledger` states, item by item: title,
/// headlines, parameters, definitions, claims, statements and the names of theorems. Of a part, about just
/// what `ledger` states of the claims that it has.
void require_same(const Certificate& certificate, const language::Ledger& ledger);

}  // namespace dropcert::certificate
