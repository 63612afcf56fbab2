#include "theorem1/shard_rows.hpp"

#include <fmt/format.h>
#include <gmpxx.h>

#include <algorithm>
#include <stdexcept>

namespace dropcert {
namespace {

// r = 1 - 4/5: with the kernel `mpn`, a start costs about a fifth of all the rows before it.
constexpr unsigned long kept_numerator = 4;
constexpr unsigned long kept_denominator = 5;

mpz_class power(unsigned long base, unsigned long exponent) {
  mpz_class result;
  mpz_ui_pow_ui(result.get_mpz_t(), base, exponent);
  return result;
}

/// floor(cube root(max_k^3 (1 - (4/5)^index) / (1 - (4/5)^count))), over a common denominator 5^count.
unsigned long end_of_equal_cost(unsigned long max_k, unsigned long index, unsigned long count) {
  const mpz_class whole = power(kept_denominator, count);
  const mpz_class part = whole - power(kept_numerator, index) * power(kept_denominator, count - index);
  const mpz_class cube = power(max_k, 3) * part / (whole - power(kept_numerator, count));
  mpz_class row;
  mpz_root(row.get_mpz_t(), cube.get_mpz_t(), 3);
  return row.get_ui();
}

}  // namespace

ShardRows shard_rows(unsigned long max_k, unsigned long index, unsigned long count) {
  if (index < 1 || index > count || count > max_k)
    throw std::invalid_argument(fmt::format(
        "There is no part {} of {} of the rows 1 to {}; a part has at least one row.", index, count, max_k));
  ShardRows rows{1, 0};
  for (unsigned long i = 1; i <= index; ++i) {
    rows.first = rows.last + 1;
    // Each of the count - i parts that follow needs a row.
    rows.last = std::clamp(end_of_equal_cost(max_k, i, count), rows.first, max_k - (count - i));
  }
  return rows;
}

}  // namespace dropcert
