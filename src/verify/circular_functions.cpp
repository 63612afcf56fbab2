// tan, the inverse circular functions, sinh, cosh, erf.
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

constexpr long most_bits = 4'000'000;    // beyond, a single call may take minutes
constexpr long most_erf_bits = 100'000;  // likewise

using OfModel = Model (ModelArithmetic::*)(const Model&) const;

template <OfModel function>
std::optional<Value> of_model(Machine& machine, const Value& x) {
  const auto* model = get_if<Model>(x);
  if (!model) return std::nullopt;
  const Arithmetic arithmetic = machine.arithmetic();
  return Value((arithmetic.models().*function)(*model));
}

Value times_pi(const Rational& r) {
  return exact_value(ExactNumber(r) * ExactNumber::pi());
}

// Where the cosine is 0, the division says so, or leaves a mark.
Value tan_value(Machine& machine, const Arguments& arguments) {
  if (std::optional<Value> found = of_model<&ModelArithmetic::tan>(machine, arguments[0])) return *found;
  const Value& x = arguments[0];
  const Arithmetic arithmetic = machine.arithmetic();
  if (std::optional<Rational> r = units_of_pi(x))
    if (std::optional<ExactNumber> cosine = cos_of_pi(*r))
      return arithmetic.divide(exact_value(*cos_of_pi(Rational(1, 2) - *r)), exact_value(*cosine));
  if (std::optional<Symbolic> form = as_form(machine, x)) {
    SymbolTable& symbols = arithmetic.symbols();
    return symbols.divide(symbols.sin(*form), symbols.cos(*form));
  }
  return tan(angle(machine, x), machine.precision());
}

// (e + side/e)/2 with e = exp(x).
Value hyperbolic_form(Machine& machine, const Symbolic& x, long side) {
  SymbolTable& symbols = machine.symbols();
  const Symbolic e = symbols.exp(x);
  const Symbolic half = symbols.convert(Rational(1, 2));
  const Symbolic other = symbols.multiply(symbols.convert(Rational(side)), symbols.power(e, -1L));
  return symbols.multiply(half, symbols.add(e, other));
}

Value sinh_value(Machine& machine, const Arguments& arguments) {
  if (std::optional<Value> found = of_model<&ModelArithmetic::sinh>(machine, arguments[0])) return *found;
  if (is_zero(arguments[0])) return Rational(0);
  if (std::optional<Symbolic> form = as_form(machine, arguments[0]))
    return hyperbolic_form(machine, *form, -1);
  require_precision(machine, most_bits);
  return sinh(machine.arithmetic().ball(arguments[0]), machine.precision());
}

Value cosh_value(Machine& machine, const Arguments& arguments) {
  if (std::optional<Value> found = of_model<&ModelArithmetic::cosh>(machine, arguments[0])) return *found;
  if (is_zero(arguments[0])) return Rational(1);
  if (std::optional<Symbolic> form = as_form(machine, arguments[0]))
    return hyperbolic_form(machine, *form, 1);
  require_precision(machine, most_bits);
  return cosh(machine.arithmetic().ball(arguments[0]), machine.precision());
}

Value erf_value(Machine& machine, const Arguments& arguments) {
  if (std::optional<Value> found = of_model<&ModelArithmetic::erf>(machine, arguments[0])) return *found;
  if (is_zero(arguments[0])) return Rational(0);
  require_precision(machine, most_erf_bits);
  return erf(machine.arithmetic().ball(arguments[0]), machine.precision());
}

Value atan_value(Machine& machine, const Arguments& arguments) {
  if (std::optional<Value> found = of_model<&ModelArithmetic::atan>(machine, arguments[0])) return *found;
  const Value& x = arguments[0];
  if (is_exact_real(x)) {
    const ExactNumber number = exact_number(x);
    for (long m = -5; m <= 5; ++m) {
      const std::optional<ExactNumber> cosine = cos_of_pi(Rational(m, 12));
      if (cosine && number * *cosine == *cos_of_pi(Rational(1, 2) - Rational(m, 12)))
        return times_pi(Rational(m, 12));
    }
  }
  require_precision(machine, most_bits);
  return atan(machine.arithmetic().ball(x), machine.precision());
}

// r with cos(r pi) = x and 0 <= r <= 1, where that is one of the multiples of 1/6 and 1/4. Throws Undefined
// for x beyond [-1, 1].
std::optional<Rational> exact_acos(const Value& x) {
  if (!is_exact_real(x)) return std::nullopt;
  const ExactNumber number = exact_number(x);
  for (long m = 0; m <= 12; ++m)
    if (cos_of_pi(Rational(m, 12)) == number) return Rational(m, 12);
  for (long side : {-1L, 1L})
    if (exact_sign(exact_value(ExactNumber(Rational(side)) * number - ExactNumber(Rational(1)))) > 0)
      throw Undefined("an inverse sine or cosine of a number beyond 1 or -1");
  return std::nullopt;
}

// A ball in the domain, its ends one by one: an end may be -1 or 1.
template <Ball (*function)(const Ball&, Bits)>
Value on_unit_interval(Machine& machine, const Value& x) {
  require_precision(machine, most_bits);
  const Ball ball = machine.arithmetic().ball(x);
  const Bits precision = machine.precision();
  if (!ball.is_finite()) return ball;
  if (less(Ball(1), abs(ball)) == true)
    throw Undefined("an inverse sine or cosine of a number beyond 1 or -1");
  const Interval ends = Interval::from(ball, precision);
  return hull(function(ends.low_ball(), precision), function(ends.high_ball(), precision), precision);
}

Value asin_value(Machine& machine, const Arguments& arguments) {
  if (std::optional<Value> found = of_model<&ModelArithmetic::asin>(machine, arguments[0])) return *found;
  if (std::optional<Rational> r = exact_acos(arguments[0])) return times_pi(Rational(1, 2) - *r);
  return on_unit_interval<asin>(machine, arguments[0]);
}

Value acos_value(Machine& machine, const Arguments& arguments) {
  if (std::optional<Value> found = of_model<&ModelArithmetic::acos>(machine, arguments[0])) return *found;
  if (std::optional<Rational> r = exact_acos(arguments[0])) return times_pi(*r);
  return on_unit_interval<acos>(machine, arguments[0]);
}

}  // namespace

std::vector<Builtin> circular_functions() {
  return {{"tan", tan_value},   {"sinh", sinh_value}, {"cosh", cosh_value}, {"erf", erf_value},
          {"atan", atan_value}, {"asin", asin_value}, {"acos", acos_value}};
}

}  // namespace dropcert::verify
