#include <algorithm>
#include <climits>
#include <cmath>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "ball/complex_ball.hpp"
#include "ball/magnitude.hpp"
#include "model/derivatives.hpp"
#include "model/enclosure.hpp"
#include "model/fixed_point.hpp"
#include "model/taylor_routes.hpp"
#include "model/taylor_sequence.hpp"

// Poles. Those below K(m) are summed at order m and the others bounded. K does not increase with m, so pole k
// serves the orders below an end_k, with end_0 = n + 1 and end_k not increasing in k. With rho_k = |a_k|, a_k
// = z + (2k+1) pi i, those left out, k >= K >= 1, add up to at most
//   sum_{k>=K} rho_k^-(m+1) <= rho_K^-(m-1) sum_{k>=K} rho_k^-2 <= rho_K^-(m-1) / (4 K pi^2),   m >= 1,
// as sum_{k>=K} (2k+1)^-2 <= 1/(4K): each term is at most the integral of (2x+1)^-2 over k - 1/2 <= x <= k +
// 1/2, the function being convex.
//
// One pole. x_m = Re a^-(m+1) satisfies x_(m+1) = q (2z x_m - x_(m-1)), q = rho^-2. Computed are integers X_m
// that stand for X_m 2^-(F + s_m), s_m = floor((m+1) L) with 2^L <= rho_0, so that |x_m| is below about 2^F
// units; s_m - s_j <= (m-j) L + 1. Let d_(m+1) be the defects of the recurrence at these numbers. Their
// errors e_m satisfy it with the defects on the right, and its solution that starts with 0, 1 is G_i = rho^-i
// sin((i+1) theta) / sin theta, |G_i| <= (i+1) rho^-i, so that by superposition
//   |e_m| <= sum_{j<=m} (m-j+1) rho^-(m-j) |d_j|,    d_f = e_f,   |d_(f+1)| <= |e_(f+1)| + 2 |e_f| / rho
// for the first order f (the last bound because q |z| <= 1/rho). In units of order m, as rho >= rho_0 >= 2^L
// and 2^(s_m - s_j) <= 2 (2^L)^(m-j), with D units for every defect from order f+2 on and c = m - f + 1:
//   |e_m| <= 2 c (5 |e_f| + |e_(f+1)|) + D c (c + 1).
// One step takes T = floor(Z X_m) - 2^(s_m - s_(m-1)) X_(m-1), Z near 2z, and X_(m+1) = floor(2^(s_(m+1) -
// s_m) Q T) with Q near q. What the first floor leaves, times q 2^(s_(m+1) - s_m) <= 2 rho_0/rho^2 < 1, is
// below 1 unit, the second floor 1, Q's error below the units that it has with |T| = 1, and Z's below its own
// times |X_m|.
namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

constexpr double pi_hint = 3.14159265358979;
constexpr long bits_of_the_power = 32;

/// The scale of the orders: one unit of order m is 2^-(fraction_bits + shift(m)).
class Units {
 public:
  Units(const Ball& z, long fraction_bits) : fraction_bits_(fraction_bits), log_(least_log_radius(z)) {}

  long fraction_bits() const { return fraction_bits_; }
  long shift(unsigned long m) const { return (static_cast<long>(m + 1) * log_) >> part_bits; }
  /// The integer nearest to x in units of order m, and by how many units it may miss a number in x.
  std::pair<Integer, Magnitude> rounded(const Ball& x, unsigned long m) const {
    const long bits = fraction_bits_ + shift(m);
    return {nearest_multiple(x, bits), Magnitude(add(scale(x.radius_ball(), bits), 1, Bits(64)))};
  }

 private:
  static constexpr int part_bits = 32;
  static constexpr long most_bits_an_order = 1024;

  /// L in units of 2^-part_bits.
  static long least_log_radius(const Ball& z) {
    const Bits bits(64);
    const Ball pi = const_pi(bits);
    const Ball modulus = least_modulus(z, bits);
    const Ball square = add(mul(modulus, modulus, bits), mul(pi, pi, bits), bits);
    const Ball twice = lower_end(div(log(square, bits), log(Ball(2), bits), bits), bits);
    Integer parts;
    arf_get_fmpz(parts.raw(), arb_midref(scale(twice, part_bits - 1).raw()), ARF_RND_FLOOR);
    return std::min(parts.to_long().value_or(LONG_MAX), most_bits_an_order << part_bits);
  }

  long fraction_bits_;
  long log_;
};

/// A multiple of 2^-bits near 2z, and a bound of how far that is from it.
struct TwiceZ {
  TwiceZ(const Ball& z, long most_bits) {
    const Ball middle = z.midpoint();
    bits = std::clamp(-last_bit(middle) - 1, 0L, most_bits);
    multiple = nearest_multiple(middle, bits + 1);
    error = Magnitude(sub(scale(z, 1), scale(Ball(multiple), -bits), Bits(64)));
  }

  /// The exponent of the last bit of an exact ball.
  static long last_bit(const Ball& x) {
    Integer mantissa;
    Integer exponent;
    arf_get_fmpz_2exp(mantissa.raw(), exponent.raw(), arb_midref(x.raw()));
    return exponent.to_long().value_or(LONG_MIN / 2);
  }
  long integer_bits() const { return static_cast<long>(multiple.bits()) - bits; }

  Integer multiple;
  long bits = 0;
  Magnitude error;
};

/// X_m, pole by pole.
class PoleNumbers {
 public:
  PoleNumbers(unsigned long first, unsigned long k, const Ball& z, const Units& units, const TwiceZ& twice_z,
              Bits bits)
      : units_(units), twice_z_(twice_z), order_(first + 1) {
    const Ball height = mul(Ball(2 * k + 1), const_pi(bits), bits);
    const ComplexBall inverse = inv(ComplexBall(z, height), bits);
    const ComplexBall power = pow(inverse, static_cast<long>(first + 1), bits);
    Magnitude of_first;
    Magnitude of_next;
    std::tie(last_, of_first) = units.rounded(power.re(), first);
    std::tie(now_, of_next) = units.rounded(mul(power, inverse, bits).re(), first + 1);
    first_errors_ = add(mul(Magnitude(Ball(5)), of_first), of_next);
    q_bits_ = bits_of_factors() + spare_bits;
    const Bits of_q(std::max(q_bits_, bits.value));
    const Ball q = inv(add(mul(z, z, of_q), mul(height, height, of_q), of_q), of_q);
    q_ = nearest_multiple(q, q_bits_);
    // Each shortening of Q adds at most a unit to what 2^-64 of it leaves of the error.
    defect_ = add(Magnitude(scale(q.radius_ball(), q_bits_)), Magnitude(Ball(5)));
    defect_ = add(defect_, mul(twice_z.error, Magnitude(scale(Ball(1), units.fraction_bits() + 2))));
  }

  /// The number of order m, where m is the first order and rises by advance().
  const Integer& value() const { return last_; }

  void advance() {
    shorten_q();
    fmpz_mul(t_.raw(), twice_z_.multiple.raw(), now_.raw());
    fmpz_fdiv_q_2exp(t_.raw(), t_.raw(), static_cast<ulong>(twice_z_.bits));
    fmpz_mul_2exp(last_.raw(), last_.raw(), static_cast<ulong>(rise(order_ - 1)));
    t_ -= last_;
    const long up = rise(order_);
    sound_ = sound_ && static_cast<long>(t_.bits()) + up <= q_bits_ &&
             static_cast<long>(now_.bits()) <= units_.fraction_bits() + 2;
    fmpz_mul(last_.raw(), t_.raw(), q_.raw());
    fmpz_fdiv_q_2exp(last_.raw(), last_.raw(), static_cast<ulong>(q_bits_ - up));
    std::swap(last_, now_);
    ++order_;
  }

  /// A bound of the errors of the first `count` numbers, in units of theirs.
  Magnitude error(unsigned long count) const {
    Magnitude bound = mul(Magnitude(Ball(2 * count)), first_errors_);
    bound = add(bound, mul(Magnitude(Ball(Integer(count) * Integer(count + 1))), defect_));
    if (!sound_) mag_inf(bound.raw());
    return bound;
  }

 private:
  /// More than (m+1)-fold growth needs, m <= max_series_order.
  static constexpr long spare_bits = 32;

  long rise(unsigned long m) const { return units_.shift(m + 1) - units_.shift(m); }

  /// T has about that many, and later ones hardly more.
  long bits_of_factors() const {
    const auto last = static_cast<long>(last_.bits()) + rise(order_ - 1);
    const auto now = static_cast<long>(now_.bits()) + std::max(0L, twice_z_.integer_bits());
    return std::max(last, now) + rise(order_) + 2;
  }

  /// The numbers of all poles but the first grow shorter, and so may Q.
  void shorten_q() {
    const long drop = q_bits_ - bits_of_factors() - spare_bits;
    if (drop < 64) return;
    fmpz_fdiv_q_2exp(q_.raw(), q_.raw(), static_cast<ulong>(drop));
    q_bits_ -= drop;
  }

  const Units& units_;
  const TwiceZ& twice_z_;
  unsigned long order_;  // of now_
  Integer last_, now_;   // X of the order before and of this one
  Integer q_, t_;
  long q_bits_ = 0;  // Q is a multiple of 2^-q_bits_
  Magnitude first_errors_, defect_;
  bool sound_ = true;  // what the bound of the defects relies on was so in every step
};

class PoleSums {
 public:
  PoleSums(unsigned long first, unsigned long n, const Ball& z, long bits)
      : first_(first),
        z_(z),
        bits_(bits),
        log_radius_(std::log2(std::hypot(pi_hint, modulus_hint(z)))),
        units_(z, bits),
        twice_z_(z, bits + 8),
        sum_(n + 1 - first),
        left_out_(n + 1 - first) {}

  std::vector<Ball> operator()() {
    unsigned long end = first_ + sum_.size();
    for (unsigned long k = 0; end > first_; ++k) {
      const unsigned long next = std::min(end, end_of_pole(k));
      if (k > 0) leave_out(k, next, end);
      end = next;
      if (end > first_) add_pole(k, end);
    }
    std::vector<Ball> b;
    b.reserve(sum_.size());
    for (std::size_t i = 0; i < sum_.size(); ++i) {
      const unsigned long m = first_ + i;
      Ball sum(sum_[i]);
      widen(sum, error_);
      sum = scale(sum, -units_.fraction_bits() - units_.shift(m));
      widen(sum, left_out_[i]);
      b.push_back(scale(m % 2 == 0 ? sum : neg(sum), 1));
    }
    return b;
  }

 private:
  /// How many bits an order pole k falls faster than pole 0.
  double bits_an_order(unsigned long k) const {
    const double height = (2 * static_cast<double>(k) + 1) * pi_hint;
    return std::log2(std::hypot(height, modulus_hint(z_))) - log_radius_;
  }

  /// The working precision of the first two orders of a pole.
  Bits bits_needed(unsigned long k) const {
    const double bits = static_cast<double>(bits_) - static_cast<double>(first_ + 1) * bits_an_order(k);
    return Bits(static_cast<long>(std::max(0.0, bits)) + bits_of_the_power);
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
    PoleNumbers numbers(first_, k, z_, units_, twice_z_, bits_needed(k));
    for (unsigned long m = first_;; ++m) {
      sum_[m - first_] += numbers.value();
      if (m + 1 == end) break;
      numbers.advance();
    }
    error_ = add(error_, numbers.error(end - first_));
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
      left_out_[m - first_] = add(left_out_[m - first_], bound);
      bound = mul(bound, decay);
    }
  }

  unsigned long first_;
  const Ball& z_;
  long bits_;
  double log_radius_;
  Units units_;
  TwiceZ twice_z_;
  std::vector<Integer> sum_;         // in units of their order
  Magnitude error_;                  // of each, in these units
  std::vector<Magnitude> left_out_;  // the bound of the poles left out
};

}  // namespace

std::vector<Ball> taylor_sequence_by_poles(unsigned long first, unsigned long n, const Ball& z,
                                           Bits precision) {
  if (first < 1) throw std::domain_error("the pole expansion of all coefficients starts at order 1");
  if (first > n) return {};
  if (!z.is_finite()) return std::vector<Ball>(n + 1 - first, indeterminate());
  const double poles = std::exp2(static_cast<double>(precision.value) / static_cast<double>(first + 1));
  const auto guard = static_cast<long>(8 + 2 * std::log2(static_cast<double>(n) + 2) +
                                       std::log2(1 + std::min(poles, static_cast<double>(max_route_terms))));
  return PoleSums(first, n, z, precision.value + guard)();
}

}  // namespace dropcert::model
