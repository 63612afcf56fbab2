#include "exact/stirling.hpp"

#include <flint/arith.h>

#include <stdexcept>

namespace dropcert::exact {

namespace {

void require_index(unsigned long n) {
  if (n > max_stirling_index) throw std::length_error("a Stirling number has an index above 10000");
}

}  // namespace

Integer stirling2(unsigned long n, unsigned long k) {
  require_index(n);
  Integer result;
  arith_stirling_number_2(result.raw(), n, k);
  return result;
}

std::vector<Integer> stirling2_row(unsigned long n) {
  require_index(n);
  std::vector<Integer> row(n + 1);
  const auto length = static_cast<slong>(n + 1);
  fmpz* const values = _fmpz_vec_init(length);
  arith_stirling_number_2_vec(values, n, length);
  for (std::size_t k = 0; k <= n; ++k) fmpz_swap(row[k].raw(), values + k);
  _fmpz_vec_clear(values, length);
  return row;
}

void Stirling2Rows::next() {
  row_.emplace_back();
  for (std::size_t k = row_.size() - 1; k > 0; --k) {  // downwards: row_[k-1] is still the old row's
    fmpz_mul_ui(row_[k].raw(), row_[k].raw(), k);
    row_[k] += row_[k - 1];
  }
  row_[0] = 0;
}

}  // namespace dropcert::exact
