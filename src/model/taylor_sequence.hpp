#pragma once

#include <vector>

#include "ball/ball.hpp"

namespace dropcert::model {

/// All Taylor coefficients b_m = p^(m)(z)/m! up to an order at once, sharing their work; p(z) = 1/(1+e^-z), z
/// a finite ball. They aim at errors of at most 2^-precision rho^-(m+1), rho = sqrt(pi^2 + z^2), which is the
/// size of the largest coefficients (b_m itself is 2 rho^-(m+1) cos((m+1) theta) up to smaller terms); each
/// ball is an enclosure whether the aim is met or not. A ball z of positive radius makes them wider. Orders
/// above max_series_order throw std::length_error.

/// The cheapest mixture of the routes below: the recurrence or power series for the first coefficients and
/// the poles for the others; both at once where there are two threads and it is worth one. The balls, not
/// what they enclose, depend on that.
std::vector<ball::Ball> sigmoid_taylor_sequence(unsigned long n, const ball::Ball& z, ball::Bits precision,
                                                unsigned threads = 1);

/// c_0, ..., c_n with c_m = A^(m)(z)/m! = b_(m-1)/m, A(z) = log(1+e^z). Errors of c_m, m >= 1, as those of
/// b_(m-1).
std::vector<ball::Ball> softplus_taylor_sequence(unsigned long n, const ball::Ball& z, ball::Bits precision,
                                                 unsigned threads = 1);

/// The routes: b_0, ..., b_n by the rows of T, O(n^3) bit operations and more;
std::vector<ball::Ball> taylor_sequence_by_theorem1(unsigned long n, const ball::Ball& z,
                                                    ball::Bits precision);
/// b_0, ..., b_n by the recurrence of the reciprocal of 1 + e^-(z+t), one dot product an order, which is the
/// cheapest way to few of them; no radius passes from order to order;
std::vector<ball::Ball> taylor_sequence_by_recurrence(unsigned long n, const ball::Ball& z,
                                                      ball::Bits precision);
/// b_0, ..., b_n by one inversion of a power series;
std::vector<ball::Ball> taylor_sequence_by_series(unsigned long n, const ball::Ball& z, ball::Bits precision);
/// b_first, ..., b_n by the pole expansion b_m = (-1)^m 2 Re sum_{k>=0} (z + (2k+1) pi i)^-(m+1), first >= 1:
/// one product of complex numbers a coefficient and pole, with 1 + 2^(precision/m)/2 poles or so.
std::vector<ball::Ball> taylor_sequence_by_poles(unsigned long first, unsigned long n, const ball::Ball& z,
                                                 ball::Bits precision);

}  // namespace dropcert::model
