// Integrals, derivatives and sums without end as forms, and numbers that are equal as these.
#pragma once

#include "verify/machine.hpp"

namespace dropcert::verify {

/// integral(x in DOMAIN, term) by an antiderivative of the term's form. Throws Unsupported where none is
/// known. In the mode of forms.
Value integral_form(Machine& machine, const Code& code);

/// derivative(x = point, term, order), of the term's form. Throws Unsupported where there is none, or it is
/// perhaps undefined. In the mode of forms.
Value derivative_form(Machine& machine, const Code& code, const Value& point, unsigned long order);

/// sum(k = a..oo, term) of a term whose successive quotients are known functions of k. Throws as that.
Value infinite_sum_form(Machine& machine, const Code& code);

/// Whether an integral or a sum without end stands in it, which takes long as a number.
bool has_limits(const Code& code);

/// Whether two terms have the same form, and are defined, where the variables have the values that they have.
/// That they are defined may be known.
bool are_equal_as_forms(Machine& machine, const Code& a, const Code& b, bool are_defined = false);

/// Whether a term, which is defined, has the form of a number known exactly.
bool is_equal_as_form(Machine& machine, const Code& term, const Value& number);

/// Whether the relation holds between equal numbers.
bool holds_of_equals(language::Relation relation);

/// A positive number that is not known exactly, in the mode of forms: a variable of its own, of that name.
Value named_constant(SymbolTable& symbols, const std::string& name);

}  // namespace dropcert::verify
