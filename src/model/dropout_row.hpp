#pragma once

#include "ball/ball.hpp"
#include "exact/rational.hpp"
#include "model/deviation_ratio.hpp"

namespace dropcert {

/// The noise on every row of a table: feature j contributes a_j = x_j beta_j to the predictor z0 = b + a_1 +
/// ... + a_d and is dropped with probability delta, independently; the bias b never is.
struct DropoutNoise {
  /// Throws std::domain_error unless 0 < delta < 1.
  DropoutNoise(Rational probability, Rational undropped_bias);

  Rational delta;
  Rational bias;
  Rational odds;  ///< r = delta/(1-delta)
};

/// What the criterion and R_2 need of a row: P, the sum of its positive contributions; N, that of the moduli
/// of its negative ones; and the sum of their squares.
struct ContributionSums {
  Rational positive;
  Rational negative;
  Rational squares;

  void add(const Rational& contribution);
  /// P + N.
  Rational moduli() const { return positive + negative; }
};

/// z0 = b + P - N.
Rational predictor(const ContributionSums& sums, const DropoutNoise& noise);

/// V = max(r P + N, P + r N), with z0.
DeviationRatio deviation_ratio(const ContributionSums& sums, const DropoutNoise& noise);

/// R_2 = A''(z0) Var(Delta)/2 = w/(1+w)^2 r sum(a_j^2)/2 with w = e^-|z0|.
Ball quadratic_approximation(const ContributionSums& sums, const DropoutNoise& noise, Bits precision);

/// The greatest constant k such that sum |a_j| <= k makes the series converge. Without a bias it is pi
/// sqrt(3-4 delta) for delta <= 2/3 and pi (1-delta)/sqrt(2 delta-1) beyond, sharp for two and more features
/// (maximise (1+r) m (2M-(1-r)m), or (1+r) M ((r-1)M+2m), on M + m = k). With a bias, and whatever it is, pi
/// min(1, (1-delta)/delta): V <= max(1,r) sum |a_j| <= pi <= rho, which the bias b = -sum a_j attains.
Ball sufficient_sum(const DropoutNoise& noise, Bits precision);

/// The formula of sufficient_sum in words.
const char* sufficient_sum_formula(const DropoutNoise& noise);

}  // namespace dropcert
