#include "check/interval.hpp"

#include <algorithm>
#include <utility>

namespace dropcert::check {

namespace {

using Function = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

Interval settled(Interval a) {
  if (mpfr_nan_p(a.low()) || mpfr_nan_p(a.high())) return Interval(mpfr_get_prec(a.low()));
  return a;
}

// MPFR rounds each of these functions correctly, in the direction asked for.
Interval increasing(Function f, const Interval& a, Bits bits) {
  Interval result(bits);
  f(result.low(), a.low(), MPFR_RNDD);
  f(result.high(), a.high(), MPFR_RNDU);
  return settled(std::move(result));
}

Interval decreasing(Function f, const Interval& a, Bits bits) {
  Interval result(bits);
  f(result.low(), a.high(), MPFR_RNDD);
  f(result.high(), a.low(), MPFR_RNDU);
  return settled(std::move(result));
}

// sin or cos: |f(x) - f(m)| <= |x - m|.
Interval lipschitz(Function f, const Interval& a, Bits bits) {
  Interval middle = midpoint(a, bits);
  Interval deviation = absolute(subtract(a, middle, bits));
  mpfr_neg(deviation.low(), deviation.high(), MPFR_RNDD);
  Interval result = add(increasing(f, middle, bits), deviation, bits);
  return minimum(maximum(result, Interval(-1, bits)), Interval(1, bits));
}

int point_sigmoid(mpfr_ptr result, mpfr_srcptr z, mpfr_rnd_t rounding) {
  mpfr_rnd_t opposite = rounding == MPFR_RNDD ? MPFR_RNDU : MPFR_RNDD;
  mpfr_neg(result, z, opposite);
  mpfr_exp(result, result, opposite);
  mpfr_add_ui(result, result, 1, opposite);
  return mpfr_ui_div(result, 1, result, rounding);
}

int point_softplus(mpfr_ptr result, mpfr_srcptr z, mpfr_rnd_t rounding) {
  mpfr_exp(result, z, rounding);
  return mpfr_log1p(result, result, rounding);
}

Interval whole(const Interval& a) {
  return Interval(mpfr_get_prec(a.low()));
}

}  // namespace

Interval::Interval(Bits bits) {
  mpfr_init2(low_, bits);
  mpfr_init2(high_, bits);
  mpfr_set_inf(low_, -1);
  mpfr_set_inf(high_, 1);
}

Interval::Interval(const mpq_class& value, Bits bits) : Interval(bits) {
  mpfr_set_q(low_, value.get_mpq_t(), MPFR_RNDD);
  mpfr_set_q(high_, value.get_mpq_t(), MPFR_RNDU);
}

Interval::Interval(const Interval& other) {
  mpfr_init2(low_, mpfr_get_prec(other.low_));
  mpfr_init2(high_, mpfr_get_prec(other.high_));
  mpfr_set(low_, other.low_, MPFR_RNDD);
  mpfr_set(high_, other.high_, MPFR_RNDU);
}

Interval::Interval(Interval& other, std::nullptr_t) {
  mpfr_init2(low_, MPFR_PREC_MIN);
  mpfr_init2(high_, MPFR_PREC_MIN);
  mpfr_swap(low_, other.low_);
  mpfr_swap(high_, other.high_);
}

Interval& Interval::operator=(Interval other) noexcept {
  mpfr_swap(low_, other.low_);
  mpfr_swap(high_, other.high_);
  return *this;
}

Interval::~Interval() {
  mpfr_clear(low_);
  mpfr_clear(high_);
}

Interval pi(Bits bits) {
  Interval result(bits);
  mpfr_const_pi(result.low(), MPFR_RNDD);
  mpfr_const_pi(result.high(), MPFR_RNDU);
  return result;
}

Interval add(const Interval& a, const Interval& b, Bits bits) {
  Interval result(bits);
  mpfr_add(result.low(), a.low(), b.low(), MPFR_RNDD);
  mpfr_add(result.high(), a.high(), b.high(), MPFR_RNDU);
  return settled(std::move(result));
}

Interval subtract(const Interval& a, const Interval& b, Bits bits) {
  Interval result(bits);
  mpfr_sub(result.low(), a.low(), b.high(), MPFR_RNDD);
  mpfr_sub(result.high(), a.high(), b.low(), MPFR_RNDU);
  return settled(std::move(result));
}

Interval multiply(const Interval& a, const Interval& b, Bits bits) {
  if (!a.is_finite() || !b.is_finite()) return Interval(bits);
  if (mpfr_sgn(a.high()) < 0) return negate(multiply(negate(a), b, bits));
  if (mpfr_sgn(b.high()) < 0) return negate(multiply(a, negate(b), bits));
  Interval result(bits);
  if (mpfr_sgn(a.low()) >= 0 || mpfr_sgn(b.low()) >= 0) {
    // At least one factor is not negative. The least product takes the greatest of it if the other has
    // negatives.
    mpfr_srcptr left = mpfr_sgn(b.low()) >= 0 ? a.low() : a.high();
    mpfr_srcptr right = mpfr_sgn(a.low()) >= 0 ? b.low() : b.high();
    mpfr_mul(result.low(), left, right, MPFR_RNDD);
    mpfr_mul(result.high(), a.high(), b.high(), MPFR_RNDU);
    return settled(std::move(result));
  }
  Interval other(bits);  // both contain 0 inside
  mpfr_mul(result.low(), a.low(), b.high(), MPFR_RNDD);
  mpfr_mul(other.low(), a.high(), b.low(), MPFR_RNDD);
  mpfr_min(result.low(), result.low(), other.low(), MPFR_RNDD);
  mpfr_mul(result.high(), a.low(), b.low(), MPFR_RNDU);
  mpfr_mul(other.high(), a.high(), b.high(), MPFR_RNDU);
  mpfr_max(result.high(), result.high(), other.high(), MPFR_RNDU);
  return settled(std::move(result));
}

Interval divide(const Interval& a, const Interval& b, Bits bits) {
  if (b.contains_zero() || !b.is_finite()) return Interval(bits);
  Interval inverse(bits);
  mpfr_ui_div(inverse.low(), 1, b.high(), MPFR_RNDD);
  mpfr_ui_div(inverse.high(), 1, b.low(), MPFR_RNDU);
  return multiply(a, inverse, bits);
}

Interval negate(const Interval& a) {
  Interval result = a;
  mpfr_swap(result.low(), result.high());
  mpfr_neg(result.low(), result.low(), MPFR_RNDD);
  mpfr_neg(result.high(), result.high(), MPFR_RNDU);
  return result;
}

Interval absolute(const Interval& a) {
  if (mpfr_sgn(a.low()) >= 0) return a;
  Interval turned = negate(a);
  if (mpfr_sgn(a.high()) <= 0) return turned;
  Interval result = maximum(a, turned);
  mpfr_set_zero(result.low(), 1);
  return result;
}

Interval minimum(const Interval& a, const Interval& b) {
  return negate(maximum(negate(a), negate(b)));
}

Interval maximum(const Interval& a, const Interval& b) {
  Interval result(std::max(mpfr_get_prec(a.low()), mpfr_get_prec(b.low())));
  mpfr_max(result.low(), a.low(), b.low(), MPFR_RNDD);
  mpfr_max(result.high(), a.high(), b.high(), MPFR_RNDU);
  return result;
}

Interval power(const Interval& a, long n, Bits bits) {
  if (n < 0) return divide(Interval(1, bits), power(a, -n, bits), bits);
  if (n == 0) return Interval(1, bits);
  if (n % 2 == 0 && mpfr_sgn(a.low()) < 0) return power(absolute(a), n, bits);
  Interval result(bits);
  mpfr_pow_ui(result.low(), a.low(), static_cast<unsigned long>(n), MPFR_RNDD);
  mpfr_pow_ui(result.high(), a.high(), static_cast<unsigned long>(n), MPFR_RNDU);
  return settled(std::move(result));
}

Interval root(const Interval& a, unsigned long n, Bits bits) {
  if (mpfr_sgn(a.low()) < 0) return whole(a);
  Interval result(bits);
  mpfr_rootn_ui(result.low(), a.low(), n, MPFR_RNDD);
  mpfr_rootn_ui(result.high(), a.high(), n, MPFR_RNDU);
  return settled(std::move(result));
}

Interval exp(const Interval& a, Bits bits) {
  return increasing(mpfr_exp, a, bits);
}
Interval log(const Interval& a, Bits bits) {
  return mpfr_sgn(a.low()) > 0 ? increasing(mpfr_log, a, bits) : whole(a);
}
Interval sin(const Interval& a, Bits bits) {
  return lipschitz(mpfr_sin, a, bits);
}
Interval cos(const Interval& a, Bits bits) {
  return lipschitz(mpfr_cos, a, bits);
}
Interval tanh(const Interval& a, Bits bits) {
  return increasing(mpfr_tanh, a, bits);
}
Interval erfc(const Interval& a, Bits bits) {
  return decreasing(mpfr_erfc, a, bits);
}
Interval zeta(const Interval& a, Bits bits) {
  return mpfr_cmp_ui(a.low(), 1) > 0 ? decreasing(mpfr_zeta, a, bits) : whole(a);
}
Interval sigmoid(const Interval& a, Bits bits) {
  return increasing(point_sigmoid, a, bits);
}
Interval softplus(const Interval& a, Bits bits) {
  return increasing(point_softplus, a, bits);
}

Interval midpoint(const Interval& a, Bits bits) {
  Interval result(bits);
  mpfr_add(result.low(), a.low(), a.high(), MPFR_RNDN);
  mpfr_div_2ui(result.low(), result.low(), 1, MPFR_RNDN);
  mpfr_set(result.high(), result.low(), MPFR_RNDN);
  return settled(std::move(result));
}

std::optional<int> sign(const Interval& a) {
  if (mpfr_sgn(a.low()) > 0) return 1;
  if (mpfr_sgn(a.high()) < 0) return -1;
  if (a.is_zero()) return 0;
  return std::nullopt;
}

}  // namespace dropcert::check
