#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <utility>

#include "ball/bits.hpp"
#include "exact/flint.hpp"
#include "exact/integer.hpp"
#include "exact/rational.hpp"

namespace dropcert::ball {

/// Balls are turned into exact rationals only while their binary exponents stay within this bound; beyond it
/// std::length_error is thrown.
inline constexpr long max_exact_exponent = 1L << 28;

/// A real number known to lie in [midpoint - radius, midpoint + radius] (Arb's arb_t, owned by value). Every
/// function of balls returns a ball that contains the function's value at every point of its arguments; a
/// ball that is not finite says that nothing is known, or that the function is undefined there. Moving
/// steals.
class Ball {
 public:
  Ball() { arb_init(value_); }
  template <std::integral T>
  Ball(T n) : Ball(exact::Integer(n)) {}
  template <std::floating_point T>
  Ball(T) = delete;  // a double never enters unseen
  explicit Ball(const exact::Integer& n) : Ball() { arb_set_fmpz(value_, n.raw()); }

  Ball(const Ball& other) : Ball() { arb_set(value_, other.value_); }
  Ball(Ball&& other) noexcept : Ball() { arb_swap(value_, other.value_); }
  Ball& operator=(const Ball& other) {
    arb_set(value_, other.value_);
    return *this;
  }
  Ball& operator=(Ball&& other) noexcept {
    arb_swap(value_, other.value_);
    return *this;
  }
  ~Ball() { arb_clear(value_); }

  /// A ball around q, exact if q is a dyadic number of that precision.
  static Ball from(const exact::Rational& q, Bits precision);
  /// A ball that contains [lo, hi]. Throws std::invalid_argument if lo > hi.
  static Ball hull(const exact::Rational& lo, const exact::Rational& hi, Bits precision);

  arb_struct* raw() noexcept { return value_; }
  const arb_struct* raw() const noexcept { return value_; }

  bool is_finite() const { return arb_is_finite(value_) != 0; }
  /// Radius 0.
  bool is_exact() const { return arb_is_exact(value_) != 0; }
  bool contains(const exact::Rational& q) const { return arb_contains_fmpq(value_, q.raw()) != 0; }
  bool contains(const Ball& other) const { return arb_contains(value_, other.value_) != 0; }
  bool contains_zero() const { return arb_contains_zero(value_) != 0; }
  /// -1, 0 or 1 if every number in the ball has that sign, else nullopt.
  std::optional<int> sign() const;
  /// The integer in the ball, if there is exactly one. Throws std::length_error beyond max_exact_exponent.
  std::optional<exact::Integer> unique_integer() const;

  /// The exact ball at the midpoint.
  Ball midpoint() const;
  /// The exact ball at the radius.
  Ball radius_ball() const;
  /// About -log2(radius / |midpoint|): the correct bits. Large and positive for exact balls.
  long relative_accuracy_bits() const { return arb_rel_accuracy_bits(value_); }
  /// The left and the right half; together they contain this ball, and they meet at the midpoint. Throws
  /// std::domain_error if the ball is not finite, std::length_error beyond max_exact_exponent.
  std::pair<Ball, Ball> split() const;

  /// The exact end points, dyadic rationals. Throw std::domain_error if the ball is not finite,
  /// std::length_error beyond max_exact_exponent.
  exact::Rational lower() const;
  exact::Rational upper() const;

  /// For messages only, like "[3.14159 +/- 2.66e-6]": depends on the radius. Throws std::invalid_argument
  /// unless 1 <= digits <= 10^6.
  std::string str(int digits) const;

 private:
  arb_t value_;
};

/// Comparisons: true or false if that holds for every pair of numbers in the balls, else nullopt.
std::optional<bool> less(const Ball& a, const Ball& b);
std::optional<bool> less_equal(const Ball& a, const Ball& b);
/// True only if both balls are exact, finite and the same; false if they are disjoint.
std::optional<bool> equal(const Ball& a, const Ball& b);
/// Whether the balls have a number in common.
bool overlaps(const Ball& a, const Ball& b);

/// Exact.
Ball neg(const Ball& a);
/// Exact but for the radius when the ball contains 0.
Ball abs(const Ball& a);
/// a * 2^exponent, exact.
Ball scale(const Ball& a, long exponent);

Ball add(const Ball& a, const Ball& b, Bits precision);
Ball sub(const Ball& a, const Ball& b, Bits precision);
Ball mul(const Ball& a, const Ball& b, Bits precision);
/// Not finite if b contains 0.
Ball div(const Ball& a, const Ball& b, Bits precision);
/// Not finite if a contains 0.
Ball inv(const Ball& a, Bits precision);
/// a^0 = 1, also for a = 0; not finite if a is not, or if the exponent is negative and a contains 0.
Ball pow(const Ball& a, long exponent, Bits precision);
/// Not finite if a has a negative number, unless the exponent is an integer.
Ball pow(const Ball& a, const exact::Rational& exponent, Bits precision);
/// Not finite if a has a negative number.
Ball sqrt(const Ball& a, Bits precision);
/// The non-negative n-th root. Not finite if a has a negative number. Throws std::invalid_argument for n = 0.
Ball root(const Ball& a, unsigned long n, Bits precision);

Ball exp(const Ball& a, Bits precision);
/// Not finite if a has a number that is not positive.
Ball log(const Ball& a, Bits precision);
/// log(1 + a), without cancellation near 0.
Ball log1p(const Ball& a, Bits precision);
/// exp(a) - 1, without cancellation near 0.
Ball expm1(const Ball& a, Bits precision);
Ball sin(const Ball& a, Bits precision);
Ball cos(const Ball& a, Bits precision);
Ball tanh(const Ball& a, Bits precision);
/// Not finite if a contains a pole.
Ball tan(const Ball& a, Bits precision);
Ball sinh(const Ball& a, Bits precision);
Ball cosh(const Ball& a, Bits precision);
Ball atan(const Ball& a, Bits precision);
/// Inverse sine and cosine. Not finite if a has a number beyond [-1, 1].
Ball asin(const Ball& a, Bits precision);
Ball acos(const Ball& a, Bits precision);
/// 2/sqrt(pi) times the integral of exp(-t^2) from 0 to a (DLMF 7.2.1).
Ball erf(const Ball& a, Bits precision);
/// 2/sqrt(pi) times the integral of exp(-t^2) from a to infinity (DLMF 7.2.2).
Ball erfc(const Ball& a, Bits precision);

/// Euler's gamma function, log|gamma| and the logarithmic derivative (DLMF 5.2). Not finite if a contains a
/// pole.
Ball gamma(const Ball& a, Bits precision);
Ball lgamma(const Ball& a, Bits precision);
Ball digamma(const Ball& a, Bits precision);
/// The sum of (a + j)^-k over j >= 0, k >= 2, a > 0 (DLMF 25.11).
Ball hurwitz_zeta(long k, const Ball& a, Bits precision);
/// The same for any s > 1.
Ball hurwitz_zeta(const exact::Rational& s, const Ball& a, Bits precision);

/// The Bessel function of the first kind of integer order (DLMF 10.2).
Ball bessel_j(long order, const Ball& a, Bits precision);

/// The logarithmic integral from 0 to a, its principal value for a > 1 (DLMF 6.2.8).
Ball li(const Ball& a, Bits precision);

Ball const_pi(Bits precision);
/// Euler's constant (DLMF 5.2.3), and Catalan's, the sum of (-1)^k/(2k + 1)^2.
Ball const_euler(Bits precision);
Ball const_catalan(Bits precision);
/// Riemann's zeta function at real s (DLMF 25.2). Not finite if s contains 1.
Ball zeta(const Ball& s, Bits precision);
/// zeta(n) for a non-negative integer n; not finite for n = 1.
Ball zeta_ui(unsigned long n, Bits precision);

Ball min(const Ball& a, const Ball& b, Bits precision);
Ball max(const Ball& a, const Ball& b, Bits precision);
/// A ball that contains both.
Ball hull(const Ball& a, const Ball& b, Bits precision);

}  // namespace dropcert::ball
