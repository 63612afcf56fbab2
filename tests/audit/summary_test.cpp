#include <doctest/doctest.h>

#include "audit/models.hpp"
#include "audit/ratio_histogram.hpp"
#include "audit/summary.hpp"
#include "model/row_model.hpp"
#include "print.hpp"

using namespace dropcert;
using namespace dropcert::exact;
using namespace dropcert::ball;
using namespace dropcert::model;

namespace {

audit::AuditSummary one_row(testing::Random& random, std::size_t line) {
  audit::AuditSummary summary;
  if (random.one_in(8)) {
    summary.skipped = 1;
    summary.skipped_rows.push_back({{line, 1 + random.below(9)}, "a value is missing; expected a number"});
    return summary;
  }
  // Few different values, so that rows tie.
  const DeviationRatio ratio{Rational(random.between(0, 12), 2), Rational(random.between(-3, 3))};
  const auto verdict = converges(ratio) ? audit::RowVerdict::converges : audit::RowVerdict::diverges;
  summary.count(verdict, audit::RatioHistogram::class_of(ratio));
  summary.largest_ratio = {line, ratio};
  if (converges(ratio)) {
    summary.nearest_below = summary.largest_ratio;
  } else {
    summary.nearest_above = summary.largest_ratio;
  }
  summary.not_finite = random.below(2);
  summary.pairs[{static_cast<int>(random.between(-3, 3)), 5}] = 1;
  summary.shares.count({0.5, 1.5}, {static_cast<double>(random.below(3)), 1}, 0.25, 0.125, random.one_in(2));
  summary.largest_sum = {line, Rational(random.between(0, 5))};
  summary.compared = 1;
  summary.out_of_reach = 3;
  summary.constants = {{"'a b'", "1.0"}};
  if (!random.one_in(60)) summary.constants.emplace("'c'", random.one_in(60) ? "2" : "1");
  summary.within_tenth = random.below(2);
  if (random.one_in(2)) summary.largest_error = {line, Rational(random.between(-5, 5), 7)};
  return summary;
}

}  // namespace

TEST_CASE("parts add up to the same whole in any order and grouping") {
  testing::Random random(1);
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<audit::AuditSummary> parts;
    audit::AuditSummary whole;
    for (std::size_t line = 2; line < 60; ++line) {
      parts.push_back(one_row(random, line));
      whole.add(parts.back());
    }
    while (parts.size() > 1) {
      const std::size_t from = random.below(parts.size());
      audit::AuditSummary moved = parts[from];
      parts.erase(parts.begin() + static_cast<long>(from));
      parts[random.below(parts.size())].add(moved);
    }
    CHECK(parts[0].str() == whole.str());
    CHECK(audit::AuditSummary::parse(whole.str()).str() == whole.str());
  }
}

TEST_CASE("text that is no summary is refused") {
  const std::string good = audit::AuditSummary().str();
  CHECK(audit::AuditSummary::parse(good).str() == good);
  for (const std::string& bad : {std::string(), std::string("audit-summary 2\n"), good + "x 1\n",
                                 good + "largest-sum 3\n", good + "largest-sum 3 1/0\n",
                                 good + "largest-sum 3 1/2 4\n", good + "rows 1 2\n", good + "histogram 1\n"})
    CHECK_THROWS_AS(audit::AuditSummary::parse(bad), std::invalid_argument);
}

TEST_CASE("classes of the histogram are those of exact comparison") {
  testing::Random random(2);
  const std::vector<Rational>& bounds = audit::RatioHistogram::bounds();
  CHECK(bounds.size() + 1 == audit::RatioHistogram::size);
  CHECK(bounds.front() == Rational(1, 100));
  CHECK(bounds.back() == Rational(1000));
  for (std::size_t i = 1; i < bounds.size(); ++i) CHECK(bounds[i - 1] < bounds[i]);
  int told = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    const Rational z0(random.between(-4000, 4000), 1000);
    Rational v(random.between(0, 4'000'000), random.one_in(3) ? 1000 : 1'000'000);
    if (random.one_in(2)) {  // near a bound
      const Rational& bound = bounds[random.below(bounds.size())];
      v = bound *
          testing::square_root(testing::pi_below() * testing::pi_below() + z0 * z0, random.between(1, 25));
    }
    const DeviationRatio ratio{v, z0};
    std::size_t expected = 0;
    for (const Rational& bound : bounds)
      expected += v * v >= bound * bound * (testing::pi_above() * testing::pi_above() + z0 * z0);
    CHECK(audit::RatioHistogram::class_of(ratio) == expected);
    const auto filtered = audit::RatioHistogram::class_of(DoubleBall::from(ratio.value(Bits(100))));
    told += filtered.has_value();
    if (filtered) CHECK(*filtered == expected);
  }
  CHECK(told > 2000);
}

TEST_CASE("the order of two ratios, and which is nearer to 1") {
  testing::Random random(3);
  for (int trial = 0; trial < 1000; ++trial) {
    const DeviationRatio a{Rational(random.between(0, 50), 10), Rational(random.between(-30, 30), 10)};
    const DeviationRatio b{Rational(random.between(0, 50), 10), Rational(random.between(-30, 30), 10)};
    const auto order = less(a.value(Bits(200)), b.value(Bits(200)));
    if (order) CHECK((compare(a, b) < 0) == *order);
    if (!order) CHECK(compare(a, b) == 0);
    if (!converges(a) || converges(b)) continue;
    const Ball below = sub(Ball(1), a.value(Bits(200)), Bits(200));
    const Ball above = sub(b.value(Bits(200)), Ball(1), Bits(200));
    CHECK(lower_is_nearer_to_1(a, b) == less(below, above).value());
  }
}

TEST_CASE("the sufficient sum is sufficient, and sharp") {
  testing::Random random(4);
  for (int trial = 0; trial < 400; ++trial) {
    const Rational delta(random.between(1, 999), 1000);
    const bool biased = random.one_in(2);
    const RowModel unbiased(delta, 0);
    // A sum just below the bound, split at random, converges whatever the bias.
    const Rational bound = sufficient_sum(biased ? RowModel(delta, 1) : unbiased, Bits(100)).lower();
    const Rational share(random.between(0, 1000), 1000);
    ContributionSums sums;
    sums.positive = share * bound;
    sums.negative = (Rational(1) - share) * bound;
    const Rational bias = biased ? Rational(random.between(-5000, 5000), 1000) : Rational(0);
    CHECK(converges(deviation_ratio(sums, RowModel(delta, bias))));
    // A little more diverges for the worst split.
    const Rational more = bound * Rational(1001, 1000);
    const Rational r = unbiased.unit_range.value().up;
    ContributionSums worst;
    worst.positive = biased || delta >= Rational(2, 3) ? more : more * (Rational(2) - r) / (Rational(3) - r);
    worst.negative = more - worst.positive;
    CHECK_FALSE(converges(deviation_ratio(worst, RowModel(delta, biased ? -worst.positive : Rational(0)))));
  }
}
