#pragma once

#include "ball/ball.hpp"
#include "model/dropout.hpp"

namespace dropcert {

/// The real number that x stands for in the units of the model's contributions: x, or x pi.
Ball real_value(const Dropout& model, const Rational& x, Bits precision);

}  // namespace dropcert
