// A term as a function of the variable that binds it: for sums without end, integrals, derivatives, zeros.
#pragma once

#include "check/calculus/expansion.hpp"
#include "check/evaluator.hpp"

namespace dropcert::check {

/// While it lives, variables in sight that are expansions are intervals instead.
class Local {
 public:
  /// Throws OutOfReach where terms become forms.
  Local(Evaluator& evaluator, const language::Node& binding);
  ~Local();
  Local(const Local&) = delete;
  Local& operator=(const Local&) = delete;

  /// The term where its variable is the expansion; nullopt if it is perhaps undefined, or out of reach.
  /// Throws Undefined if it is undefined on the whole piece.
  std::optional<Expansion> expanded(Chart& chart, const Expansion& variable);
  /// The same for what find() makes of the term.
  template <class Find>
  std::optional<Expansion> found(Chart& chart, const Expansion& variable, Find find);
  /// The term at a number; likewise.
  std::optional<Value> at(const Value& x);
  /// A value without expansions.
  Value plain(const Value& value);

  Evaluator& evaluator() { return evaluator_; }
  const language::Node& term() const { return node_.children[0]; }
  const std::string& name() const { return node_.binders[0].names[0]; }
  bool varies() const { return varies_; }
  Bits bits() const { return evaluator_.bits(); }

 private:
  Evaluator& evaluator_;
  const language::Node& node_;
  Evaluator::Bound guard_;
  Chart* outer_ = nullptr;
  bool varies_ = false;
};

template <class Find>
std::optional<Expansion> Local::found(Chart& chart, const Expansion& variable, Find find) {
  struct Outer {
    Evaluator& evaluator;
    Chart* chart;
    bool perhaps_undefined = std::exchange(notes().perhaps_undefined, false);
    ~Outer() {
      evaluator.exchange_chart(chart);
      notes().perhaps_undefined = perhaps_undefined;
    }
  } const outer{evaluator_, evaluator_.exchange_chart(&chart)};
  try {
    const Evaluator::Bound guard(evaluator_);
    evaluator_.bind(name(), variable);
    const Expansion result = find();
    return notes().perhaps_undefined ? std::nullopt : std::optional(result);
  } catch (const OutOfReach&) {
    return std::nullopt;
  }
}

/// As an expansion in the chart.
Expansion in_chart(Chart& chart, const Value& value);
/// What was found over a region: where variables are expansions, a value that varies.
Value over_region(Evaluator& evaluator, bool varies, const Interval& found);

/// The number n that the value is at all points, if it is a number with few digits.
std::optional<mpq_class> constant_of(const Value& value);
/// Whether it is seen to be an integer at all points.
bool is_integer_valued(const Value& value);
/// (-1)^e for an integer e whose parity is the same at all points, and seen.
std::optional<int> sign_of_power(const Value& e);

/// The sum or product over a range without end, node.name saying which. Throws Undefined if it has no limit.
Value infinite_range(Evaluator& evaluator, const language::Node& node);
Value integral(Evaluator& evaluator, const language::Node& node);
Value derivative(Evaluator& evaluator, const language::Node& node);
Value zero_of(Evaluator& evaluator, const language::Node& node);

/// r with t(k + 1) = r(k) t(k) for a term that is defined at first, where the variable is `now`, an expansion
/// of the local's chart, and then `next`. Throws OutOfReach if none is found.
Expansion ratio_of(Local& local, const language::Node& term, const Expansion& now, const Expansion& next);

}  // namespace dropcert::check
