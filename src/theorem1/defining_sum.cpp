#include "theorem1/defining_sum.hpp"

#include <vector>

namespace dropcert {

std::optional<Theorem1Mismatch> compare_with_defining_sum(unsigned long k, const Row& row) {
  std::vector<mpz_class> difference(k + 1);  // at round j, difference[i] = (Delta^j x^k)(i - j) for i >= j
  for (unsigned long i = 0; i <= k; ++i) mpz_ui_pow_ui(difference[i].get_mpz_t(), i, k);
  for (unsigned long j = 1; j <= k; ++j) {
    for (unsigned long i = k; i >= j; --i) difference[i] -= difference[i - 1];
    const mpz_class entry = row(j);
    if (entry != difference[j]) {
      return Theorem1Mismatch{Theorem1Mismatch::Check::defining_sum, k, j, entry.get_str(),
                              difference[j].get_str()};
    }
  }
  return std::nullopt;
}

std::optional<Theorem1Mismatch> compare_with_image_count(unsigned long k, const Row& row) {
  mpz_class sum = 0;
  mpz_class binomial = 1;
  for (unsigned long j = 1; j <= k; ++j) {
    binomial *= k - j + 1;
    mpz_divexact_ui(binomial.get_mpz_t(), binomial.get_mpz_t(), j);
    sum += binomial * row(j);
  }
  mpz_class maps;
  mpz_ui_pow_ui(maps.get_mpz_t(), k, k);
  if (sum == maps) return std::nullopt;
  return Theorem1Mismatch{Theorem1Mismatch::Check::image_count, k, k, sum.get_str(), maps.get_str()};
}

}  // namespace dropcert
