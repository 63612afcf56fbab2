#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ball/ball.hpp"
#include "model/noise.hpp"
#include "model/validity.hpp"

namespace dropcert::model {

/// The approximations R_k = sum_{j=2}^k c_j m_j of one model, c_j = A^(j)(z0)/j!, m_j = E Delta^j.
class Approximations {
 public:
  /// Takes the moments up to order `highest` + 2. Throws std::length_error beyond the limits of moments.hpp,
  /// std::invalid_argument for softmax.
  Approximations(const NoisyPredictor& predictor, Family family, unsigned long highest);

  /// R_k with about `precision` correct bits; 0 for k < 2. k at most `highest`.
  ball::Ball value(unsigned long k, ball::Bits precision) const;
  /// R_k where it is known to be rational.
  std::optional<exact::Rational> exact(unsigned long k) const;

  /// At least |R - R_k|, as a ball rounded up, whether or not the series converges, and why.
  struct Bound {
    ball::Ball most;
    std::string_view source;
  };
  /// The least of the bounds known, k >= 2; nullopt unless the family is logistic (or the difference is 0).
  ///   V < rho: rho^2 q^(k+1)/(4 (k+1)(1-q)), q = V/rho, from |c_n| <= rho^(2-n)/(4 n);
  ///   odd k = 2J-1: (4^J - 1)|B_2J| m_2J/(2J (2J)!), as |A^(2J)| is largest at 0;
  ///   k = 2: E|Delta|^3/(36 sqrt 3), as |A'''| <= 1/(6 sqrt 3);
  ///   even k: pi^(1-k) E|Delta|^(k+1)/(4 (k+1)), by |c_(k+1)(z)| <= rho(z)^(1-k)/(4 (k+1)), rho(z) >= pi;
  /// E|Delta|^(k+1) <= sqrt(m_k m_(k+2)) for even k (Cauchy and Schwarz).
  std::optional<Bound> bound(unsigned long k) const;

 private:
  ball::Ball coefficient_sum(unsigned long k, ball::Bits bits) const;

  NoisyPredictor predictor_;
  Family family_;
  std::vector<exact::Rational> moments_;
};

}  // namespace dropcert::model
