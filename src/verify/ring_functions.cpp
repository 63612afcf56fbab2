// The differential field R(p), D(p) = p - p^2.
#include <fmt/core.h>

#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;

namespace {

// The derivative of a number known only as such is 0.
bool is_real_constant(const Value& value) {
  return !get_if<RingElement>(value) && !get_if<Rational>(value);
}

Quotient function_of_p(const Value& value) {
  if (const auto* element = get_if<RingElement>(value)) return element->function;
  return *get_if<Rational>(value);
}

Value derivation_value(Machine& machine, const Arguments& arguments) {
  unsigned long order = arguments.size() > 1 ? index(machine, arguments[1], "the order of a derivative") : 1;
  if (order == 0) return arguments[0];
  if (is_real_constant(arguments[0])) return Rational(0);
  Quotient function = function_of_p(arguments[0]);
  constexpr unsigned long most = 5000;
  if (order > most) throw TooLarge(fmt::format("a derivative of order beyond {} in R(p)", most));
  if (function.is_polynomial())
    return ring_element(machine.cache().derivative(function.numerator(), order,
                                                   [&](unsigned long steps) { machine.charge(steps); }));
  constexpr unsigned long most_of_quotients = 100;
  if (order > most_of_quotients)
    throw TooLarge(fmt::format("a derivative of order beyond {} of a function that is no polynomial",
                               most_of_quotients));
  static const Quotient p_prime = Polynomial::monomial(1, 1) - Polynomial::monomial(1, 2);
  for (unsigned long i = 0; i < order; ++i) {
    machine.charge(1 + function.bits() / 64);
    function = function.derivative() * p_prime;
  }
  return ring_element(function);
}

Value at_value(Machine& machine, const Arguments& arguments) {
  const Value& x = arguments[1];
  if (get_if<RingElement>(x)) machine.arithmetic().ball(x);  // throws: no real number
  if (is_real_constant(arguments[0])) return arguments[0];
  const Quotient function = function_of_p(arguments[0]);
  Arithmetic arithmetic = machine.arithmetic();
  auto value_of = [&](const Polynomial& polynomial) -> Value {
    if (const auto* q = get_if<Rational>(x)) {
      arithmetic.require_size(static_cast<std::size_t>(std::max(polynomial.degree(), 0L)) *
                              (q->bits() > 1 ? q->bits() : 0));
      return polynomial.evaluate(*q);
    }
    constexpr long most = 1'000'000;
    if (polynomial.degree() > most) throw TooLarge("the value of a polynomial of too high a degree");
    Value sum = Rational(0);
    for (long n = polynomial.degree(); n >= 0; --n) {
      machine.charge(2);
      sum =
          arithmetic.add(arithmetic.multiply(sum, x), polynomial.coefficient(static_cast<unsigned long>(n)));
    }
    return sum;
  };
  Value above = value_of(function.numerator());
  if (function.is_polynomial()) return above;
  return arithmetic.divide(above, value_of(function.denominator()));
}

Value mean_over_p_value(Machine&, const Arguments& arguments) {
  if (is_real_constant(arguments[0])) return arguments[0];
  const Quotient function = function_of_p(arguments[0]);
  if (!function.is_polynomial()) throw Unsupported("the integral of a function of p that is no polynomial");
  return function.numerator().integrate(Rational(0), Rational(1));
}

}  // namespace

std::vector<Builtin> ring_functions() {
  return {{"D", derivation_value}, {"at", at_value}, {"mean_over_p", mean_over_p_value}};
}

}  // namespace dropcert::verify
