#pragma once

#include <cstddef>
#include <vector>

#include "exact/rational.hpp"
#include "model/dropout.hpp"

namespace dropcert::model {

inline constexpr unsigned long max_moment_order = 2000;
inline constexpr std::size_t max_enumerated_features = 22;

/// The moments m_0, ..., m_{n_max} of Delta, exactly; m_n in units of pi^n if the contributions are in units
/// of pi. Delta is a sum of independent a_j (xi_j - 1), so its n-th cumulant is (sum_j a_j^n) kappa_n(xi -
/// 1); the moments follow from the cumulants by m_n = sum_{i=1}^n C(n-1, i-1) kappa_i m_{n-i}. Cost O(d n_max
/// + n_max^2) operations on integers. Throws std::length_error for n_max > max_moment_order.
std::vector<exact::Rational> moments(const Dropout& model, unsigned long n_max);

/// m_n = E Delta^n: the last of moments(model, n).
exact::Rational moment(const Dropout& model, unsigned long n);

/// The same moments as sums over all 2^d masks: the definition. Throws std::length_error for more than
/// max_enumerated_features features.
std::vector<exact::Rational> moments_by_enumeration(const Dropout& model, unsigned long n_max);

}  // namespace dropcert::model
