#pragma once

#include <optional>
#include <vector>

#include "ball/ball.hpp"
#include "exact/rational.hpp"
#include "model/dropout.hpp"

namespace dropcert::model {

/// R_k = sum_{j=2}^k c_j m_j, the approximation of order k of the regulariser: c_j = A^(j)(z0)/j!, m_j = E
/// Delta^j. 0 for k < 2. Throws std::length_error for k > max_moment_order. Cost as moments, and all Taylor
/// coefficients up to order k.
ball::Ball partial_regulariser(unsigned long k, const Dropout& model, ball::Bits precision);

/// R_0, ..., R_k from one pass over moments and coefficients, for about the cost of R_k alone. The working
/// precision is raised, a bounded number of times, until each has about `precision` correct bits; a sum very
/// near to 0 may stay wider. Throws as above.
std::vector<ball::Ball> partial_regularisers(unsigned long k, const Dropout& model, ball::Bits precision);

/// R_k as a rational number where it is known to be one: z0 = 0 and contributions not in units of pi, or k <
/// 2, or no noise.
std::optional<exact::Rational> partial_regulariser_exact(unsigned long k, const Dropout& model);

}  // namespace dropcert::model
