#include "model/exponential_sum.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "model/enclosure.hpp"

namespace dropcert {

ExponentialSum::ExponentialSum(std::vector<Rational> logits, std::vector<Rational> direction)
    : logits_(std::move(logits)), direction_(std::move(direction)) {
  if (logits_.empty()) throw std::invalid_argument("A softmax model needs at least one logit.");
  if (logits_.size() != direction_.size())
    throw std::invalid_argument("There are " + std::to_string(logits_.size()) + " logits and " +
                                std::to_string(direction_.size()) +
                                " entries of the direction; expected as many.");
  const Rational least = *std::min_element(direction_.begin(), direction_.end());
  for (Rational& v : direction_) v -= least;
}

Rational ExponentialSum::oscillation() const {
  return *std::max_element(direction_.begin(), direction_.end());
}

std::size_t ExponentialSum::largest_term(const Ball& real_part, Bits bits) const {
  std::size_t best = 0;
  double largest = 0;
  for (std::size_t k = 0; k < logits_.size(); ++k) {
    const Ball exponent = add(Ball::from(logits_[k], bits),
                              mul(real_part.midpoint(), Ball::from(direction_[k], bits), bits), bits);
    const double size = hint(exponent);
    if (k == 0 || size > largest) {
      best = k;
      largest = size;
    }
  }
  return best;
}

ComplexBall ExponentialSum::scaled(unsigned long order, const ComplexBall& t, const Ball& centre,
                                   Bits bits) const {
  const std::size_t m = largest_term(centre, bits);
  ComplexBall sum;
  for (std::size_t k = 0; k < logits_.size(); ++k) {
    if (order > 0 && direction_[k].is_zero()) continue;
    // eta_k - eta_m + t v_k - centre v_m
    const Ball constant = sub(Ball::from(logits_[k] - logits_[m], bits),
                              mul(centre, Ball::from(direction_[m], bits), bits), bits);
    const Ball v = Ball::from(direction_[k], bits);
    const ComplexBall exponent(add(constant, mul(t.re(), v, bits), bits), mul(t.im(), v, bits));
    const Rational factor = pow(direction_[k], static_cast<long>(order));
    sum = add(sum, mul(exp(exponent, bits), ComplexBall(Ball::from(factor, bits)), bits), bits);
  }
  return sum;
}

bool ExponentialSum::dominated(const Ball& real_part, Bits bits) const {
  const std::size_t m = largest_term(real_part, bits);
  // The exponentials are convex in the real part: their sum is largest at an end.
  for (const Ball& end : {lower_end(real_part, bits), upper_end(real_part, bits)}) {
    Ball sum;
    for (std::size_t k = 0; k < logits_.size(); ++k) {
      if (k == m) continue;
      const Ball slope = Ball::from(direction_[k] - direction_[m], bits);
      const Ball exponent = add(Ball::from(logits_[k] - logits_[m], bits), mul(end, slope, bits), bits);
      sum = add(sum, exp(exponent, bits), bits);
    }
    if (less(sum, 1) != true) return false;
  }
  return true;
}

}  // namespace dropcert
