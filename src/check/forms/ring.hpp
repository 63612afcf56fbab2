// Polynomials in p: the derivation, and quotients that do not depend on p.
#pragma once

#include <optional>

#include "check/value.hpp"

namespace dropcert::check {

/// D with D(p) = p - p^2, all other generators being constants.
Polynomial derivation(const Polynomial& a);

/// numerator/denominator if it has p in its denominator, and does not depend on it.
std::optional<Value> constant_in_p(const Polynomial& numerator, const Polynomial& denominator);

}  // namespace dropcert::check
