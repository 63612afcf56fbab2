// The greatest rate of the noise at which the series of a row converges.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "audit/table.hpp"
#include "model/row_filter.hpp"
#include "model/row_model.hpp"

namespace dropcert::audit {

/// Rows by the greatest rate in hundredths, 0 to 99, for which their series converges: 0 for those where no
/// rate of 1/100 or more does. V does not fall as the rate rises, and the radius does not depend on it, so
/// that it converges for all lower rates.
using RateCounts = std::array<std::uint64_t, 100>;

class RateSearch {
 public:
  /// Of bounded noise and the logistic family: dropout, or uniform noise, whose half width is the rate.
  explicit RateSearch(const model::RowModel& model);

  /// Every step is decided: by doubles with proved bounds, or exactly.
  std::size_t greatest_hundredths(const Table& table, const TableRow& row) const;

 private:
  std::vector<model::RowModel> models_;  // of 1/100, 2/100, ...
  std::vector<model::RowFilter> filters_;
};

/// The greatest hundredths for which at least `share` of all rows converge; 0 if none is.
std::size_t greatest_rate(const RateCounts& counts, const exact::Rational& share);

}  // namespace dropcert::audit
