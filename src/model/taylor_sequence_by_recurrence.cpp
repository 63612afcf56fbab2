#include <algorithm>
#include <cmath>
#include <utility>

#include "ball/magnitude.hpp"
#include "model/taylor_routes.hpp"
#include "model/taylor_sequence.hpp"

// With w = e^-|z|, the coefficients of g(t) = p(|z| + t) are those of 1/h, h_0 = 1 + w and h_k = w (-1)^k/k!.
// Exact numbers G_0, ..., G_n are computed by G_m = -(h_1 G_(m-1) + ... + h_m G_0)/h_0 with the midpoints H_k
// of the balls h_k: the ball of the right side has G_m as its midpoint, and H_0 times its radius bounds the
// coefficient m of 1 - H G. Let |a| = sum |a_k| s^k, k <= n, for a number s near rho, by whose powers the
// coefficients decrease; |a b| <= |a| |b| for products cut off at order n. With the sum R of those bounds, so
// weighted, and of |h - H| |G|, r = 1 - h G has |r| <= R, and
//   g - G = G r/(1 - r),    |g - G| <= |G| R/(1 - R)    for R < 1,
// of which s^-m times bounds the error of G_m. Unlike radii, these defects are not multiplied from order to
// order.
namespace dropcert::model {

using namespace ball;

namespace {

/// s, a multiple of 1/16, and 1/s from above.
struct Weights {
  explicit Weights(double modulus) {
    const Ball exact = scale(Ball(static_cast<long>(16 * std::min(std::hypot(3.14, modulus), 1e12))), -4);
    s = Magnitude(exact);
    inverse = Magnitude(inv(exact, Bits(64)));
  }

  Magnitude s, inverse;
};

/// h_0, ..., h_n from w.
std::vector<Ball> denominator(unsigned long n, const Ball& w, Bits bits) {
  std::vector<Ball> h;
  h.reserve(n + 1);
  h.push_back(add(1, w, bits));
  Ball term = w;
  for (unsigned long k = 1; k <= n; ++k) {
    arb_div_ui(term.raw(), term.raw(), k, bits.value);
    arb_neg(term.raw(), term.raw());
    h.push_back(term);
  }
  return h;
}

/// b_0, ..., b_n at |z|, from w.
std::vector<Ball> right_of_zero(unsigned long n, const Ball& w, const Weights& weights, Bits bits) {
  std::vector<Ball> h = denominator(n, w, bits);
  const Ball inverse = inv(h[0].midpoint(), bits);
  std::vector<Ball> g;
  g.reserve(n + 1);
  Magnitude of_h;    // |h - H|
  Magnitude of_g;    // |G|
  Magnitude defect;  // |1 - H G|/H_0
  Magnitude weight(Ball(1));
  for (unsigned long m = 0; m <= n; ++m) {
    of_h = add(of_h, mul(weight, take_radius(h[m])));
    Ball next = inverse;
    if (m > 0) {
      // The balls of a vector are Arb's structures side by side.
      static_assert(sizeof(Ball) == sizeof(arb_struct));
      arb_dot(next.raw(), nullptr, 1, h[1].raw(), 1, g[m - 1].raw(), -1, static_cast<slong>(m), bits.value);
      arb_mul(next.raw(), next.raw(), inverse.raw(), bits.value);
    }
    defect = add(defect, mul(weight, take_radius(next)));
    of_g = add(of_g, mul(weight, Magnitude(next)));
    weight = mul(weight, weights.s);
    g.push_back(std::move(next));
  }
  const Magnitude r = add(mul(defect, Magnitude(h[0])), mul(of_h, of_g));
  Magnitude error = mul(mul(of_g, r), Magnitude(Ball(2)));  // R/(1 - R) <= 2 R
  if (mag_cmp_2exp_si(r.raw(), -1) > 0) mag_inf(error.raw());
  for (Ball& b : g) {
    widen(b, error);
    error = mul(error, weights.inverse);
  }
  return g;
}

}  // namespace

std::vector<Ball> taylor_sequence_by_recurrence(unsigned long n, const Ball& z, Bits precision) {
  const bool turned = z.sign() == -1;
  const long guard = 16 + static_cast<long>(2 * std::log2(static_cast<double>(n) + 1));
  const Bits bits(std::min(precision.value + guard, Bits::most));
  const Ball w = exp(turned ? z : neg(z), bits);
  std::vector<Ball> b = right_of_zero(n, w, Weights(modulus_hint(z)), bits);
  if (turned) {  // p(-x) = 1 - p(x) = e^-x p(x)
    for (unsigned long m = 2; m <= n; m += 2) b[m] = neg(b[m]);
    b[0] = mul(b[0], w, bits);
  }
  return b;
}

}  // namespace dropcert::model
