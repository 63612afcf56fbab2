// The greatest rate of dropout at which the series of a row converges.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "audit/table.hpp"
#include "model/dropout_filter.hpp"
#include "model/dropout_row.hpp"

namespace dropcert::audit {

/// Rows by the greatest rate in hundredths, 0 to 99, for which their series converges: 0 for those where no
/// rate of 1/100 or more does. V does not fall as the rate rises, and the radius does not depend on it, so
/// that it converges for all lower rates.
using RateCounts = std::array<std::uint64_t, 100>;

class RateSearch {
 public:
  explicit RateSearch(const Rational& bias);

  /// Every step is decided: by doubles with proved bounds, or exactly.
  std::size_t greatest_hundredths(const Table& table, const TableRow& row) const;

 private:
  std::vector<DropoutNoise> noises_;  // of 1/100, 2/100, ...
  std::vector<DropoutFilter> filters_;
};

/// The greatest hundredths for which at least `share` of all rows converge; 0 if none is.
std::size_t greatest_rate(const RateCounts& counts, const Rational& share);

}  // namespace dropcert::audit
