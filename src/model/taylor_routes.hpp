#pragma once

#include "ball/ball.hpp"

namespace dropcert::model {

/// The routes of derivatives.hpp at one exact point: b_n = p^(n)(z)/n! for exact finite z, n >= 1, aiming at
/// `precision` correct bits.

/// Theorem 1 at -|z|, where p <= 1/2 and the alternating sum loses least, and p^(n)(-z) = (-1)^(n+1)
/// p^(n)(z). Throws std::length_error for n > max_theorem1_order.
ball::Ball taylor_by_theorem1(unsigned long n, const ball::Ball& z, ball::Bits precision);

/// The coefficient of t^n in 1 - 1/(1+e^(t-|z|)), by power series arithmetic, and the same reflection. Throws
/// std::length_error for n > max_series_order.
ball::Ball taylor_by_series(unsigned long n, const ball::Ball& z, ball::Bits precision);

/// The pole expansion b_n = (-1)^n 2 sum_{k>=0} rho_k^-(n+1) cos((n+1) theta_k), with rho_k e^(i theta_k) =
/// z + (2k+1) pi i, and an explicit bound of the poles left out.
ball::Ball taylor_by_poles(unsigned long n, const ball::Ball& z, ball::Bits precision);

/// b_n(-|z|) = (1/n!) sum_{j>=1} (-1)^(j-1) j^n e^(-j|z|), and the same reflection. Not finite for z = 0.
ball::Ball taylor_by_exponentials(unsigned long n, const ball::Ball& z, ball::Bits precision);

/// b_n at z = 0: 0 for even n, else (-1)^((n-1)/2) 2 (1 - 2^-m) zeta(m) / pi^m with m = n+1 (DLMF 25.6.2
/// and 24.2).
ball::Ball taylor_at_zero(unsigned long n, ball::Bits precision);

/// The route expected to be cheapest.
ball::Ball taylor_at_point(unsigned long n, const ball::Ball& z, ball::Bits precision);

/// Estimates by machine numbers, for the choice of a route, a number of terms and a first working precision
/// alone.
double pole_terms_hint(unsigned long n, double z, double bits);
double exponential_terms_hint(unsigned long n, double z, double bits);
/// Bits by which b_n is smaller than rho^-(n+1): those that the poles' contributions cancel.
double cancellation_hint(unsigned long n, double z);
/// hint(|z|), limited to 1e300.
double modulus_hint(const ball::Ball& z);

/// value, given at -|z|, turned to z.
ball::Ball reflected(unsigned long n, const ball::Ball& z, const ball::Ball& value);

}  // namespace dropcert::model
