// Checks a whole certificate.
#pragma once

#include <string>
#include <vector>

#include "certificate/certificate.hpp"
#include "language/ledger.hpp"

namespace dropcert::check {

/// The ledger that the certificate is about: its statements, definitions and parameters, read, checked and
/// found to be in canonical form. Throws CertificateError.
Ledger ledger_of(const Certificate& certificate);

/// Throws CertificateError unless the certificate is about just what `ledger` states.
void require_same(const Certificate& certificate, const Ledger& ledger);

/// A statement that rests on more than this program: a formal theorem, or a lemma proved in words.
struct Assumption {
  int line;
  std::string statement;  // "ID printed"
  std::string theorem;
  bool is_lemma;
};

struct Report {
  std::size_t statements = 0;
  std::vector<Assumption> assumptions;
  std::size_t formal = 0;  // statements that rest on a formal theorem
};

/// Decides every statement again. Throws CertificateError for the first line that is not what it finds.
Report check_certificate(const Certificate& certificate, const Ledger& stated, unsigned threads);

}  // namespace dropcert::check
