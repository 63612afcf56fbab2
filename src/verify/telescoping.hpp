// Recurrences of sums of products of factorials, binomial coefficients and powers.
#pragma once

#include <optional>
#include <vector>

#include "verify/machine.hpp"

namespace dropcert::verify {

/// S(N + s) = c_0(N) S(N) + ... + c_(s-1)(N) S(N + s - 1) for all integers N >= from, c_i as functions of m
/// for N.
struct Recurrence {
  std::vector<Symbolic> coefficients;
  long from = 0;
};

/// The function of m, a variable of the machine's forms, at m + offset.
Symbolic later(Machine& machine, const Value& m, const Symbolic& function, long offset);

/// Finds recurrences of S(N), which is the sum of term(N, k) over k = 0..end(N) (Zeilberger's algorithm;
/// proofs/README.md, section 4).
class Telescoping {
 public:
  /// slope N + offset, 0 <= offset < slope.
  struct End {
    long slope = 1;
    long offset = 0;
  };
  /// N is the variable m of the machine's forms. `varying` are the slots whose values are N and a constant,
  /// which is given.
  Telescoping(Machine& machine, const Code& sum, End end, std::vector<std::pair<int, long>> varying, Value m);

  /// The denominators at m + from are positive or negative forms. Throws Unsupported if none is found.
  Recurrence recurrence();

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
  std::optional<Recurrence> recurrence_of_order(const Product& product, long most, std::size_t degree);
  std::optional<long> defined_from(const std::vector<Symbolic>& coefficients) const;
  std::optional<Recurrence> solve(std::vector<std::vector<Symbolic>> columns, std::size_t unknowns);
  bool is_polynomial_in_k(const Value& value) const;
  std::vector<Symbolic> by_powers_of_k(const Value& value) const;
  void set(long shift);

  Machine& machine_;
  const Code& term_;
  int k_slot_;
  End end_;
  std::vector<std::pair<int, long>> varying_;
  Value m_, k_;
  int m_index_ = -1;
  int k_index_ = -1;
};

}  // namespace dropcert::verify
