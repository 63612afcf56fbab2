#pragma once

#include "exact/rational.hpp"
#include "model/dropout.hpp"

namespace dropcert::model {

/// V = ess sup |Delta| = max(r P + N, P + r N) with r = delta/(1-delta): the largest deviation is reached
/// where the features of one sign are all kept and those of the other all dropped. In the units of the
/// contributions. Cost O(d). Source: the support of Delta under dropout.
exact::Rational deviation(const Dropout& model);

}  // namespace dropcert::model
