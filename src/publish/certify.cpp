#include "publish/certify.hpp"

#include <algorithm>
#include <map>

#include "certificate/case_files.hpp"
#include "language/print.hpp"
#include "publish/evidence.hpp"

namespace dropcert::publish {

using namespace language;
using namespace certificate;
using namespace verify;

namespace {

bool is_known(const std::string& text) {
  return text != "?";
}

bool sides_are_known(const Instance& instance) {
  return std::all_of(instance.certified_sides.begin(), instance.certified_sides.end(), is_known);
}

bool assignment_is_known(const Instance& instance) {
  return std::all_of(instance.certified_assignment.begin(), instance.certified_assignment.end(),
                     [](const auto& entry) { return is_known(entry.second); });
}

std::string name_in_certificate(Vacuity vacuity) {
  return vacuity == Vacuity::yes ? "yes" : vacuity == Vacuity::perhaps ? "perhaps" : "";
}

// A record of a certificate is never empty.
std::string reason_of(const Finding& finding) {
  return finding.reason.empty() ? "not decided" : finding.reason;
}

CertifiedStatement certify(const StatementResult& result) {
  const Finding& finding = result.finding;
  CertifiedStatement statement;
  statement.role = name_of(result.statement->role);
  statement.text = to_text(result.statement->tree);
  statement.proofs = result.statement->proofs;
  statement.citations = result.statement->citations;
  for (const ContactPoint& contact : result.statement->contacts)
    statement.contacts.push_back(to_text(contact));
  statement.verdict = name_of(finding.verdict);
  if (finding.verdict == Verdict::undecided) {
    statement.reason = reason_of(finding);
    return statement;
  }
  statement.trust = name_of(finding.trust);
  statement.theorems = finding.theorems;
  statement.vacuous = name_in_certificate(finding.vacuity);
  statement.cases = finding.passes_over_cases ? uncounted_cases : std::to_string(finding.cases);
  if (finding.verdict == Verdict::refuted && finding.counterexample) {
    // What no precision shows to the decimals of a certificate is left out: it then claims less.
    const Instance& shown = *finding.counterexample;
    if (assignment_is_known(shown)) statement.assignment = shown.certified_assignment;
    statement.undefined = !shown.undefined.empty();
    if (assignment_is_known(shown) && sides_are_known(shown)) statement.sides = shown.certified_sides;
  } else if (finding.verdict == Verdict::holds && finding.example && assignment_is_known(*finding.example) &&
             sides_are_known(*finding.example)) {
    statement.assignment = finding.example->certified_assignment;
    statement.sides = finding.example->certified_sides;
  }
  return statement;
}

const char* name_in_certificate(Expectation expected) {
  return expected == Expectation::refuted     ? "refuted"
         : expected == Expectation::corrected ? "corrected"
                                              : "confirmed";
}

}  // namespace

Certificate certify(const Ledger& ledger, const std::vector<ClaimResult>& results,
                    const TheoremList& statements) {
  Certificate certificate;
  certificate.title = ledger.title;
  certificate.is_part = results.size() < ledger.claims.size();
  for (const Headline& headline : ledger.headlines)
    if (established(headline, results))
      certificate.headlines.push_back({name_in_certificate(headline.expected), headline.ids, headline.text});
  for (const Parameter& parameter : ledger.parameters)
    certificate.parameters.emplace_back(parameter.name, parameter.value.get_str());
  for (const Definition& definition : ledger.definitions)
    certificate.definitions.push_back(to_text(definition));
  std::map<std::string, std::string> files;
  for (const ClaimResult& result : results) {
    CertifiedClaim claim;
    claim.id = result.claim->id;
    claim.theorems = result.claim->theorems;
    for (const Definition& definition : result.claim->definitions)
      claim.definitions.push_back(to_text(definition));
    for (const StatementResult& statement : result.statements) {
      claim.statements.push_back(certify(statement));
      add_digests(statement.statement->tree, files);
    }
    certificate.claims.push_back(std::move(claim));
  }
  for (const auto& [name, digest] : files) certificate.files.push_back({0, name, digest});
  certificate.theorems = digests_of_theorems(certificate, statements);
  return certificate;
}

}  // namespace dropcert::publish
