// floor, ceil, mod, gcd.
#include <fmt/core.h>

#include "ball/ladder.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

void require_real_numbers(const Arguments& arguments) {
  for (const Value& x : arguments)
    if (get_if<RingElement>(x)) throw Undefined("a function of p where a real number is needed");
}

// Of the ends; nullopt if the integers are too large to be written down.
std::optional<std::pair<Integer, Integer>> floors(const Machine& machine, const Interval& x) {
  Integer found[2];
  for (int i : {0, 1}) {
    const arf_struct* end = i == 0 ? x.low() : x.high();
    if (arf_cmpabs_2exp_si(end, static_cast<slong>(machine.limits().number_bits)) > 0) return std::nullopt;
    arf_get_fmpz(found[i].raw(), end, ARF_RND_FLOOR);
  }
  return std::pair(found[0], found[1]);
}

// An irrational number: some precision tells.
Value floor_of_irrational(const Machine& machine, const ExactNumber& number) {
  const auto floor = first_found(Bits(64), ladder_end, [&](Bits bits) -> std::optional<Integer> {
    const auto ends = floors(machine, Interval::from(enclose(number, bits), bits));
    return ends && ends->first == ends->second ? std::optional(ends->first) : std::nullopt;
  });
  if (floor) return Rational(*floor);
  throw TooLarge("a number is too near to an integer");
}

// An enclosure of all values, or the integer if there is only one.
Value floor_of_ball(Machine& machine, const Ball& ball) {
  if (!ball.is_finite()) return ball;
  machine.used_balls = true;
  const Bits precision = machine.precision();
  const auto ends = floors(machine, Interval::from(ball, precision));
  if (!ends) return hull(sub(ball, Ball(1), precision), ball, precision);
  if (ends->first == ends->second) return Rational(ends->first);
  return hull(Ball::from(Rational(ends->first), precision), Ball::from(Rational(ends->second), precision),
              precision);
}

Value floor_of(Machine& machine, const Value& x) {
  if (const auto* rational = get_if<Rational>(x)) return Rational(floor(*rational));
  if (const auto* number = get_if<ExactNumber>(x)) return floor_of_irrational(machine, *number);
  if (const auto* model = get_if<Model>(x)) return machine.arithmetic().models().floor(*model);
  return floor_of_ball(machine, machine.arithmetic().ball(x));
}

Value floor_value(Machine& machine, const Arguments& arguments) {
  require_real_numbers(arguments);
  return floor_of(machine, arguments[0]);
}

Value ceil_value(Machine& machine, const Arguments& arguments) {
  require_real_numbers(arguments);
  Arithmetic arithmetic = machine.arithmetic();
  return arithmetic.negate(floor_of(machine, arithmetic.negate(arguments[0])));
}

// a - b floor(a/b), which lies between 0 and b.
Value mod_value(Machine& machine, const Arguments& arguments) {
  require_real_numbers(arguments);
  const Value& b = arguments[1];
  Arithmetic arithmetic = machine.arithmetic();
  const Value whole = floor_of(machine, arithmetic.divide(arguments[0], b));
  if (get_if<Rational>(whole)) return arithmetic.subtract(arguments[0], arithmetic.multiply(b, whole));
  const Bits precision = machine.precision();
  const Ball ball = arithmetic.ball(whole);
  if (!ball.is_finite()) return ball;
  const Ball divisor = arithmetic.ball(b);
  const Interval reach = hull(Interval(), Interval::from(divisor, precision));
  if (is_model(whole)) return machine.arithmetic().models().somewhere(reach);
  return reach.ball(precision);
}

Value gcd_value(Machine&, const Arguments& arguments) {
  const Integer a = require_integer(arguments[0], "the first argument of gcd");
  return Rational(gcd(a, require_integer(arguments[1], "the second argument of gcd")));
}

}  // namespace

// The integer that it is at all points, if it is the same at all of them: an open end may be one.
Model ModelArithmetic::floor(const Model& a) const {
  if (const Value* exact = a->constant())
    if (const auto* q = get_if<Rational>(*exact)) return constant(coefficient(Rational(exact::floor(*q))));
  constexpr long most_exponent = 1000;
  Interval ends;
  arf_floor(ends.low(), a->value.low());
  arf_floor(ends.high(), a->value.high());
  if (!ends.is_finite() || arf_cmpabs_2exp_si(ends.low(), most_exponent) > 0) return somewhere(ends);
  Integer first;
  arf_get_fmpz(first.raw(), ends.low(), ARF_RND_FLOOR);
  for (const Integer& k : {first, first + Integer(1)}) {
    const Model above = subtract(a, constant(coefficient(Rational(k))));
    if (signs(above).negative) continue;
    if (!signs(subtract(constant(coefficient(Rational(1))), above)).only_positive()) continue;
    return constant(coefficient(Rational(k)));
  }
  return somewhere(ends);
}

std::vector<Builtin> integer_functions() {
  return {{"floor", floor_value}, {"ceil", ceil_value}, {"mod", mod_value}, {"gcd", gcd_value}};
}

}  // namespace dropcert::verify
