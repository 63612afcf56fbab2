#include "theorem1/defining_sum.hpp"

#include <vector>

#include "theorem1/difference_table.hpp"

namespace dropcert::theorem1 {

std::optional<Theorem1Mismatch> compare_with_defining_sum(unsigned long k, const Row& row) {
  const std::vector<mpz_class> defined = surjections_by_differences(k);
  for (unsigned long j = 1; j <= k; ++j) {
    const mpz_class entry = row(j);
    if (entry != defined[j]) {
      return Theorem1Mismatch{Theorem1Mismatch::Check::defining_sum, k, j, entry.get_str(),
                              defined[j].get_str()};
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

}  // namespace dropcert::theorem1
