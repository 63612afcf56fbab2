// The axis of a histogram of V/radius.
#pragma once

#include "audit/ratio_histogram.hpp"
#include "publish/plot.hpp"

namespace dropcert::publish {

/// The class that ends at V = radius.
std::size_t last_converging_class();

/// The axis for the classes from `first` to `last`, each one unit wide about its number.
Axis ratio_axis(Label label, std::size_t first, std::size_t last);

}  // namespace dropcert::publish
