#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "audit/audit.hpp"
#include "audit/exact_row.hpp"
#include "audit/leader.hpp"
#include "audit/row_writer.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

namespace {

// A decimal that is not negative, cut to the units of the summary's sums.
Integer in_sum_units(const std::string& decimal) {
  if (decimal == "out of reach") return 0;
  const std::size_t exponent = decimal.find('e');
  const bool tiny = exponent != std::string::npos &&
                    std::strtol(decimal.c_str() + exponent + 1, nullptr, 10) < -AuditSummary::sum_decimals;
  if (tiny) return 0;
  return floor(data::parse_number(decimal) * pow(Rational(10), AuditSummary::sum_decimals));
}

class BlockAudit {
 public:
  BlockAudit(const Table& table, const DropoutNoise& noise, const AuditOptions& options)
      : table_(table),
        noise_(noise),
        options_(options),
        filter_(noise),
        writer_(noise_, filter_, options.digits) {
    if (options.advice) rates_.emplace(noise.bias);
  }

  BlockResult run(const data::RecordBlock& block) {
    BlockCursor cursor(block);
    for (TableRow row;;) {
      try {
        if (!table_.next(cursor, row)) break;
      } catch (const data::DataError& error) {
        if (!options_.skip_bad) throw;
        skip(error, row.line);
        continue;
      }
      decide(row);
    }
    finish();
    return std::move(result_);
  }

 private:
  void skip(const data::DataError& error, std::size_t line) {
    AuditSummary& summary = result_.summary;
    ++summary.skipped;
    if (summary.skipped_rows.size() < AuditSummary::most_skipped_shown)
      summary.skipped_rows.push_back({error.at(), error.sentence()});
    if (options_.report) writer_.write_skipped(result_.report, line, options_.regulariser);
  }

  void decide(const TableRow& row) {
    if (options_.regulariser) throw_if_stopped(options_.stop);
    ExactRow exact(table_, row, noise_);
    RowWriter::Numbers numbers;
    numbers.z0 = filter_.z0(row.sums);
    numbers.deviation = filter_.deviation(row.sums);
    numbers.radius = filter_.radius(numbers.z0);
    numbers.ratio = numbers.deviation / numbers.radius;
    const std::optional<bool> filtered = filter_.converges(row.sums);
    numbers.converges = filtered ? *filtered : converges(exact.ratio());
    count(row, numbers, exact);
    if (options_.labels) count_label(row, numbers, exact);
    if (rates_) {
      ++result_.summary.rates[rates_->greatest_hundredths(table_, row)];
      largest_excess_.offer(filter_.excess(row.sums), row);
    }
    if (!options_.report && !options_.regulariser && !options_.row) return;
    std::optional<RowRegulariser> regulariser;
    if (options_.regulariser) {
      regulariser = regulariser_of(row, exact);
      keep_error(row, *regulariser);
    }
    const RowRegulariser* known = regulariser ? &*regulariser : nullptr;
    if (options_.report) writer_.write(result_.report, row, numbers, exact, known);
    if (!options_.row) return;
    std::string line;
    writer_.write(line, row, numbers, exact, known);
    line.pop_back();
    options_.row(table_, row, line);
  }

  void count(const TableRow& row, const RowWriter::Numbers& numbers, ExactRow& exact) {
    AuditSummary& summary = result_.summary;
    ++summary.rows;
    summary.diverging += !numbers.converges;
    summary.saturated += std::abs(numbers.z0.midpoint) > 37;
    const std::optional<std::size_t> filtered = RatioHistogram::class_of(numbers.ratio);
    summary.histogram.count(filtered ? *filtered : RatioHistogram::class_of(exact.ratio()));
    largest_ratio_.offer(numbers.ratio, row);
    if (numbers.converges)
      nearest_below_.offer(numbers.ratio, row);
    else
      nearest_above_.offer(-numbers.ratio, row);
    largest_sum_.offer(row.sums.positive + row.sums.negative, row);
  }

  void count_label(const TableRow& row, const RowWriter::Numbers& numbers, ExactRow& exact) {
    const std::optional<bool> filtered = less(DoubleBall{0, 0}, numbers.z0);
    const bool positive = filtered ? *filtered : exact.ratio().z0.sign() > 0;
    result_.summary.labels.count(table_.label(row), positive, numbers.z0.midpoint);
  }

  RowRegulariser regulariser_of(const TableRow& row, ExactRow& exact) const {
    try {
      return row_regulariser(table_.contributions(row), exact, noise_, options_.digits, options_.stop);
    } catch (const std::length_error&) {
      return {"out of reach", "",    false,
              false,          false, ""};  // contributions of 10^6 and more, and many of them
    }
  }

  void keep_error(const TableRow& row, const RowRegulariser& regulariser) {
    if (regulariser.relative_error.empty()) return;
    ++result_.summary.compared;
    result_.summary.within_half += regulariser.within_half;
    result_.summary.within_tenth += regulariser.within_tenth;
    result_.summary.within_hundredth += regulariser.within_hundredth;
    std::optional<NumberRow>& largest = result_.summary.largest_error;
    NumberRow candidate{row.line, data::parse_number(regulariser.relative_error)};
    result_.summary.errors.count(std::strtod(regulariser.relative_error.c_str(), nullptr));
    result_.summary.sum_of_r += in_sum_units(regulariser.value);
    result_.summary.sum_of_r2 += in_sum_units(regulariser.quadratic);
    if (!largest || abs(candidate.number) > abs(largest->number)) largest = std::move(candidate);
  }

  void finish() {
    AuditSummary& summary = result_.summary;
    const auto keep = [](const Leader<DeviationRatio>& leader, std::optional<RatioRow>& row) {
      if (leader.any()) row = {leader.line(), leader.exact()};
    };
    keep(largest_ratio_, summary.largest_ratio);
    keep(nearest_below_, summary.nearest_below);
    keep(nearest_above_, summary.nearest_above);
    if (largest_excess_.any()) summary.largest_excess = {largest_excess_.line(), largest_excess_.exact()};
    if (largest_sum_.any()) summary.largest_sum = {largest_sum_.line(), largest_sum_.exact()};
  }

  const Table& table_;
  const DropoutNoise& noise_;
  const AuditOptions& options_;
  DropoutFilter filter_;
  RowWriter writer_;
  std::optional<RateSearch> rates_;
  BlockResult result_;
  Leader<DeviationRatio>::Of ratio_of_ = [this](const TableRow& row) {
    return deviation_ratio(table_.exact_sums(row), noise_);
  };
  Leader<DeviationRatio>::Ahead larger_ = [](const DeviationRatio& x, const DeviationRatio& y) {
    return compare(x, y) > 0;
  };
  Leader<DeviationRatio>::Ahead smaller_ = [](const DeviationRatio& x, const DeviationRatio& y) {
    return compare(x, y) < 0;
  };
  Leader<DeviationRatio> largest_ratio_{ratio_of_, larger_}, nearest_below_{ratio_of_, larger_},
      nearest_above_{ratio_of_, smaller_};
  Leader<Rational> largest_excess_{[this](const TableRow& row) {
                                     const DeviationRatio r = ratio_of_(row);
                                     return r.deviation * r.deviation - r.z0 * r.z0;
                                   },
                                   [](const Rational& x, const Rational& y) { return x > y; }};
  Leader<Rational> largest_sum_{[this](const TableRow& row) { return table_.exact_sums(row).moduli(); },
                                [](const Rational& x, const Rational& y) { return x > y; }};
};

}  // namespace

BlockResult audit_block(const Table& table, const data::RecordBlock& block, const DropoutNoise& noise,
                        const AuditOptions& options) {
  return BlockAudit(table, noise, options).run(block);
}

}  // namespace dropcert::audit
