// Checks a whole certificate.
#pragma once

#include <string>
#include <vector>

#include "certificate/certificate.hpp"
#include "language/ledger.hpp"

namespace dropcert::check {

/// A statement that rests on more than this program: a formal theorem, or a lemma proved in words.
struct Assumption {
  int line;
  std::string statement;  // "ID printed"
  std::string theorem;    // or "lemma NAME"
};

struct Report {
  std::size_t statements = 0;
  std::vector<Assumption> assumptions;
  std::size_t formal = 0;  // statements that rest on a formal theorem
};

/// Decides every statement of a certificate again, `stated` being what it states (ledger_of). Throws
/// CertificateError for the first line that is not what it finds.
Report check_certificate(const Certificate& certificate, const Ledger& stated, unsigned threads);

}  // namespace dropcert::check
