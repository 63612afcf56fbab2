#include "model/exponential_sum.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "model/enclosure.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

const Bits kept_bits(384);
constexpr long spare_bits = 64;  // for what differences of logits lose

}  // namespace

ExponentialSum::ExponentialSum(std::vector<Rational> logits, std::vector<Rational> direction)
    : logits_(std::move(logits)), direction_(std::move(direction)) {
  if (logits_.empty()) throw std::invalid_argument("a softmax model needs at least one logit");
  if (logits_.size() != direction_.size())
    throw std::invalid_argument("there are " + std::to_string(logits_.size()) + " logits and " +
                                std::to_string(direction_.size()) +
                                " entries of the direction; expected as many");
  const Rational least = *std::min_element(direction_.begin(), direction_.end());
  for (Rational& v : direction_) v -= least;
  for (std::size_t k = 0; k < logits_.size(); ++k) {
    logit_balls_.push_back(Ball::from(logits_[k], kept_bits));
    slope_balls_.push_back(Ball::from(direction_[k], kept_bits));
    logit_doubles_.push_back(DoubleBall::from(logit_balls_.back()));
    slope_doubles_.push_back(DoubleBall::from(slope_balls_.back()));
  }
}

Ball ExponentialSum::logit(std::size_t k, Bits bits) const {
  return bits.value + spare_bits <= kept_bits.value ? logit_balls_[k]
                                                    : Ball::from(logits_[k], Bits(bits.value + spare_bits));
}

Ball ExponentialSum::slope(std::size_t k, Bits bits) const {
  return bits.value + spare_bits <= kept_bits.value
             ? slope_balls_[k]
             : Ball::from(direction_[k], Bits(bits.value + spare_bits));
}

Rational ExponentialSum::oscillation() const {
  return *std::max_element(direction_.begin(), direction_.end());
}

std::size_t ExponentialSum::largest_term(const Ball& real_part, Bits bits) const {
  std::size_t best = 0;
  double largest = 0;
  for (std::size_t k = 0; k < logits_.size(); ++k) {
    const Ball exponent = add(logit(k, bits), mul(real_part.midpoint(), slope(k, bits), bits), bits);
    const double size = hint(exponent);
    if (k == 0 || size > largest) {
      best = k;
      largest = size;
    }
  }
  return best;
}

// eta_k - eta_m + t v_k - centre v_m
ComplexBall ExponentialSum::exponent(std::size_t k, std::size_t m, const ComplexBall& t, const Ball& centre,
                                     Bits bits) const {
  const Ball constant =
      sub(sub(logit(k, bits), logit(m, bits), bits), mul(centre, slope(m, bits), bits), bits);
  const Ball v = slope(k, bits);
  return {add(constant, mul(t.re(), v, bits), bits), mul(t.im(), v, bits)};
}

ComplexBall ExponentialSum::scaled(unsigned long order, const ComplexBall& t, const Ball& centre,
                                   Bits bits) const {
  const std::size_t m = largest_term(centre, bits);
  ComplexBall sum;
  for (std::size_t k = 0; k < logits_.size(); ++k) {
    if (order > 0 && direction_[k].is_zero()) continue;
    ComplexBall term = exp(exponent(k, m, t, centre, bits), bits);
    if (order > 0) term = mul(term, ComplexBall(pow(slope(k, bits), static_cast<long>(order), bits)), bits);
    sum = add(sum, term, bits);
  }
  return sum;
}

ExponentialSum::ValueAndSlope ExponentialSum::scaled_with_slope(const ComplexBall& t, const Ball& centre,
                                                                Bits bits) const {
  const std::size_t m = largest_term(centre, bits);
  ValueAndSlope sum;
  for (std::size_t k = 0; k < logits_.size(); ++k) {
    const ComplexBall term = exp(exponent(k, m, t, centre, bits), bits);
    sum.value = add(sum.value, term, bits);
    if (!direction_[k].is_zero())
      sum.slope = add(sum.slope, mul(term, ComplexBall(slope(k, bits)), bits), bits);
  }
  return sum;
}

// By doubles: each other term is e^-d times the largest, d > 0, at both ends.
bool ExponentialSum::surely_dominated(const Ball& real_part, std::size_t largest) const {
  for (const Ball& end : {lower_end(real_part, Bits(60)), upper_end(real_part, Bits(60))}) {
    const DoubleBall x = DoubleBall::from(end);
    DoubleBall sum{0, 0};
    for (std::size_t k = 0; k < logits_.size(); ++k) {
      if (k == largest) continue;
      const DoubleBall below =
          (logit_doubles_[largest] - logit_doubles_[k]) + x * (slope_doubles_[largest] - slope_doubles_[k]);
      constexpr double far = 690;  // e^-690 < 10^-299
      const std::optional<bool> is_far = less(DoubleBall{far, 0}, below);
      if (is_far == true) {
        sum = sum + DoubleBall{0, 1e-299};
        continue;
      }
      if (less(DoubleBall{0, 0}, below) != true) return false;
      sum = sum + exp_of_minus(below);
    }
    if (less(sum, DoubleBall{1, 0}) != true) return false;
  }
  return true;
}

bool ExponentialSum::dominated(const Ball& real_part, Bits bits) const {
  const std::size_t m = largest_term(real_part, bits);
  if (surely_dominated(real_part, m)) return true;
  // The exponentials are convex in the real part: their sum is largest at an end.
  for (const Ball& end : {lower_end(real_part, bits), upper_end(real_part, bits)}) {
    Ball sum;
    for (std::size_t k = 0; k < logits_.size(); ++k) {
      if (k == m) continue;
      const Ball steeper = sub(slope(k, bits), slope(m, bits), bits);
      const Ball exponent = add(sub(logit(k, bits), logit(m, bits), bits), mul(end, steeper, bits), bits);
      sum = add(sum, exp(exponent, bits), bits);
    }
    if (less(sum, 1) != true) return false;
  }
  return true;
}

}  // namespace dropcert::model
