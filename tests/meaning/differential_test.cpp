// Engine, checker and small evaluator on random statements: they may not contradict one another, and no
// forged certificate may be verified unless what it states is true. DROPCERT_SEEDS is the number of
// statements, DROPCERT_FIRST_SEED where to begin; DROPCERT_SHOW=1 shows what the checker does not reach and
// what it alone decides, 2 also what the engine leaves undecided though the small evaluator knows.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <utility>

#include "environment.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "meaning/answers.hpp"
#include "meaning/forgeries.hpp"
#include "meaning/random_statement.hpp"
#include "meaning/scope_edits.hpp"
#include "meaning/shrink.hpp"

using namespace dropcert;
using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;
using namespace dropcert::meaning;

namespace {

constexpr std::size_t statements_of_a_ledger = 50;

// How often a construct occurred, by what came of the statement.
struct Row {
  std::size_t decided = 0;
  std::size_t undecided = 0;  // by the engine
  std::size_t unreached = 0;  // by the checker, of those that the engine decided
};

struct Counts {
  std::map<std::string, Row> rows;
  std::map<std::string, std::size_t> others;
  std::size_t disagreements = 0;
};

std::string described(const Outcome& outcome) {
  std::string text;
  if (outcome.may_be_true) text += " true";
  if (outcome.may_be_false) text += " false";
  if (outcome.may_be_undefined) text += " undefined";
  if (outcome.may_be_vacuous) text += outcome.may_be_substantial ? " perhaps-vacuous" : " vacuous";
  return text.substr(std::min<std::size_t>(text.size(), 1));
}

// In what the three answers to one statement contradict one another, or empty.
std::string contradiction(const Finding& finding, const Outcome& small, const Judgement& honest) {
  if (!is_possible(small, finding.verdict)) return "the engine's verdict";
  if (finding.verdict == Verdict::holds && !is_possible(small, finding.vacuity))
    return "the engine's vacuity";
  const Answer expected = finding.verdict == Verdict::undecided ? Answer::undecided : Answer::verified;
  if (honest.answer != Answer::unreached && honest.answer != expected) return "the honest certificate";
  return "";
}

// The answers to a ledger of one claim.
struct Answers {
  explicit Answers(const Ledger& ledger) {
    std::vector<Finding> findings;
    const Certificate certificate = certificate_of(ledger, findings);
    finding = findings[0];
    small = evaluate(ledger, ledger.claims[0], ledger.claims[0].statements[0].tree);
    honest = judge(certificate);
  }
  Finding finding;
  Outcome small;
  Judgement honest;
};

void print(const Ledger& ledger, std::size_t claim, const Finding& finding, const Outcome& small,
           const Judgement& honest) {
  const char* vacuity = finding.vacuity == Vacuity::no    ? ""
                        : finding.vacuity == Vacuity::yes ? " vacuously"
                                                          : " perhaps vacuously";
  std::cout << fmt::format(
      "{}  engine: {}{}{}; small evaluator: {}; checker on the engine's certificate: {} {}\n",
      minimal_text(ledger, claim), name_of(finding.verdict), vacuity,
      finding.reason.empty() ? "" : " (" + finding.reason + ")", described(small), name_of(honest.answer),
      honest.reason);
}

class Trial {
 public:
  Trial(unsigned long seed, Counts& counts) : seed_(seed), random_(seed), counts_(counts) {
    RandomLedger drawn = random_ledger(random_, statements_of_a_ledger);
    constructs_ = std::move(drawn.constructs);
    ledger_ = std::move(drawn.ledger);
    certificate_ = certificate_of(ledger_, findings_);
  }

  void run() {
    for (std::size_t i = 0; i < ledger_.claims.size(); ++i) {
      const Claim& claim = ledger_.claims[i];
      const Node& tree = claim.statements[0].tree;
      REQUIRE(parse_expression(to_text(tree), "again") == tree);
      const Outcome small = evaluate(ledger_, claim, tree);
      honest_ = judge(alone(certificate_, i));
      is_told_ = false;
      const std::string fault = contradiction(findings_[i], small, honest_);
      if (!fault.empty()) disagree(i, small, fault);
      count(i, small);
      if (is_told_) continue;  // what follows from one fault says nothing new
      if (findings_[i].verdict == Verdict::undecided)
        forge_undecided(i, small);
      else
        forge(i, small);
    }
  }

 private:
  void count(std::size_t i, const Outcome& small) {
    const bool is_undecided = findings_[i].verdict == Verdict::undecided;
    ++counts_.others[is_undecided
                         ? small.is_known() ? "undecided, though the small evaluator knows" : "undecided"
                     : findings_[i].verdict == Verdict::refuted ? "refuted"
                     : findings_[i].vacuity == Vacuity::no      ? "holds"
                     : findings_[i].vacuity == Vacuity::yes     ? "holds vacuously"
                                                                : "holds, perhaps vacuously"];
    for (const std::string& construct : constructs_[i]) {
      Row& row = counts_.rows[construct];
      ++(is_undecided ? row.undecided : row.decided);
      if (honest_.answer == Answer::unreached) ++row.unreached;
    }
    if (honest_.answer == Answer::unreached) {
      ++counts_.others["unreached"];
      if (testing::number_of("DROPCERT_SHOW", 0) != 0) show(i, small, "unreached");
    }
    if (is_undecided && small.is_known() && testing::number_of("DROPCERT_SHOW", 0) > 1)
      show(i, small, "undecided");
  }

  Certificate draft(std::size_t i, CertifiedStatement statement) const {
    Certificate result = alone(certificate_, i);
    result.claims[0].statements = {std::move(statement)};
    return result;
  }

  // A verdict that nobody found.
  void forge_undecided(std::size_t i, const Outcome& small) {
    CertifiedStatement statement = certificate_.claims[i].statements[0];
    statement.reason.clear();
    statement.trust = "enclosure";
    statement.cases = "1";
    for (const char* verdict : {"holds", "refuted"}) {
      statement.verdict = verdict;
      const Judgement found = judge(draft(i, statement));
      ++counts_.others["forgeries of undecided statements"];
      if (found.answer != Answer::verified) continue;
      ++counts_.others["checker decides what the engine does not"];
      if (testing::number_of("DROPCERT_SHOW", 0) != 0)
        show(i, small, std::string("the checker verifies ") + verdict);
      if (!is_possible(small, verdict == std::string("holds") ? Verdict::holds : Verdict::refuted))
        disagree(i, small, "the checker's verdict on an undecided statement");
    }
  }

  void forge(std::size_t i, const Outcome& small) {
    const CertifiedStatement& honest = certificate_.claims[i].statements[0];
    for (const Forgery& forgery : flipped(honest))
      if (random_.one_in(2)) attempt(i, small, forgery);
    if (!random_.one_in(5)) return;
    // Where the checker knows another reason for the verdict, other evidence may be the right one.
    if (honest_.answer == Answer::verified)
      for (const Forgery& forgery : false_evidence(honest, ledger_.claims[i].statements[0].tree))
        attempt(i, small, forgery);
    for (const DomainEdit& edit : domain_edits(ledger_.claims[i].statements[0].tree))
      if (random_.one_in(6)) attempt_text(i, edit);
  }

  void attempt(std::size_t i, const Outcome& small, const Forgery& forgery) {
    ++counts_.others["forged evidence"];
    if (judge(draft(i, forgery.statement)).answer == Answer::verified)
      disagree(i, small, "a forged certificate: " + forgery.what);
  }

  void attempt_text(std::size_t i, const DomainEdit& edit) {
    CertifiedStatement statement = certificate_.claims[i].statements[0];
    statement.text = to_text(edit.tree);
    const Certificate forged = draft(i, statement);
    ++counts_.others["forged texts"];
    if (judge(forged).answer != Answer::verified) return;
    ++counts_.others["forged texts that are verified"];
    const Meant truth = truth_of(forged);
    if (statement.verdict == "holds" ? truth.may_hold() : truth.may_be_refuted()) return;
    disagree(i, truth.small, "a forged certificate: " + edit.what + ": " + statement.text);
  }

  void disagree(std::size_t i, const Outcome& small, const std::string& about) {
    if (std::exchange(is_told_, true)) return;
    ++counts_.disagreements;
    if (counts_.disagreements > testing::number_of("DROPCERT_SHOWN", 30)) return;
    show(i, small, "disagreement about " + about);
    show_shrunk(i, about);
    FAIL_CHECK("a disagreement");
  }

  void show(std::size_t i, const Outcome& small, const std::string& about) {
    std::cout << fmt::format("---- seed {}: {}\n", seed_, about);
    print(ledger_, i, findings_[i], small, honest_);
  }

  // The same fault in a small statement, if it lies in the answers.
  void show_shrunk(std::size_t i, const std::string& fault) {
    Ledger alone = ledger_;
    alone.claims = {ledger_.claims[i]};
    const auto has_fault = [&](const Ledger& ledger) {
      const Answers answers(ledger);
      return contradiction(answers.finding, answers.small, answers.honest) == fault;
    };
    if (!has_fault(alone)) return;
    const Ledger small = shrunk(alone, has_fault);
    const Answers answers(small);
    std::cout << "  in short:\n";
    print(small, 0, answers.finding, answers.small, answers.honest);
  }

  unsigned long seed_;
  testing::Random random_;
  Counts& counts_;
  std::vector<std::set<std::string>> constructs_;
  Ledger ledger_;
  std::vector<Finding> findings_;
  Certificate certificate_;
  Judgement honest_;
  bool is_told_ = false;
};

}  // namespace

TEST_CASE("engine, checker and small evaluator agree on random statements, and lies are seen") {
  const unsigned long statements = testing::number_of("DROPCERT_SEEDS", 20'000);
  const unsigned long first = testing::number_of("DROPCERT_FIRST_SEED", 0);
  const unsigned long ledgers = (statements + statements_of_a_ledger - 1) / statements_of_a_ledger;
  Counts counts;
  for (unsigned long i = 0; i < ledgers; ++i) {
    Trial(first + i, counts).run();
    if (statements > 20'000 && i % 100 == 99)
      std::cout << fmt::format("{} of {} statements, {} disagreements", (i + 1) * statements_of_a_ledger,
                               statements, counts.disagreements)
                << std::endl;
  }
  std::cout << fmt::format("{:52}{:>10}{:>10}{:>10}\n", "construct", "decided", "undecided", "unreached");
  for (const auto& [construct, row] : counts.rows)
    std::cout << fmt::format("{:52}{:>10}{:>10}{:>10}\n", construct, row.decided, row.undecided,
                             row.unreached);
  for (const auto& [what, count] : counts.others) std::cout << fmt::format("{:52}{:>10}\n", what, count);
  std::cout << fmt::format("{:52}{:>10}\n", "disagreements", counts.disagreements);
  CHECK(counts.disagreements == 0);
  // The checker reaches nearly all that the engine does.
  CHECK(counts.others["unreached"] * 50 < statements);
}
