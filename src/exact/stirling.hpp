#pragma once

#include <vector>

#include "exact/integer.hpp"

namespace dropcert::exact {

inline constexpr unsigned long max_stirling_index = 10'000;

/// The Stirling number of the second kind S2(n, k): partitions of n things into k non-empty blocks
/// (OEIS A008277, DLMF 26.8). 0 for k > n; S2(0, 0) = 1. Throws std::length_error for n > max_stirling_index.
Integer stirling2(unsigned long n, unsigned long k);

/// S2(n, 0), ..., S2(n, n). Throws std::length_error for n > max_stirling_index.
std::vector<Integer> stirling2_row(unsigned long n);

/// The rows of S2, one after the other, by S2(n, k) = k S2(n-1, k) + S2(n-1, k-1) (DLMF 26.8.22). Keeps one
/// row; a step to row n costs n multiplications by a word.
class Stirling2Rows {
 public:
  Stirling2Rows() : row_{1} {}
  /// Starts at row n. Throws std::length_error for n > max_stirling_index.
  explicit Stirling2Rows(unsigned long n) : row_(stirling2_row(n)) {}

  unsigned long index() const { return row_.size() - 1; }
  /// S2(n, 0), ..., S2(n, n) for n = index(); valid until next().
  const std::vector<Integer>& row() const { return row_; }
  void next();

 private:
  std::vector<Integer> row_;
};

}  // namespace dropcert::exact
