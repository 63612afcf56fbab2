#pragma once

#include <optional>

#include "ball/double_ball.hpp"
#include "model/row_model.hpp"

namespace dropcert::model {

/// Sums within double precision (compare ContributionSums).
struct ApproximateSums {
  ball::DoubleBall positive, negative, squares;

  static ApproximateSums from(const ContributionSums& sums);
};

/// The numbers of a row, enclosed by doubles, and the verdict where they tell: nanoseconds instead of
/// microseconds. What is not decided here, exact arithmetic decides (row_model.hpp, validity.hpp).
class RowFilter {
 public:
  explicit RowFilter(const RowModel& model);

  ball::DoubleBall z0(const ApproximateSums& sums) const { return bias_ + (sums.positive - sums.negative); }
  /// V, for bounded noise.
  ball::DoubleBall deviation(const ApproximateSums& row) const {
    const ApproximateSums& sums = noised(row);
    return max(up_ * sums.positive + down_ * sums.negative, down_ * sums.positive + up_ * sums.negative);
  }
  /// That of the logistic or the gamma family.
  ball::DoubleBall radius(ball::DoubleBall z0) const {
    return family_ == Family::logistic ? sqrt(pi_squared_ + z0 * z0) : -z0;
  }
  /// R_2, see quadratic_approximation.
  ball::DoubleBall quadratic(const ApproximateSums& sums, ball::DoubleBall z0) const;

  /// Whether the series converges: for bounded noise and the logistic family, V^2 - z0^2 < pi^2. V is the
  /// larger of two sums, and V^2 - z0^2 that of (V - z0)(V + z0) for either, each factor a sum in which
  /// nothing cancels for same signs. Where the noise is unbounded, only rows without any converge.
  std::optional<bool> converges(const ApproximateSums& sums) const;
  /// Whether R is finite and defined; of the gamma family, whether surely z0 < 0 as well.
  std::optional<bool> finite(const ApproximateSums& sums) const;
  /// V^2 - z0^2, for bounded noise, all of which multiplies the features.
  ball::DoubleBall excess(const ApproximateSums& sums) const;

  /// Whether there is noise at all, if doubles tell: they never tell that there is none.
  bool surely_noisy(const ApproximateSums& sums) const;

 private:
  const ApproximateSums& noised(const ApproximateSums& row) const { return additive_ ? added_ : row; }

  Noise noise_;
  Family family_;
  bool bounded_, additive_;
  ApproximateSums added_;
  ball::DoubleBall bias_, half_variance_, pi_squared_;
  ball::DoubleBall up_, down_, up_plus_one_, up_minus_one_, down_plus_one_, down_minus_one_;
};

}  // namespace dropcert::model
