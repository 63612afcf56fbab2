#pragma once

#include "ball/ball.hpp"

namespace dropcert::model {

/// A number that |b_n(x)| = |p^(n)(x)/n!| does not exceed for any real x in z; n >= 1, z finite. The least of
///     rho^(1-n)/4 with rho = sqrt(pi^2 + x^2), from the pole expansion (equality at n = 1, x = 0), and
///     s^-n / (e^(|x|-s) - 1) for an s in (0, |x|), by Cauchy's estimate on the circle of radius s around
///     -|x|, where |p(w)| <= e^(Re w) / (1 - e^(Re w)): the better one where n is below |x|.
/// Exact ball, rounded up. Throws std::domain_error for n = 0.
ball::Ball taylor_bound(unsigned long n, const ball::Ball& z, ball::Bits precision);

}  // namespace dropcert::model
