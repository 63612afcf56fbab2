#include "exact/surjections.hpp"

#include <stdexcept>

#include "exact/factorial.hpp"
#include "exact/stirling.hpp"

namespace dropcert::exact {

Integer surjections(unsigned long n, unsigned long k) {
  const Integer partitions = stirling2(n, k);
  return partitions.is_zero() ? partitions : factorial(k) * partitions;
}

std::vector<Integer> surjections_row(unsigned long n) {
  std::vector<Integer> row = stirling2_row(n);
  Integer orders = 1;
  for (std::size_t k = 1; k <= n; ++k) {
    orders *= k;
    row[k] *= orders;
  }
  return row;
}

Integer surjections_by_definition(unsigned long n, unsigned long k) {
  if (n > max_stirling_index || k > max_stirling_index)
    throw std::length_error("a number of surjections has an index above 10000");
  Integer sum;
  Integer choices = 1;  // C(k, i)
  for (unsigned long i = 0; i <= k; ++i) {
    const Integer term = choices * pow(Integer(k - i), n);
    if (i % 2 == 0) {
      sum += term;
    } else {
      sum -= term;
    }
    choices = divide_exact(choices * (k - i), i + 1);
  }
  return sum;
}

void SurjectionRows::next() {
  row_.emplace_back();
  for (std::size_t k = row_.size() - 1; k > 0; --k) {  // downwards: row_[k-1] is still the old row's
    row_[k] += row_[k - 1];
    fmpz_mul_ui(row_[k].raw(), row_[k].raw(), k);
  }
  row_[0] = 0;
}

}  // namespace dropcert::exact
