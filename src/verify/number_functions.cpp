// Binomial coefficients, Stirling numbers, Bell and Bernoulli numbers, length.
#include <fmt/core.h>

#include "exact/bell.hpp"
#include "exact/factorial.hpp"
#include "model/root_test.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace model;

namespace {

Integer lower_index(const Value& value) {
  return require_integer(value, "the lower index of a binomial coefficient");
}

// x (x-1) ... (x-k+1) / k!
Value falling_product(Machine& machine, const Value& x, unsigned long k) {
  constexpr unsigned long most = 10'000;
  if (k > most) throw TooLarge(fmt::format("a binomial coefficient of more than {} factors", most));
  Arithmetic arithmetic = machine.arithmetic();
  Value product = Rational(1);
  for (unsigned long i = 0; i < k; ++i) {
    const Rational shift(Integer{i});
    machine.charge(4 + i / 64);
    product = arithmetic.multiply(product, arithmetic.subtract(x, shift));
    product = arithmetic.divide(product, Rational(Integer(i + 1)));
  }
  return product;
}

// For an integer -n: (-1)^k binomial(n + k - 1, k).
Value binomial_value(Machine& machine, const Arguments& arguments) {
  const Value& x = arguments[0];
  const Integer k = lower_index(arguments[1]);
  if (get_if<RingElement>(x)) machine.arithmetic().ball(x);  // throws: no real number
  if (k.sign() < 0) return Rational(0);
  const unsigned long lower = index(machine, Rational(k), "the lower index of a binomial coefficient");
  std::optional<Integer> n = as_integer(x);
  if (!n) return falling_product(machine, x, lower);
  if (n->sign() >= 0)
    return Rational(binomial(index(machine, x, "the upper index of a binomial coefficient"), lower));
  const Integer reflected = k - *n - Integer(1);
  Integer value =
      binomial(index(machine, Rational(reflected), "the upper index of a binomial coefficient"), lower);
  return Rational(lower % 2 == 0 ? value : -value);
}

template <class Entry>
Value triangle_value(Machine& machine, const Arguments& arguments, const char* first, const char* second,
                     Entry entry) {
  const unsigned long n = index(machine, arguments[0], first);
  const Integer k = require_integer(arguments[1], second);
  if (k.sign() < 0 || k > Integer(n)) return Rational(0);
  return Rational(entry(n, static_cast<unsigned long>(*k.to_long())));
}

Value stirling2_value(Machine& machine, const Arguments& arguments) {
  return triangle_value(
      machine, arguments, "the first index of a Stirling number", "the second index of a Stirling number",
      [&](unsigned long n, unsigned long k) -> const Integer& { return machine.cache().stirling2(n, k); });
}

Value surjections_value(Machine& machine, const Arguments& arguments) {
  return triangle_value(
      machine, arguments, "the first index of T(n, k)", "the second index of T(n, k)",
      [&](unsigned long n, unsigned long k) -> const Integer& { return machine.cache().surjections(n, k); });
}

Value bell_value(Machine& machine, const Arguments& arguments) {
  const unsigned long n = index(machine, arguments[0], "the index of a Bell number");
  if (n <= max_bell_index || machine.mode() == Machine::Mode::forms) return Rational(machine.cache().bell(n));
  return bell_ball(n, machine.precision());
}

Value bernoulli_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.bernoulli(*model);
  return machine.cache().bernoulli(index(machine, arguments[0], "the index of a Bernoulli number"));
}

Value length_value(Machine&, const Arguments& arguments) {
  return Rational(static_cast<long>((*get_if<List>(arguments[0]))->size()));
}

}  // namespace

std::vector<Builtin> number_functions() {
  return {{"binomial", binomial_value}, {"stirling2", stirling2_value}, {"surjections", surjections_value},
          {"bell", bell_value},         {"bernoulli", bernoulli_value}, {"length", length_value}};
}

}  // namespace dropcert::verify
