// Whether the checker verifies all of a certificate.
#pragma once

#include <string>

#include "certificate/statements.hpp"
#include "check/checker.hpp"

namespace dropcert::test {

/// "" if each statement of the certificate is verified or left undecided by it, else why the first is not.
inline std::string why_not_verified(const certificate::Certificate& certificate,
                                    const language::Ledger& stated, const check::Limits& limits = {}) {
  const check::Report report = check::check_certificate(certificate, stated, 1, limits);
  for (const check::StatementReport& statement : report.statements)
    if (statement.decision.status == check::Status::rejected ||
        statement.decision.status == check::Status::unreached)
      return statement.name + ": " + statement.decision.reason;
  return "";
}

/// The same of what can be read; or why it cannot.
inline std::string why_not_verified(const certificate::Certificate& certificate) {
  try {
    return why_not_verified(certificate, ledger_of(certificate));
  } catch (const certificate::CertificateError& error) {
    return error.what();
  }
}

}  // namespace dropcert::test
