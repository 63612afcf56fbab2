// Bessel functions of the first kind of integer order, by their power series.
#include "check/functions/functions.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

constexpr std::int64_t greatest_order = 1200;
constexpr int greatest_argument = 4000;

// J_n(x) = sum over k of (-1)^k (x/2)^(2k+n)/(k! (k+n)!) for n >= 0 (DLMF 10.2.2). Once the quotient of
// successive terms is below 1/2 in modulus, what is left out is at most the last term.
Interval series(std::uint64_t n, const Interval& x, Bits bits) {
  const Interval half = x / Interval(2, bits);
  const Interval square = half * half;
  Interval term(1, bits);
  for (std::uint64_t j = 1; j <= n; ++j) term = term * half / Interval(mpz_class(to_mpz(j)), bits);
  Interval sum = term;
  for (std::uint64_t k = 1;; ++k) {
    charge(8 + static_cast<std::uint64_t>(bits) / 64);
    const Interval quotient = square / Interval(mpz_class(to_mpz(k) * to_mpz(k + n)), bits);
    term = -(term * quotient);
    sum = sum + term;
    if (!term.is_finite()) return Interval(bits);
    const bool is_small = term.is_zero() || mpfr_get_exp(absolute(term).high()) < -bits;
    if (is_small && mpfr_cmp_d(quotient.high(), 0.5) < 0) return sum + span(-absolute(term), absolute(term));
  }
}

// |J_n| <= 1, and |J_n'| <= 1 as it is half the difference of two others (DLMF 10.14.1, 10.6.1).
Interval bessel(std::int64_t order, const Interval& x, Bits bits) {
  const Interval all = span(Interval(-1, bits), Interval(1, bits));
  if (!x.is_finite()) return all;
  const Interval middle = midpoint(x);
  if (mpfr_cmpabs_ui(middle.low(), greatest_argument) > 0) throw OutOfReach("a Bessel function beyond 4000");
  const std::uint64_t n = static_cast<std::uint64_t>(order < 0 ? -order : order);
  const Bits more = bits + 16 + 3 * static_cast<Bits>(mpfr_get_si(absolute(middle).high(), MPFR_RNDU));
  Interval exact(more);
  for (const mpfr_rnd_t side : {MPFR_RNDD, MPFR_RNDU}) mpfr_set(exact.end(side), middle.low(), side);
  Interval value = series(n, exact, more);
  if (order < 0 && n % 2 != 0) value = -value;  // J_-n = (-1)^n J_n
  Interval rounded(bits);
  for (const mpfr_rnd_t side : {MPFR_RNDD, MPFR_RNDU}) mpfr_set(rounded.end(side), value.end(side), side);
  const Interval error = radius(x);
  return intersection(rounded + span(-error, error), all).value_or(all);
}

Value bessel_value(Evaluator& evaluator, const Arguments& arguments) {
  const std::int64_t order = integer(arguments[0]);
  if (order > greatest_order || order < -greatest_order)
    throw OutOfReach("a Bessel function of order beyond 1200");
  require_real(arguments[1]);
  if (equals(arguments[1], 0)) return mpq_class(order == 0 ? 1 : 0);
  return bessel(order, to_interval(arguments[1], evaluator.bits()), evaluator.bits());
}

constexpr Function functions[] = {
    {"bessel_j", [](Evaluator& e, const Arguments& a) { return bessel_value(e, a); }},
};

}  // namespace

std::span<const Function> bessel_functions() {
  return functions;
}

}  // namespace dropcert::check
