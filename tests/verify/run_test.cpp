// Ledgers as a whole: statuses, threads, names that do not exist, interruption.
#include "verify/run.hpp"
#include "language/check.hpp"
#include "verify/support.hpp"

using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace dropcert::verify {
inline std::ostream& operator<<(std::ostream& out, Status status) {
  return out << name_of(status);
}
}  // namespace dropcert::verify

namespace {

Ledger ledger_of(const std::string& text) {
  Ledger ledger = checked_ledger(text, "l");
  return ledger;
}

RunOptions options(unsigned threads = 1) {
  RunOptions result;
  result.policy = bits(64, 128);
  result.threads = threads;
  result.theorems = {"theorem_1"};
  return result;
}

// All of these are read, hold, and say which names they take from the language.
struct OwnNames {
  const char* text;
  std::vector<std::string> hidden;
};
const OwnNames own_names[] = {
    {"where erf(x) = 1 - erfc(x) claim A \"a\" printed erf(1) = 1 - erfc(1)", {"erf"}},
    {"where gamma = 0.577 claim A \"a\" printed gamma + 1 = 1.577", {"gamma"}},
    {"claim A \"a\" printed for gamma in {1, 2}: gamma^2 <= 2 * gamma", {"gamma"}},
    {"parameter gamma = 3 claim A \"a\" printed for x in [0, 1]: x * gamma <= 3", {"gamma"}},
    {"where catalan(n) = binomial(2*n, n)/(n + 1) claim A \"a\" printed catalan(4) = 14", {"catalan"}},
    {"claim A \"a\" where floor(x, y) = x - y printed floor(3, 1) = 2", {"floor"}},
    {"where mod = 5 where gcd(a) = a + mod claim A \"a\" printed gcd(1) = 6", {"gcd", "mod"}},
    {"where cosh(x) = (exp(x) + exp(-x))/2 claim A \"a\" printed for x in real: cosh(x) = cosh(-x)",
     {"cosh"}},
    {"where euler_gamma = 1 claim A \"a\" printed sum(catalan = 1..2, catalan + euler_gamma) = 5",
     {"catalan", "euler_gamma"}},
    {"where f(tan) = tan + 1 claim A \"a\" printed f(1) = 2", {"tan"}},
};

const char* statement(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return "1 = 1";
    case Verdict::refuted:
      return "1 = 2";
    case Verdict::undecided:
      return "max(erf(1), erf(2)) = erf(2)";
  }
  return "";
}

constexpr Verdict verdicts[] = {Verdict::holds, Verdict::refuted, Verdict::undecided};

// Everything of the results that does not depend on time.
std::string summary(const std::vector<ClaimResult>& results) {
  std::string text;
  for (const ClaimResult& result : results) {
    text += result.claim->id + " " + name_of(result.status) + "\n";
    for (const StatementResult& statement : result.statements) {
      const Finding& finding = statement.finding;
      text += std::string("  ") + name_of(statement.statement->role) + " " + name_of(finding.verdict) + " " +
              name_of(finding.trust) + " " + finding.coverage + " " + finding.reason + " " +
              std::to_string(finding.cases) + " " + std::to_string(finding.bits);
      for (const auto* instance : {&finding.counterexample, &finding.example})
        if (*instance) {
          for (const auto& [name, value] : (*instance)->assignment) text += " " + name + "=" + value;
          for (const Comparison& comparison : (*instance)->comparisons) {
            text += " | " + comparison.text;
            for (const std::string& side : comparison.sides) text += " " + side;
          }
          text += (*instance)->undefined;
        }
      text += "\n";
    }
  }
  return text;
}

std::string fault_of(const std::string& text, const RunOptions& run) {
  Ledger ledger = ledger_of(text);
  try {
    run_ledger(ledger, run);
    return "";
  } catch (const SourceError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a ledger's own meaning of a name goes before the language's") {
  for (const OwnNames& own : own_names) {
    CAPTURE(own.text);
    const Ledger ledger = ledger_of(own.text);
    CHECK(hidden_functions(ledger) == own.hidden);
    const std::vector<ClaimResult> results = run_ledger(ledger, options());
    CHECK(results[0].status == Status::confirmed);
  }
}

TEST_CASE("statuses follow from the verdicts, in all combinations") {
  struct Second {
    const char* role;
    std::vector<Verdict> verdicts;
  };
  const Second seconds[] = {{"", {Verdict::holds}},
                            {"corrected", {verdicts, verdicts + 3}},
                            {"instead", {verdicts, verdicts + 3}},
                            {"evidence", {verdicts, verdicts + 3}}};
  for (Verdict printed : verdicts)
    for (const Second& second : seconds)
      for (Verdict other : second.verdicts) {
        std::string text = std::string("claim A \"a\" printed ") + statement(printed);
        bool has_other = *second.role;
        if (has_other) text += std::string(" ") + second.role + " " + statement(other);
        CAPTURE(text);
        Ledger ledger = ledger_of(text);
        std::vector<ClaimResult> results = run_ledger(ledger, options());
        REQUIRE(results.size() == 1);
        const bool is_corrected = std::string(second.role) == "corrected";
        Status expected = printed == Verdict::holds       ? Status::confirmed
                          : printed == Verdict::undecided ? Status::undecided
                          : !is_corrected                 ? Status::refuted
                          : other == Verdict::holds       ? Status::confirmed_as_corrected
                          : other == Verdict::undecided   ? Status::undecided
                                                          : Status::refuted;
        CHECK(results[0].status == expected);
        CHECK(derive_status(results[0]) == expected);
        CHECK(refuted_extras(results[0]).empty() ==
              !(has_other && !is_corrected && other == Verdict::refuted));
        CHECK(results[0].statements[0].finding.verdict == printed);
        CHECK(results[0].find(Role::printed) == &results[0].statements[0]);
        CHECK((results[0].find(Role::instead) != nullptr) == (std::string(second.role) == "instead"));
      }
  Ledger historical = ledger_of("claim H \"a\" historical \"who did what\"");
  CHECK(run_ledger(historical, options())[0].status == Status::not_mathematical);
}

TEST_CASE("formal theorems about a claim must exist, and no verdict rests on them") {
  Ledger known = ledger_of("claim A \"a\" printed for k in 1..5: k > 0 formal theorem_1");
  CHECK(run_ledger(known, options())[0].statements[0].finding.trust == Trust::exact);
  Ledger unknown = ledger_of("claim A \"a\" printed for k in 1..5: k > 0 formal theorem_of_nobody");
  CHECK_THROWS_AS(run_ledger(unknown, options()), SourceError);
}

TEST_CASE("a formal theorem is placed beside a statement, and changes nothing") {
  Ledger ledger = ledger_of(
      "claim A \"a\" printed for k in 1..5: k > 0 proof theorem_1\n"
      "claim B \"b\" printed for k in 1..5: k > 1 proof theorem_1\n"
      "claim C \"c\" printed max(erf(1), erf(2)) = erf(2) proof theorem_1\n");
  std::vector<ClaimResult> results = run_ledger(ledger, options());
  CHECK(results[0].statements[0].finding.trust == Trust::exact);
  CHECK(results[0].statements[0].finding.proofs == std::vector<std::string>{"theorem_1"});
  CHECK(results[0].statements[0].finding.coverage ==
        "k in 1..5: 5 cases");  // what was computed is still said
  CHECK(results[1].statements[0].finding.verdict == Verdict::refuted);
  CHECK(results[1].statements[0].finding.trust == Trust::exact);
  CHECK(results[2].statements[0].finding.verdict == Verdict::undecided);
}

TEST_CASE("the results do not depend on the number of threads") {
  std::string text = "parameter max_k = 12\nwhere f(x) = softplus(x)^2\n";
  for (int i = 0; i < 40; ++i) {
    std::string n = std::to_string(i);
    text += "claim A" + n + " \"place\" where g(x) = f(x) + " + n +
            " printed for k in 1..max_k, z in {0, 1/2, pi}: g(z) * k > sum(i = 1..k, " + n +
            " / 3 * exp(z / i))" + " instead for x in real: (x + " + n + ")^2 = x^2 + 2 * x * " + n + " + " +
            n + "^2" + " evidence regulariser([1, -" + n + "], 1/3) >= 0 evidence bell(" + n +
            ") * bernoulli(" + n + ") != 1" + " evidence for x in [0, 1]: x < 1 + 1/(" + n + " + 1)\n";
  }
  Ledger ledger = ledger_of(text);
  std::string one = summary(run_ledger(ledger, options(1)));
  CHECK(contains(one, "A39"));
  CHECK(one == summary(run_ledger(ledger, options(2))));
  CHECK(one == summary(run_ledger(ledger, options(7))));
}

TEST_CASE("--only: a selection, in the ledger's order; an unknown id is refused") {
  std::string text = "claim A \"a\" printed 1 = 1 claim B \"b\" printed 1 = 2 claim C \"c\" printed 1 = 1";
  Ledger ledger = ledger_of(text);
  RunOptions run = options();
  run.only = {"C", "A"};
  std::vector<ClaimResult> results = run_ledger(ledger, run);
  REQUIRE(results.size() == 2);
  CHECK(results[0].claim->id == "A");
  CHECK(results[1].claim->id == "C");
  run.only = {"A", "D"};
  CHECK(contains(fault_of(text, run), "'D'"));
}

TEST_CASE("a proof that no theorem has is refused, at its statement") {
  std::string sentence =
      fault_of("claim A \"a\" printed 1 = 1\n  evidence 2 = 2 proof no_such_theorem", options());
  CHECK(contains(sentence, "l:2:3:"));
  CHECK(contains(sentence, "'no_such_theorem'"));
}

TEST_CASE("a statement beyond the limits is undecided, and the others are decided") {
  std::string text = "claim A \"a\" printed 1 = 1\n";
  for (int i = 0; i < 20; ++i)
    text +=
        "claim B" + std::to_string(i) + " \"b\" printed sum(i = 1..10^9, i) = " + std::to_string(i) + "\n";
  text += "claim C \"c\" printed 1 = 2\n";
  Ledger ledger = ledger_of(text);
  for (unsigned threads : {1U, 4U}) {
    std::vector<ClaimResult> results = run_ledger(ledger, options(threads));
    CHECK(results[0].status == Status::confirmed);
    CHECK(results[5].status == Status::undecided);
    CHECK(contains(results[5].statements[0].finding.reason, "out of reach: "));
    CHECK(results[21].status == Status::refuted);
  }
}

TEST_CASE("several printed statements") {
  auto status_of = [](const std::string& statements) {
    Ledger ledger = ledger_of("claim A \"a\" " + statements);
    return run_ledger(ledger, options())[0].status;
  };
  CHECK(status_of("printed 1 = 1 printed 2 = 2") == Status::confirmed);
  CHECK(status_of("printed 1 = 1 printed 2 = 3") == Status::refuted);
  CHECK(status_of("printed 1 = 1 printed max(erf(1), erf(2)) = erf(2)") == Status::undecided);
  CHECK(status_of("printed max(erf(1), erf(2)) = erf(2) printed 2 = 3") == Status::refuted);
  CHECK(status_of("printed 1 = 1 printed 2 = 3 corrected 2 = 2") == Status::confirmed_as_corrected);
  CHECK(status_of("printed 1 = 1 evidence max(erf(1), erf(2)) = erf(2)") == Status::confirmed);
}

TEST_CASE("progress counts every statement once") {
  Ledger ledger = ledger_of("claim A \"a\" printed 1 = 1 evidence 2 = 2 claim B \"b\" printed 1 = 2");
  for (unsigned threads : {1U, 3U}) {
    RunOptions run = options(threads);
    std::vector<std::size_t> counts;
    run.progress = [&](std::size_t done, std::size_t all) {
      CHECK(all == 3);
      counts.push_back(done);
    };
    run_ledger(ledger, run);
    CHECK(counts == std::vector<std::size_t>{1, 2, 3});
  }
}

TEST_CASE("after a request to stop, what was not decided is undecided") {
  Ledger ledger = ledger_of(
      "claim A \"a\" printed 1 = 1 claim B \"b\" printed 1 = 1 evidence 1 = 2 claim C \"c\" printed 1 = 2");
  std::atomic<bool> stop = false;
  RunOptions run = options();
  run.policy.stop = &stop;
  run.progress = [&](std::size_t done, std::size_t) { stop = done >= 2; };
  std::vector<ClaimResult> results = run_ledger(ledger, run);
  CHECK(results[0].status == Status::confirmed);
  CHECK(results[1].statements[0].finding.verdict == Verdict::holds);
  CHECK(results[1].statements[1].finding.verdict == Verdict::undecided);
  CHECK(contains(results[1].statements[1].finding.reason, "interrupted"));
  CHECK(results[1].status == Status::confirmed);  // the evidence alone is open
  CHECK(results[2].status == Status::undecided);
}

TEST_CASE("claims do not see each other's definitions") {
  Ledger ledger = ledger_of(
      "where f(x) = x + 1\n"
      "claim A \"a\" where c = 2 printed f(1) = c\n"
      "claim B \"b\" where c = 3 printed f(2) = c\n");
  for (const ClaimResult& result : run_ledger(ledger, options(2))) CHECK(result.status == Status::confirmed);
  CHECK_THROWS_AS(ledger_of("claim A \"a\" where c = 2 printed c = 2 claim B \"b\" printed c = 2"),
                  SourceError);
}
