#pragma once

#include <vector>

#include "exact/integer.hpp"

namespace dropcert::exact {

/// T(n, k) = k! S2(n, k), the number of maps of an n-set onto a k-set (OEIS A019538, with row and column 0
/// added: T(0, 0) = 1, T(n, 0) = 0). 0 for k > n. Throws std::length_error for n > max_stirling_index.
Integer surjections(unsigned long n, unsigned long k);

/// T(n, 0), ..., T(n, n). Throws std::length_error for n > max_stirling_index.
std::vector<Integer> surjections_row(unsigned long n);

/// The same number by inclusion and exclusion over the values missed, T(n, k) = sum_i (-1)^i C(k, i) (k-i)^n:
/// slower, and independent of the Stirling numbers. Throws std::length_error if n or k > max_stirling_index.
Integer surjections_by_definition(unsigned long n, unsigned long k);

/// The rows of T, one after the other, by T(n, k) = k (T(n-1, k) + T(n-1, k-1)). Keeps one row; a step to row
/// n costs n multiplications by a word.
class SurjectionRows {
 public:
  SurjectionRows() : row_{1} {}
  /// Starts at row n. Throws std::length_error for n > max_stirling_index.
  explicit SurjectionRows(unsigned long n) : row_(surjections_row(n)) {}

  unsigned long index() const { return row_.size() - 1; }
  /// T(n, 0), ..., T(n, n) for n = index(); valid until next().
  const std::vector<Integer>& row() const { return row_; }
  void next();

 private:
  std::vector<Integer> row_;
};

}  // namespace dropcert::exact
