#pragma once

#include "ball/ball.hpp"
#include "model/interruption.hpp"
#include "model/noise.hpp"

namespace dropcert::model {

/// R of the logistic family for a noise with a symmetric law (Gaussian, uniform, Laplace), by the trapezoidal
/// rule (trapezoidal_rule.hpp): phi(t) = e^(i z0 t) psi(t), psi real,
///     Gaussian  psi = e^(-v t^2/2), v = Var Delta;  uniform  psi = prod sin(x_j)/x_j, x_j = w c_j t;
///     Laplace   psi = prod 1/(1 + (b c_j t)^2),
/// products of real balls, whose relative errors add up. About `precision` correct bits; 0 exactly without
/// noise. Cost: nodes times features. Throws std::invalid_argument for dropout, std::length_error if the
/// integral needs too many nodes, Stopped.
ball::Ball regulariser_by_noise_integral(const NoisyPredictor& predictor, ball::Bits precision,
                                         StopFlag stop = nullptr);

}  // namespace dropcert::model
