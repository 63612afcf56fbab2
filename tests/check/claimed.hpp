// Certificates made by hand, for tests of the checker.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "certificate/statements.hpp"
#include "check/checker.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert::test {

/// What a certificate claims about a statement.
struct Claimed {
  std::string verdict = "holds";
  std::string trust = "exact";
  std::string cases = "1";
  std::string vacuous = {};
  std::vector<std::pair<std::string, std::string>> at = {};
  bool undefined = false;
  std::vector<std::string> sides = {};
  std::vector<std::string> by = {};
};

/// A certificate of the ledger with the same claimed of all of its statements.
inline certificate::Certificate certificate_with(const std::string& ledger_text, const Claimed& claimed) {
  const language::Ledger ledger = language::parse_ledger(ledger_text, "test");
  check_ledger(ledger);
  certificate::Certificate certificate;
  certificate.title = ledger.title;
  for (const language::Headline& headline : ledger.headlines) {
    static const char* const names[] = {"confirmed", "corrected", "refuted"};
    certificate.headlines.push_back(
        {names[static_cast<std::size_t>(headline.expected)], headline.ids, headline.text});
  }
  for (const language::Parameter& parameter : ledger.parameters)
    certificate.parameters.emplace_back(parameter.name, parameter.value.get_str());
  for (const language::Definition& definition : ledger.definitions)
    certificate.definitions.push_back(to_text(definition));
  for (const std::string& theorem : claimed.by)
    if (theorem.rfind("lemma ", 0) != 0) certificate.theorems.push_back({0, theorem, std::string(64, '0')});
  for (const language::Claim& claim : ledger.claims) {
    certificate::CertifiedClaim certified;
    certified.id = claim.id;
    for (const language::Definition& definition : claim.definitions)
      certified.definitions.push_back(to_text(definition));
    for (const language::Statement& statement : claim.statements) {
      std::vector<std::string> contacts;
      for (const language::ContactPoint& contact : statement.contacts) contacts.push_back(to_text(contact));
      certified.statements.push_back(
          {0, name_of(statement.role), to_text(statement.tree), statement.proofs, statement.citations,
           contacts, claimed.verdict, claimed.verdict == "undecided" ? "too hard" : "", claimed.trust,
           claimed.by, claimed.vacuous, claimed.cases, claimed.at, claimed.undefined, claimed.sides});
    }
    certificate.claims.push_back(certified);
  }
  return certificate::read_certificate(write_certificate(certificate));
}

/// What the checker says about the only statement, after definitions and parameters.
inline check::Decision decision_on(const std::string& before, const std::string& statement,
                                   const Claimed& claimed, const check::Limits& limits = {}) {
  const certificate::Certificate certificate =
      certificate_with(before + "\nclaim A \"\" printed " + statement + "\n", claimed);
  return check::check_certificate(certificate, ledger_of(certificate), 1, limits).statements.at(0).decision;
}

}  // namespace dropcert::test
