#include "check/interval.hpp"

#include <algorithm>

namespace dropcert::check {

namespace {

constexpr mpfr_rnd_t down = MPFR_RNDD;
constexpr mpfr_rnd_t up = MPFR_RNDU;

mpfr_rnd_t opposite(mpfr_rnd_t side) {
  return side == down ? up : down;
}

// The interval whose ends compute(end, side) puts there, each rounded to its own side. Unless both are
// finite, it is the whole line.
template <class Compute>
Interval enclose(Bits bits, Compute compute) {
  Interval result(bits);
  for (mpfr_rnd_t side : {down, up}) compute(result.end(side), side);
  return result.is_finite() ? result : Interval(bits);
}

// By a function of MPFR that increases in both.
using BinaryFunction = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);
Interval increasing(BinaryFunction f, const Interval& a, const Interval& b) {
  return enclose(std::min(a.bits(), b.bits()),
                 [&](mpfr_ptr end, mpfr_rnd_t side) { f(end, a.end(side), b.end(side), side); });
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
  if (!a.is_finite()) return Interval(bits);
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) { f(end, a.end(side), side); });
}

Interval decreasing(Function f, const Interval& a, Bits bits) {
  if (!a.is_finite()) return Interval(bits);
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) { f(end, a.end(opposite(side)), side); });
}

Interval lipschitz(Function f, const Interval& a, Bits bits) {
  if (!a.is_finite()) return Interval(bits);
  const Interval distance = radius(a);
  const Interval near = increasing(f, midpoint(a), bits) + span(-distance, distance);
  const Interval one(1, bits);
  return maximum(-one, -maximum(-one, -near));
}

Interval pi(Bits bits) {
  return enclose(bits, [](mpfr_ptr end, mpfr_rnd_t side) { mpfr_const_pi(end, side); });
}

Interval operator+(const Interval& a, const Interval& b) {
  return increasing(mpfr_add, a, b);
}

Interval operator-(const Interval& a, const Interval& b) {
  return enclose(std::min(a.bits(), b.bits()), [&](mpfr_ptr end, mpfr_rnd_t side) {
    mpfr_sub(end, a.end(side), b.end(opposite(side)), side);
  });
}

Interval operator*(const Interval& a, const Interval& b) {
  Bits bits = std::min(a.bits(), b.bits());
  if (!a.is_finite() || !b.is_finite()) return Interval(bits);
  if (mpfr_sgn(a.low()) < 0 && mpfr_sgn(b.low()) >= 0) return b * a;
  if (mpfr_sgn(a.low()) < 0 && mpfr_sgn(a.high()) <= 0) return -(-a * b);
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) {
    // The greatest of a takes an end of b that lies outwards farther out; the least, other ends less far in.
    bool outwards = mpfr_sgn(b.end(side)) == (side == down ? -1 : 1);
    mpfr_mul(end, outwards ? a.high() : a.low(), b.end(side), side);
    if (mpfr_sgn(a.low()) >= 0) return;
    Interval other(bits);  // both a and b hold 0 in the midst
    mpfr_mul(other.end(side), a.low(), b.end(opposite(side)), side);
    (side == down ? mpfr_min : mpfr_max)(end, end, other.end(side), side);
  });
}

Interval operator/(const Interval& a, const Interval& b) {
  if (!b.is_finite() || !sign(b) || b.is_zero()) return Interval(std::min(a.bits(), b.bits()));
  return a * enclose(b.bits(), [&](mpfr_ptr end, mpfr_rnd_t side) {
           mpfr_ui_div(end, 1, b.end(opposite(side)), side);
         });
}

Interval operator-(const Interval& a) {
  return decreasing(mpfr_neg, a, a.bits());
}

Interval absolute(const Interval& a) {
  return maximum(maximum(a, -a), Interval(0, a.bits()));
}

Interval maximum(const Interval& a, const Interval& b) {
  return increasing(mpfr_max, a, b);
}

Interval power(const Interval& a, long n) {
  if (!a.is_finite()) return a;
  if (n < 0) return Interval(1, a.bits()) / power(a, -n);
  if (n % 2 == 0 && mpfr_sgn(a.low()) < 0) return power(absolute(a), n);
  return enclose(a.bits(), [&](mpfr_ptr end, mpfr_rnd_t side) {
    mpfr_pow_ui(end, a.end(side), static_cast<unsigned long>(n), side);
  });
}

Interval root(const Interval& a, unsigned long n) {
  if (mpfr_sgn(a.low()) < 0) return Interval(a.bits());
  return enclose(a.bits(), [&](mpfr_ptr end, mpfr_rnd_t side) { mpfr_rootn_ui(end, a.end(side), n, side); });
}

Interval sigmoid(const Interval& a, Bits bits) {
  const Interval one(1, bits);
  return one / (one + increasing(mpfr_exp, -a, bits));
}

Interval softplus(const Interval& a, Bits bits) {
  return increasing(mpfr_log1p, increasing(mpfr_exp, a, bits), bits);
}

Interval span(const Interval& a, const Interval& b) {
  return enclose(a.bits(), [&](mpfr_ptr end, mpfr_rnd_t side) {
    mpfr_set(end, (side == down ? a : b).end(side), side);
  });
}

Interval midpoint(const Interval& a) {
  return enclose(a.bits(), [&](mpfr_ptr end, mpfr_rnd_t) {
    mpfr_add(end, a.low(), a.high(), MPFR_RNDN);
    mpfr_div_2ui(end, end, 1, MPFR_RNDN);
  });
}

Interval radius(const Interval& a) {
  return absolute(a - midpoint(a));
}

std::optional<int> sign(const Interval& a) {
  if (mpfr_sgn(a.low()) > 0) return 1;
  if (mpfr_sgn(a.high()) < 0) return -1;
  return a.is_zero() ? std::optional(0) : std::nullopt;
}

}  // namespace dropcert::check
