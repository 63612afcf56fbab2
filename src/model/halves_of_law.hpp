#pragma once

#include <cstddef>
#include <optional>

#include "ball/ball.hpp"
#include "model/dropout.hpp"
#include "model/interruption.hpp"

namespace dropcert::model {

/// Most features that contribute: two halves of 2^16 values.
inline constexpr std::size_t max_halved_features = 32;

/// The regulariser of a model with large contributions, where z~ = X + Y, X of one half of the features and
/// the bias, Y of the other half, each with at most 2^16 values. With A(z) = max(z, 0) + g(|z|), g(s) = log(1
/// + e^-s),
///     R = E max(X + Y, 0) + E g(|X + Y|) - A(z0),
/// the first mean from sums over Y's values in their order, the second from the pairs with |X + Y| <= 36, of
/// which there are few where the contributions are large. The signs are changed, which does not change R,
/// where z0 > 0: then nothing but A(z0) <= log 2 is subtracted.
///
/// The values are whole multiples of a unit 2^-f, so that sums and comparisons of them are exact;
/// probabilities are doubles. The errors, u = 2^-53, gamma_k = k u/(1 - k u), n features:
///  1. The bias and each a_j/(1-delta) are rounded to the unit: z~ moves by at most (n + 1)/2 units, and E
///  A(z~) by
///     no more, as 0 <= A' <= 1.
///  2. A probability is a product of at most 16 factors, rounded each and at each step; those of a pair are
///     within gamma_64 relatively. No product under- or overflows, as delta and 1 - delta are at least 2^-30.
///  3. E max(X + Y, 0) = sum_x p_x T(x), T(x) = x Q + M, Q and M the sums of q_y and q_y y over the y > -x.
///  These are
///     sums of at most 2^18 terms that carry their rounding errors along in a second double, wrong by at most
///     gamma_(2^18)^2 <= 2^-68 of the sum of moduli (Ogita, Rump, Oishi: Accurate sum and dot product, 2005).
///     As |x|, |y| <= 2^61 and sum q <= 2, T(x) is wrong by less than a unit, and then relatively by a few u.
///     The terms p_x T(x) are not negative.
///  4. g is a Taylor polynomial of degree 7 about the middle of a cell of width 1/16, within 8 u: the
///     remainder is at most sum_{m>=8} pi^(2-m)/(4 m) 32^-m < 3.1e-17 (proofs/README.md, pole_expansion), the
///     rest the roundings of coefficients and of Horner's rule, with g <= log 2. What lies beyond 36 adds at
///     most e^-36.
///
/// nullopt where it does not apply: more features, values too large or too small for it, more pairs than the
/// integral has steps. Cost: 2^(n/2) and the pairs. Throws Stopped.
std::optional<ball::Ball> regulariser_by_halves(const Dropout& model, StopFlag stop = nullptr);

}  // namespace dropcert::model
