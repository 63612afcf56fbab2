#pragma once

#include <vector>

#include "ball/ball.hpp"

namespace dropcert::model {

/// The Taylor coefficients b_0, ..., b_n of p(z) = 1/(1+e^-z) about z, all from one inversion of a power
/// series at the given working precision; z a ball of any width (a thin one gives thin coefficients). For z >
/// 0 they are turned from -z, where p is small, by b_j(z) = (-1)^(j+1) b_j(-z). Quasi-linear in n. Throws
/// std::length_error for n > max_series_order.
std::vector<ball::Ball> sigmoid_taylor_coefficients(unsigned long n, const ball::Ball& z, ball::Bits working);

/// The Taylor coefficients c_0, ..., c_n of A(z) = log(1+e^z) about z, likewise.
std::vector<ball::Ball> softplus_taylor_coefficients(unsigned long n, const ball::Ball& z,
                                                     ball::Bits working);

}  // namespace dropcert::model
