#pragma once

#include <vector>

#include "exact/rational.hpp"
#include "model/noise.hpp"

namespace dropcert::model {

/// E Delta^n for n = 0, ..., n_max, exactly, from the cumulants: those of U are 0 but for n = 2 if U is
/// normal, B_n (2 w)^n/n (n even) if it is uniform on [-w, w], and 2 (n-1)! b^n (n even) if it is Laplace of
/// scale b; those of Delta are sum_j c_j^n times as large. Dropout: see moments.hpp. Throws std::length_error
/// beyond max_moment_order. Cost O(d n_max + n_max^2) operations on rational numbers.
std::vector<exact::Rational> moments(const NoisyPredictor& predictor, unsigned long n_max);

}  // namespace dropcert::model
