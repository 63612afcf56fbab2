#include "ball/ball.hpp"

#if __has_include(<flint/arb.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

#include <stdexcept>

namespace dropcert::ball {

using namespace exact;

namespace {

void require_small(const Integer& exponent) {
  if (abs(exponent) > max_exact_exponent)
    throw std::length_error("a real number is too large or too small to be written as an exact fraction");
}

void require_exact_form(const arb_t x) {
  if (arb_is_finite(x) == 0) throw std::domain_error("a ball that is not finite has no end points");
  if (arf_is_zero(arb_midref(x)) == 0) {
    Integer exponent;
    fmpz_set(exponent.raw(), ARF_EXPREF(arb_midref(x)));
    require_small(exponent);
  }
  if (mag_is_zero(arb_radref(x)) == 0) {
    Integer exponent;
    fmpz_set(exponent.raw(), MAG_EXPREF(arb_radref(x)));
    require_small(exponent);
  }
}

Rational dyadic(const Integer& mantissa, const Integer& exponent) {
  return Rational(mantissa) * pow(Rational(2), exponent.to_long().value());
}

struct Interval {
  Integer lower, upper, exponent;  // [lower, upper] * 2^exponent
};

Interval exact_interval(const arb_t x) {
  require_exact_form(x);
  Interval result;
  arb_get_interval_fmpz_2exp(result.lower.raw(), result.upper.raw(), result.exponent.raw(), x);
  return result;
}

/// The shape shared by the functions of one ball.
template <typename Function>
Ball apply(Function f, const Ball& a, Bits precision) {
  Ball result;
  f(result.raw(), a.raw(), precision.value);
  return result;
}

/// The shape shared by the functions of two balls.
template <typename Function>
Ball apply(Function f, const Ball& a, const Ball& b, Bits precision) {
  Ball result;
  f(result.raw(), a.raw(), b.raw(), precision.value);
  return result;
}

std::optional<bool> decided(int holds, int fails) {
  if (holds != 0) return true;
  if (fails != 0) return false;
  return std::nullopt;
}

}  // namespace

Ball Ball::from(const Rational& q, Bits precision) {
  Ball result;
  arb_set_fmpq(result.value_, q.raw(), precision.value);
  return result;
}

Ball Ball::hull(const Rational& lo, const Rational& hi, Bits precision) {
  if (lo > hi) throw std::invalid_argument("an interval's lower end is above its upper end");
  return ball::hull(from(lo, precision), from(hi, precision), precision);
}

std::optional<int> Ball::sign() const {
  if (arb_is_positive(value_) != 0) return 1;
  if (arb_is_negative(value_) != 0) return -1;
  if (arb_is_zero(value_) != 0) return 0;
  return std::nullopt;
}

std::optional<Integer> Ball::unique_integer() const {
  if (!is_finite()) return std::nullopt;
  require_exact_form(value_);
  Integer n;
  if (arb_get_unique_fmpz(n.raw(), value_) == 0) return std::nullopt;
  return n;
}

Ball Ball::midpoint() const {
  Ball result;
  arb_get_mid_arb(result.value_, value_);
  return result;
}

Ball Ball::radius_ball() const {
  Ball result;
  arb_get_rad_arb(result.value_, value_);
  return result;
}

std::pair<Ball, Ball> Ball::split() const {
  require_exact_form(value_);
  const Ball quarter = scale(radius_ball(), -1);  // a quarter of the width
  Ball left;
  Ball right;
  arb_sub(left.value_, midpoint().raw(), quarter.raw(), ARF_PREC_EXACT);
  arb_add(right.value_, midpoint().raw(), quarter.raw(), ARF_PREC_EXACT);
  mag_mul_2exp_si(arb_radref(left.value_), arb_radref(value_), -1);
  mag_mul_2exp_si(arb_radref(right.value_), arb_radref(value_), -1);
  return {std::move(left), std::move(right)};
}

Rational Ball::lower() const {
  const Interval interval = exact_interval(value_);
  return dyadic(interval.lower, interval.exponent);
}

Rational Ball::upper() const {
  const Interval interval = exact_interval(value_);
  return dyadic(interval.upper, interval.exponent);
}

std::string Ball::str(int digits) const {
  if (digits < 1 || digits > 1'000'000)
    throw std::invalid_argument("a number of digits is not in 1..1000000");
  return take_string(arb_get_str(value_, digits, 0));
}

std::optional<bool> less(const Ball& a, const Ball& b) {
  return decided(arb_lt(a.raw(), b.raw()), arb_ge(a.raw(), b.raw()));
}

std::optional<bool> less_equal(const Ball& a, const Ball& b) {
  return decided(arb_le(a.raw(), b.raw()), arb_gt(a.raw(), b.raw()));
}

std::optional<bool> equal(const Ball& a, const Ball& b) {
  if (!a.is_finite() || !b.is_finite()) return std::nullopt;
  return decided(arb_eq(a.raw(), b.raw()), arb_ne(a.raw(), b.raw()));
}

bool overlaps(const Ball& a, const Ball& b) {
  return arb_overlaps(a.raw(), b.raw()) != 0;
}

Ball neg(const Ball& a) {
  Ball result;
  arb_neg(result.raw(), a.raw());
  return result;
}

Ball abs(const Ball& a) {
  Ball result;
  arb_abs(result.raw(), a.raw());
  return result;
}

Ball scale(const Ball& a, long exponent) {
  Ball result;
  arb_mul_2exp_si(result.raw(), a.raw(), exponent);
  return result;
}

Ball add(const Ball& a, const Ball& b, Bits precision) {
  return apply(arb_add, a, b, precision);
}
Ball sub(const Ball& a, const Ball& b, Bits precision) {
  return apply(arb_sub, a, b, precision);
}
Ball mul(const Ball& a, const Ball& b, Bits precision) {
  return apply(arb_mul, a, b, precision);
}
Ball div(const Ball& a, const Ball& b, Bits precision) {
  return apply(arb_div, a, b, precision);
}
Ball inv(const Ball& a, Bits precision) {
  return apply(arb_inv, a, precision);
}

Ball pow(const Ball& a, long exponent, Bits precision) {
  if (!a.is_finite()) return a;  // a^0 = 1 only where there is an a
  Ball result;
  arb_pow_fmpz(result.raw(), a.raw(), Integer(exponent).raw(), precision.value);
  return result;
}

Ball pow(const Ball& a, const Rational& exponent, Bits precision) {
  if (a.sign() == 0 && exponent.sign() > 0) return a;
  Ball result;
  arb_pow_fmpq(result.raw(), a.raw(), exponent.raw(), precision.value);
  return result;
}

Ball sqrt(const Ball& a, Bits precision) {
  return apply(arb_sqrt, a, precision);
}

Ball root(const Ball& a, unsigned long n, Bits precision) {
  if (n == 0) throw std::invalid_argument("there is no zeroth root");
  if (a.sign() == 0) return a;  // Arb knows no root of 0 above the second
  Ball result;
  arb_root_ui(result.raw(), a.raw(), n, precision.value);
  return result;
}

Ball exp(const Ball& a, Bits precision) {
  return apply(arb_exp, a, precision);
}
Ball log(const Ball& a, Bits precision) {
  return apply(arb_log, a, precision);
}
Ball log1p(const Ball& a, Bits precision) {
  return apply(arb_log1p, a, precision);
}
Ball expm1(const Ball& a, Bits precision) {
  return apply(arb_expm1, a, precision);
}
Ball sin(const Ball& a, Bits precision) {
  return apply(arb_sin, a, precision);
}
Ball cos(const Ball& a, Bits precision) {
  return apply(arb_cos, a, precision);
}
Ball tanh(const Ball& a, Bits precision) {
  return apply(arb_tanh, a, precision);
}
Ball tan(const Ball& a, Bits precision) {
  return apply(arb_tan, a, precision);
}
Ball sinh(const Ball& a, Bits precision) {
  return apply(arb_sinh, a, precision);
}
Ball cosh(const Ball& a, Bits precision) {
  return apply(arb_cosh, a, precision);
}
Ball atan(const Ball& a, Bits precision) {
  return apply(arb_atan, a, precision);
}
Ball asin(const Ball& a, Bits precision) {
  return apply(arb_asin, a, precision);
}
Ball acos(const Ball& a, Bits precision) {
  return apply(arb_acos, a, precision);
}
Ball erf(const Ball& a, Bits precision) {
  return apply(arb_hypgeom_erf, a, precision);
}

Ball erfc(const Ball& a, Bits precision) {
  return apply(arb_hypgeom_erfc, a, precision);
}

Ball gamma(const Ball& a, Bits precision) {
  return apply(arb_gamma, a, precision);
}

Ball lgamma(const Ball& a, Bits precision) {
  if (arb_is_positive(a.raw()) != 0) return apply(arb_lgamma, a, precision);
  return log(abs(gamma(a, precision)), precision);
}

Ball digamma(const Ball& a, Bits precision) {
  return apply(arb_digamma, a, precision);
}

Ball hurwitz_zeta(long k, const Ball& a, Bits precision) {
  Ball result;
  arb_hurwitz_zeta(result.raw(), Ball(k).raw(), a.raw(), precision.value);
  return result;
}

Ball hurwitz_zeta(const Rational& s, const Ball& a, Bits precision) {
  Ball result;
  arb_hurwitz_zeta(result.raw(), Ball::from(s, precision).raw(), a.raw(), precision.value);
  return result;
}

Ball bessel_j(long order, const Ball& a, Bits precision) {
  Ball result;
  arb_hypgeom_bessel_j(result.raw(), Ball(order).raw(), a.raw(), precision.value);
  return result;
}

Ball li(const Ball& a, Bits precision) {
  Ball result;
  constexpr int from_zero = 0;
  arb_hypgeom_li(result.raw(), a.raw(), from_zero, precision.value);
  return result;
}

Ball const_euler(Bits precision) {
  Ball result;
  arb_const_euler(result.raw(), precision.value);
  return result;
}

Ball const_catalan(Bits precision) {
  Ball result;
  arb_const_catalan(result.raw(), precision.value);
  return result;
}

Ball const_pi(Bits precision) {
  Ball result;
  arb_const_pi(result.raw(), precision.value);
  return result;
}

Ball zeta(const Ball& s, Bits precision) {
  return apply(arb_zeta, s, precision);
}

Ball zeta_ui(unsigned long n, Bits precision) {
  Ball result;
  arb_zeta_ui(result.raw(), n, precision.value);
  return result;
}

Ball min(const Ball& a, const Ball& b, Bits precision) {
  return apply(arb_min, a, b, precision);
}
Ball max(const Ball& a, const Ball& b, Bits precision) {
  return apply(arb_max, a, b, precision);
}
Ball hull(const Ball& a, const Ball& b, Bits precision) {
  return apply(arb_union, a, b, precision);
}

}  // namespace dropcert::ball
