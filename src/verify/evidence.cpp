#include "verify/evidence.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "verify/builtins.hpp"
#include "verify/certified.hpp"
#include "verify/show.hpp"

namespace dropcert::verify {

using namespace ball;
using namespace language;

namespace {

// The terms that a statement compares, outside definitions and inner quantifiers.
void compared_terms(const Code& code, std::vector<const Code*>& terms) {
  switch (code.kind) {
    case Kind::relation:
      for (const Code& argument : code.arguments) terms.push_back(&argument);
      break;
    case Kind::call:
      if (code.builtin && code.builtin->shows_argument) terms.push_back(&code.arguments[0]);
      break;
    case Kind::negation:
    case Kind::conjunction:
    case Kind::disjunction:
    case Kind::implication:
    case Kind::equivalence:
      for (const Code& argument : code.arguments) compared_terms(argument, terms);
      break;
    default:
      break;
  }
}

}  // namespace

// log2(10) < 10/3, and some bits to start with.
long Evidence::first_bits() const {
  return std::min(std::max(policy_.first.value, policy_.digits * 10 / 3 + 32), policy_.last.value);
}

Instance Evidence::undefined_domain(const std::string& reason) {
  Instance result;
  result.undefined = reason.empty() ? "a domain is undefined" : reason;
  result.assignment = choices_.assignment();
  certify(result, nullptr);
  return result;
}

void Evidence::certify(Instance& instance, const Code* compared) {
  const bool balls = machine_.used_balls;
  const std::set<std::string> theorems = machine_.used_theorems;
  instance.certified_assignment =
      choices_.certified_assignment([&](auto evaluate) { return certified_value(evaluate); });
  std::vector<const Code*> terms;
  if (compared && instance.undefined.empty()) compared_terms(*compared, terms);
  for (const Code* term : terms)
    instance.certified_sides.push_back(certified_value([&] { return machine_.value(*term); }));
  machine_.used_balls = balls;
  machine_.used_theorems = theorems;
}

// "?" if no precision gives the decimals: a certificate that says so is not accepted.
template <class Value_>
std::string Evidence::certified_value(Value_ evaluate) {
  const Bits first(std::min(2 * policy_.first.value, policy_.last.value));
  const auto certain = first_found(first, policy_.last, [&](Bits bits) {
    std::optional<std::string> text;
    const Outcomes found = machine_.domain([&] {
      choices_.rebind(bits);
      Value value = evaluate();
      if (!machine_.is_doubtful()) text = certified(value);
    });
    return found == Outcome::undefined ? std::optional<std::string>("undefined") : text;
  });
  return certain.value_or("?");
}

// The last comparisons made; false if a real value is not known to the digits asked for.
bool Evidence::put_comparisons(std::vector<Observation>& observations, Instance& result) {
  constexpr std::size_t most = 8;
  if (observations.size() > most) observations.erase(observations.begin(), observations.end() - most);
  bool complete = true;
  for (const Observation& one : observations) {
    Comparison comparison{one.where + one.text, {}, std::nullopt, false};
    if (one.outcomes.holds()) comparison.truth = true;
    if (one.outcomes == Outcome::false_) comparison.truth = false;
    for (const Value& side : one.sides) {
      std::optional<std::string> text = shown(side);
      complete = complete && text;
      const auto* ball = get_if<Ball>(side);
      comparison.sides.push_back(text ? *text : ball ? ball->str(static_cast<int>(policy_.digits)) : "?");
    }
    comparison.is_zero_printed = one.is_zero_printed;
    result.comparisons.push_back(std::move(comparison));
  }
  return complete;
}

// nullopt also for real numbers so large or small that their digits are out of reach.
std::optional<std::string> Evidence::shown(const Value& value) const {
  try {
    return show(value, policy_.digits);
  } catch (const std::length_error&) {
    return std::nullopt;
  }
}

}  // namespace dropcert::verify
