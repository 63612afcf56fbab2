// The three programs on one statement: what each of them says.
#pragma once

#include <string>
#include <vector>

#include "certificate/certificate.hpp"
#include "language/ledger.hpp"
#include "meaning/small_evaluator.hpp"
#include "verify/finding.hpp"

namespace dropcert::meaning {

/// What the checker says of a certificate of one claim. Malformed: it is refused before anything is decided.
enum class Answer { verified, undecided, unreached, rejected, malformed };

const char* name_of(Answer answer);

constexpr unsigned long few_steps = 50'000;  // of the engine, for a statement

/// What the engine finds for the one statement of each claim, within small budgets.
std::vector<verify::Finding> findings_of(const language::Ledger& ledger);

/// The same as a certificate that was not written yet.
certificate::Certificate certificate_of(const language::Ledger& ledger);
certificate::Certificate certificate_of(const language::Ledger& ledger,
                                        std::vector<verify::Finding>& findings,
                                        unsigned long steps = few_steps);

/// The certificate of one claim of several.
certificate::Certificate alone(const certificate::Certificate& certificate, std::size_t claim);

/// The same with another verdict, for which it shows nothing.
certificate::Certificate claiming(const certificate::Certificate& certificate, std::size_t claim,
                                  const std::string& verdict, const std::string& trust,
                                  const std::string& cases);

struct Judgement {
  Answer answer = Answer::malformed;
  std::string reason;
};

/// What the checker says of a certificate of one statement, written and read again.
Judgement judge(const certificate::Certificate& draft, unsigned long steps = 250'000);

/// Whether the verdict may be what the outcome implies, its vacuity too.
bool is_possible(const Outcome& outcome, verify::Verdict verdict);
bool is_possible(const Outcome& outcome, verify::Vacuity vacuity);

/// What the statement of a draft means: holds, refuted, or not known to engine and small evaluator.
struct Meant {
  verify::Verdict engine = verify::Verdict::undecided;
  Outcome small;
  bool may_hold() const { return engine != verify::Verdict::refuted && small.may_hold(); }
  bool may_be_refuted() const { return engine != verify::Verdict::holds && small.may_be_refuted(); }
  bool is_known() const { return engine != verify::Verdict::undecided || small.is_known(); }
};

Meant truth_of(const certificate::Certificate& draft);

/// The ledger's lines that matter to one claim, and that claim: for a report.
std::string minimal_text(const language::Ledger& ledger, std::size_t claim);

}  // namespace dropcert::meaning
