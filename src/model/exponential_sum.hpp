#pragma once

#include <vector>

#include "ball/complex_ball.hpp"
#include "ball/double_ball.hpp"
#include "exact/rational.hpp"

namespace dropcert::model {

/// f(t) = sum_k e^(eta_k + t v_k), the partition function of a softmax model with logits eta along the
/// direction v; up to a factor e^(-t min v), which has no zeros, so that all v_k >= 0.
class ExponentialSum {
 public:
  /// Throws std::invalid_argument unless the lists have the same number of entries, at least 1.
  ExponentialSum(std::vector<exact::Rational> logits, std::vector<exact::Rational> direction);

  /// osc(v) = max v - min v.
  exact::Rational oscillation() const;
  std::size_t size() const { return logits_.size(); }

  /// f^(order)(t) e^(-eta_m - c v_m), for the term m that is largest at the number c = `centre`: a multiple
  /// of the derivative that does not overflow near c. t is a ball near c.
  ball::ComplexBall scaled(unsigned long order, const ball::ComplexBall& t, const ball::Ball& centre,
                           ball::Bits bits) const;

  /// f and f' likewise, from the same exponentials.
  struct ValueAndSlope {
    ball::ComplexBall value, slope;
  };
  ValueAndSlope scaled_with_slope(const ball::ComplexBall& t, const ball::Ball& centre,
                                  ball::Bits bits) const;

  /// Whether one term is larger in modulus than all the others together for every t whose real part is in the
  /// ball: then f has no zero there.
  bool dominated(const ball::Ball& real_part, ball::Bits bits) const;

 private:
  std::size_t largest_term(const ball::Ball& real_part, ball::Bits bits) const;
  bool surely_dominated(const ball::Ball& real_part, std::size_t largest) const;
  ball::Ball logit(std::size_t k, ball::Bits bits) const;
  ball::Ball slope(std::size_t k, ball::Bits bits) const;
  ball::ComplexBall exponent(std::size_t k, std::size_t m, const ball::ComplexBall& t,
                             const ball::Ball& centre, ball::Bits bits) const;

  std::vector<exact::Rational> logits_;
  std::vector<exact::Rational> direction_;
  std::vector<ball::Ball> logit_balls_, slope_balls_;  // for all but the highest precisions
  std::vector<ball::DoubleBall> logit_doubles_, slope_doubles_;
};

}  // namespace dropcert::model
