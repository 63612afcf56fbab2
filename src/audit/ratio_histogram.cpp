#include "audit/ratio_histogram.hpp"

#include <algorithm>

namespace dropcert::audit {

using namespace exact;
using namespace ball;
using namespace model;

namespace {

const std::vector<DoubleBall>& approximate_bounds() {
  static const std::vector<DoubleBall> bounds = [] {
    std::vector<DoubleBall> result;
    for (const Rational& bound : RatioHistogram::bounds()) result.push_back(DoubleBall::from(bound));
    return result;
  }();
  return bounds;
}

}  // namespace

const std::vector<Rational>& RatioHistogram::bounds() {
  static const std::vector<Rational> bounds = [] {
    constexpr std::array<int, 10> hundredths = {100, 125, 160, 200, 250, 315, 400, 500, 630, 800};
    std::vector<Rational> result;
    Rational decade(1, 10'000);
    for (std::size_t i = 0; i < decades; ++i, decade *= Rational(10))
      for (int h : hundredths) result.push_back(decade * Rational(h));
    result.push_back(decade * Rational(100));
    return result;
  }();
  return bounds;
}

std::optional<std::size_t> RatioHistogram::class_of(DoubleBall ratio) {
  const std::vector<DoubleBall>& bounds = approximate_bounds();
  const auto above = std::upper_bound(bounds.begin(), bounds.end(), ratio.midpoint,
                                      [](double x, DoubleBall bound) { return x < bound.midpoint; });
  if (above != bounds.end() && less(ratio, *above) != true) return std::nullopt;
  if (above != bounds.begin() && less(*(above - 1), ratio) != true) return std::nullopt;
  if (!ratio.is_finite()) return std::nullopt;
  return static_cast<std::size_t>(above - bounds.begin());
}

std::size_t RatioHistogram::class_of(const DeviationRatio& ratio) {
  const std::vector<Rational>& list = bounds();
  const auto above = std::partition_point(list.begin(), list.end(), [&](const Rational& bound) {
    return compare(ratio, bound) != std::strong_ordering::less;
  });
  return static_cast<std::size_t>(above - list.begin());
}

std::size_t RatioHistogram::class_of(const Rational& ratio) {
  const std::vector<Rational>& list = bounds();
  return static_cast<std::size_t>(std::lower_bound(list.begin(), list.end(), ratio) - list.begin());
}

void RatioHistogram::add(const RatioHistogram& other) {
  for (std::size_t i = 0; i < size; ++i) counts_[i] += other.counts_[i];
}

}  // namespace dropcert::audit
