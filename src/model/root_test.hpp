#pragma once

#include "ball/ball.hpp"
#include "exact/rational.hpp"

namespace dropcert::model {

/// The quantities of the root test, n >= 1 (std::domain_error for n = 0).

inline constexpr unsigned long max_bell_root_index = 200'000;

/// |x|^(1/n), tight also where x contains 0.
ball::Ball root_of_abs(const ball::Ball& x, unsigned long n, ball::Bits precision);

/// |B_n/n!|^(1/n), B_n the Bernoulli number; exactly 0 for odd n >= 3. For even n it is (2 zeta(n))^(1/n)/(2
/// pi) (DLMF 25.6.2), at constant cost for large n.
ball::Ball bernoulli_root(unsigned long n, ball::Bits precision);

struct RootBounds {
  ball::Ball lower;
  ball::Ball upper;
};

/// For every even n >= 2, 1/(2 pi) < |B_n/n!|^(1/n) <= (1/(2 pi)) (pi^2/3)^(1/n), as 1 < zeta(n) <= pi^2/6;
/// with equality at n = 2. Enclosures of the two sides. Throws std::domain_error for other n.
RootBounds bernoulli_root_bounds(unsigned long n, ball::Bits precision);

/// The Bell number, by Dobinski's sum. Throws std::length_error for n > max_bell_root_index.
ball::Ball bell_ball(unsigned long n, ball::Bits precision);

/// (Bell_n/n!)^(1/n), from a rigorous enclosure of the Bell number by Dobinski's sum. Throws
/// std::length_error for n > max_bell_root_index.
ball::Ball bell_root(unsigned long n, ball::Bits precision);

/// exp(e^r - 1)/r^n >= Bell_n/n! for every r > 0, by Cauchy's estimate for the entire function exp(e^x - 1);
/// an enclosure of the left side. Throws std::domain_error for r <= 0.
ball::Ball bell_cauchy_bound(unsigned long n, const exact::Rational& r, ball::Bits precision);
/// The n-th root of the same: exp((e^r - 1)/n)/r >= (Bell_n/n!)^(1/n).
ball::Ball bell_root_bound(unsigned long n, const exact::Rational& r, ball::Bits precision);
/// An r near the best one, where r e^r = n; any r gives a valid bound.
exact::Rational bell_cauchy_radius(unsigned long n);

/// |b_n|^(1/n) and |c_n|^(1/n), the Taylor coefficients of 1/(1+e^-z) and log(1+e^z) at z.
ball::Ball sigmoid_taylor_root(unsigned long n, const ball::Ball& z, ball::Bits precision);
ball::Ball softplus_taylor_root(unsigned long n, const ball::Ball& z, ball::Bits precision);

}  // namespace dropcert::model
