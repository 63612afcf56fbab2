// tan, the inverse circular functions, sinh, cosh and erf: as elementary.cpp has others.
#include "check/functions/error_function.hpp"
#include "check/functions/functions.hpp"

namespace dropcert::check {

namespace {

const Value one = mpq_class(1);
constexpr const char* beyond_one = "an inverse sine or cosine of a number beyond 1 or -1";

Value pi_times(int numerator, int denominator) {
  return mpq_class(numerator, denominator) * generator_value(generator_pi);
}

// sin/cos: exact where both are, else by MPFR on an interval without a pole.
Value tan_value(Evaluator& evaluator, const Value& x) {
  require_real(x);
  if (is_exact_real(x))
    if (const std::optional<Value> cosine = exact_circular(x, false))
      return *exact_circular(x, true) / *cosine;
  if (Forms* forms = evaluator.forms()) {
    const Value cosine = forms->cos(x);
    if (!forms->sign(cosine)) note_perhaps_undefined();
    return forms->sin(x) / cosine;
  }
  const Interval argument = to_interval(x, evaluator.bits());
  const std::optional<int> side = sign(lipschitz(mpfr_cos, argument, evaluator.bits()));
  if (side && *side != 0) return increasing(mpfr_tan, argument, evaluator.bits());
  note_perhaps_undefined();
  return Interval(evaluator.bits());
}

// (e + 1/e)/2 or (e - 1/e)/2 in an identity, e = exp(x); cosh by |x|, from where it increases.
Value hyperbolic(Evaluator& evaluator, const Value& x, bool is_sinh) {
  require_real(x);
  if (equals(x, 0)) return mpq_class(is_sinh ? 0 : 1);
  if (evaluator.forms()) {
    const Value e = exp_value(evaluator, x);
    return (is_sinh ? e - one / e : e + one / e) / mpq_class(2);
  }
  const Interval argument = to_interval(x, evaluator.bits());
  if (is_sinh) return increasing(mpfr_sinh, argument, evaluator.bits());
  return increasing(mpfr_cosh, absolute(argument), evaluator.bits());
}

Value erf_value(Evaluator& evaluator, const Value& x) {
  require_real(x);
  if (equals(x, 0)) return mpq_class(0);
  const Bits bits = evaluator.bits() + 64;  // 1 - erfc(x), where x may be small
  return Interval(1, bits) - decreasing(erfc_bound, to_interval(x, bits), bits);
}

// The multiples of pi/12 whose cosine and sine are known exactly, from 0 to pi.
constexpr int exact_twelfths[] = {0, 2, 3, 4, 6, 8, 9, 10, 12};

bool is_equal(const Value& a, const Value& b) {
  return exact_sign(a - b) == 0;
}

Value atan_value(Evaluator& evaluator, const Value& x) {
  require_real(x);
  if (is_exact_real(x))
    for (const int m : exact_twelfths) {
      if (m == 6) continue;
      const Value angle = pi_times(m, 12);
      if (is_equal(x * *exact_circular(angle, false), *exact_circular(angle, true)))
        return m > 6 ? pi_times(m - 12, 12) : angle;
    }
  return increasing(mpfr_atan, to_interval(x, evaluator.bits()), evaluator.bits());
}

Value acos_value(Evaluator& evaluator, const Value& x) {
  require_real(x);
  const Bits bits = evaluator.bits();
  if (is_exact_real(x)) {
    for (const int m : exact_twelfths)
      if (is_equal(x, *exact_circular(pi_times(m, 12), false))) return pi_times(m, 12);
    if (exact_sign(absolute(x) - one) > 0) throw Undefined(beyond_one);
  }
  const Interval argument = to_interval(x, bits);
  const Interval unit = span(Interval(-1, bits), Interval(1, bits));
  const std::optional<Interval> inside = intersection(argument, unit);
  if (!inside) throw Undefined(beyond_one);
  if (mpfr_less_p(argument.low(), unit.low()) || mpfr_greater_p(argument.high(), unit.high()))
    if (!is_exact_real(x)) note_perhaps_undefined();
  return decreasing(mpfr_acos, *inside, bits);
}

Value asin_value(Evaluator& evaluator, const Value& x) {
  return pi_times(1, 2) - acos_value(evaluator, x);
}

constexpr Function functions[] = {
    {"tan", [](Evaluator& e, const Arguments& a) { return tan_value(e, a[0]); }},
    {"sinh", [](Evaluator& e, const Arguments& a) { return hyperbolic(e, a[0], true); }},
    {"cosh", [](Evaluator& e, const Arguments& a) { return hyperbolic(e, a[0], false); }},
    {"erf", [](Evaluator& e, const Arguments& a) { return erf_value(e, a[0]); }},
    {"atan", [](Evaluator& e, const Arguments& a) { return atan_value(e, a[0]); }},
    {"acos", [](Evaluator& e, const Arguments& a) { return acos_value(e, a[0]); }},
    {"asin", [](Evaluator& e, const Arguments& a) { return asin_value(e, a[0]); }},
};

}  // namespace

std::span<const Function> circular_functions() {
  return functions;
}

}  // namespace dropcert::check
