// The derivatives of the sigmoid at a real point.
#pragma once

#include <vector>

#include "check/interval.hpp"
#include "check/sequences.hpp"

namespace dropcert::check {

/// The n-th derivative, n >= 1, at z: `polynomial` (see Sequences::sigmoid_derivative) at p = sigmoid(-|z|),
/// where its terms cancel least, by the symmetry of the sigmoid. On a wide z by Taylor's formula about the
/// middle.
Interval sigmoid_derivative(const std::vector<mpz_class>& polynomial, const Interval& z, Bits bits);

}  // namespace dropcert::check
