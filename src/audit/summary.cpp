#include "audit/summary.hpp"

#include <algorithm>

namespace dropcert::audit {

using namespace model;

namespace {

// Keeps in `best` the row that comes first in the order `better`, the earlier one of equals.
template <typename Row, typename Order>
void keep_best(std::optional<Row>& best, const std::optional<Row>& other, Order better) {
  if (!other) return;
  if (!best || better(*other, *best) || (!better(*best, *other) && other->line < best->line)) best = other;
}

bool larger_ratio(const RatioRow& a, const RatioRow& b) {
  return compare(a.ratio, b.ratio) > 0;
}
bool smaller_ratio(const RatioRow& a, const RatioRow& b) {
  return compare(a.ratio, b.ratio) < 0;
}
bool larger_number(const NumberRow& a, const NumberRow& b) {
  return a.number > b.number;
}
bool larger_modulus(const NumberRow& a, const NumberRow& b) {
  return abs(a.number) > abs(b.number);
}

}  // namespace

void AuditSummary::add(const AuditSummary& other) {
  if (rows() == 0)
    constants = other.constants;
  else if (other.rows() > 0)
    std::erase_if(constants, [&](const auto& one) {
      const auto found = other.constants.find(one.first);
      return found == other.constants.end() || found->second != one.second;
    });
  for (std::size_t v = 0; v < counts.size(); ++v) {
    counts[v].rows += other.counts[v].rows;
    counts[v].ratios.add(other.counts[v].ratios);
  }
  not_finite += other.not_finite;
  skipped += other.skipped;
  skipped_rows.insert(skipped_rows.end(), other.skipped_rows.begin(), other.skipped_rows.end());
  std::stable_sort(skipped_rows.begin(), skipped_rows.end(),
                   [](const SkippedRow& a, const SkippedRow& b) { return a.at.line < b.at.line; });
  if (skipped_rows.size() > most_skipped_shown) skipped_rows.resize(most_skipped_shown);
  keep_best(largest_ratio, other.largest_ratio, larger_ratio);
  keep_best(nearest_below, other.nearest_below, larger_ratio);
  keep_best(nearest_above, other.nearest_above, smaller_ratio);
  keep_best(largest_sum, other.largest_sum, larger_number);
  saturated += other.saturated;
  for (std::size_t k = 0; k < rates.size(); ++k) rates[k] += other.rates[k];
  keep_best(largest_excess, other.largest_excess, larger_number);
  keep_best(largest_spread, other.largest_spread, larger_number);
  shares.add(other.shares);
  labels.add(other.labels);
  out_of_reach += other.out_of_reach;
  compared += other.compared;
  within_half += other.within_half;
  sum_of_r += other.sum_of_r;
  sum_of_r2 += other.sum_of_r2;
  errors.add(other.errors);
  for (const auto& [classes, n] : other.pairs) pairs[classes] += n;
  within_tenth += other.within_tenth;
  within_hundredth += other.within_hundredth;
  keep_best(largest_error, other.largest_error, larger_modulus);
}

std::uint64_t AuditSummary::rows() const {
  std::uint64_t sum = 0;
  for (const Count& count : counts) sum += count.rows;
  return sum;
}

RatioHistogram AuditSummary::histogram() const {
  RatioHistogram sum;
  for (const Count& count : counts) sum.add(count.ratios);
  return sum;
}

void AuditSummary::count(RowVerdict verdict, std::optional<std::size_t> ratio_class) {
  Count& count = of(verdict);
  ++count.rows;
  if (ratio_class) count.ratios.count(*ratio_class);
}

std::optional<RatioRow> AuditSummary::nearest_to_boundary() const {
  if (!nearest_below || !nearest_above) return nearest_below ? nearest_below : nearest_above;
  return lower_is_nearer_to_1(nearest_below->ratio, nearest_above->ratio) ? nearest_below : nearest_above;
}

}  // namespace dropcert::audit
