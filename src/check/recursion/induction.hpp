// Comparisons for all integers n >= N by induction: functions of m = 0, 1, 2, ..., n being m + N, in which
// values of recursive definitions, powers, factorials and sums are variables of their own.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "check/evaluator.hpp"

namespace dropcert::check {

class Evaluator::Induction {
 public:
  /// The variable is the last one bound; it runs through the integers from `first` on.
  Induction(Evaluator& evaluator, std::int64_t first, Value m);

  /// The outcomes of a comparison for all n; nullopt where it is not about n.
  std::optional<Truth> relation(const language::Node& node);
  /// While a comparison is looked at, what a term is as a function of m, if it may vary with m in a way of
  /// its own; then evaluated here, whether it does or not.
  std::optional<Value> term(const language::Node& node);
  std::optional<Value> call(std::size_t index, const std::vector<Value>& arguments);

  /// A term at m + delay and at the next integer, and (-1)^m.
  struct Step {
    Value here, next, sign;
    std::int64_t delay = 0;
  };
  Step step(const language::Node& term);
  /// Whether what is not known of m but by its place stands in a form.
  bool has_unknowns(const Value& form) const;

  using Parts = std::map<std::vector<std::int32_t>, Value>;  // by powers of unknowns
  /// c with sum_i c_i rows_i = sum; nullopt: there is none.
  static std::optional<std::vector<Value>> combination(const std::vector<Parts>& rows, const Parts& sum);
  /// S(N + s) = c_0(N) S(N) + ... + c_(s-1)(N) S(N + s - 1) for all N >= from, c_i as functions of m for N.
  struct Recurrence {
    std::vector<Value> coefficients;
    std::int64_t from;
  };
  /// The function of m at m + offset.
  static Value later(const Value& m, const Value& function, std::int64_t offset);
  /// Which generator the variable is.
  static std::size_t generator_of(const Value& variable);

 private:
  static constexpr char in_search = 0;  // what unknowns are of, while it is looked how far back calls go
  // slope m + offset.
  struct Line {
    std::int64_t slope = 0;
    std::int64_t offset = 0;
  };
  // Of a sum or product: its ends; or the N of a sum S(N).
  enum class Part { start, end, index };
  struct Again {};  // thrown: with a greater delay, or more unknowns
  // A definition's unknowns are its values from m + low + delay on, so many.
  struct Window {
    std::int64_t low = 0;
    std::int64_t count = 0;
    std::int64_t greatest = 0;  // number in an equation
  };
  struct Known {
    const void* what;
    std::int64_t place;
    std::vector<Value> arguments;
    Value value;
  };
  struct Telescoped {
    const language::Node* sum;
    std::vector<Value> arguments;
    Recurrence recurrence;
  };

  Value at(Line line) const;
  std::optional<Line> line(const Value& value) const;
  bool is_fixed(const Value& value) const;
  Known* find(std::vector<Known>& among, const void* what, std::int64_t place,
              const std::vector<Value>& arguments) const;
  static bool are_equal(const std::vector<Value>& a, const std::vector<Value>& b);
  enum class Range { real, nonnegative, positive };
  Value unknown(const void* what, std::int64_t place, const std::vector<Value>& arguments, Range range);
  [[noreturn]] void delay_by(std::int64_t more);
  void require_low(Line line);

  std::optional<Value> power(const Value& base, const Value& exponent);
  std::optional<Value> factorial(const Value& operand);
  Value factorial_of(Line line);
  std::optional<Value> binomial(const Value& above, const Value& below);
  std::optional<Value> fold(const language::Node& node);
  std::int64_t least(const language::Node& node, Part part, Line line);
  Value unfolded(const language::Node& node, Line start, Line end, const std::vector<Value>& arguments);
  Window& window(std::size_t index, std::int64_t offset, const std::vector<Value>& arguments);
  Value equation_at(std::size_t index, std::int64_t offset, const std::vector<Value>& arguments);
  Value unfolded(std::size_t index, std::int64_t offset, const std::vector<Value>& arguments);

  bool is_shown(const language::Node& node, std::int64_t delay);
  bool shows(const language::Node& node);
  bool is_zero_always(const language::Node& a, const language::Node* b);
  bool stays(const language::Node& node);
  Value difference(const language::Node& a, const language::Node* b, const Value& n);
  Parts parts_of(const Value& difference) const;
  Parts without_sign(Parts parts) const;
  std::optional<Value> by_stirling_numbers(const language::Node& sum, Line end);
  Value telescoped(const language::Node& sum, Line end, std::int64_t index,
                   const std::vector<std::pair<std::size_t, std::int64_t>>& varying,
                   const std::vector<Value>& arguments);

  Evaluator& evaluator_;
  const std::size_t place_;  // of the variable
  const std::string name_;
  const std::int64_t first_;
  const Value m_;
  std::vector<std::size_t> varying_;  // generators
  bool is_busy_ = false;
  bool looks_ = false;
  bool telescopes_ = false;
  bool helps_to_delay_ = false;
  std::int64_t delay_ = 0;
  std::map<const void*, Window> windows_;
  std::map<std::tuple<const void*, Part, std::int64_t>, std::int64_t> folds_;  // least offsets, by slope
  std::vector<Known> unknowns_;
  std::vector<Known> unfolded_;
  std::vector<Telescoped> recurrences_;
  std::optional<std::pair<std::size_t, std::int64_t>> own_;  // the definition and offset that are unfolded
  std::optional<std::size_t> seeks_calls_of_;
  std::int64_t least_call_ = 0;
};

}  // namespace dropcert::check
