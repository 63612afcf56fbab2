#pragma once

#include <optional>
#include <vector>

#include "ball/ball.hpp"
#include "exact/rational.hpp"
#include "model/deviation_ratio.hpp"
#include "model/noise.hpp"
#include "model/validity.hpp"

namespace dropcert::model {

/// Sums of numbers: P, of the positive ones; N, of the moduli of the negative ones; and that of the squares.
struct ContributionSums {
  exact::Rational positive;
  exact::Rational negative;
  exact::Rational squares;

  void add(const exact::Rational& contribution);
  /// P + N.
  exact::Rational moduli() const { return positive + negative; }
};

ContributionSums sums_of(const std::vector<exact::Rational>& contributions);

/// The model of every row of a table: feature j contributes a_j = x_j beta_j to the predictor z0 = b + a_1 +
/// ... + a_d; the noise multiplies the features, or is added to them; the bias b never has any. What the
/// convergence and R_2 need of a row are the sums of its contributions.
struct RowModel {
  /// `weights` for noise that is added to the features, whose coefficients they are.
  RowModel(NoiseLaw noise, Family log_partition, exact::Rational undropped_bias,
           std::vector<exact::Rational> weights = {});
  /// Dropout and the logistic family. Throws std::domain_error unless 0 < probability < 1.
  RowModel(exact::Rational probability, exact::Rational undropped_bias);

  NoiseLaw law;
  Family family = Family::logistic;
  exact::Rational bias;
  std::optional<Range> unit_range;     ///< law.range()
  exact::Rational unit_variance;       ///< law.variance()
  std::vector<exact::Rational> added;  ///< the weights, if the noise is added to the features
  ContributionSums added_sums;         ///< theirs

  /// The sums of the coefficients of the noise in a row with these contributions.
  const ContributionSums& noised(const ContributionSums& row) const {
    return law.is_additive() ? added_sums : row;
  }
  /// The whole of a row.
  NoisyPredictor predictor(std::vector<exact::Rational> contributions) const;
};

/// z0 = b + P - N.
exact::Rational predictor(const ContributionSums& sums, const RowModel& model);

/// V = ess sup |Delta|; nullopt if it is infinite. With U in [-m, M]: max(M P + m N, m P + M N).
std::optional<exact::Rational> deviation(const ContributionSums& sums, const RowModel& model);

/// V with z0, for a finite V. Throws std::domain_error otherwise.
DeviationRatio deviation_ratio(const ContributionSums& sums, const RowModel& model);

/// Var Delta.
exact::Rational variance(const ContributionSums& sums, const RowModel& model);

/// R_2 = A''(z0) Var(Delta)/2, where it is known to be rational; and within about `precision` bits. Logistic:
/// A'' = w/(1+w)^2 with w = e^-|z0|.
std::optional<exact::Rational> rational_quadratic(const ContributionSums& sums, const RowModel& model);
ball::Ball quadratic_approximation(const ContributionSums& sums, const RowModel& model, ball::Bits precision);

/// The greatest constant k such that sum |c_j| <= k makes the series of the logistic family converge; for
/// bounded noise (std::domain_error otherwise). Dropout without a bias: pi sqrt(3-4 delta) for delta <= 2/3
/// and pi (1-delta)/sqrt(2 delta-1) beyond, sharp for two and more features (maximise (1+r) m (2M-(1-r)m), or
/// (1+r) M ((r-1)M+2m), on M + m = k). With a bias, and whatever it is, pi min(1, (1-delta)/delta): V <=
/// max(1,r) sum |a_j| <= pi <= rho, which the bias b = -sum a_j attains. Uniform noise of half width w: V = w
/// sum |a_j| <= pi, which rows with z0 = 0 attain.
ball::Ball sufficient_sum(const RowModel& model, ball::Bits precision);

/// The formula of sufficient_sum in words.
const char* sufficient_sum_formula(const RowModel& model);

}  // namespace dropcert::model
