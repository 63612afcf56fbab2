#include "publish/certify.hpp"

#include <algorithm>

#include "language/print.hpp"

namespace dropcert {

namespace {

// Whether all values of the case are known to the decimals of a certificate.
bool is_shown(const Instance& example) {
  auto is_known = [](const std::string& text) { return text != "?"; };
  return std::all_of(example.certified_sides.begin(), example.certified_sides.end(), is_known) &&
         std::all_of(example.certified_assignment.begin(), example.certified_assignment.end(),
                     [&](const auto& entry) { return is_known(entry.second); });
}

CertifiedStatement certify(const StatementResult& result) {
  const Finding& finding = result.finding;
  CertifiedStatement statement;
  statement.role = name_of(result.statement->role);
  statement.text = to_text(result.statement->tree);
  statement.proofs = result.statement->proofs;
  statement.verdict = name_of(finding.verdict);
  statement.trust = name_of(finding.trust);
  statement.theorems = finding.theorems;
  statement.cases = std::to_string(finding.cases);
  if (finding.verdict == Verdict::refuted && finding.counterexample) {
    statement.assignment = finding.counterexample->certified_assignment;
    statement.undefined = !finding.counterexample->undefined.empty();
    statement.sides = finding.counterexample->certified_sides;
  } else if (finding.verdict == Verdict::holds && finding.example && is_shown(*finding.example)) {
    statement.assignment = finding.example->certified_assignment;
    statement.sides = finding.example->certified_sides;
  }
  return statement;
}

}  // namespace

Certificate certify(const Ledger& ledger, const std::vector<ClaimResult>& results,
                    const TheoremList& statements) {
  Certificate certificate;
  for (const Parameter& parameter : ledger.parameters)
    certificate.parameters.emplace_back(parameter.name, parameter.value.get_str());
  for (const Definition& definition : ledger.definitions)
    certificate.definitions.push_back(to_text(definition));
  for (const ClaimResult& result : results) {
    CertifiedClaim claim;
    claim.id = result.claim->id;
    for (const Definition& definition : result.claim->definitions)
      claim.definitions.push_back(to_text(definition));
    for (const StatementResult& statement : result.statements) claim.statements.push_back(certify(statement));
    certificate.claims.push_back(std::move(claim));
  }
  certificate.theorems = digests_of_theorems(certificate, statements);
  return certificate;
}

}  // namespace dropcert
