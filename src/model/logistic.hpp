#pragma once

#include "ball/ball.hpp"

namespace dropcert::model {

/// p(z) = 1/(1+e^-z), with full relative accuracy at either end: p(-10^6) = e^-1000000/(1+e^-1000000). The
/// range over a wide ball is enclosed by its end points, since p increases. Not finite if z is not.
ball::Ball sigmoid(const ball::Ball& z, ball::Bits precision);

/// A(z) = log(1+e^z), likewise.
ball::Ball softplus(const ball::Ball& z, ball::Bits precision);

}  // namespace dropcert::model
