// Forms as sums of products of what varies with some variables and what does not; a form in the place of a
// variable.
#pragma once

#include <utility>
#include <vector>

#include "check/forms/forms.hpp"

namespace dropcert::check {

/// What varies, and its coefficient.
using Summands = std::vector<std::pair<Value, Value>>;

bool are_equal(const Value& a, const Value& b);
bool varies(const Forms& forms, const Value& form, const std::vector<std::size_t>& variables);
Summands summands_of(const Forms& forms, const Value& form, const std::vector<std::size_t>& variables);
/// Throws OutOfReach where the variable stands in an absolute value or in a function without a form.
void require_differentiable(const Forms& forms, const Value& form, std::size_t variable);
/// Of what is differentiable. Throws OutOfReach unless it is seen to be defined.
Value substituted(Forms& forms, const Value& form, std::size_t variable, const Value& by);

}  // namespace dropcert::check
