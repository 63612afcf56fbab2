// Values of functions and of bound terms that have no form of their own, in the mode of forms.
#pragma once

#include <vector>

#include "verify/machine.hpp"

namespace dropcert::verify {

struct Builtin;

/// The function's value: a form, where it has one, else a variable known by the function and its arguments'
/// forms, so that equal arguments have equal values; erf, acos and ceil by erfc, asin and floor, odd
/// functions by one side, gamma and its logarithm by lower arguments. Where it is not seen to be defined,
/// that is marked. Throws as the function, where an argument is no number.
Value function_value(Machine& machine, const Builtin& builtin, const std::vector<Value>& arguments);

/// A power: exp(b log a) where a is seen to be positive, else likewise.
Value power_value(Machine& machine, const Value& a, const Value& b);

/// n! as gamma(n + 1), marked as perhaps undefined.
Value factorial_value(Machine& machine, const Value& operand);

/// The value of an integral, a limit or a sum: a variable known by the text and the values of the variables
/// in it; marked as perhaps undefined. Throws Unsupported if these are no numbers.
Value bound_value(Machine& machine, const Code& code);

/// Whether a binder in the code binds that slot.
bool binds(const Code& code, int slot);

}  // namespace dropcert::verify
