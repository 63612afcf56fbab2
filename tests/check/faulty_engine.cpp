// The engine's table of functions, with an error in the one that `fault` names.
#include "faulty_engine.hpp"

// The engine's own table under another name; the one that this program is linked with is below.
#define find_builtin correct_builtin
#include "verify/builtins.cpp"
#undef find_builtin

namespace dropcert::verify {

using namespace exact;

std::string fault;

namespace {

Value correct(const char* name, Machine& machine, const Arguments& arguments) {
  return correct_builtin(name)->function(machine, arguments);
}

Value wrong_stirling2(Machine& machine, const Arguments& arguments) {
  Value value = correct("stirling2", machine, arguments);
  bool here = as_integer(arguments[0]) == Integer(40) && as_integer(arguments[1]) == Integer(7);
  return here ? machine.arithmetic().add(value, Rational(1)) : value;
}

Value wrong_bernoulli(Machine& machine, const Arguments& arguments) {
  Value value = correct("bernoulli", machine, arguments);
  return as_integer(arguments[0]) == Integer(50) ? machine.arithmetic().negate(value) : value;
}

// A factor of 1 + 2^-90.
Value wrong_last_bits(Machine& machine, const Value& value) {
  return machine.arithmetic().multiply(value, Rational(1) + pow(Rational(2), -90));
}

Value wrong_radius(Machine& machine, const Arguments& arguments) {
  return wrong_last_bits(machine, correct("radius", machine, arguments));
}
Value wrong_regulariser(Machine& machine, const Arguments& arguments) {
  return wrong_last_bits(machine, correct("regulariser", machine, arguments));
}
Value wrong_sigmoid_derivative(Machine& machine, const Arguments& arguments) {
  return wrong_last_bits(machine, correct("sigmoid_derivative", machine, arguments));
}

}  // namespace

const Builtin* find_builtin(std::string_view name) {
  static Builtin wrong;
  const Builtin* entry = correct_builtin(name);
  if (!entry || name != fault) return entry;
  wrong = *entry;
  if (name == "stirling2") wrong.function = wrong_stirling2;
  if (name == "bernoulli") wrong.function = wrong_bernoulli;
  if (name == "radius") wrong.function = wrong_radius;
  if (name == "regulariser") wrong.function = wrong_regulariser;
  if (name == "sigmoid_derivative") wrong.function = wrong_sigmoid_derivative;
  return &wrong;
}

}  // namespace dropcert::verify
