#include "model/trapezoidal_rule.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "model/enclosure.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

const Bits coarse(64);
constexpr long step_bits = 30;

/// log of (1/s) E e^(s |z~|), bounded by e^(s|z|) <= e^(s z) + e^(-s z).
Ball log_moment(const ExponentialMoments& moments, const Ball& s) {
  const Ball shift = mul(s, abs(moments.z0), coarse);
  const Ball both = add(shift, log1p(exp(neg(scale(shift, 1)), coarse), coarse), coarse);
  return sub(add(both, moments.log_bound(s), coarse), log(s, coarse), coarse);
}

/// The same about.
double near_log_moment(const ExponentialMoments& moments, const Ball& s) {
  if (!moments.near_log_bound) return hint(log_moment(moments, s));
  const double near = hint(s);
  const double shift = near * std::abs(hint(moments.z0));
  const double value =
      shift + std::log1p(std::exp(-2 * shift)) + moments.near_log_bound(near) - std::log(near);
  return std::isfinite(value) ? value : hint(log_moment(moments, s));
}

/// The step that makes the bound 2^-bits for this s, nearly.
double step_for(const ExponentialMoments& moments, const Ball& s, long bits) {
  const double log_bound = near_log_moment(moments, s) + static_cast<double>(bits) * std::log(2.0);
  return 2 * 3.14159265358979 * hint(s) / std::max(log_bound, 1.0);
}

/// most * 2^(-i/4), exactly a short dyadic number; i = 0 gives `most`.
Ball candidate(const Ball& most, long i) {
  constexpr long eighths[] = {64, 54, 45, 38};
  return scale(mul(most, Ball(eighths[i % 4]), Bits(128)), -6 - i / 4).midpoint();
}

Ball best_exponent(const ExponentialMoments& moments, long bits) {
  long best = 0;
  double step = 0;
  for (long i = 0; i <= 240; i += 8) {
    const double h = step_for(moments, candidate(moments.most, i), bits);
    if (h > step) step = h, best = i;
  }
  for (long i = std::max(0L, best - 7); i < best + 8; ++i) {
    const double h = step_for(moments, candidate(moments.most, i), bits);
    if (h > step) step = h, best = i;
  }
  return candidate(moments.most, best);
}

/// h rounded down to a few bits.
Rational short_dyadic(double h) {
  int exponent = 0;
  const double mantissa = std::frexp(h, &exponent);
  return Rational(static_cast<long>(std::ldexp(mantissa, step_bits))) *
         pow(Rational(2), exponent - step_bits);
}

/// 4 e^(-pi h n) / (n (1 - e^(-pi h))) = 2^-bits, solved for n.
double nodes_for(double h, long bits) {
  const double decay = 3.14159265358979 * h;
  const double scale_log = static_cast<double>(bits) * std::log(2.0) + std::log(4 / -std::expm1(-decay));
  double n = scale_log / decay;
  for (int i = 0; i < 3; ++i) n = std::max(1.0, (scale_log - std::log(std::max(n, 1.0))) / decay);
  return n;
}

/// sum_{n>N} 2 w_n with w_(n+1)/w_n <= e^(-pi h), as sinh(x + y) >= e^y sinh x for y >= 0.
Ball tail_after(const Rational& step, unsigned long nodes) {
  const Ball h = mul(const_pi(coarse), Ball::from(step, coarse), coarse);
  const Ball grown = exp(mul(h, Ball(nodes + 1), coarse), coarse);
  const Ball first =
      div(scale(1, 2), mul(Ball(nodes + 1), sub(grown, inv(grown, coarse), coarse), coarse), coarse);
  return div(first, neg(expm1(neg(h), coarse)), coarse);
}

}  // namespace

double nodes_needed(const ExponentialMoments& moments, long bits) {
  return nodes_for(step_for(moments, best_exponent(moments, bits), bits), bits);
}

TrapezoidalRule choose_rule(const ExponentialMoments& moments, long bits, unsigned long max_nodes) {
  const Ball s = best_exponent(moments, bits);
  const double h = step_for(moments, s, bits);
  const double n = nodes_for(h, bits);
  if (!(n < static_cast<double>(max_nodes)))
    throw std::length_error("the integral for the regulariser would need more than " +
                            std::to_string(max_nodes) + " nodes");
  TrapezoidalRule rule;
  rule.step = short_dyadic(h);
  rule.nodes = static_cast<unsigned long>(n) + 1;
  const Ball exponent =
      div(scale(mul(const_pi(coarse), s, coarse), 1), Ball::from(rule.step, coarse), coarse);
  const Ball bound = div(exp(log_moment(moments, s), coarse), expm1(exponent, coarse), coarse);
  rule.discretisation = upper_end(bound, coarse);
  rule.tail = upper_end(tail_after(rule.step, rule.nodes), coarse);
  return rule;
}

NodeWeights::NodeWeights(const Rational& step, Bits precision) : precision_(precision.value + 32) {
  const Ball h = mul(const_pi(precision_), Ball::from(step, precision_), precision_);
  growth_ = exp(h, precision_);
  decay_ = exp(neg(h), precision_);
}

Ball NodeWeights::next() {
  ++n_;
  grown_ = mul(grown_, growth_, precision_);
  decayed_ = mul(decayed_, decay_, precision_);
  return div(2, mul(Ball(n_), sub(grown_, decayed_, precision_), precision_), precision_);
}

}  // namespace dropcert::model
