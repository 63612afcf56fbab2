#include "ball/interval.hpp"

#include <algorithm>

namespace dropcert::ball {

using namespace exact;

namespace {

// a * b rounded, where 0 times infinity is 0.
void product(arf_t result, const arf_t a, const arf_t b, Bits precision, arf_rnd_t round) {
  if (arf_is_zero(a) != 0 || arf_is_zero(b) != 0)
    arf_zero(result);
  else
    arf_mul(result, a, b, precision.value, round);
}

// From the low end of one to the high end of the other.
Interval between(const Interval& low, const Interval& high) {
  Interval result;
  arf_set(result.low(), low.low());
  arf_set(result.high(), high.high());
  return result;
}

// At an infinite end, all of the bounds.
Interval value_at_end(BallFunction f, const Ball& end, const Interval& bounds, Bits precision) {
  if (!end.is_finite()) return bounds;
  return intersection(Interval::from(f(end, precision), precision), bounds);
}

// The part of a that is not negative.
Interval nonnegative_part(const Interval& a) {
  Interval result = a;
  if (arf_sgn(result.low()) < 0) arf_zero(result.low());
  if (arf_sgn(result.high()) < 0) arf_zero(result.high());
  return result;
}

// floor(x / pi + shift/2); nullopt if not known.
std::optional<Integer> half_turns(const arf_struct* x, int shift, Bits precision) {
  Ball quotient;
  Ball at;
  arb_set_arf(at.raw(), x);
  quotient = div(at, const_pi(precision), precision);
  arb_t half;
  arb_init(half);
  arb_set_si(half, shift);
  arb_mul_2exp_si(half, half, -1);
  arb_add(quotient.raw(), quotient.raw(), half, precision.value);
  arb_clear(half);
  Ball whole;
  arb_floor(whole.raw(), quotient.raw(), precision.value);
  if (!whole.is_exact()) return std::nullopt;
  return whole.unique_integer();
}

// sin (shift 1: extrema where x/pi + 1/2 is an integer) or cos (shift 0: where x/pi is one). `first` tells
// whether the extremum of an even number is a maximum.
Interval wave(BallFunction f, const Interval& a, int shift, bool even_is_maximum, Bits precision) {
  const Interval all = Interval::between_integers(-1, 1);
  if (!a.is_finite()) return all;
  constexpr long most_exponent = 1L << 16;
  if (arf_cmpabs_2exp_si(a.low(), most_exponent) > 0 || arf_cmpabs_2exp_si(a.high(), most_exponent) > 0)
    return all;
  const Bits working(precision.value + 16);
  const std::optional<Integer> first = half_turns(a.low(), shift, working);
  const std::optional<Integer> last = half_turns(a.high(), shift, working);
  if (!first || !last) return intersection(Interval::from(f(a.ball(precision), precision), precision), all);
  const Interval ends = hull(Interval::from(f(a.low_ball(), precision), precision),
                             Interval::from(f(a.high_ball(), precision), precision));
  Interval result = intersection(ends, all);
  const Integer count = *last - *first;  // extrema in (low, high]
  if (count.sign() <= 0) return result;
  if (count > Integer(1)) return all;
  const bool is_even = fmpz_is_even(last->raw()) != 0;
  if (is_even == even_is_maximum)
    arf_one(result.high());
  else
    arf_set_si(result.low(), -1);
  return result;
}

}  // namespace

Interval Interval::whole() {
  Interval result;
  arf_neg_inf(result.low_);
  arf_pos_inf(result.high_);
  return result;
}

Interval Interval::nonnegative() {
  Interval result;
  arf_pos_inf(result.high_);
  return result;
}

Interval Interval::between_integers(long low, long high) {
  Interval result;
  arf_set_si(result.low_, low);
  arf_set_si(result.high_, high);
  return result;
}

Interval Interval::at(const arf_struct* end) {
  Interval result;
  arf_set(result.low_, end);
  arf_set(result.high_, end);
  return result;
}

Interval Interval::from(const Rational& q, Bits precision) {
  return from(Ball::from(q, precision), precision);
}

Interval Interval::from(const Rational& low, const Rational& high, Bits precision) {
  return between(from(low, precision), from(high, precision));
}

Interval Interval::from(const Ball& ball, Bits precision) {
  if (!ball.is_finite()) return whole();
  Interval result;
  arb_get_lbound_arf(result.low_, ball.raw(), precision.value);
  arb_get_ubound_arf(result.high_, ball.raw(), precision.value);
  return result;
}

Ball Interval::low_ball() const {
  Ball result;
  arb_set_arf(result.raw(), low_);
  return result;
}

Ball Interval::high_ball() const {
  Ball result;
  arb_set_arf(result.raw(), high_);
  return result;
}

Ball Interval::ball(Bits precision) const {
  Ball result;
  if (is_finite())
    arb_set_interval_arf(result.raw(), low_, high_, precision.value);
  else
    arb_indeterminate(result.raw());
  return result;
}

Interval neg(const Interval& a) {
  Interval result;
  arf_neg(result.low(), a.high());
  arf_neg(result.high(), a.low());
  return result;
}

Interval abs(const Interval& a) {
  if (a.is_nonnegative()) return a;
  if (a.is_nonpositive()) return neg(a);
  Interval result;
  arf_neg(result.high(), a.low());
  if (arf_cmp(a.high(), result.high()) > 0) arf_set(result.high(), a.high());
  return result;
}

Interval add(const Interval& a, const Interval& b, Bits precision) {
  Interval result;
  arf_add(result.low(), a.low(), b.low(), precision.value, ARF_RND_FLOOR);
  arf_add(result.high(), a.high(), b.high(), precision.value, ARF_RND_CEIL);
  return result;
}

Interval sub(const Interval& a, const Interval& b, Bits precision) {
  return add(a, neg(b), precision);
}

Interval mul(const Interval& a, const Interval& b, Bits precision) {
  Interval result;
  if (a.is_zero() || b.is_zero()) return result;
  auto put = [&](const arf_struct* x, const arf_struct* y, const arf_struct* z, const arf_struct* w) {
    product(result.low(), x, y, precision, ARF_RND_FLOOR);
    product(result.high(), z, w, precision, ARF_RND_CEIL);
  };
  if (a.is_nonnegative()) {
    put(b.is_nonnegative() ? a.low() : a.high(), b.low(), b.is_nonpositive() ? a.low() : a.high(), b.high());
  } else if (a.is_nonpositive()) {
    put(b.is_nonpositive() ? a.high() : a.low(), b.high(), b.is_nonnegative() ? a.high() : a.low(), b.low());
  } else if (b.is_nonnegative()) {
    put(a.low(), b.high(), a.high(), b.high());
  } else if (b.is_nonpositive()) {
    put(a.high(), b.low(), a.low(), b.low());
  } else {
    put(a.low(), b.high(), a.low(), b.low());
    Interval other;
    product(other.low(), a.high(), b.low(), precision, ARF_RND_FLOOR);
    product(other.high(), a.high(), b.high(), precision, ARF_RND_CEIL);
    return hull(result, other);
  }
  return result;
}

Interval inv(const Interval& a, Bits precision) {
  if (arf_sgn(a.low()) < 0 && arf_sgn(a.high()) > 0) return Interval::whole();
  if (a.is_zero()) return Interval::whole();
  Interval result;
  if (a.is_nonpositive()) return neg(inv(neg(a), precision));
  if (arf_is_zero(a.low()) != 0)
    arf_pos_inf(result.high());
  else
    arf_ui_div(result.high(), 1, a.low(), precision.value, ARF_RND_CEIL);
  if (arf_is_pos_inf(a.high()) == 0) arf_ui_div(result.low(), 1, a.high(), precision.value, ARF_RND_FLOOR);
  return result;
}

Interval div(const Interval& a, const Interval& b, Bits precision) {
  if (b.is_negative()) return div(neg(a), neg(b), precision);
  if (!b.is_positive() || arf_is_pos_inf(b.high()) != 0) return mul(a, inv(b, precision), precision);
  Interval result;
  arf_div(result.low(), a.low(), a.is_nonnegative() ? b.high() : b.low(), precision.value, ARF_RND_FLOOR);
  arf_div(result.high(), a.high(), a.is_nonpositive() ? b.high() : b.low(), precision.value, ARF_RND_CEIL);
  return result;
}

Interval pow(const Interval& a, long exponent, Bits precision) {
  if (exponent < 0) return inv(pow(a, -exponent, precision), precision);
  if (exponent == 0) return Interval::between_integers(1, 1);
  if (exponent == 1) return a;
  if (exponent % 2 == 0 && !a.is_nonnegative()) return pow(abs(a), exponent, precision);
  auto at = [&](const Ball& end) {
    if (!end.is_finite()) return Interval::at(arb_midref(end.raw()));  // an infinite end stays one
    return Interval::from(pow(end, exponent, precision), precision);
  };
  return between(at(a.low_ball()), at(a.high_ball()));
}

Interval pow(const Interval& a, const Rational& exponent, Bits precision) {
  if (exponent.sign() < 0) return inv(pow(a, -exponent, precision), precision);
  const Interval base = nonnegative_part(a);
  auto at = [&](const Ball& end) {
    if (!end.is_finite()) return between(Interval(), Interval::nonnegative());
    if (end.sign() == 0) return Interval();
    return intersection(Interval::from(pow(end, exponent, precision), precision), Interval::nonnegative());
  };
  return between(at(base.low_ball()), at(base.high_ball()));
}

Interval root(const Interval& a, unsigned long n, Bits precision) {
  if (n % 2 == 0) {
    const Interval base = nonnegative_part(a);
    return pow(base, Rational(Integer(1), Integer(n)), precision);
  }
  if (a.is_nonnegative()) return pow(a, Rational(Integer(1), Integer(n)), precision);
  if (a.is_nonpositive()) return neg(root(neg(a), n, precision));
  Interval below;
  Interval above;
  arf_neg(below.high(), a.low());
  arf_set(above.high(), a.high());
  return between(neg(root(below, n, precision)), root(above, n, precision));
}

// |J_n| <= 1 and |J_n'| <= 1 (DLMF 10.14.1, and 10.6.1 for the derivative).
Interval bessel_j(long order, const Interval& a, Bits precision) {
  const Interval all = Interval::between_integers(-1, 1);
  if (!a.is_finite()) return all;
  constexpr long greatest_exponent = 30;
  const Ball ball = a.ball(precision);
  if (arf_cmpabs_2exp_si(arb_midref(ball.raw()), greatest_exponent) > 0) return all;
  const Interval at = Interval::from(bessel_j(order, ball.midpoint(), precision), precision);
  const Interval error = mul(all, Interval::from(ball.radius_ball(), precision), precision);
  return intersection(add(at, error, precision), all);
}

Interval increasing(BallFunction f, const Interval& a, const Interval& bounds, Bits precision) {
  return between(value_at_end(f, a.low_ball(), bounds, precision),
                 value_at_end(f, a.high_ball(), bounds, precision));
}

Interval decreasing(BallFunction f, const Interval& a, const Interval& bounds, Bits precision) {
  return between(value_at_end(f, a.high_ball(), bounds, precision),
                 value_at_end(f, a.low_ball(), bounds, precision));
}

Interval exp(const Interval& a, Bits precision) {
  if (arf_is_neg_inf(a.high()) != 0) return {};
  return increasing(ball::exp, a, Interval::nonnegative(), precision);
}

Interval log(const Interval& a, Bits precision) {
  return increasing(ball::log, nonnegative_part(a), Interval::whole(), precision);
}

Interval sin(const Interval& a, Bits precision) {
  return wave(ball::sin, a, 1, false, precision);
}

Interval cos(const Interval& a, Bits precision) {
  return wave(ball::cos, a, 0, true, precision);
}

Interval tanh(const Interval& a, Bits precision) {
  return increasing(ball::tanh, a, Interval::between_integers(-1, 1), precision);
}

Interval erfc(const Interval& a, Bits precision) {
  return decreasing(ball::erfc, a, Interval::between_integers(0, 2), precision);
}

Interval erf(const Interval& a, Bits precision) {
  return increasing(ball::erf, a, Interval::between_integers(-1, 1), precision);
}

Interval sinh(const Interval& a, Bits precision) {
  return increasing(ball::sinh, a, Interval::whole(), precision);
}

Interval cosh(const Interval& a, Bits precision) {
  Interval bounds = Interval::between_integers(1, 1);
  arf_pos_inf(bounds.high());
  return increasing(ball::cosh, abs(a), bounds, precision);
}

Interval tan(const Interval& a, Bits precision) {
  if (cos(a, precision).contains_zero()) return Interval::whole();
  return increasing(ball::tan, a, Interval::whole(), precision);
}

Interval atan(const Interval& a, Bits precision) {
  const Interval most = Interval::from(scale(const_pi(precision), -1), precision);
  return increasing(ball::atan, a, between(neg(most), most), precision);
}

Interval asin(const Interval& a, Bits precision) {
  const Interval one = Interval::between_integers(-1, 1);
  const Interval most = Interval::from(scale(const_pi(precision), -1), precision);
  return increasing(ball::asin, min(max(a, Interval::at(one.low())), Interval::at(one.high())),
                    between(neg(most), most), precision);
}

Interval min(const Interval& a, const Interval& b) {
  Interval result;
  arf_min(result.low(), a.low(), b.low());
  arf_min(result.high(), a.high(), b.high());
  return result;
}

Interval max(const Interval& a, const Interval& b) {
  Interval result;
  arf_max(result.low(), a.low(), b.low());
  arf_max(result.high(), a.high(), b.high());
  return result;
}

Interval hull(const Interval& a, const Interval& b) {
  Interval result;
  arf_min(result.low(), a.low(), b.low());
  arf_max(result.high(), a.high(), b.high());
  return result;
}

Interval intersection(const Interval& a, const Interval& b) {
  Interval result;
  arf_max(result.low(), a.low(), b.low());
  arf_min(result.high(), a.high(), b.high());
  return arf_cmp(result.low(), result.high()) > 0 ? a : result;
}

}  // namespace dropcert::ball
