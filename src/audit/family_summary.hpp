// What an audit for any noise and family says of all its rows together.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "audit/ratio_histogram.hpp"
#include "audit/summary.hpp"

namespace dropcert::audit {

/// The verdict of a row.
enum class RowVerdict { converges, diverges, not_proved };
RowVerdict verdict_of(std::optional<bool> converges);
/// "converges", "diverges" or "not proved".
std::string_view name(RowVerdict verdict);

struct FamilySummary {
  /// Rows of one verdict: how many, and the histogram of the greatest deviation over the radius for those
  /// rows where both are finite.
  struct Count {
    std::uint64_t rows = 0;
    RatioHistogram ratios;
  };
  Count converging, diverging, not_proved;
  std::uint64_t with_ratio = 0;  ///< rows in the histograms
  std::uint64_t not_finite = 0;  ///< R is infinite or not defined
  std::uint64_t skipped = 0;
  std::vector<SkippedRow> skipped_rows;  ///< the first ones, as in AuditSummary

  std::uint64_t rows() const { return converging.rows + diverging.rows + not_proved.rows; }
  const Count& of(RowVerdict verdict) const;
  Count& of(RowVerdict verdict);
  /// Counts a row; `ratio_class` is its class of the histogram, if it has one.
  void count(RowVerdict verdict, std::optional<std::size_t> ratio_class);
  void add(const FamilySummary& other);
};

}  // namespace dropcert::audit
