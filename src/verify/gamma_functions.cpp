// The gamma function, its logarithm and logarithmic derivative; Euler's and Catalan's constants.
#include "verify/builtins.hpp"
#include "verify/closed_forms.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

constexpr long most_bits = 30'000;        // beyond, a single call may take long
constexpr long most_factorial = 100'000;  // of an integer, as an exact number

// The argument's integer, if it is one. Throws Undefined at a pole.
std::optional<Integer> integer_argument(const Value& x) {
  const std::optional<Integer> n = as_integer(x);
  if (n && n->sign() <= 0) throw Undefined("the gamma function at an integer that is not positive");
  return n;
}

Value gamma_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.arithmetic().models().gamma(*model);
  if (const std::optional<Integer> n = integer_argument(arguments[0]))
    if (const std::optional<long> small = n->to_long(); small && *small <= most_factorial)
      return Rational(machine.cache().factorial(static_cast<unsigned long>(*small - 1)));
  require_precision(machine, most_bits);
  return gamma(machine.arithmetic().ball(arguments[0]), machine.precision());
}

Value lgamma_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.arithmetic().models().lgamma(*model);
  if (const std::optional<Integer> n = integer_argument(arguments[0]))
    if (*n == Integer(1) || *n == Integer(2)) return Rational(0);
  require_precision(machine, most_bits);
  return lgamma(machine.arithmetic().ball(arguments[0]), machine.precision());
}

Value digamma_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.arithmetic().models().digamma(*model);
  integer_argument(arguments[0]);
  require_precision(machine, most_bits);
  return digamma(machine.arithmetic().ball(arguments[0]), machine.precision());
}

// A constant; over pieces with its form, so that equal ones cancel.
Value constant_value(Machine& machine, Ball (*number)(Bits), const std::string& name) {
  if (machine.mode() == Machine::Mode::forms) return named_constant(machine.symbols(), name);
  require_precision(machine, 4'000'000);
  const Ball enclosed = number(machine.precision());
  if (machine.mode() != Machine::Mode::models) return enclosed;
  Coefficient c{Interval::from(enclosed, machine.precision()), std::nullopt};
  if (machine.expansion.keeps_exact) c.exact = named_constant(machine.symbols(), name);
  const Arithmetic arithmetic = machine.arithmetic();
  return arithmetic.models().constant(c);
}

Value euler_gamma_value(Machine& machine, const Arguments&) {
  return constant_value(machine, const_euler, "euler_gamma");
}

Value catalan_value(Machine& machine, const Arguments&) {
  return constant_value(machine, const_catalan, "catalan");
}

}  // namespace

std::vector<Builtin> gamma_functions() {
  return {{"gamma", gamma_value},
          {"lgamma", lgamma_value},
          {"digamma", digamma_value},
          {"euler_gamma", euler_gamma_value},
          {"catalan", catalan_value}};
}

}  // namespace dropcert::verify
