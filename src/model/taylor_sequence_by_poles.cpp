#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "ball/complex_ball.hpp"
#include "ball/magnitude.hpp"
#include "model/derivatives.hpp"
#include "model/enclosure.hpp"
#include "model/taylor_routes.hpp"
#include "model/taylor_sequence.hpp"

// Poles. Those below K(m) are summed at order m and the others bounded. K does not increase with m, so pole k
// serves the orders below an end_k, with end_0 = n + 1 and end_k not increasing in k. With rho_k = |a_k|, a_k
// = z + (2k+1) pi i, those left out, k >= K >= 1, add up to at most
//   sum_{k>=K} rho_k^-(m+1) <= rho_K^-(m-1) sum_{k>=K} rho_k^-2 <= rho_K^-(m-1) / (4 K pi^2),   m >= 1,
// as sum_{k>=K} (2k+1)^-2 <= 1/(4K): each term is at most the integral of (2x+1)^-2 over k - 1/2 <= x <= k +
// 1/2, the function being convex.
//
// One pole. x_m = Re a^-(m+1) satisfies x_(m+1) = q (2z x_m - x_(m-1)), q = rho^-2: one long product an order
// where z is short. Computed are numbers X_m; a ball evaluation of the right side at X_m and X_(m-1) gives
// X_(m+1) as its midpoint and a bound of the defect d_(m+1) = X_(m+1) - q (2z X_m - X_(m-1)) as its radius.
// The errors e_m = X_m - x_m satisfy the recurrence with the defects on the right, and its solution that
// starts with 0, 1 is G_i = rho^-i sin((i+1) theta) / sin theta, |G_i| <= (i+1) rho^-i, so that by
// superposition
//   |e_m| <= sum_{j<=m} (m-j+1) rho^-(m-j) |d_j|  =: B_m,    d_f = e_f,   |d_(f+1)| <= |e_(f+1)| + 2 |e_f| /
//   rho
// for the first order f (the last bound because q |z| <= 1/rho). With A_m = sum_{j<=m} rho^-(m-j) |d_j|,
//   A_(m+1) = A_m / rho + |d_(m+1)|,   B_(m+1) = B_m / rho + A_(m+1).
namespace dropcert {
namespace {

constexpr double pi_hint = 3.14159265358979;
constexpr double fewest_bits = 24;

/// Re a^-(m+1) for m = first, first + 1, ..., with a bound of the error of each.
class PolePowers {
 public:
  PolePowers(unsigned long first, const Ball& z, unsigned long k, Bits bits) : twice_z_(scale(z, 1)) {
    const Ball height = mul(Ball(2 * k + 1), const_pi(bits), bits);
    const ComplexBall inverse = inv(ComplexBall(z, height), bits);
    const ComplexBall power = pow(inverse, static_cast<long>(first + 1), bits);
    square_ = inv(add(mul(z, z, bits), mul(height, height, bits), bits), bits);
    decay_ = Magnitude(sqrt(square_, Bits(64)));
    now_ = power.re();
    next_ = mul(power, inverse, bits).re();
    now_error_ = take_radius(now_);
    const Magnitude error = take_radius(next_);
    sum_ = add(mul(decay_, now_error_), add(error, mul(mul(decay_, now_error_), Magnitude(Ball(2)))));
    next_error_ = add(mul(decay_, now_error_), sum_);
  }

  const Ball& value() const { return now_; }
  const Magnitude& error() const { return now_error_; }

  /// On to the next order, the one after it to about that many bits.
  void advance(Bits bits) {
    square_ = rounded(square_, bits);
    Ball after = mul(square_, sub(mul(twice_z_, next_, bits), now_, bits), bits);
    sum_ = add(mul(decay_, sum_), take_radius(after));
    now_error_ = std::exchange(next_error_, add(mul(decay_, next_error_), sum_));
    now_ = std::exchange(next_, std::move(after));
  }

 private:
  Ball twice_z_;
  Ball square_;                       // q
  Magnitude decay_;                   // 1/rho
  Ball now_, next_;                   // X_m, X_(m+1), exact
  Magnitude now_error_, next_error_;  // B_m, B_(m+1)
  Magnitude sum_;                     // A_(m+1)
};

class PoleSums {
 public:
  PoleSums(unsigned long first, unsigned long n, const Ball& z, long bits)
      : first_(first),
        z_(z),
        bits_(bits),
        log_radius_(std::log2(std::hypot(pi_hint, modulus_hint(z)))),
        sum_(n + 1 - first) {}

  std::vector<Ball> operator()() {
    unsigned long end = first_ + sum_.size();
    for (unsigned long k = 0; end > first_; ++k) {
      const unsigned long next = std::min(end, end_of_pole(k));
      if (k > 0) leave_out(k, next, end);
      end = next;
      if (end > first_) add_pole(k, end);
    }
    for (std::size_t i = 0; i < sum_.size(); ++i)
      sum_[i] = scale((first_ + i) % 2 == 0 ? sum_[i] : neg(sum_[i]), 1);
    return std::move(sum_);
  }

 private:
  /// How many bits an order pole k falls faster than pole 0.
  double bits_an_order(unsigned long k) const {
    const double height = (2 * static_cast<double>(k) + 1) * pi_hint;
    return std::log2(std::hypot(height, modulus_hint(z_))) - log_radius_;
  }

  Bits bits_needed(double an_order, unsigned long m) const {
    const double bits = static_cast<double>(bits_) - static_cast<double>(m + 1) * an_order;
    return Bits(static_cast<long>(std::max(fewest_bits, bits)));
  }

  /// end_k: the first order that needs nothing of pole k.
  unsigned long end_of_pole(unsigned long k) const {
    const unsigned long all = first_ + sum_.size();
    if (k == 0) return all;
    if (k >= max_route_terms) return first_;
    const double orders = static_cast<double>(bits_) / bits_an_order(k);
    return orders >= static_cast<double>(all) ? all : std::max(first_, static_cast<unsigned long>(orders));
  }

  void add_pole(unsigned long k, unsigned long end) {
    const double an_order = bits_an_order(k);
    PolePowers power(first_, z_, k, bits_needed(an_order, first_));
    for (unsigned long m = first_;; ++m) {
      Ball& sum = sum_[m - first_];
      sum = add(sum, power.value(), Bits(bits_));
      widen(sum, power.error());
      if (m + 1 == end) break;
      power.advance(bits_needed(an_order, m + 2));
    }
  }

  /// Widens the sums of the orders from, ..., to-1 by the bound of the poles from k on.
  void leave_out(unsigned long k, unsigned long from, unsigned long to) {
    if (from >= to) return;
    const Bits bits(64);
    const Ball pi = const_pi(bits);
    const Ball height = mul(Ball(2 * k + 1), pi, bits);
    const Magnitude decay(sqrt(inv(add(mul(z_, z_, bits), mul(height, height, bits), bits), bits), bits));
    Magnitude bound =
        mul(pow(decay, from - 1), Magnitude(inv(mul(mul(pi, pi, bits), Ball(4 * k), bits), bits)));
    for (unsigned long m = from; m < to; ++m) {
      widen(sum_[m - first_], bound);
      bound = mul(bound, decay);
    }
  }

  unsigned long first_;
  const Ball& z_;
  long bits_;
  double log_radius_;
  std::vector<Ball> sum_;
};

}  // namespace

std::vector<Ball> taylor_sequence_by_poles(unsigned long first, unsigned long n, const Ball& z,
                                           Bits precision) {
  if (first < 1) throw std::domain_error("The pole expansion of all coefficients starts at order 1.");
  if (first > n) return {};
  if (!z.is_finite()) return std::vector<Ball>(n + 1 - first, indeterminate());
  const auto guard = static_cast<long>(16 + 4 * std::log2(static_cast<double>(n) + 2));
  return PoleSums(first, n, z, precision.value + guard)();
}

}  // namespace dropcert
