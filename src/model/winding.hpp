#pragma once

#include <optional>

#include "ball/complex_ball.hpp"
#include "model/exponential_sum.hpp"

namespace dropcert::model {

/// The number of zeros of f in the open disc, with multiplicity, by the argument principle: the circle is cut
/// into arcs so short that f stays on each within a half-plane around its value at the arc's middle, which a
/// ball for f'' shows; the arguments between middles then add up to 2 pi times the number. centre and radius
/// exact. nullopt if 2^12 arcs do not do at this precision, as with a zero on the circle or close to it.
std::optional<long> zeros_inside(const ExponentialSum& f, const ball::ComplexBall& centre,
                                 const ball::Ball& radius, ball::Bits bits);

}  // namespace dropcert::model
