// Integrals and derivatives as forms.
#pragma once

#include "check/evaluator.hpp"

namespace dropcert::check {

/// By an antiderivative of the integrand's form. Throws OutOfReach where none is known.
Value integral_as_form(Evaluator& evaluator, const language::Node& node);

/// Of the term's form, at the point's. Throws OutOfReach where one of them is none, or perhaps undefined.
Value derivative_as_form(Evaluator& evaluator, const language::Node& node, const Value& point,
                         std::uint64_t order);

/// Which generator a new variable is.
std::size_t generator_of(const Value& variable);

}  // namespace dropcert::check
