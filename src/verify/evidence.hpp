// The case that a report shows: what was compared there, and the values of the sides.
#pragma once

#include <string>
#include <vector>

#include "ball/ladder.hpp"
#include "verify/finding.hpp"
#include "verify/machine.hpp"
#include "verify/policy.hpp"
#include "verify/prefix.hpp"

namespace dropcert::verify {

/// The leaf of a statement at the present choices, once more, with as much precision as the digits to be
/// shown ask for. What the verdict rests on is not changed.
class Evidence {
 public:
  Evidence(Machine& machine, Choices& choices, const Policy& policy)
      : machine_(machine), choices_(choices), policy_(policy) {}

  /// `evaluate` decides the leaf; `compared` is the statement whose terms a certificate shows, or nullptr.
  template <class Evaluate>
  Instance instance(Evaluate evaluate, const Code* compared, bool is_undefined);
  /// A domain of the prefix without a value.
  Instance undefined_domain(const std::string& reason);

 private:
  void certify(Instance& instance, const Code* compared);
  template <class Value_>
  std::string certified_value(Value_ evaluate);
  bool put_comparisons(std::vector<Observation>& observations, Instance& result);
  std::optional<std::string> shown(const Value& value) const;
  long first_bits() const;

  Machine& machine_;
  Choices& choices_;
  const Policy& policy_;
};

template <class Evaluate>
Instance Evidence::instance(Evaluate evaluate, const Code* compared, bool is_undefined) {
  const bool balls = machine_.used_balls;
  const std::set<std::string> theorems = machine_.used_theorems;
  Instance result;
  first_found(ball::Bits(first_bits()), policy_.last, [&](ball::Bits bits) {
    std::vector<Observation> observations;
    machine_.obstacles = {};
    Outcomes found;
    const Outcomes bound = machine_.domain([&] { choices_.rebind(bits); });
    if (bound == Outcome::vacuous) {
      machine_.trace = &observations;
      found = evaluate();
      machine_.trace = nullptr;
    }
    result.comparisons.clear();
    if (is_undefined) result.undefined = machine_.obstacles.undefined;
    const bool is_complete = put_comparisons(observations, result);
    return is_complete && found.is_decided();
  });
  if (is_undefined && result.undefined.empty()) result.undefined = "a term is undefined";
  result.assignment = choices_.assignment();
  certify(result, compared);
  machine_.used_balls = balls;
  machine_.used_theorems = theorems;
  return result;
}

}  // namespace dropcert::verify
