// erfc by its own series: MPFR 4.2 ends with a failed assertion at some arguments, sqrt(3) with 1024 bits one
// of them.
#include "check/functions/error_function.hpp"

#include <algorithm>

#include "check/integers.hpp"
#include "check/interval.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

constexpr Bits guard_bits = 32;

Interval number(mpfr_srcptr x, Bits bits) {
  Interval result(bits);
  mpfr_set(result.end(MPFR_RNDD), x, MPFR_RNDD);
  mpfr_set(result.end(MPFR_RNDU), x, MPFR_RNDU);
  return result;
}

bool is_below(const Interval& a, Bits bits) {  // |a| < 2^-bits
  return mpfr_cmp_si_2exp(absolute(a).high(), 1, -bits) < 0;
}

Interval exp_of_minus_square(const Interval& x, Bits bits) {
  return increasing(mpfr_exp, -(x * x), bits);
}

// For x > 0, with many terms where x^2 is large. erf x = 2/sqrt(pi) exp(-x^2) (t_0 + t_1 + ...), where t_0 =
// x and t_(k+1) = t_k 2x^2/(2k + 3), all positive; once that quotient is below 1/2, what follows t_k is less
// than t_k.
Interval erfc_by_series(mpfr_srcptr point, Bits bits) {
  const Interval x = number(point, bits);
  const Interval twice_square = Interval(2, bits) * x * x;
  Interval term = x;
  Interval sum = x;
  for (std::int64_t k = 0;; ++k) {
    charge(1);
    const Interval quotient = twice_square / Interval(mpq_class(signed_mpz(2 * k + 3)), bits);
    if (mpfr_cmp_si_2exp(quotient.high(), 1, -1) < 0 && is_below(term / x, bits)) break;
    term = term * quotient;
    sum = sum + term;
  }
  sum = sum + span(Interval(0, bits), term);
  return Interval(1, bits) - Interval(2, bits) / root(pi(bits), 2) * exp_of_minus_square(x, bits) * sum;
}

// For x > 0: erfc x = exp(-x^2)/(x sqrt(pi)) (1 - w + 3 w^2 - 15 w^3 + ...), w = 1/(2x^2), and what is left
// out is less than the first term left out, and has its sign.
Interval erfc_by_asymptotics(mpfr_srcptr point, Bits bits) {
  const Interval x = number(point, bits);
  const Interval w = Interval(1, bits) / (Interval(2, bits) * x * x);
  Interval term(1, bits);
  Interval sum(0, bits);
  for (std::int64_t k = 0; !is_below(term, bits); ++k) {
    charge(1);
    const Interval next = -(term * w * Interval(mpq_class(signed_mpz(2 * k + 1)), bits));
    if (mpfr_cmpabs(next.high(), term.low()) >= 0) break;  // they begin to grow
    sum = sum + term;
    term = next;
  }
  sum = sum + hull(Interval(0, bits), term);
  return exp_of_minus_square(x, bits) / (x * root(pi(bits), 2)) * sum;
}

Interval erfc_of_positive(mpfr_srcptr x, Bits bits) {
  const Interval square = number(x, guard_bits) * number(x, guard_bits);
  // At most exp(-x^2); the bits that the series takes would be more than can be counted.
  if (mpfr_cmp_ui_2exp(x, 1, 40) > 0) return span(Interval(0, bits), increasing(mpfr_exp, -square, bits));
  if (mpfr_cmp_si(square.low(), bits) > 0) return erfc_by_asymptotics(x, bits);
  // 1 - erf x is about exp(-x^2), with fewer than 1.5 x^2 + 8 leading zeros.
  return erfc_by_series(x, bits + 3 * mpfr_get_si(square.high(), MPFR_RNDU) / 2 + 8);
}

}  // namespace

int erfc_bound(mpfr_ptr result, mpfr_srcptr x, mpfr_rnd_t side) {
  const Bits bits = mpfr_get_prec(result) + guard_bits;
  if (mpfr_zero_p(x)) return mpfr_set_si(result, 1, side);
  const bool is_negative = mpfr_sgn(x) < 0;
  const Interval point = number(x, std::max(bits, mpfr_get_prec(x)));
  const Interval size = is_negative ? -point : point;
  Interval value = erfc_of_positive(size.low(), bits);
  if (is_negative) value = Interval(2, bits) - value;
  return mpfr_set(result, value.end(side), side);  // a macro: its argument must outlive it
}

}  // namespace dropcert::check
