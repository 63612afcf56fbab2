#include "theorem1/entry_bound.hpp"

#include <gmpxx.h>

#include <algorithm>

namespace dropcert::theorem1 {
namespace {

std::size_t bit_length(const mpz_class& z) {
  return mpz_sizeinbase(z.get_mpz_t(), 2);
}

/// The bit length of floor(k! 3^k / 2^k).
std::size_t ordered_bell_bits(unsigned long k) {
  mpz_class factorial;
  mpz_class power;
  mpz_fac_ui(factorial.get_mpz_t(), k);
  mpz_ui_pow_ui(power.get_mpz_t(), 3, k);
  return bit_length(factorial * power) - k;
}

}  // namespace

std::vector<std::size_t> entry_bits(unsigned long max_k, unsigned long columns) {
  const std::size_t row_bits = ordered_bell_bits(max_k);
  std::vector<std::size_t> bits(columns + 1);
  mpz_class power;
  for (unsigned long j = 0; j <= columns; ++j) {
    // j^64 < 2^b gives j^k < 2^(k b / 64); one bit for the rounding, one for the factor 2.
    mpz_ui_pow_ui(power.get_mpz_t(), j, 64);
    const std::size_t column_bits = max_k * bit_length(power) / 64 + 2;
    bits[j] = std::min(column_bits, row_bits) + 1;
  }
  return bits;
}

}  // namespace dropcert::theorem1
