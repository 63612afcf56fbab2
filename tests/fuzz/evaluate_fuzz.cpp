#include "fuzz/evaluate_fuzz.hpp"

#include <optional>
#include <string>

#include "fuzz/require.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "publish/report.hpp"
#include "verify/outcome.hpp"
#include "verify/run.hpp"
#include "verify/value_of.hpp"

namespace dropcert::test {

using namespace ball;
using namespace language;
using namespace verify;

namespace {

Policy little_work(long first, long last) {
  Policy policy;
  policy.first = Bits{first};
  policy.last = Bits{last};
  policy.digits = 5;
  policy.limits.steps = 3000;
  policy.limits.cases = 300;
  policy.limits.atoms = 64;
  policy.limits.pieces = 30;
  policy.limits.number_bits = 4096;
  policy.limits.index = 60;
  return policy;
}

// What is computed at one precision: the ball of a number, if there is one; whether the term is undefined.
struct Evaluation {
  std::optional<Ball> ball;
  bool undefined = false;
};

Evaluation evaluation(const Node& term, long precision) {
  static const Ledger no_ledger;
  const Scope scope(no_ledger);
  Program program = compile(term, scope);
  Policy policy = little_work(precision, precision);
  Machine machine(program, policy.limits, nullptr);
  machine.set_precision(Bits{precision});
  try {
    Ball ball = machine.arithmetic().ball(machine.value(program.body));
    return {ball.is_finite() ? std::optional(ball) : std::nullopt, false};
  } catch (const Undefined&) {
    return {std::nullopt, true};
  } catch (const Unsupported&) {
  }
  return {};
}

void check_term(const Node& term) {
  Evaluation low = evaluation(term, 64);
  Evaluation high = evaluation(term, 256);
  if (low.ball && high.ball) require(overlaps(*low.ball, *high.ball), "enclosures have a number in common");
  require(!(low.undefined && high.ball) && !(high.undefined && low.ball),
          "undefined is undefined at any precision");
  try {
    evaluate_text(term, "fuzz", little_work(64, 256));
  } catch (const SourceError&) {
  } catch (const Unsupported&) {
  }
}

std::optional<Verdict> verdict_within(const Node& statement, long first, long last) {
  try {
    return decide(statement, {}, {}, "fuzz", little_work(first, last)).verdict;
  } catch (const SourceError&) {
    return std::nullopt;
  }
}

void check_statement(const Node& statement) {
  std::optional<Verdict> low = verdict_within(statement, 64, 64);
  std::optional<Verdict> high = verdict_within(statement, 128, 256);
  if (low && high && *low != Verdict::undecided && *high != Verdict::undecided)
    require(*low == *high, "no verdict contradicts one at a higher precision");
}

void check_expression_text(const std::string& text) {
  Node tree;
  Sort sort = Sort::number;
  try {
    tree = parse_expression(text, "fuzz");
  } catch (const SourceError&) {
    return;
  }
  require(parse_expression(to_text(tree), "printed") == tree, "what is printed is read back equal");
  to_latex(tree);
  try {
    sort = check_expression(tree, "fuzz");
  } catch (const SourceError&) {
    return;
  }
  if (sort == Sort::truth)
    check_statement(tree);
  else
    check_term(tree);
}

void check_ledger_text(const std::string& text) {
  try {
    Ledger ledger = checked_ledger(text, "fuzz");
    RunOptions options;
    options.policy = little_work(64, 128);
    for (const Claim& claim : ledger.claims) {
      options.theorems.insert(claim.theorems.begin(), claim.theorems.end());
      for (const Statement& statement : claim.statements)
        options.theorems.insert(statement.proofs.begin(), statement.proofs.end());
    }
    std::vector<ClaimResult> results = run_ledger(ledger, options);
    publish::text_report(ledger, results, true);
    publish::json_report(ledger, results);
  } catch (const SourceError&) {
  }
}

}  // namespace

void fuzz_one(std::string_view text) {
  std::string copy(text);
  if (copy.find("claim") == std::string::npos)
    check_expression_text(copy);
  else
    check_ledger_text(copy);
}

}  // namespace dropcert::test
