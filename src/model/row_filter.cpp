#include "model/row_filter.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

constexpr DoubleBall zero{0, 0};
constexpr DoubleBall one{1, 0};

DoubleBall sum_with(const std::optional<Range>& range, Rational Range::*end, long more) {
  return DoubleBall::from((range ? (*range).*end : Rational(0)) + Rational(more));
}

}  // namespace

ApproximateSums ApproximateSums::from(const ContributionSums& sums) {
  return {DoubleBall::from(sums.positive), DoubleBall::from(sums.negative), DoubleBall::from(sums.squares)};
}

RowFilter::RowFilter(const RowModel& model)
    : noise_(model.law.kind()),
      family_(model.family),
      bounded_(model.unit_range.has_value()),
      additive_(model.law.is_additive()),
      added_(ApproximateSums::from(model.added_sums)),
      bias_(DoubleBall::from(model.bias)),
      half_variance_(DoubleBall::from(model.unit_variance / Rational(2))),
      pi_squared_(DoubleBall::from(mul(const_pi(Bits(80)), const_pi(Bits(80)), Bits(80)))),
      up_(sum_with(model.unit_range, &Range::up, 0)),
      down_(sum_with(model.unit_range, &Range::down, 0)),
      up_plus_one_(sum_with(model.unit_range, &Range::up, 1)),
      up_minus_one_(sum_with(model.unit_range, &Range::up, -1)),
      down_plus_one_(sum_with(model.unit_range, &Range::down, 1)),
      down_minus_one_(sum_with(model.unit_range, &Range::down, -1)) {}

DoubleBall RowFilter::quadratic(const ApproximateSums& sums, DoubleBall z0) const {
  const DoubleBall half = half_variance_ * noised(sums).squares;
  if (family_ == Family::gaussian) return half;
  if (family_ == Family::gamma) return half / (z0 * z0);
  const DoubleBall w = exp_of_minus(abs(z0));
  if (family_ == Family::poisson) {
    const std::optional<bool> positive = less(zero, z0);
    if (!positive) return DoubleBall::unknown();
    return *positive ? half / w : half * w;
  }
  const DoubleBall denominator = one + w;
  return w / (denominator * denominator) * half;
}

DoubleBall RowFilter::excess(const ApproximateSums& sums) const {
  const DoubleBall& p = sums.positive;
  const DoubleBall& n = sums.negative;
  const DoubleBall first =
      (up_plus_one_ * n + down_minus_one_ * p - bias_) * (down_plus_one_ * p + up_minus_one_ * n + bias_);
  const DoubleBall second =
      (up_plus_one_ * p + down_minus_one_ * n + bias_) * (down_plus_one_ * n + up_minus_one_ * p - bias_);
  return max(first, second);
}

std::optional<bool> RowFilter::converges(const ApproximateSums& sums) const {
  if (family_ == Family::gaussian) return true;
  if (family_ == Family::poisson) return noise_ == Noise::laplace ? std::nullopt : std::optional<bool>(true);
  if (family_ == Family::gamma) {
    const std::optional<bool> is_finite = finite(sums);
    if (is_finite != true) return is_finite;
    return less(down_ * sums.positive + up_ * sums.negative, -z0(sums));
  }
  if (bounded_) return less(excess(sums), pi_squared_);
  if (surely_noisy(sums)) return false;
  return std::nullopt;
}

bool RowFilter::surely_noisy(const ApproximateSums& sums) const {
  return less(zero, noised(sums).squares) == true;
}

// Equality, which matters for the gamma family, is never told by doubles.
std::optional<bool> RowFilter::finite(const ApproximateSums& sums) const {
  if (family_ == Family::poisson && noise_ == Noise::laplace) return std::nullopt;
  if (family_ != Family::gamma) return true;
  const DoubleBall modulus = -z0(sums);
  if (less(zero, modulus) != true) return std::nullopt;
  if (bounded_) return less(up_ * sums.positive + down_ * sums.negative, modulus);
  if (surely_noisy(sums)) return false;
  return std::nullopt;
}

}  // namespace dropcert::model
