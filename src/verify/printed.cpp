#include "verify/printed.hpp"

#include <cstdlib>

#include "verify/builtins.hpp"
#include "verify/closed_forms.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

Rational power_of_ten(long exponent) {
  return pow(Rational(10), exponent);
}

using Bounds = std::vector<std::pair<Relation, Value>>;

Bounds between(const Rational& low, const Rational& high) {
  return {{Relation::greater_equal, low}, {Relation::less_equal, high}};
}

// The digits, whatever follows them, begin the expansion of x: away from 0 it is less than a unit further.
Bounds truncated(const Rational& value, const Rational& unit, bool is_negative) {
  if (is_negative) return {{Relation::greater, value - unit}, {Relation::less_equal, value}};
  return {{Relation::greater_equal, value}, {Relation::less, value + unit}};
}

}  // namespace

bool says_zero(const Printed& printed) {
  return printed.kind == Printed::Kind::rounded && printed.digits == 0;
}

Bounds bounds_of(const Printed& printed) {
  if (printed.kind == Printed::Kind::exact) {
    const Rational factor(printed.factor.get_mpq_t());
    const bool is_rational = !printed.is_multiple_of_pi || factor.is_zero();
    return {{Relation::equal, is_rational ? Value(factor) : Value(ExactNumber::pi() * ExactNumber(factor))}};
  }
  const Rational unit = power_of_ten(printed.exponent);
  const Rational size = Rational(Integer(printed.digits.get_mpz_t())) * unit;
  const Rational value = printed.is_negative ? -size : size;
  switch (printed.kind) {
    case Printed::Kind::rounded: {
      if (value.is_zero()) return {{Relation::equal, value}};
      const Rational half = unit / Rational(2);
      return between(value - half, value + half);
    }
    case Printed::Kind::uncertain: {
      const Rational around = Rational(Integer(printed.uncertainty.get_mpz_t())) * unit;
      return between(value - around, value + around);
    }
    case Printed::Kind::truncated:
      return truncated(value, unit, printed.is_negative);
    case Printed::Kind::below:
    case Printed::Kind::exact:
      break;
  }
  return {{Relation::greater, -size}, {Relation::less, size}};
}

Outcomes is_printed(const Printed& printed, const ComparisonWith& compare) {
  Outcomes all = Outcome::true_;
  for (const auto& [relation, bound] : bounds_of(printed))
    if (all.may_be_true()) all = conjunction(all, compare(relation, bound));
  return all;
}

namespace {

Outcomes prints_truth(Machine& machine, const Arguments& arguments) {
  const Value& x = arguments[0];
  if (get_if<RingElement>(x)) throw Undefined("a function of p, where a real number is printed");
  const bool has_balls = get_if<Ball>(x) || is_model(x);
  if (has_balls) machine.used_balls = true;
  const Printed& printed = *get_if<PrintedText>(arguments[1])->printed;
  machine.charge(1 + static_cast<unsigned long>(std::abs(printed.exponent)) / 16 +
                 mpz_sizeinbase(printed.digits.get_mpz_t(), 2) / 64);
  const Code* const code = machine.current();
  return is_printed(printed, [&](Relation relation, const Value& bound) {
    Outcomes one = machine.arithmetic().compare(x, relation, bound);
    if (machine.symbols().take_enclosed()) machine.used_balls = true;
    if (one == Outcomes::any_truth() && has_balls && machine.looks_at_forms() &&
        is_equal_as_form(machine, code->arguments[0], bound))
      one = Outcomes::of(holds_of_equals(relation));
    if (one == Outcomes::any_truth() && has_balls) machine.obstacles.precision_may_help = true;
    if (one == Outcomes::any_truth() && !machine.obstacles.open) {
      machine.obstacles.open = machine.current();
      if (machine.keeps_open_sides) machine.obstacles.sides = {x, bound};
    }
    return one;
  });
}

}  // namespace

std::vector<Builtin> printing_functions() {
  return {{"prints", nullptr, prints_truth, true}};
}

}  // namespace dropcert::verify
