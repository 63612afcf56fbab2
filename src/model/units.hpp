#pragma once

#include "ball/ball.hpp"
#include "model/dropout.hpp"

namespace dropcert::model {

/// The real number that x stands for in the units of the model's contributions: x, or x pi.
ball::Ball real_value(const Dropout& model, const exact::Rational& x, ball::Bits precision);

}  // namespace dropcert::model
