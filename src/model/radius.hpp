#pragma once

#include "ball/ball.hpp"

namespace dropcert::model {

/// rho(z) = sqrt(pi^2 + z^2), the radius of convergence of the Taylor series of log(1+e^z), and of its
/// derivatives, about the real number z: the distance to the nearest zeros z = +-i pi of 1+e^z. Tight on wide
/// balls. Not finite if z is not.
ball::Ball radius(const ball::Ball& z, ball::Bits precision);

}  // namespace dropcert::model
