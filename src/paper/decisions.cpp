#include "paper/decisions.hpp"

#include <fmt/core.h>

#include <atomic>
#include <stdexcept>

#include "ball/decimal.hpp"
#include "exact/flint.hpp"
#include "language/printed.hpp"
#include "publish/comparison.hpp"
#include "publish/evidence.hpp"
#include "run/threads.hpp"
#include "verify/outcome.hpp"
#include "verify/value_of.hpp"

namespace dropcert::paper {

using namespace exact;
using namespace ball;
using namespace language;
using namespace verify;

namespace {

constexpr std::size_t most_digits_shown = 30;  // of a rational number with a long numerator or denominator

// A rational number as evaluate_number writes it.
std::optional<Rational> rational_of(const std::string& text) {
  const std::size_t bar = text.find('/');
  const std::optional<Integer> above = Integer::parse(text.substr(0, bar));
  const std::optional<Integer> below =
      bar == std::string::npos ? Integer(1) : Integer::parse(text.substr(bar + 1));
  if (!above || !below || below->is_zero()) return std::nullopt;
  return Rational(*above, *below);
}

// Rational numbers in full, or to `digits` significant digits.
std::string value_text(const Node& term, const Scope& scope, Policy policy, long digits) {
  policy.digits = digits == 0 ? default_value_digits : digits;
  std::string text = evaluate_number(term, scope, policy);
  const std::optional<Rational> exact = rational_of(text);
  if (!exact || digits == 0) return text;
  const bool is_short_integer =
      text.find('/') == std::string::npos && static_cast<long>(text.size()) <= digits;
  return is_short_integer ? text : correctly_rounded(*exact, digits);
}

class Decider {
 public:
  Decider(const std::vector<Item>& items, PaperLedger& paper, const RunOptions& options)
      : items_(items), paper_(paper), options_(options) {}

  Decisions run() {
    result_.items.resize(items_.size());
    compute_values();
    take_out_claims();
    if (!paper_.ledger->claims.empty()) result_.results = run_ledger(*paper_.ledger, options_);
    const Scope scope(*paper_.ledger);
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (paper_.claim_of_item[i] != no_claim) judge(i, scope);
    for (std::size_t i = 0; i < items_.size(); ++i)  // the same value at another place
      if (const std::size_t first = same_as_[i]; first != i) result_.items[i] = result_.items[first];
    return std::move(result_);
  }

 private:
  Claim& claim_of(std::size_t item) { return paper_.ledger->claims[paper_.claim_of_item[item]]; }

  // ---- values

  void compute_values() {
    std::vector<std::size_t> values;
    std::vector<std::size_t> first_of_claim(paper_.ledger->claims.size(), no_claim);
    for (std::size_t i = 0; i < items_.size(); ++i) {
      same_as_.push_back(i);
      if (items_[i].kind != ItemKind::value) continue;
      std::size_t& first = first_of_claim[paper_.claim_of_item[i]];
      if (first == no_claim) {
        first = i;
        values.push_back(i);
      }
      same_as_[i] = first;
    }
    const Scope scope(*paper_.ledger);
    std::atomic<std::size_t> next = 0;
    run::on_threads<FlintThread>(
        static_cast<unsigned>(std::min<std::size_t>(options_.threads, values.size())), [&](unsigned) {
          for (std::size_t i = next++; i < values.size(); i = next++) compute(values[i], scope);
        });
  }

  void compute(std::size_t i, const Scope& scope) {
    Decision& decision = result_.items[i];
    const auto fail = [&](State state, const std::string& finding) {
      decision = {state, state == State::wrong ? "wrong" : "undecided", "", finding, "", ""};
    };
    try {
      const Scope inner(scope, claim_of(i));
      const std::string text = value_text(paper_.terms[i], inner, options_.policy, items_[i].value_digits);
      if (const std::string fault = fault_of_printed(text); !fault.empty())
        return fail(State::wrong, fmt::format("its value, {}, is no real number that can be printed",
                                              text.size() > 60 ? text.substr(0, 60) + "..." : text));
      decision.value = text;
      Statement& statement = claim_of(i).statements[0];
      Node tree = printed_statement(paper_.terms[i], text);
      tree.at = statement.tree.at;
      tree.children[1].at = tree.at;
      statement.tree = std::move(tree);
    } catch (const Undefined& error) {
      fail(State::wrong, fmt::format("undefined: {}", error.what()));
    } catch (const Unsupported& error) {
      fail(State::undecided, fmt::format("not decided: {}", error.what()));
    } catch (const std::length_error& error) {
      fail(State::undecided, fmt::format("not decided: {}", error.what()));
    }
  }

  // Those of values that have none.
  void take_out_claims() {
    std::vector<Claim>& claims = paper_.ledger->claims;
    std::vector<std::size_t> place(claims.size(), 0);
    std::vector<bool> has_none(claims.size(), false);
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (items_[i].kind == ItemKind::value && result_.items[same_as_[i]].value.empty())
        has_none[paper_.claim_of_item[i]] = true;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (has_none[i]) {
        place[i] = no_claim;
        continue;
      }
      place[i] = kept;
      if (kept != i) claims[kept] = std::move(claims[i]);
      ++kept;
    }
    claims.resize(kept);
    for (std::size_t& claim : paper_.claim_of_item)
      if (claim != no_claim) claim = place[claim];
  }

  // ---- verdicts

  void judge(std::size_t i, const Scope& scope) {
    const Item& item = items_[i];
    const ClaimResult& result = result_.results[paper_.claim_of_item[i]];
    const Finding& finding = result.statements[0].finding;
    Decision& decision = result_.items[i];
    const bool is_claim = item.kind == ItemKind::claim;
    if (finding.verdict == Verdict::undecided) {
      decision.state = State::undecided;
      decision.label = "undecided";
      decision.finding = "not decided: " + finding.reason;
      return;
    }
    if (finding.verdict == Verdict::holds) {
      decision.state = State::right;
      decision.label = is_claim ? "confirmed" : "right";
      if (finding.vacuity != Vacuity::no) decision.finding = publish::describe_verdict(finding);
      return;
    }
    decision.state = State::wrong;
    decision.label = is_claim ? "refuted" : "wrong";
    const bool is_undefined = finding.counterexample && !finding.counterexample->undefined.empty();
    if (item.kind == ItemKind::number && !is_undefined)
      return say_digits(item, paper_.terms[i], Scope(scope, *result.claim), decision);
    decision.finding = is_claim ? "refuted" : "wrong";
    if (publish::says_something(finding.counterexample))
      decision.finding += ": " + publish::describe_instance(*finding.counterexample);
  }

  void say_digits(const Item& item, const Node& term, const Scope& scope, Decision& decision) {
    Policy policy = options_.policy;
    const publish::CertifiedValue value{[&term, &scope, policy](long digits) mutable {
                                          policy.digits = digits;
                                          return evaluate_number(term, scope, policy);
                                        },
                                        [&term, &scope, &policy](const Printed& printed) -> publish::Answer {
                                          const Node statement = printed_statement(term, to_text(printed));
                                          const Finding finding = decide(statement, scope, policy);
                                          if (finding.verdict == Verdict::undecided)
                                            return {std::nullopt, finding.reason};
                                          return {finding.verdict == Verdict::holds};
                                        }};
    try {
      const publish::Judgement judgement = publish::judge(item.digits.text, value);
      decision.certified = judgement.certified;
      decision.finding = publish::describe(judgement);
      decision.instead = right_digits(item.digits.text, judgement.certified, value);
      if (decision.instead.size() > item.digits.text.size() + most_digits_shown) decision.instead.clear();
      if (const std::optional<Rational> exact = rational_of(decision.certified);
          exact && decision.certified.size() > 2 * most_digits_shown)
        decision.certified = correctly_rounded(*exact, most_digits_shown);
    } catch (const Undefined&) {
      decision.finding = "wrong";
    } catch (const Unsupported&) {
      decision.finding = "wrong";
    }
  }

  // With as many decimals as are printed; empty if that is not certain, or 0.
  static std::string right_digits(const std::string& text, const std::string& certified,
                                  const publish::CertifiedValue& value) {
    const Printed printed = parse_printed(text);
    if (certified.empty() || printed.kind != Printed::Kind::rounded) return "";
    std::optional<Rational> about = rational_of(certified);
    if (!about) {
      const Printed more = parse_printed(certified);
      about = Rational(Integer(more.digits.get_mpz_t())) * pow(Rational(10), more.exponent) *
              Rational(more.is_negative ? -1 : 1);
    }
    const Integer digits = floor(abs(*about) * pow(Rational(10), -printed.exponent) + Rational(1, 2));
    if (digits.is_zero()) return "";
    Printed candidate = printed;
    candidate.is_negative = about->sign() < 0;
    candidate.digits = mpz_class(digits.str(), 10);
    if (value.is_printed(candidate).truth != true) return "";
    return decimal(candidate, text);
  }

  // With a point where the author has it.
  static std::string decimal(const Printed& printed, const std::string& text) {
    const std::size_t point = text.find('.');
    std::size_t decimals = 0;
    if (point != std::string::npos)
      decimals = std::min(text.find_first_not_of("0123456789", point + 1), text.size()) - point - 1;
    std::string digits = printed.digits.get_str();
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, ".");
    const long exponent = printed.exponent + static_cast<long>(decimals);
    return (printed.is_negative ? "-" : "") + digits + (exponent == 0 ? "" : fmt::format("e{}", exponent));
  }

  const std::vector<Item>& items_;
  PaperLedger& paper_;
  const RunOptions& options_;
  Decisions result_;
  std::vector<std::size_t> same_as_;  // the first item with this value
};

}  // namespace

Decisions decide_paper(const std::vector<Item>& items, PaperLedger& paper, const RunOptions& options) {
  return Decider(items, paper, options).run();
}

}  // namespace dropcert::paper
