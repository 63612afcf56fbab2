// Recurrences of sums of products of factorials, binomial coefficients and powers.
#pragma once

#include <optional>
#include <vector>

#include "verify/machine.hpp"

namespace dropcert::verify {

/// Finds c_0, ..., c_(s-1) with S(N + s) = c_0(N) S(N) + ... + c_(s-1)(N) S(N + s - 1) for all integers N >=
/// 0, where S(N) is the sum of term(N, k) over k = 0..N (Zeilberger's algorithm; proofs/README.md, section
/// 4).
class Telescoping {
 public:
  /// N is the variable m of the machine's forms. `k` is the slot of the summation index, `varying` are the
  /// slots whose values are N and a constant, which is given.
  Telescoping(Machine& machine, const Code& term, int k, std::vector<std::pair<int, long>> varying, Value m);

  /// As functions of N, whose denominators are positive or negative forms. Throws Unsupported if none are
  /// found.
  std::vector<Symbolic> recurrence();

 private:
  // alpha N + beta k + offset.
  struct Line {
    long alpha = 0;
    long beta = 0;
    long offset = 0;
  };
  struct Factorial {
    Line line;
    bool is_above = true;    // or below the bar
    bool is_written = true;  // as such, and not part of a binomial coefficient
  };
  struct Power {
    Value base;
    Line line;
  };
  struct Product {
    Value rational;
    std::vector<Factorial> factorials;
    std::vector<Power> powers;
  };

  Product product(const Code& code);
  Product inverse(Product a) const;
  Product times(Product a, Product b) const;
  std::optional<Line> line(const Value& value) const;
  Value form(Line line) const;
  void require_regular(const Product& product) const;
  Value rising(Line line, long from, long to) const;
  std::optional<std::vector<Symbolic>> recurrence_of_order(const Product& product, long most,
                                                           std::size_t degree);
  std::optional<std::vector<Symbolic>> solve(std::vector<std::vector<Symbolic>> columns,
                                             std::size_t unknowns);
  std::vector<Symbolic> by_powers_of_k(const Value& value) const;
  void set(long shift);

  Machine& machine_;
  const Code& term_;
  int k_slot_;
  std::vector<std::pair<int, long>> varying_;
  Value m_, k_;
  int m_index_ = -1;
  int k_index_ = -1;
};

}  // namespace dropcert::verify
