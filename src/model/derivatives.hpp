#pragma once

#include <optional>

#include "ball/ball.hpp"
#include "exact/rational.hpp"

namespace dropcert::model {

/// Derivatives at a real number z of p(z) = 1/(1+e^-z) and of A(z) = log(1+e^z), A' = p, and the Taylor
/// coefficients b_n = p^(n)(z)/n! and c_n = A^(n)(z)/n! = b_(n-1)/n, which stay within reach for orders whose
/// factorial does not.
///
/// z is a ball. At an exact z the routes raise the working precision until about `precision` bits of the
/// value are right (the last attempt is returned if they give up: the enclosure is valid and wider). Over a
/// wide ball the value at the midpoint is widened by the Taylor theorem of second order and by the bounds of
/// taylor_bound.hpp, so that the enclosure of a halved ball is asymptotically half as wide. Not finite if z
/// is not. Orders above max_derivative_order, and those above the limit of a route asked for by name, throw
/// std::length_error.

inline constexpr unsigned long max_derivative_order = 1'000'000'000;
inline constexpr unsigned long max_theorem1_order = 4'000;
inline constexpr unsigned long max_series_order = 10'000;
/// Most terms that a sum over poles or over exponentials takes; the rest is in the error bound.
inline constexpr unsigned long max_route_terms = 20'000;

/// Independent ways to the same number.
enum class Route {
  automatic,     ///< the cheapest of the others, by an estimate
  theorem1,      ///< Theorem 1: sum over j of T(n,j) p^(j-1); O(n^2) operations, n <= max_theorem1_order
  series,        ///< power series arithmetic; quasi-linear in n, n <= max_series_order
  poles,         ///< sum over the poles of p, fewer the larger n: constant cost for large n
  exponentials,  ///< sum over j of (-1)^(j-1) j^n e^(-j|z|): few terms for n up to the size of |z|; z not 0
};

/// b_n = p^(n)(z)/n!, n >= 0.
ball::Ball sigmoid_taylor(unsigned long n, const ball::Ball& z, ball::Bits precision,
                          Route route = Route::automatic);
/// c_n = A^(n)(z)/n!, n >= 0.
ball::Ball softplus_taylor(unsigned long n, const ball::Ball& z, ball::Bits precision,
                           Route route = Route::automatic);

/// p^(n)(z) = n! b_n; order 0 is sigmoid itself, by any route.
ball::Ball sigmoid_derivative(unsigned long n, const ball::Ball& z, ball::Bits precision,
                              Route route = Route::automatic);
/// A^(n)(z) = n! c_n; order 0 is softplus itself, by any route.
ball::Ball softplus_derivative(unsigned long n, const ball::Ball& z, ball::Bits precision,
                               Route route = Route::automatic);

inline ball::Ball sigmoid_derivative_by_theorem1(unsigned long n, const ball::Ball& z, ball::Bits precision) {
  return sigmoid_derivative(n, z, precision, Route::theorem1);
}
inline ball::Ball sigmoid_derivative_by_series(unsigned long n, const ball::Ball& z, ball::Bits precision) {
  return sigmoid_derivative(n, z, precision, Route::series);
}
inline ball::Ball sigmoid_derivative_by_poles(unsigned long n, const ball::Ball& z, ball::Bits precision) {
  return sigmoid_derivative(n, z, precision, Route::poles);
}
inline ball::Ball softplus_derivative_by_theorem1(unsigned long n, const ball::Ball& z,
                                                  ball::Bits precision) {
  return softplus_derivative(n, z, precision, Route::theorem1);
}
inline ball::Ball softplus_derivative_by_series(unsigned long n, const ball::Ball& z, ball::Bits precision) {
  return softplus_derivative(n, z, precision, Route::series);
}
inline ball::Ball softplus_derivative_by_poles(unsigned long n, const ball::Ball& z, ball::Bits precision) {
  return softplus_derivative(n, z, precision, Route::poles);
}

/// The derivative as a rational number where it is one: p^(n)(0) = (2^(n+1) - 1) B_(n+1) / (n+1) for n >= 1,
/// which is exactly 0 for even n, and p(0) = 1/2. At rational z other than 0, p is transcendental and
/// p^(n)(z) a polynomial in p that is not constant: nullopt. Throws std::length_error beyond the limit of
/// bernoulli(n+1).
std::optional<exact::Rational> sigmoid_derivative_exact(unsigned long n, const exact::Rational& z);
/// A^(n)(z) = p^(n-1)(z) for n >= 1; nullopt for n = 0, as log 2 is irrational.
std::optional<exact::Rational> softplus_derivative_exact(unsigned long n, const exact::Rational& z);

}  // namespace dropcert::model
