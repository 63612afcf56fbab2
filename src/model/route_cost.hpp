#pragma once

#include "ball/bits.hpp"
#include "model/dropout.hpp"

namespace dropcert::model {

/// Whether summing over the law of z~ takes less time than the integral, by estimates of the number of values
/// of z~ and of the integral's nodes. Decides the cost, never a result. The model has noise.
bool enumeration_costs_less(const Dropout& model, ball::Bits precision);

}  // namespace dropcert::model
