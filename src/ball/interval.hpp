// Real intervals with exact ends: what a ball would swell beyond an end stays within it.
#pragma once

#include <optional>

#include "ball/ball.hpp"

namespace dropcert::ball {

/// All real numbers from low to high, dyadic numbers or infinite. Every function of intervals returns one
/// that contains the function's value at every point of its arguments at which it is defined; ends are
/// rounded outwards. A product of 0 and an infinite end is 0: the end is no number of the interval.
class Interval {
 public:
  /// [0, 0].
  Interval() {
    arf_init(low_);
    arf_init(high_);
  }
  static Interval whole();
  /// [0, oo).
  static Interval nonnegative();
  static Interval between_integers(long low, long high);
  /// [end, end].
  static Interval at(const arf_struct* end);
  /// The least with ends of that precision.
  static Interval from(const exact::Rational& q, Bits precision);
  static Interval from(const exact::Rational& low, const exact::Rational& high, Bits precision);
  /// The whole line if the ball is not finite.
  static Interval from(const Ball& ball, Bits precision);

  Interval(const Interval& other) : Interval() {
    arf_set(low_, other.low_);
    arf_set(high_, other.high_);
  }
  Interval(Interval&& other) noexcept : Interval() { swap(other); }
  Interval& operator=(const Interval& other) {
    arf_set(low_, other.low_);
    arf_set(high_, other.high_);
    return *this;
  }
  Interval& operator=(Interval&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Interval() {
    arf_clear(low_);
    arf_clear(high_);
  }

  arf_struct* low() noexcept { return low_; }
  const arf_struct* low() const noexcept { return low_; }
  arf_struct* high() noexcept { return high_; }
  const arf_struct* high() const noexcept { return high_; }

  bool is_finite() const { return arf_is_finite(low_) != 0 && arf_is_finite(high_) != 0; }
  bool is_zero() const { return arf_is_zero(low_) != 0 && arf_is_zero(high_) != 0; }
  bool contains_zero() const { return arf_sgn(low_) <= 0 && arf_sgn(high_) >= 0; }
  bool is_positive() const { return arf_sgn(low_) > 0; }
  bool is_negative() const { return arf_sgn(high_) < 0; }
  bool is_nonnegative() const { return arf_sgn(low_) >= 0; }
  bool is_nonpositive() const { return arf_sgn(high_) <= 0; }
  bool contains(const Interval& other) const {
    return arf_cmp(low_, other.low_) <= 0 && arf_cmp(other.high_, high_) <= 0;
  }

  /// The ends as exact balls; an infinite one is not finite.
  Ball low_ball() const;
  Ball high_ball() const;
  /// A ball that contains it; not finite if it is not.
  Ball ball(Bits precision) const;

 private:
  void swap(Interval& other) noexcept {
    arf_swap(low_, other.low_);
    arf_swap(high_, other.high_);
  }

  arf_t low_{}, high_{};
};

Interval neg(const Interval& a);
Interval abs(const Interval& a);
Interval add(const Interval& a, const Interval& b, Bits precision);
Interval sub(const Interval& a, const Interval& b, Bits precision);
Interval mul(const Interval& a, const Interval& b, Bits precision);
/// 1/a; from 0 on, towards infinity, if 0 is an end, the whole line if it lies inside.
Interval inv(const Interval& a, Bits precision);
Interval div(const Interval& a, const Interval& b, Bits precision);
Interval pow(const Interval& a, long exponent, Bits precision);
/// exponent > 0: on a >= 0; exponent < 0: on a > 0. The rest of a is left out.
Interval pow(const Interval& a, const exact::Rational& exponent, Bits precision);
/// The n-th root, on all of a for odd n, on a >= 0 for even n.
Interval root(const Interval& a, unsigned long n, Bits precision);

Interval exp(const Interval& a, Bits precision);
/// On a > 0.
Interval log(const Interval& a, Bits precision);
Interval sin(const Interval& a, Bits precision);
Interval cos(const Interval& a, Bits precision);
Interval tanh(const Interval& a, Bits precision);
Interval erfc(const Interval& a, Bits precision);
Interval erf(const Interval& a, Bits precision);
Interval sinh(const Interval& a, Bits precision);
Interval cosh(const Interval& a, Bits precision);
/// The whole line if a pole may lie in it.
Interval tan(const Interval& a, Bits precision);
Interval atan(const Interval& a, Bits precision);
/// On the part of a in [-1, 1].
Interval asin(const Interval& a, Bits precision);

/// The Bessel function of the first kind, of integer order.
Interval bessel_j(long order, const Interval& a, Bits precision);

using BallFunction = Ball (*)(const Ball&, Bits);
/// f of an interval on which it does not decrease, from balls at the ends. Where an end is infinite, or f has
/// no finite value at it, the result reaches to that end of `bounds`, which contains all values of f.
Interval increasing(BallFunction f, const Interval& a, const Interval& bounds, Bits precision);
/// The same for an f that does not increase.
Interval decreasing(BallFunction f, const Interval& a, const Interval& bounds, Bits precision);

Interval min(const Interval& a, const Interval& b);
Interval max(const Interval& a, const Interval& b);
/// The least that contains both.
Interval hull(const Interval& a, const Interval& b);
/// What both contain; where enclosures of one number leave nothing, `a`.
Interval intersection(const Interval& a, const Interval& b);

}  // namespace dropcert::ball
