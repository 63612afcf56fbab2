#pragma once

#include "ball/ball.hpp"

namespace dropcert {

/// p(z) = 1/(1+e^-z), with full relative accuracy at either end: p(-10^6) = e^-1000000/(1+e^-1000000). The
/// range over a wide ball is enclosed by its end points, since p increases. Not finite if z is not.
Ball sigmoid(const Ball& z, Bits precision);

/// A(z) = log(1+e^z), likewise.
Ball softplus(const Ball& z, Bits precision);

}  // namespace dropcert
