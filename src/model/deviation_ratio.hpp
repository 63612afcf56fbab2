#pragma once

#include <compare>

#include "ball/ball.hpp"
#include "exact/rational.hpp"

namespace dropcert::model {

/// V/rho(z0) = V/sqrt(pi^2 + z0^2), the largest deviation of the predictor as a multiple of the Taylor radius
/// of log(1+e^z) at z0: the series of R_k converges if and only if it is at most 1. Neither 1 nor any other
/// rational number but 0 is ever reached, since V and z0 are rational and pi^2 is not.
struct DeviationRatio {
  exact::Rational deviation;  ///< V >= 0
  exact::Rational z0;         ///< the predictor, with its bias

  ball::Ball value(ball::Bits precision) const;
};

/// V/rho <= 1.
bool converges(const DeviationRatio& ratio);

/// Compares V/rho with q >= 0: the order of V^2/q^2 - z0^2 and pi^2. Always decided.
std::strong_ordering compare(const DeviationRatio& ratio, const exact::Rational& q);

/// Compares two ratios: the sign of (V1^2 - V2^2) pi^2 + V1^2 z2^2 - V2^2 z1^2. Always decided.
std::strong_ordering compare(const DeviationRatio& a, const DeviationRatio& b);

/// Of one ratio at most 1 and one beyond, whether the first is nearer to 1: whether their sum exceeds 2.
/// Always decided: equality would be an identity in pi, and the sum tends to 0 as that variable grows.
bool lower_is_nearer_to_1(const DeviationRatio& lower, const DeviationRatio& upper);

}  // namespace dropcert::model
