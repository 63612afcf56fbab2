// Recurrences of sums of products of factorials, binomial coefficients and powers.
#pragma once

#include "check/recursion/induction.hpp"

namespace dropcert::check {

/// For S(N), the sum of t(N, k) over k = 0..N: c_0, ..., c_(s-1) with S(N + s) = c_0(N) S(N) + ... for all N
/// >= 0.
class Evaluator::Telescoping {
 public:
  /// N is written m; `varying` are the places of the variables that are N and a constant, which is given.
  Telescoping(Evaluator& evaluator, const language::Node& sum,
              std::vector<std::pair<std::size_t, std::int64_t>> varying, Value m);

  /// Functions of m, defined for all m. Throws OutOfReach if none are found.
  std::vector<Value> recurrence();

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
  std::optional<std::vector<Value>> of_order(const Product& first, std::int64_t order, std::int64_t length);
  Induction::Parts by_powers(const Value& value) const;

  Evaluator& evaluator_;
  const language::Node& sum_;
  const std::vector<std::pair<std::size_t, std::int64_t>> varying_;
  const Value m_;
  Value k_;
};

}  // namespace dropcert::check
