// What an audit says of all its rows together.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/label_counts.hpp"
#include "audit/rate_search.hpp"
#include "audit/ratio_histogram.hpp"
#include "audit/row_verdict.hpp"
#include "audit/shares.hpp"
#include "audit/value_histogram.hpp"
#include "data/data_error.hpp"
#include "model/deviation_ratio.hpp"

namespace dropcert::audit {

/// A row that stands out by its ratio.
struct RatioRow {
  std::size_t line = 0;
  model::DeviationRatio ratio;
};

/// A row that stands out by a number.
struct NumberRow {
  std::size_t line = 0;
  exact::Rational number;
};

/// A row that could not be read.
struct SkippedRow {
  data::DataPosition at;
  std::string reason;
};

/// The result of an audit, or of a part of one: parts are put together with `add`, in any order and grouping,
/// with the same result. Of several rows that stand out equally, the first counts.
struct AuditSummary {
  /// So many skipped rows are kept with their reasons, the first ones; all are counted.
  static constexpr std::size_t most_skipped_shown = 20;

  /// Rows of one verdict: how many, and the histogram of V/radius (softmax: of the spread over pi) for those
  /// where both are finite.
  struct Count {
    std::uint64_t rows = 0;
    RatioHistogram ratios;
  };
  std::array<Count, all_verdicts.size()> counts;  ///< in the order of the verdicts
  std::uint64_t not_finite = 0;                   ///< rows for which R is infinite or not defined
  std::uint64_t skipped = 0;
  std::vector<SkippedRow> skipped_rows;  ///< by line
  std::optional<RatioRow> largest_ratio;
  std::optional<RatioRow> nearest_below;  ///< of the rows that converge, the one with the largest ratio
  std::optional<RatioRow> nearest_above;  ///< of those that diverge, the one with the smallest
  std::optional<NumberRow> largest_sum;   ///< sum |a_j|
  /// Rows on which the predictor is absurd: with |z0| > 37 in the logistic family, where one of the classes
  /// has a probability below 10^-16; softmax: with a logit that exceeds all others by 37, likewise; Poisson:
  /// with z0 > 37, a mean beyond 10^16.
  std::uint64_t saturated = 0;
  static constexpr double absurd = 37;
  /// Features that are the same number other than 0 in all rows, by name as they are shown, with the number.
  std::map<std::string, std::string> constants;
  /// Where advice was asked for: the rows by the greatest rate at which they converge, and the row with the
  /// largest V^2 - z0^2.
  RateCounts rates{};
  std::optional<NumberRow> largest_excess;
  /// Softmax: the row with the largest finite spread.
  std::optional<NumberRow> largest_spread;
  /// Where they were asked for.
  FeatureShares shares;
  /// Where labels were asked for.
  LabelCounts labels;
  /// Where R was asked for: the rows with R > 0, and those of them where R_2 is within 50 %, 10 % and 1 % of
  /// R.
  std::uint64_t out_of_reach = 0;  ///< rows whose R was asked for, and is not known
  std::uint64_t compared = 0, within_half = 0, within_tenth = 0, within_hundredth = 0;
  /// Over those rows: the sums of R and R_2 as they are reported, each cut to whole units of 10^-40.
  exact::Integer sum_of_r, sum_of_r2;
  static constexpr int sum_decimals = 40;
  /// Of (R_2 - R)/R, as it is reported.
  ValueHistogram errors;
  /// R with R_2, in the coarse classes of ValueHistogram.
  std::map<std::pair<int, int>, std::uint64_t> pairs;
  /// (R_2 - R)/R as a decimal: the row with the largest modulus.
  std::optional<NumberRow> largest_error;

  Count& of(RowVerdict verdict) { return counts[static_cast<std::size_t>(verdict)]; }
  const Count& of(RowVerdict verdict) const { return counts[static_cast<std::size_t>(verdict)]; }
  std::uint64_t rows() const;  ///< read and decided, or not
  std::uint64_t diverging() const { return of(RowVerdict::diverges).rows; }
  std::uint64_t not_proved() const { return of(RowVerdict::not_proved).rows; }
  /// The histogram of all rows that have a ratio.
  RatioHistogram histogram() const;
  /// Counts a row; `ratio_class` is its class of the histogram, if it has one.
  void count(RowVerdict verdict, std::optional<std::size_t> ratio_class);

  void add(const AuditSummary& other);

  /// The row whose ratio is nearest to 1.
  std::optional<RatioRow> nearest_to_boundary() const;

  /// The summary as text, a few lines, and back: parse(str()) is equal. Throws std::invalid_argument for
  /// other text.
  std::string str() const;
  static AuditSummary parse(const std::string& text);
};

}  // namespace dropcert::audit
