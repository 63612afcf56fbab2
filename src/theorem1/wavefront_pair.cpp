#include "theorem1/wavefront_pair.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace dropcert::theorem1 {
namespace {

/// Half of a second-level cache of 1 MB a core: the columns that a thread has in hand should fit.
constexpr std::size_t cache_budget = std::size_t{1} << 19;

/// A multiple of 4 (the steps that the IFMA kernel fuses), 4 to 32; the speed is flat in between.
unsigned long block_rows(std::size_t largest_column_bytes) {
  const std::size_t columns = cache_budget / std::max<std::size_t>(largest_column_bytes, 1);
  return std::clamp<std::size_t>(columns / 4 * 4, 4, 32);
}

bool before(const Theorem1Mismatch& a, const Theorem1Mismatch& b) {
  return std::tie(a.k, a.j) < std::tie(b.k, b.j);
}

}  // namespace

WavefrontPair::WavefrontPair(unsigned threads, std::size_t largest_column_bytes, const Faults& faults)
    : faults_(faults),
      threads_(threads),
      rows_per_block_(block_rows(largest_column_bytes)),
      first_mismatch_(threads) {}

std::optional<Theorem1Mismatch> WavefrontPair::advance_to(unsigned long last) {
  const bool all = run_wavefront({row_, last, rows_per_block_, threads_, stop_},
                                 [this](const WavefrontVisit& v) { visit(v); });
  row_ = std::max(row_, last);
  std::optional<Theorem1Mismatch> first;
  for (const auto& found : first_mismatch_) {
    if (found && (!first || before(*found, *first))) first = found;
  }
  if (!all) throw GaveUp();
  return first;
}

void WavefrontPair::set_rows(const Theorem1Rows& rows) {
  for (unsigned long j = 1; j <= rows.k; ++j) set_surjections(j, require_not_negative(rows.surjections(j)));
  for (unsigned long i = 1; i <= rows.k + 1; ++i) set_derivative(i, require_not_negative(rows.derivative(i)));
  row_ = rows.k;
}

std::optional<Theorem1Mismatch> WavefrontPair::compare_row() const {
  mpz_class left = 0;  // T(row, i-1)
  for (unsigned long i = 1; i <= row_ + 1; ++i) {
    const mpz_class entry = i <= row_ ? surjections(i) : mpz_class(0);
    const mpz_class sum = entry + left;
    const mpz_class u = derivative(i);
    if (u != sum) return coefficient_mismatch(row_, i, u, sum);
    left = entry;
  }
  return std::nullopt;
}

bool WavefrontPair::is_first(unsigned thread, unsigned long k, unsigned long j) const {
  const auto& noted = first_mismatch_[thread];
  return !noted || std::tie(k, j) < std::tie(noted->k, noted->j);
}

void WavefrontPair::note(unsigned thread, Theorem1Mismatch mismatch) {
  first_mismatch_[thread] = std::move(mismatch);
}

}  // namespace dropcert::theorem1
