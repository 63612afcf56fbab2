#pragma once

#include "ball/ball.hpp"
#include "model/dropout.hpp"

namespace dropcert::model {

/// Whether sum_n c_n E Delta^n, the series of R_k as k -> infinity, converges (and then to R): if and only if
/// V <= rho(z0) = sqrt(pi^2 + z0^2), V the deviation: the exact criterion for a noise with all moments
/// finite, applied to dropout. Decided exactly: V^2 - z0^2 is rational; it is compared with 1 in units of
/// pi^2, or with pi^2 by balls of growing precision, which ends since pi^2 is irrational. Throws
/// std::length_error if 2^24 bits of pi do not tell (only for contributions of millions of digits).
bool converges(const Dropout& model);

/// v <= sqrt(pi^2 + z0^2) for v >= 0, decided in the same way: whether a deviation v stays within the radius
/// of convergence of the Taylor series of log(1+e^z) about z0. Throws as above.
bool within_radius(const exact::Rational& v, const exact::Rational& z0);

struct Convergence {
  bool converges = false;
  /// rho(z0) - V as a real number: not negative exactly if the series converges, exactly 0 on the boundary.
  ball::Ball margin;
};

/// The decision, and by how much.
Convergence convergence(const Dropout& model, ball::Bits precision);

}  // namespace dropcert::model
