// Checks a whole certificate. README.md says which file holds what.
#pragma once

#include <string>
#include <vector>

#include "certificate/certificate.hpp"
#include "check/decide.hpp"
#include "language/ledger.hpp"

namespace dropcert::check {

/// What was found about one statement.
struct StatementReport {
  int line = 0;      // in the certificate
  std::string name;  // "ID printed"
  Decision decision;
  std::vector<std::string> theorems;  // formal ones that it rests on or that stand beside it; if verified
  std::vector<std::string> lemmas;    // "lemma NAME", likewise
  bool is_vacuous = false;            // verified to hold, and to say nothing
};

struct Report {
  std::vector<StatementReport> statements;  // in the order of their lines
  std::vector<std::string> headlines;       // those that the verified verdicts establish

  std::size_t count(Status status) const;
  /// The first that is rejected, or nullptr.
  const StatementReport* first_rejected() const;
};

/// Decides every statement of a certificate again, `stated` being what it states (ledger_of), each within the
/// limits. Memory is bounded for the whole program. Fewer threads than asked for are used if there are no
/// more.
Report check_certificate(const certificate::Certificate& certificate, const language::Ledger& stated,
                         unsigned threads, const Limits& limits = {});

}  // namespace dropcert::check
