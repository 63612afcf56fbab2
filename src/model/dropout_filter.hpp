#pragma once

#include <optional>

#include "ball/double_ball.hpp"
#include "model/dropout_row.hpp"

namespace dropcert {

/// The sums of a row within double precision (compare ContributionSums).
struct ApproximateSums {
  DoubleBall positive, negative, squares;

  static ApproximateSums from(const ContributionSums& sums);
};

/// The numbers of a row, enclosed by doubles, and the verdict where they tell: nanoseconds instead of
/// microseconds. What is not decided here, exact arithmetic decides (deviation_ratio.hpp, dropout_row.hpp).
class DropoutFilter {
 public:
  explicit DropoutFilter(const DropoutNoise& noise);

  DoubleBall z0(const ApproximateSums& sums) const { return bias_ + (sums.positive - sums.negative); }
  DoubleBall deviation(const ApproximateSums& sums) const {
    return max(odds_ * sums.positive + sums.negative, sums.positive + odds_ * sums.negative);
  }
  DoubleBall radius(DoubleBall z0) const { return sqrt(pi_squared_ + z0 * z0); }
  /// R_2, see quadratic_approximation.
  DoubleBall quadratic(const ApproximateSums& sums, DoubleBall z0) const;

  /// Whether V^2 - z0^2 < pi^2. V^2 - z0^2 is the larger of ((1+r)N - b)(2P - (1-r)N + b) and ((1+r)P + b)(2N
  /// - (1-r)P - b), since V is the larger of P + rN and rP + N, and either factor is V - z0 or V + z0 for
  /// that V. In this form nothing cancels for same signs.
  std::optional<bool> converges(const ApproximateSums& sums) const { return less(excess(sums), pi_squared_); }
  /// V^2 - z0^2.
  DoubleBall excess(const ApproximateSums& sums) const;

 private:
  DoubleBall odds_, bias_, one_plus_odds_, one_minus_odds_, pi_squared_, half_odds_;
};

}  // namespace dropcert
