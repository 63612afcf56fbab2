#pragma once

#include <cstddef>
#include <vector>

#include "exact/rational.hpp"

namespace dropcert::model {

/// A linear predictor under dropout. Feature j contributes a_j = x_j beta_j to z0 = bias + a_1 + ... + a_d;
/// its noise xi_j is 0 with probability delta and 1/(1-delta) otherwise, independently of the others. The
/// noised predictor is z~ = bias + sum_j a_j xi_j, and Delta = z~ - z0 has mean 0. A bias is never dropped.
struct Dropout {
  /// Throws std::invalid_argument if the list is empty, std::domain_error unless 0 < delta < 1.
  Dropout(std::vector<exact::Rational> list, exact::Rational probability, bool units_of_pi = false,
          exact::Rational undropped = 0);

  std::vector<exact::Rational> contributions;  ///< the a_j, or a_j/pi
  exact::Rational delta;                       ///< probability that a feature is dropped
  bool in_units_of_pi = false;  ///< the contributions are the a_j times pi, and so for the bias
  exact::Rational bias;         ///< in the units of the contributions

  std::size_t size() const { return contributions.size(); }
  /// r = delta/(1-delta): a kept feature moves the predictor by r a_j, a dropped one by -a_j.
  exact::Rational odds() const;
  /// P, the sum of the positive contributions, in the units of the contributions.
  exact::Rational positive_sum() const;
  /// N >= 0, the sum of the moduli of the negative contributions, in the units of the contributions.
  exact::Rational negative_sum() const;
  /// z0 = bias + P - N, in the units of the contributions.
  exact::Rational z0() const;
};

}  // namespace dropcert::model
