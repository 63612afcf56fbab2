#include "audit/shares.hpp"

#include <cmath>
#include <numeric>

#include "ball/double_ball.hpp"

namespace dropcert::audit {

using namespace exact;
using namespace ball;

namespace {

constexpr long unit_bits = 120;

// x >= 0 cut to whole units.
Integer in_units(double x) {
  if (!(x > 0) || !std::isfinite(x)) return 0;
  int exponent = 0;
  const auto mantissa = static_cast<long>(std::ldexp(std::frexp(x, &exponent), 53));
  const long shift = exponent - 53 + unit_bits;
  return floor(Rational(Integer(mantissa)) * pow(Rational(2), shift));
}

double ratio(const Integer& part, const Integer& whole) {
  return whole.is_zero() ? 0 : DoubleBall::from(Rational(part, whole)).midpoint;
}

}  // namespace

void FeatureShares::count(const std::vector<double>& v, const std::vector<double>& variance, double r2,
                          double r, bool diverges) {
  features.resize(v.size());
  const double all_v = std::accumulate(v.begin(), v.end(), 0.0);
  const double all_variance = std::accumulate(variance.begin(), variance.end(), 0.0);
  if (!(all_variance > 0)) return;
  ++rows;
  beyond += diverges;
  for (std::size_t j = 0; j < v.size(); ++j) {
    if (!(variance[j] > 0)) continue;
    Share& share = features[j];
    const Integer part = in_units(v[j] / all_v);
    share.v += part;
    if (diverges) share.beyond += part;
    share.quadratic += in_units(variance[j] / all_variance * r2);
    share.r += in_units(variance[j] / all_variance * r);
  }
}

void FeatureShares::add(const FeatureShares& other) {
  rows += other.rows;
  beyond += other.beyond;
  if (features.size() < other.features.size()) features.resize(other.features.size());
  for (std::size_t j = 0; j < other.features.size(); ++j)
    for (std::size_t i = 0; i < 4; ++i) *features[j].parts()[i] += *other.features[j].parts()[i];
}

std::vector<FeatureShares::Parts> FeatureShares::relative() const {
  Share all;
  for (const Share& share : features)
    for (std::size_t i = 0; i < 4; ++i) *all.parts()[i] += *share.parts()[i];
  std::vector<Parts> result;
  for (const Share& share : features)
    result.push_back({ratio(share.v, all.v), ratio(share.beyond, all.beyond),
                      ratio(share.quadratic, all.quadratic), ratio(share.r, all.r)});
  return result;
}

}  // namespace dropcert::audit
