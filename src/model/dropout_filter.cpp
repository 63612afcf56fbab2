#include "model/dropout_filter.hpp"

namespace dropcert {

namespace {

constexpr DoubleBall two{2, 0};

}  // namespace

ApproximateSums ApproximateSums::from(const ContributionSums& sums) {
  return {DoubleBall::from(sums.positive), DoubleBall::from(sums.negative), DoubleBall::from(sums.squares)};
}

DropoutFilter::DropoutFilter(const DropoutNoise& noise)
    : odds_(DoubleBall::from(noise.odds)),
      bias_(DoubleBall::from(noise.bias)),
      one_plus_odds_(DoubleBall::from(Rational(1) + noise.odds)),
      one_minus_odds_(DoubleBall::from(Rational(1) - noise.odds)),
      pi_squared_(DoubleBall::from(mul(const_pi(Bits(80)), const_pi(Bits(80)), Bits(80)))),
      half_odds_(DoubleBall::from(noise.odds / Rational(2))) {}

DoubleBall DropoutFilter::quadratic(const ApproximateSums& sums, DoubleBall z0) const {
  const DoubleBall w = exp_of_minus(abs(z0));
  const DoubleBall denominator = DoubleBall{1, 0} + w;
  return w / (denominator * denominator) * (half_odds_ * sums.squares);
}

DoubleBall DropoutFilter::excess(const ApproximateSums& sums) const {
  const DoubleBall& p = sums.positive;
  const DoubleBall& n = sums.negative;
  const DoubleBall first = (one_plus_odds_ * n - bias_) * (two * p - one_minus_odds_ * n + bias_);
  const DoubleBall second = (one_plus_odds_ * p + bias_) * (two * n - one_minus_odds_ * p - bias_);
  return max(first, second);
}

}  // namespace dropcert
