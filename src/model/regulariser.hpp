#pragma once

#include "ball/ball.hpp"
#include "model/dropout.hpp"
#include "model/interruption.hpp"

namespace dropcert::model {

/// The regulariser R = E A(z~) - A(z0) >= 0, A(z) = log(1+e^z), summed over the exact law of z~. Equal
/// contributions are grouped with binomial weights, and equal values of z~ joined. R may be far smaller than
/// its two terms; the working precision is raised until R itself has about `precision` bits, within a factor
/// of 1000 of the precision asked for. Exactly 0 if all contributions are 0. Throws std::length_error if the
/// law passes the limits above. Cost O(number of values of z~) evaluations of A.
ball::Ball regulariser_by_enumeration(const Dropout& model, ball::Bits precision, StopFlag stop = nullptr);

/// R by a one-dimensional integral (dropout_integral.hpp), for any number of features, with about `precision`
/// correct bits of R itself; by several, if some contributions are very large (conditioned_integral.hpp).
/// Exactly 0 if all contributions are 0. Throws std::length_error if it would need too many nodes: then many
/// contributions are very large. Cost linear in their number.
ball::Ball regulariser_by_integral(const Dropout& model, ball::Bits precision, StopFlag stop = nullptr);

/// R by the route that costs less, by an estimate; the other one if that is out of reach. Throws
/// std::length_error if both are; Stopped, as the two above.
ball::Ball regulariser(const Dropout& model, ball::Bits precision, StopFlag stop = nullptr);

}  // namespace dropcert::model
