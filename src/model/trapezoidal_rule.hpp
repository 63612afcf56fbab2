#pragma once

#include <functional>

#include "ball/ball.hpp"
#include "exact/rational.hpp"

namespace dropcert::model {

/// The trapezoidal rule for the regulariser of the logistic family,
///     R = int_0^inf (cos(z0 t) - Re phi(t)) / (t sinh(pi t)) dt,    phi(t) = E e^(i t z~),
/// namely T_h = h Var(z~)/(4 pi) + sum_{n>=1} w_n (cos(z0 n h) - Re phi(n h)),  w_n = 1/(n sinh(pi n h)).
/// Its error has a closed form with a sign (proofs/README.md, trapezoidal_rule):
///     T_h - R = E D(z~) - D(z0) in [0, E D(z~)],   D(z) = sum_{k>=1} log(1 + (cosh z - 1)/(1 + cosh(2 pi
///     k/h))).
struct TrapezoidalRule {
  exact::Rational step;       ///< h, a dyadic number
  unsigned long nodes = 0;    ///< n = 1, ..., nodes are summed
  ball::Ball discretisation;  ///< exact, at least E D(z~)
  ball::Ball tail;            ///< exact, at least the sum of 2 w_n over the nodes left out
};

/// What the choice of h needs to know of a law of z~ = z0 + Delta.
struct ExponentialMoments {
  ball::Ball z0;
  ball::Ball most;  ///< exact: the exponents s with 0 < s <= most (at most 1) may be asked for
  /// At least log E e^(s Delta) and log E e^(-s Delta), at a given exact s.
  std::function<ball::Ball(const ball::Ball& s)> log_bound;
  /// About the same, for the choice of s, on which no bound depends; log_bound, if there is none.
  std::function<double(double s)> near_log_bound = {};
};

/// The rule of fewest nodes, nearly, with discretisation and tail of about 2^-bits at most. From
/// log(1+x) <= x^s/s for x >= 0 and 0 < s <= 1 follows E D(z~) <= E e^(s|z~|) / (s (e^(2 pi s/h) - 1)); s is
/// chosen. Whatever is chosen, the bounds in the result hold. Throws std::length_error if more than max_nodes
/// nodes would be needed.
TrapezoidalRule choose_rule(const ExponentialMoments& moments, long bits, unsigned long max_nodes);

/// About the number of nodes of that rule, however many.
double nodes_needed(const ExponentialMoments& moments, long bits);

/// w_n for n = 1, 2, ..., in turn, at a relative accuracy of about 2^-precision.
class NodeWeights {
 public:
  NodeWeights(const exact::Rational& step, ball::Bits precision);
  ball::Ball next();

 private:
  ball::Bits precision_;
  unsigned long n_ = 0;
  ball::Ball growth_, decay_;           // e^(pi h), e^(-pi h)
  ball::Ball grown_ = 1, decayed_ = 1;  // their n-th powers
};

}  // namespace dropcert::model
