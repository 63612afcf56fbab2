// Integrals as forms.
#pragma once

#include "check/evaluator.hpp"

namespace dropcert::check {

/// By an antiderivative of the integrand's form. Throws OutOfReach where none is known.
Value integral_as_form(Evaluator& evaluator, const Node& node);

}  // namespace dropcert::check
