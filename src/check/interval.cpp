#include "check/interval.hpp"

#include <algorithm>
#include <cstdlib>

#include "check/integers.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

constexpr mpfr_rnd_t down = MPFR_RNDD;
constexpr mpfr_rnd_t up = MPFR_RNDU;

// About what a function of MPFR costs at this precision.
void charge_function(Bits bits) {
  const auto words = static_cast<std::uint64_t>(bits) / 64 + 1;
  charge(1 + words * words / 2);
}

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

Interval increasing(MpfrFunction f, const Interval& a, Bits bits) {
  if (!a.is_finite()) return Interval(bits);
  charge_function(bits);
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) { f(end, a.end(side), side); });
}

Interval decreasing(MpfrFunction f, const Interval& a, Bits bits) {
  if (!a.is_finite()) return Interval(bits);
  charge_function(bits);
  return enclose(bits, [&](mpfr_ptr end, mpfr_rnd_t side) { f(end, a.end(opposite(side)), side); });
}

Interval lipschitz(MpfrFunction f, const Interval& a, Bits bits) {
  // To reduce an angle takes as many bits as it has before its point.
  constexpr mpfr_exp_t most_exponent = 1 << 16;
  auto is_large = [](mpfr_srcptr x) { return mpfr_regular_p(x) != 0 && mpfr_get_exp(x) > most_exponent; };
  if (!a.is_finite() || is_large(a.low()) || is_large(a.high()))
    return span(Interval(-1, bits), Interval(1, bits));
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

Interval power(const Interval& a, std::int64_t n) {
  if (!a.is_finite()) return a;
  if (n < 0) return Interval(1, a.bits()) / power(a, -n);
  if (n % 2 == 0 && mpfr_sgn(a.low()) < 0) return power(absolute(a), n);
  charge_function(a.bits());
  return enclose(a.bits(), [&](mpfr_ptr end, mpfr_rnd_t side) {
    mpfr_pow_ui(end, a.end(side), word(static_cast<std::uint64_t>(n)), side);
  });
}

Interval root(const Interval& a, std::uint64_t n) {
  if (!a.is_finite()) return Interval(a.bits());
  if (n % 2 == 0 && mpfr_sgn(a.low()) < 0) return root(maximum(a, Interval(0, a.bits())), n);
  charge_function(a.bits());
  return enclose(a.bits(),
                 [&](mpfr_ptr end, mpfr_rnd_t side) { mpfr_rootn_ui(end, a.end(side), word(n), side); });
}

Interval upper(const Interval& a) {
  return enclose(a.bits(), [&](mpfr_ptr end, mpfr_rnd_t side) { mpfr_set(end, a.high(), side); });
}

bool holds_integer(const Interval& a) {
  if (!a.is_finite()) return true;
  Interval integer = upper(a);
  mpfr_floor(integer.end(down), integer.high());
  return mpfr_greaterequal_p(integer.low(), a.low());
}

mpq_class rational_midpoint(const Interval& a) {
  mpq_class result;
  const Interval middle = midpoint(a);
  if (!mpfr_zero_p(middle.low()))
    require_size(static_cast<std::uint64_t>(std::abs(mpfr_get_exp(middle.low()))));
  mpfr_get_q(result.get_mpq_t(), middle.low());
  return result;
}

Interval hull(const Interval& a, const Interval& b) {
  if (!a.is_finite() || !b.is_finite()) return Interval(std::min(a.bits(), b.bits()));
  return span(-maximum(-a, -b), maximum(a, b));
}

std::optional<Interval> intersection(const Interval& a, const Interval& b) {
  if (mpfr_less_p(a.high(), b.low()) || mpfr_less_p(b.high(), a.low())) return std::nullopt;
  Interval result = a;
  if (mpfr_greater_p(b.low(), a.low())) mpfr_set(result.end(down), b.low(), down);
  if (mpfr_less_p(b.high(), a.high())) mpfr_set(result.end(up), b.high(), up);
  return result;
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
