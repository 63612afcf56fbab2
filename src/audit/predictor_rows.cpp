#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "audit/leader.hpp"
#include "audit/row_decider.hpp"
#include "audit/row_writer.hpp"

namespace dropcert::audit {

using namespace exact;
using namespace ball;
using namespace model;

namespace {

// Of a number that doubles do not reach: the greatest, or the least of its sign.
double nearest_double(const Rational& x) {
  if (x.is_zero()) return 0;
  const double nearest = DoubleBall::from(x).midpoint;
  const double size = std::isfinite(nearest) ? std::max(std::abs(nearest), DBL_TRUE_MIN)
                      : abs(x) > Rational(1) ? DBL_MAX
                                             : DBL_TRUE_MIN;
  return x.sign() > 0 ? size : -size;
}

class PredictorRows : public RowDecider {
 public:
  PredictorRows(const Table& table, const AuditModel& model, const AuditOptions& options)
      : table_(table),
        model_(model.rows),
        options_(options),
        filter_(model_),
        writer_(model_, filter_, options.digits),
        is_gamma_(model_.family == Family::gamma),
        is_logistic_(model_.family == Family::logistic),
        bounded_(model_.unit_range.has_value()) {
    if (options.advice && is_logistic_ && bounded_) rates_.emplace(model_);
  }

  void decide(const TableRow& row, BlockResult& result) override {
    if (options_.regulariser) throw_if_stopped(options_.stop);
    AuditSummary& summary = result.summary;
    ExactRow exact(table_, row, model_);
    if (is_gamma_) require_domain(row, exact);
    const RowWriter::Numbers numbers = numbers_of(row, exact);
    count(row, numbers, exact, summary);
    if (options_.labels) count_label(row, numbers, exact, summary);
    if (rates_) {
      ++summary.rates[rates_->greatest_hundredths(table_, row)];
      largest_excess_.offer(filter_.excess(row.sums), row);
    }
    if (!options_.report && !options_.regulariser && !options_.row && !options_.shares) return;
    std::optional<RowRegulariser> regulariser;
    if (options_.regulariser) {
      regulariser = row_regulariser(exact, model_, options_.digits, options_.stop);
      regulariser->count_in(summary, row.line);
    }
    const RowRegulariser* known = regulariser ? &*regulariser : nullptr;
    if (options_.shares) count_shares(row, numbers, exact, known, summary);
    if (options_.report) writer_.write(result.report, row, numbers, exact, known);
    if (!options_.row) return;
    std::string line;
    writer_.write(line, row, numbers, exact, known);
    line.pop_back();
    options_.row(table_, row, line);
  }

  void finish(AuditSummary& summary) override {
    const auto keep = [](const Leader<DeviationRatio>& leader, std::optional<RatioRow>& row) {
      if (leader.any()) row = {leader.line(), leader.exact()};
    };
    keep(largest_ratio_, summary.largest_ratio);
    keep(nearest_below_, summary.nearest_below);
    keep(nearest_above_, summary.nearest_above);
    if (largest_excess_.any()) summary.largest_excess = {largest_excess_.line(), largest_excess_.exact()};
    if (largest_sum_.any()) summary.largest_sum = {largest_sum_.line(), largest_sum_.exact()};
  }

 private:
  void require_domain(const TableRow& row, ExactRow& exact) const {
    if (less(filter_.z0(row.sums), DoubleBall{0, 0}) == true || exact.z0().sign() < 0) return;
    throw data::DataError(
        table_.file(), {row.line, 1},
        "the natural parameter of the gamma family is " + exact.z0().str() + "; it must be negative");
  }

  RowWriter::Numbers numbers_of(const TableRow& row, ExactRow& exact) const {
    RowWriter::Numbers numbers;
    numbers.z0 = filter_.z0(row.sums);
    numbers.bounded = bounded_ || (!filter_.surely_noisy(row.sums) && exact.deviation().has_value());
    if (bounded_) numbers.deviation = filter_.deviation(row.sums);
    if (is_logistic_ || is_gamma_) numbers.radius = filter_.radius(numbers.z0);
    if (bounded_ && (is_logistic_ || is_gamma_)) numbers.ratio = numbers.deviation / numbers.radius;
    const std::optional<bool> filtered = filter_.converges(row.sums);
    if (filtered)
      numbers.verdict = verdict_of(filtered);
    else if (is_logistic_ && bounded_)
      numbers.verdict = verdict_of(converges(exact.ratio()));
    else
      numbers.verdict = verdict_of(exact.assessment().converges);
    return numbers;
  }

  // The class of V/radius, where both are finite.
  std::optional<std::size_t> class_of(const RowWriter::Numbers& numbers, ExactRow& exact) const {
    if (!numbers.bounded || !(is_logistic_ || is_gamma_)) return std::nullopt;
    if (const std::optional<std::size_t> filtered = RatioHistogram::class_of(numbers.ratio)) return filtered;
    if (is_gamma_) return RatioHistogram::class_of(*exact.deviation() / -exact.z0());
    return RatioHistogram::class_of(exact.ratio());
  }

  void count(const TableRow& row, const RowWriter::Numbers& numbers, ExactRow& exact, AuditSummary& summary) {
    summary.count(numbers.verdict, class_of(numbers, exact));
    const std::optional<bool> finite = filter_.finite(row.sums);
    summary.not_finite += !(finite ? *finite : exact.assessment().finite);
    const double z0 = numbers.z0.midpoint;
    if (model_.family == Family::poisson) summary.saturated += z0 > AuditSummary::absurd;
    if (!is_logistic_) return;
    summary.saturated += std::abs(z0) > AuditSummary::absurd;
    if (!bounded_) return;
    largest_ratio_.offer(numbers.ratio, row);
    if (numbers.verdict == RowVerdict::converges)
      nearest_below_.offer(numbers.ratio, row);
    else
      nearest_above_.offer(-numbers.ratio, row);
    largest_sum_.offer(row.sums.positive + row.sums.negative, row);
  }

  void count_label(const TableRow& row, const RowWriter::Numbers& numbers, ExactRow& exact,
                   AuditSummary& summary) const {
    const std::optional<bool> filtered = less(DoubleBall{0, 0}, numbers.z0);
    const bool positive = filtered ? *filtered : exact.z0().sign() > 0;
    constexpr double accuracy = 0x1p-42;
    const bool accurate = numbers.z0.radius <= accuracy * std::abs(numbers.z0.midpoint);
    summary.labels.count(table_.label(row), positive,
                         accurate ? numbers.z0.midpoint : nearest_double(exact.z0()));
  }

  // V's parts: those of the side on which it is reached.
  void count_shares(const TableRow& row, const RowWriter::Numbers& numbers, ExactRow& exact,
                    const RowRegulariser* known, AuditSummary& summary) const {
    const std::size_t features = table_.feature_count();
    std::vector<double> variance(features);
    std::vector<double> v(features);
    const ContributionSums& sums = model_.noised(exact.sums());
    double up = 1;
    double down = 1;  // unbounded noise: moduli
    if (model_.unit_range) {
      const auto& [most_up, most_down] = *model_.unit_range;
      up = DoubleBall::from(most_up).midpoint;
      down = DoubleBall::from(most_down).midpoint;
      if (most_up * sums.positive + most_down * sums.negative <
          most_down * sums.positive + most_up * sums.negative)
        std::swap(up, down);
    }
    const auto add = [&](std::size_t j, double c) {
      variance[j] = c * c;
      v[j] = c > 0 ? up * c : -down * c;
    };
    if (model_.law.is_additive())
      for (std::size_t j = 0; j < features; ++j) add(j, DoubleBall::from(model_.added[j]).midpoint);
    else
      for (const Feature& feature : table_.features(row))
        add(feature.index, DoubleBall::from(feature.value * table_.weights()[feature.index]).midpoint);
    const double r2 = filter_.quadratic(row.sums, numbers.z0).midpoint;
    const double r = known ? std::strtod(known->value.c_str(), nullptr) : 0;
    summary.shares.count(v, variance, r2, r, numbers.verdict == RowVerdict::diverges);
  }

  const Table& table_;
  const RowModel& model_;
  const AuditOptions& options_;
  RowFilter filter_;
  RowWriter writer_;
  bool is_gamma_, is_logistic_, bounded_;
  std::optional<RateSearch> rates_;
  Leader<DeviationRatio>::Of ratio_of_ = [this](const TableRow& row) {
    return deviation_ratio(table_.exact_sums(row), model_);
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

std::unique_ptr<RowDecider> predictor_rows(const Table& table, const AuditModel& model,
                                           const AuditOptions& options) {
  return std::make_unique<PredictorRows>(table, model, options);
}

}  // namespace dropcert::audit
