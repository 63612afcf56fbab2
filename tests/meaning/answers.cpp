#include "meaning/answers.hpp"

#include <utility>

#include "certificate/statements.hpp"
#include "check/checker.hpp"
#include "language/print.hpp"
#include "publish/certify.hpp"
#include "theorems.hpp"
#include "verify/run.hpp"

namespace dropcert::meaning {

using namespace ball;
using namespace language;
using namespace certificate;
using namespace verify;

namespace {

const TheoremList& theorems() {
  static const TheoremList list = test::listed_theorems();
  return list;
}

// Random statements are small: what is not decided soon is left.
RunOptions options(unsigned long steps = few_steps) {
  RunOptions result;
  result.policy.last = Bits(512);
  result.policy.limits.steps = steps;
  result.policy.limits.cases = 20'000;
  result.policy.limits.pieces = 60;
  return result;
}

Certificate as_read(const Certificate& draft) {
  Certificate complete = draft;
  complete.theorems = digests_of_theorems(complete, theorems());
  return read_certificate(write_certificate(complete));
}

}  // namespace

const char* name_of(Answer answer) {
  switch (answer) {
    case Answer::verified:
      return "verified";
    case Answer::undecided:
      return "undecided";
    case Answer::unreached:
      return "unreached";
    case Answer::rejected:
      return "rejected";
    case Answer::malformed:
      return "malformed";
  }
  return "?";
}

Certificate certificate_of(const Ledger& ledger, std::vector<Finding>& findings, unsigned long steps) {
  const std::vector<ClaimResult> results = run_ledger(ledger, options(steps));
  findings.clear();
  for (const ClaimResult& result : results) findings.push_back(result.statements[0].finding);
  return publish::certify(ledger, results, theorems());
}

std::vector<Finding> findings_of(const Ledger& ledger) {
  std::vector<Finding> findings;
  for (const ClaimResult& result : run_ledger(ledger, options()))
    findings.push_back(result.statements[0].finding);
  return findings;
}

Certificate alone(const Certificate& certificate, std::size_t claim) {
  Certificate result;
  result.parameters = certificate.parameters;
  result.definitions = certificate.definitions;
  result.claims = {certificate.claims[claim]};
  return result;
}

Certificate claiming(const Certificate& certificate, std::size_t claim, const std::string& verdict,
                     const std::string& trust, const std::string& cases) {
  Certificate result = alone(certificate, claim);
  CertifiedStatement& statement = result.claims[0].statements[0];
  CertifiedStatement bare;
  bare.role = statement.role;
  bare.text = statement.text;
  bare.verdict = verdict;
  bare.trust = trust;
  bare.cases = cases;
  statement = std::move(bare);
  return result;
}

Judgement judge(const Certificate& draft, unsigned long steps) {
  Certificate certificate;
  Ledger ledger;
  try {
    certificate = as_read(draft);
    ledger = ledger_of(certificate);
  } catch (const CertificateError& error) {
    return {Answer::malformed, error.what()};
  } catch (const std::invalid_argument& error) {
    return {Answer::malformed, error.what()};
  }
  check::Limits limits;
  limits.steps = steps;
  const check::Decision decision =
      check::check_certificate(certificate, ledger, 1, limits).statements.at(0).decision;
  switch (decision.status) {
    case check::Status::verified:
      return {Answer::verified, decision.reason};
    case check::Status::undecided:
      return {Answer::undecided, decision.reason};
    case check::Status::unreached:
      return {Answer::unreached, decision.reason};
    case check::Status::rejected:
      return {Answer::rejected, decision.reason};
  }
  return {};
}

bool is_possible(const Outcome& outcome, Verdict verdict) {
  return verdict == Verdict::undecided ||
         (verdict == Verdict::holds ? outcome.may_hold() : outcome.may_be_refuted());
}

bool is_possible(const Outcome& outcome, Vacuity vacuity) {
  switch (vacuity) {
    case Vacuity::no:
      return outcome.may_be_substantial;
    case Vacuity::yes:
      return outcome.may_be_vacuous;
    case Vacuity::perhaps:
      return true;
  }
  return false;
}

Meant truth_of(const Certificate& draft) {
  const Ledger ledger = ledger_of(as_read(draft));
  const Claim& claim = ledger.claims[0];
  return {findings_of(ledger)[0].verdict, evaluate(ledger, claim, claim.statements[0].tree)};
}

std::string minimal_text(const Ledger& ledger, std::size_t claim) {
  std::string text;
  for (const Parameter& p : ledger.parameters)
    text += "parameter " + p.name + " = " + p.value.get_str() + "\n";
  for (const Definition& d : ledger.definitions) text += "where " + to_text(d) + "\n";
  text += "claim " + ledger.claims[claim].id + " \"\"\n";
  for (const Definition& d : ledger.claims[claim].definitions) text += "  where " + to_text(d) + "\n";
  for (const Statement& s : ledger.claims[claim].statements) text += "  printed " + to_text(s.tree) + "\n";
  return text;
}

}  // namespace dropcert::meaning
