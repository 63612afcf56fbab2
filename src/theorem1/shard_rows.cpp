#include "theorem1/shard_rows.hpp"

#include <fmt/core.h>
#include <gmpxx.h>

#include <algorithm>
#include <stdexcept>

namespace dropcert::theorem1 {
namespace {

constexpr unsigned long whole_percent = 100;

mpz_class power(unsigned long base, unsigned long exponent) {
  mpz_class result;
  mpz_ui_pow_ui(result.get_mpz_t(), base, exponent);
  return result;
}

/// floor(cube root(max_k^3 (1 - q^index) / (1 - q^count))) with q = kept/100, over the denominator 100^count.
unsigned long end_of_equal_cost(unsigned long max_k, unsigned long index, unsigned long count,
                                unsigned long kept) {
  const mpz_class whole = power(whole_percent, count);
  const mpz_class part = whole - power(kept, index) * power(whole_percent, count - index);
  const mpz_class cube = power(max_k, 3) * part / (whole - power(kept, count));
  mpz_class row;
  mpz_root(row.get_mpz_t(), cube.get_mpz_t(), 3);
  return row.get_ui();
}

}  // namespace

unsigned long start_percent(Kernel kernel, bool shared) {
  switch (kernel) {
    case Kernel::plain:
      return 15;
    case Kernel::mpn:
      return 30;
    case Kernel::ifma:
      return shared ? 95 : 45;
    case Kernel::avx512:
      return 80;
    case Kernel::automatic:
      break;
  }
  throw std::invalid_argument("the kernel 'automatic' has no cost of its own");
}

ShardRows shard_rows(unsigned long max_k, unsigned long index, unsigned long count, unsigned long percent) {
  if (percent < 1 || percent >= whole_percent)
    throw std::invalid_argument(
        fmt::format("a start costs 1 to 99 hundredths of the rows before it, not {}", percent));
  if (index < 1 || index > count || count > max_k)
    throw std::invalid_argument(fmt::format(
        "there is no part {} of {} of the rows 1 to {}; a part has at least one row", index, count, max_k));
  ShardRows rows{1, 0};
  for (unsigned long i = 1; i <= index; ++i) {
    rows.first = rows.last + 1;
    // Each of the count - i parts that follow needs a row.
    rows.last = std::clamp(end_of_equal_cost(max_k, i, count, whole_percent - percent), rows.first,
                           max_k - (count - i));
  }
  return rows;
}

}  // namespace dropcert::theorem1
