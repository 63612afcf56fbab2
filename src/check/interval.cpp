#include "check/interval.hpp"

#include <algorithm>

namespace dropcert::check {

namespace {

constexpr mpfr_rnd_t down = MPFR_RNDD;
constexpr mpfr_rnd_t up = MPFR_RNDU;

mpfr_rnd_t opposite(mpfr_rnd_t side) {
  return side == down ? up : down;
}

// The interval whose ends compute(end, side) puts there, each rounded to its own side.
template <class Compute>
Interval enclose(Bits bits, Compute compute) {
  Interval result(bits);
  for (mpfr_rnd_t side : {down, up}) compute(result.end(side), side);
  if (mpfr_nan_p(result.low()) || mpfr_nan_p(result.high())) return Interval(bits);
  return result;
}

int point_sigmoid(mpfr_ptr result, mpfr_srcptr z, mpfr_rnd_t side) {
  mpfr_neg(result, z, opposite(side));
  mpfr_exp(result, result, opposite(side));
  mpfr_add_ui(result, result, 1, opposite(side));
  return mpfr_ui_div(result, 1, result, side);
}

int point_softplus(mpfr_ptr result, mpfr_srcptr z, mpfr_rnd_t side) {
  mpfr_exp(result, z, side);
  return mpfr_log1p(result, result, side);
}

Interval hull(const Interval& a, const Interval& b) {
  return enclose(a.bits(), [&](mpfr_ptr end, mpfr_rnd_t side) {
    (side == down ? mpfr_min : mpfr_max)(end, a.end(side), b.end(side), side);
  });
}

}  // namespace

Interval::Interval(Bits bits) {
  mpfr_init2(low_, bits);
  mpfr_init2(high_, bits);
  mpfr_set_inf(low_, -1);
  mpfr_set_inf(high_, 1);
}

Interval::Interval(const mpq_class& value, Bits bits) : Interval(bits) {
  mpfr_set_q(low_, value.get_mpq_t(), down);
  mpfr_set_q(high_, value.get_mpq_t(), up);
}

Interval::Interval(const Interval& other) : Interval(other.bits()) {
  mpfr_set(low_, other.low_, down);
  mpfr_set(high_, other.high_, up);
}

Interval::Interval(Interval&& other) noexcept : Interval(Bits{MPFR_PREC_MIN}) {
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

Interval increasing(Function f, const Interval& a, Bits bits) {
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) { f(end, a.end(side), side); });
}

Interval decreasing(Function f, const Interval& a, Bits bits) {
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) { f(end, a.end(opposite(side)), side); });
}

Interval lipschitz(Function f, const Interval& a, Bits bits) {
  const Interval distance = radius(a, bits);
  const Interval middle = increasing(f, midpoint(a, bits), bits);
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) {
    if (side == down) {
      mpfr_sub(end, middle.low(), distance.high(), side);
      if (mpfr_cmp_si(end, -1) < 0) mpfr_set_si(end, -1, side);
    } else {
      mpfr_add(end, middle.high(), distance.high(), side);
      if (mpfr_cmp_si(end, 1) > 0) mpfr_set_si(end, 1, side);
    }
  });
}

Interval pi(Bits bits) {
  return enclose(bits, [](mpfr_ptr end, mpfr_rnd_t side) { mpfr_const_pi(end, side); });
}

Interval add(const Interval& a, const Interval& b, Bits bits) {
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) { mpfr_add(end, a.end(side), b.end(side), side); });
}

Interval subtract(const Interval& a, const Interval& b, Bits bits) {
  return enclose(
      bits, [&](mpfr_ptr end, mpfr_rnd_t side) { mpfr_sub(end, a.end(side), b.end(opposite(side)), side); });
}

Interval multiply(const Interval& a, const Interval& b, Bits bits) {
  if (!a.is_finite() || !b.is_finite()) return Interval(bits);
  if (mpfr_sgn(a.high()) < 0) return negate(multiply(negate(a), b, bits));
  if (mpfr_sgn(a.low()) < 0 && !b.contains_zero()) return multiply(b, a, bits);
  if (mpfr_sgn(a.low()) >= 0)  // the greatest of a where that takes b's end farther out, else the least
    return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) {
      bool outwards = side == down ? mpfr_sgn(b.low()) < 0 : mpfr_sgn(b.high()) > 0;
      mpfr_mul(end, outwards ? a.high() : a.low(), b.end(side), side);
    });
  auto times = [&](mpfr_srcptr left, bool turned) {
    return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) {
      mpfr_mul(end, left, b.end(turned ? opposite(side) : side), side);
    });
  };
  return hull(times(a.low(), true), times(a.high(), false));
}

Interval divide(const Interval& a, const Interval& b, Bits bits) {
  if (b.contains_zero() || !b.is_finite()) return Interval(bits);
  const Interval inverse =
      enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) { mpfr_ui_div(end, 1, b.end(opposite(side)), side); });
  return multiply(a, inverse, bits);
}

Interval negate(const Interval& a) {
  return decreasing(mpfr_neg, a, a.bits());
}

Interval absolute(const Interval& a) {
  if (mpfr_sgn(a.low()) >= 0) return a;
  if (mpfr_sgn(a.high()) <= 0) return negate(a);
  return maximum(maximum(a, negate(a)), Interval(0, a.bits()));
}

Interval maximum(const Interval& a, const Interval& b) {
  return enclose(std::max(a.bits(), b.bits()),
                 [&](mpfr_ptr end, mpfr_rnd_t side) { mpfr_max(end, a.end(side), b.end(side), side); });
}

Interval power(const Interval& a, long n, Bits bits) {
  if (n < 0) return divide(Interval(1, bits), power(a, -n, bits), bits);
  if (n % 2 == 0 && mpfr_sgn(a.low()) < 0) return power(absolute(a), n, bits);
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) {
    mpfr_pow_ui(end, a.end(side), static_cast<unsigned long>(n), side);
  });
}

Interval root(const Interval& a, unsigned long n, Bits bits) {
  if (mpfr_sgn(a.low()) < 0) return Interval(bits);
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) { mpfr_rootn_ui(end, a.end(side), n, side); });
}

Interval exp(const Interval& a, Bits bits) {
  return increasing(mpfr_exp, a, bits);
}

Interval log(const Interval& a, Bits bits) {
  return mpfr_sgn(a.low()) > 0 ? increasing(mpfr_log, a, bits) : Interval(bits);
}

Interval zeta(const Interval& a, Bits bits) {
  return mpfr_cmp_ui(a.low(), 1) > 0 ? decreasing(mpfr_zeta, a, bits) : Interval(bits);
}

Interval sigmoid(const Interval& a, Bits bits) {
  return increasing(point_sigmoid, a, bits);
}

Interval softplus(const Interval& a, Bits bits) {
  return increasing(point_softplus, a, bits);
}

Interval span(const Interval& a, const Interval& b, Bits bits) {
  return enclose(
      bits, [&](mpfr_ptr end, mpfr_rnd_t side) { mpfr_set(end, side == down ? a.low() : b.high(), side); });
}

Interval midpoint(const Interval& a, Bits bits) {
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t) {
    mpfr_add(end, a.low(), a.high(), MPFR_RNDN);
    mpfr_div_2ui(end, end, 1, MPFR_RNDN);
  });
}

Interval radius(const Interval& a, Bits bits) {
  return absolute(subtract(a, midpoint(a, bits), bits));
}

std::optional<int> sign(const Interval& a) {
  if (mpfr_sgn(a.low()) > 0) return 1;
  if (mpfr_sgn(a.high()) < 0) return -1;
  if (a.is_zero()) return 0;
  return std::nullopt;
}

}  // namespace dropcert::check
