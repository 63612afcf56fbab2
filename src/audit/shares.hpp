// What each feature has of V and of the regulariser.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "exact/integer.hpp"
#include "exact/rational.hpp"

namespace dropcert::audit {

/// Feature j's part of a row's V is what it adds to it in the worst case, of R_2 its part c_j^2 of the
/// variance, and the same part of R, which does not fall into parts of its own. Sums over rows, in units of
/// 2^-120, each part cut to a double before: about the first thirteen digits are sure.
struct FeatureShares {
  struct Share {
    exact::Integer v;          ///< of the parts of V, each of its row's V
    exact::Integer beyond;     ///< the same over the rows that diverge
    exact::Integer quadratic;  ///< of the parts of R_2
    exact::Integer r;          ///< of the parts of R

    std::array<exact::Integer*, 4> parts() { return {&v, &beyond, &quadratic, &r}; }
    std::array<const exact::Integer*, 4> parts() const { return {&v, &beyond, &quadratic, &r}; }
  };
  std::vector<Share> features;         ///< in the order of the weights; none where they were not asked for
  std::uint64_t rows = 0, beyond = 0;  ///< with noise; of them those that diverge

  /// Adds a row: the parts of V and of the variance of its features, in any unit; R and R_2 of the row, about
  /// (r 0 where it is not known). Rows without noise do not count.
  void count(const std::vector<double>& v, const std::vector<double>& variance, double r2, double r,
             bool diverges);
  void add(const FeatureShares& other);

  /// The parts of all features, about; 0 where there is nothing.
  struct Parts {
    double v = 0, beyond = 0, quadratic = 0, r = 0;
  };
  std::vector<Parts> relative() const;
};

}  // namespace dropcert::audit
