#include "audit/rate_search.hpp"

#include <numeric>
#include <optional>

#include "model/deviation_ratio.hpp"

namespace dropcert::audit {

using namespace exact;
using namespace model;

RateSearch::RateSearch(const RowModel& model) {
  for (long k = 1; k < 100; ++k)
    models_.emplace_back(NoiseLaw(model.law.kind(), Rational(k, 100)), Family::logistic, model.bias);
  for (const RowModel& rate : models_) filters_.emplace_back(rate);
}

std::size_t RateSearch::greatest_hundredths(const Table& table, const TableRow& row) const {
  std::optional<ContributionSums> exact;
  const auto converges_at = [&](std::size_t k) {
    if (const std::optional<bool> filtered = filters_[k - 1].converges(row.sums)) return *filtered;
    if (!exact) exact = table.exact_sums(row);
    return converges(deviation_ratio(*exact, models_[k - 1]));
  };
  std::size_t least = 0;  // converges there, if not 0
  std::size_t beyond = models_.size() + 1;
  while (beyond - least > 1) {
    const std::size_t middle = least + (beyond - least) / 2;
    (converges_at(middle) ? least : beyond) = middle;
  }
  return least;
}

std::size_t greatest_rate(const RateCounts& counts, const Rational& share) {
  const Integer all(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
  Integer at_least = 0;
  for (std::size_t k = counts.size(); --k > 0;) {
    at_least += Integer(counts[k]);
    if (Rational(at_least) >= share * Rational(all) && at_least.sign() > 0) return k;
  }
  return 0;
}

}  // namespace dropcert::audit
