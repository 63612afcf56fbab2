// Certificates whose text binds other names than the engine's: each is verified only if the edited text has
// the verdict that it claims.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>

#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "meaning/answers.hpp"
#include "meaning/scope_edits.hpp"
#include "meaning/scope_statements.hpp"

using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;
using namespace dropcert::meaning;

namespace {

Ledger read(const std::string& text) {
  Ledger ledger = parse_ledger(text, "scopes");
  // One statement a claim, as in the other tests of this folder.
  for (Claim& claim : ledger.claims)
    claim.statements.resize(std::min<std::size_t>(claim.statements.size(), 1));
  check_ledger(ledger);
  return ledger;
}

// The same over shorter ranges, so that many edits can be tried.
void shorten(Node& node) {
  for (Binder& binder : node.binders)
    for (Node& term : binder.domain.terms)
      if (binder.domain.kind == DomainKind::range && term.kind == Kind::number && term.number > 5) {
        term.number = 5;
        term.name = "5";
      }
  for (Node& child : node.children) shorten(child);
}

struct Tally {
  std::size_t statements = 0;
  std::size_t forgeries = 0;
  std::size_t well_formed = 0;
  std::size_t verified = 0;
  std::size_t only_checker = 0;  // verified, and neither engine nor small evaluator knows
};

class Forger {
 public:
  explicit Forger(const Ledger& ledger, std::size_t most) : ledger_(ledger), most_(most) {
    certificate_ = certificate_of(ledger, findings_);
    for (const Parameter& parameter : ledger.parameters) names_.push_back(parameter.name);
    for (const char* name : {"p", "pi", "exp", "bell"}) names_.push_back(name);
  }

  Tally run() {
    for (std::size_t i = 0; i < ledger_.claims.size(); ++i) {
      if (findings_[i].verdict == Verdict::undecided) continue;
      const Judgement honest = judge(alone(certificate_, i), 2'000'000);
      CAPTURE(minimal_text(ledger_, i));
      CAPTURE(honest.reason);
      CHECK(honest.answer == Answer::verified);
      ++tally_.statements;
      forge(i);
    }
    return tally_;
  }

 private:
  void forge(std::size_t i) {
    std::vector<std::string> names = names_;
    for (const Definition& d : ledger_.definitions) names.push_back(d.name);
    for (const Definition& d : ledger_.claims[i].definitions) names.push_back(d.name);
    const std::vector<ScopeEdit> edits = scope_edits(ledger_.claims[i].statements[0].tree, names);
    const std::size_t step = edits.size() / most_ + 1;
    for (std::size_t k = 0; k < edits.size(); k += step) {
      CertifiedStatement statement = certificate_.claims[i].statements[0];
      statement.text = to_text(edits[k].tree);
      attempt(i, statement, edits[k].what);
      if (statement.assignment.empty() || edits[k].new_name.empty()) continue;
      for (auto& entry : statement.assignment)
        if (entry.first == edits[k].old_name) entry.first = edits[k].new_name;
      attempt(i, statement, edits[k].what + ", in the evidence too");
    }
  }

  void attempt(std::size_t i, const CertifiedStatement& statement, const std::string& what) {
    Certificate forged = alone(certificate_, i);
    forged.claims[0].statements = {statement};
    ++tally_.forgeries;
    const Judgement found = judge(forged);
    if (found.answer != Answer::malformed) ++tally_.well_formed;
    if (found.answer != Answer::verified) return;
    ++tally_.verified;
    const Meant truth = truth_of(forged);
    CAPTURE(minimal_text(ledger_, i));
    CAPTURE(statement.text);
    CAPTURE(what);
    CAPTURE(statement.verdict);
    CHECK((statement.verdict == "holds" ? truth.may_hold() : truth.may_be_refuted()));
    if (!truth.is_known()) {
      ++tally_.only_checker;
      MESSAGE("only the checker decides: ", statement.text);
    }
  }

  const Ledger& ledger_;
  std::size_t most_;
  std::vector<Finding> findings_;
  Certificate certificate_;
  std::vector<std::string> names_;
  Tally tally_;
};

void report(const Tally& tally) {
  MESSAGE(tally.statements, " statements, ", tally.forgeries, " forgeries, ", tally.well_formed,
          " of them well formed, ", tally.verified, " verified and true, ", tally.only_checker,
          " of these by the checker alone");
}

}  // namespace

TEST_CASE("no edit of scopes in small statements makes a false certificate that is verified") {
  std::string text = scope_head;
  int number = 0;
  for (const char* statement : scope_statements())
    text += "claim S" + std::to_string(number++) + " \"\" printed " + statement + "\n";
  const Ledger ledger = read(text);
  for (const Claim& claim : ledger.claims) {
    CAPTURE(to_text(claim.statements[0].tree));
    CHECK(evaluate(ledger, claim, claim.statements[0].tree).may_hold());
  }
  const Tally tally = Forger(ledger, 400).run();
  report(tally);
  CHECK(tally.statements * 20 > scope_statements().size() * 19);
}

TEST_CASE("no edit of scopes in published identities makes a false certificate that is verified") {
  std::ifstream file(std::string(DROPCERT_SOURCE_FOLDER) + "/tests/corpus/dlmf.claims");
  REQUIRE(file);
  Ledger ledger = read(std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
  for (Claim& claim : ledger.claims) shorten(claim.statements[0].tree);
  report(Forger(ledger, 60).run());
}
