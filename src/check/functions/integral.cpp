// Integer parts, remainders, common divisors.
#include "check/functions/functions.hpp"
#include "check/work.hpp"

namespace dropcert::check {

mpz_class floor_of(const mpq_class& a) {
  mpz_class result;
  mpz_fdiv_q(result.get_mpz_t(), a.get_num_mpz_t(), a.get_den_mpz_t());
  return result;
}

mpz_class ceil_of(const mpq_class& a) {
  return -floor_of(-a);
}

namespace {

// The integer below an end of an interval.
mpz_class floor_of_end(mpfr_srcptr end) {
  mpz_class result;
  mpfr_get_z(result.get_mpz_t(), end, MPFR_RNDD);
  return result;
}

// One integer, or all that there may be.
Value floor_of_interval(const Interval& x) {
  if (!x.is_finite()) return x;
  const auto is_large = [](mpfr_srcptr end) { return !mpfr_zero_p(end) && mpfr_get_exp(end) > 1 << 24; };
  if (is_large(x.low()) || is_large(x.high())) return span(x - Interval(1, x.bits()), x);
  const mpz_class low = floor_of_end(x.low());
  const mpz_class high = floor_of_end(x.high());
  if (low == high) return mpq_class(low);
  return span(Interval(mpq_class(low), x.bits()), Interval(mpq_class(high), x.bits()));
}

Value floor_value(Evaluator& evaluator, const Value& x) {
  require_real(x);
  if (const auto* rational = get_if<mpq_class>(x)) return mpq_class(floor_of(*rational));
  if (is_exact_real(x))  // irrational, so that some precision tells
    for (Bits bits = 64; bits <= 1 << 20; bits *= 2)
      if (const Value found = floor_of_interval(to_interval(x, bits)); get_if<mpq_class>(found)) return found;
  evaluator.used.enclosures = true;
  return floor_of_interval(to_interval(x, evaluator.bits()));
}

// a - b floor(a/b): where that is one of several, between 0 and b.
Value mod_value(Evaluator& evaluator, const Value& a, const Value& b) {
  require_real(a);
  require_real(b);
  const Value whole = floor_value(evaluator, evaluator.divided(a, b));
  if (get_if<mpq_class>(whole)) return a - b * whole;
  const Interval& found = *get_if<Interval>(whole);
  return found.is_finite() ? hull(Interval(0, found.bits()), to_interval(b, found.bits())) : found;
}

Value gcd_value(const Value& a, const Value& b) {
  mpz_class numbers[2];
  for (const int i : {0, 1}) {
    const Value& x = i == 0 ? a : b;
    if (const auto* rational = get_if<mpq_class>(x); rational && rational->get_den() == 1)
      numbers[i] = rational->get_num();
    else
      numbers[i] = signed_mpz(integer(x));
  }
  charge(times(words_of(numbers[0]), words_of(numbers[1])));
  return mpq_class(gcd(numbers[0], numbers[1]));
}

constexpr Function functions[] = {
    {"floor", [](Evaluator& e, const Arguments& a) { return floor_value(e, a[0]); }},
    {"ceil", [](Evaluator& e, const Arguments& a) { return -floor_value(e, -a[0]); }},
    {"mod", [](Evaluator& e, const Arguments& a) { return mod_value(e, a[0], a[1]); }},
    {"gcd", [](Evaluator&, const Arguments& a) { return gcd_value(a[0], a[1]); }},
};

}  // namespace

std::span<const Function> integral_functions() {
  return functions;
}

}  // namespace dropcert::check
