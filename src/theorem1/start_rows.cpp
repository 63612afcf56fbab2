#include "theorem1/start_rows.hpp"

#include <fmt/core.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "exact/flint.hpp"
#include "run/threads.hpp"
#include "theorem1/defining_sum.hpp"
#include "theorem1/difference_table.hpp"

#include <flint/arith.h>

namespace dropcert::theorem1 {

using namespace exact;

namespace {

/// (i-1)! S2(k+1,i) at i = 1, ..., k+1; 0 at 0.
std::vector<mpz_class> derivative_by_stirling_numbers(unsigned long k) {
  const auto size = static_cast<slong>(k) + 2;
  const auto release = [size](fmpz* row) { _fmpz_vec_clear(row, size); };
  const std::unique_ptr<fmpz, decltype(release)> row(_fmpz_vec_init(size), release);
  arith_stirling_number_2_vec(row.get(), k + 1, size);
  std::vector<mpz_class> coefficients(k + 2);
  mpz_class factorial = 1;  // (i-1)!
  for (unsigned long i = 1; i <= k + 1; ++i) {
    fmpz_get_mpz(coefficients[i].get_mpz_t(), row.get() + i);
    fmpz_zero(row.get() + i);  // gives the memory back
    coefficients[i] *= factorial;
    factorial *= i;
  }
  return coefficients;
}

Row row_of(std::vector<mpz_class> entries) {
  return [kept = std::make_shared<std::vector<mpz_class>>(std::move(entries))](unsigned long j) {
    return kept->at(j);
  };
}

}  // namespace

Theorem1Rows start_rows(unsigned long k) {
  if (k < 1 || k > theorem1_max_k) throw std::invalid_argument("there is no such row to start at");
  std::vector<mpz_class> derivative;
  Row surjections;
  std::atomic<int> next = 0;
  run::on_threads<FlintThread>(2, [&](unsigned) {
    for (int task = next++; task < 2; task = next++) {
      if (task == 0)
        surjections = row_of(surjections_by_differences(k));
      else
        derivative = derivative_by_stirling_numbers(k);
    }
  });
  if (const auto mismatch = compare_with_image_count(k, surjections))
    throw ArithmeticFault(fmt::format(
        "row {} of T by inclusion-exclusion does not count the maps: the machine or the program is at fault",
        k));
  return {k, surjections, row_of(std::move(derivative)), 0, 0};
}

std::string start_rows_basis(unsigned long k) {
  return fmt::format(
      "row {0} of T by inclusion-exclusion, row {0} of D^k p as (-1)^(i-1) (i-1)! S2({1},i) p^i with S2 from "
      "FLINT; Theorem 1 compared there, then by the recurrences",
      k, k + 1);
}

}  // namespace dropcert::theorem1
