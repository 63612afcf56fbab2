// Recurrences of sums of products of factorials, binomial coefficients and powers.
#pragma once

#include "check/recursion/induction.hpp"

namespace dropcert::check {

/// Recurrences of S(N), the sum of t(N, k) over k = 0..end.
class Evaluator::Telescoping {
 public:
  /// slope N + rest, 0 <= rest < slope.
  struct End {
    std::int64_t slope, rest;
  };
  /// N is written m; `varying` are the places of the variables that are N and a constant, which is given.
  Telescoping(Evaluator& evaluator, const language::Node& sum, End end,
              std::vector<std::pair<std::size_t, std::int64_t>> varying, Value m);

  /// Throws OutOfReach if none is found.
  Induction::Recurrence recurrence();

 private:
  using Line = std::array<std::int64_t, 3>;  // of m, of k, constant
  // (line)!, or base^line; above the bar or below.
  struct Factor {
    bool is_factorial;
    bool is_above;
    bool is_written;  // as such, not in a binomial coefficient
    Value base;
    Line line;
  };
  struct Product {
    Value rest = mpq_class(1);
    std::vector<Factor> factors;
  };

  Product product(const language::Node& node);
  static Product times(Product a, const Product& b);
  Product inverse(Product a) const;
  std::optional<Line> line(const Value& value) const;
  Value at(const Line& line) const;
  Value steps(const Line& line, std::int64_t after, std::int64_t up_to) const;
  void require_regular(const Product& product) const;
  Product shifted(std::int64_t by);
  std::optional<Induction::Recurrence> of_order(const Product& first, std::int64_t order);
  Induction::Parts by_powers(const Value& value) const;
  static Induction::Parts at_a_point(Induction::Parts parts);
  bool is_defined_from(std::int64_t first, const std::vector<Value>& coefficients) const;

  Evaluator& evaluator_;
  const language::Node& sum_;
  const End end_;
  const std::vector<std::pair<std::size_t, std::int64_t>> varying_;
  const Value m_;
  Value k_;
};

}  // namespace dropcert::check
