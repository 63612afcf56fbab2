#include "model/softmax_model.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "ball/decimal.hpp"
#include "model/convergence.hpp"
#include "model/deviation.hpp"
#include "model/dropout.hpp"
#include "model/enclosure.hpp"
#include "model/softmax_radius.hpp"

namespace dropcert {
namespace {

/// eta_k - eta_l as a predictor of its own.
Dropout difference(const SoftmaxModel& model, std::size_t k, std::size_t l) {
  std::vector<Rational> a;
  for (std::size_t j = 0; j < model.features(); ++j)
    a.push_back(model.contributions[k][j] - model.contributions[l][j]);
  return {std::move(a), model.delta, false, model.biases[k] - model.biases[l]};
}

Rational largest_spread(const SoftmaxModel& model) {
  Rational most;
  for (std::size_t k = 0; k < model.classes(); ++k)
    for (std::size_t l = 0; l < k; ++l) most = std::max(most, deviation(difference(model, k, l)));
  return most;
}

/// Delta eta where the features in the mask are kept.
std::vector<Rational> direction(const SoftmaxModel& model, unsigned long mask) {
  const Rational odds = model.delta / (Rational(1) - model.delta);
  std::vector<Rational> result(model.classes());
  for (std::size_t k = 0; k < model.classes(); ++k)
    for (std::size_t j = 0; j < model.features(); ++j) {
      const Rational& a = model.contributions[k][j];
      result[k] += ((mask >> j) & 1UL) != 0 ? odds * a : -a;
    }
  return result;
}

Rational oscillation(const std::vector<Rational>& v) {
  const auto [least, most] = std::minmax_element(v.begin(), v.end());
  return *most - *least;
}

/// v <= pi, which are never equal.
bool at_most_pi(const Rational& v) {
  return within_radius(v, 0);
}

/// The masks one by one: whether one of them has a zero in |t| < 1.
void look_at_masks(const SoftmaxModel& model, SoftmaxAssessment& result) {
  const std::vector<Rational> eta = model.logits();
  const Bits bits(64);
  bool all_decided = true;
  for (unsigned long mask = 0; mask < (1UL << model.features()); ++mask) {
    const std::vector<Rational> v = direction(model, mask);
    if (at_most_pi(oscillation(v))) continue;
    const Ball radius = softmax_radius(ExponentialSum(eta, v), bits).radius;
    result.nearest = result.nearest ? min(*result.nearest, radius, bits) : radius;
    if (less(radius, 1) == true) {
      result.converges = false;
      result.reason = "the direction of a mask has a complex zero at distance " +
                      correctly_rounded(radius.midpoint(), 6).value_or("below 1") + " < 1";
      return;
    }
    all_decided = all_decided && less(1, radius) == true;
  }
  if (!all_decided) {
    result.reason = "the direction of a mask has a zero too close to |t| = 1";
    return;
  }
  result.converges = true;
  result.reason = "no mask's direction has a complex zero in |t| < 1";
}

Ball log_partition(const std::vector<Rational>& eta, Bits bits) {
  const Rational most = *std::max_element(eta.begin(), eta.end());
  Ball sum;
  for (const Rational& x : eta) sum = add(sum, exp(Ball::from(x - most, bits), bits), bits);
  return add(Ball::from(most, bits), log(sum, bits), bits);
}

Ball over_masks(const SoftmaxModel& model, Bits bits) {
  const std::vector<Rational> eta = model.logits();
  Ball mean;
  for (unsigned long mask = 0; mask < (1UL << model.features()); ++mask) {
    std::vector<Rational> noised = direction(model, mask);
    Rational probability = 1;
    for (std::size_t j = 0; j < model.features(); ++j)
      probability *= ((mask >> j) & 1UL) != 0 ? Rational(1) - model.delta : model.delta;
    for (std::size_t k = 0; k < noised.size(); ++k) noised[k] += eta[k];
    mean = add(mean, mul(Ball::from(probability, bits), log_partition(noised, bits), bits), bits);
  }
  return sub(mean, log_partition(eta, bits), bits);
}

}  // namespace

SoftmaxModel::SoftmaxModel(std::vector<std::vector<Rational>> list, std::vector<Rational> undropped,
                           Rational probability)
    : contributions(std::move(list)), biases(std::move(undropped)), delta(std::move(probability)) {
  if (contributions.size() < 2) throw std::invalid_argument("A softmax model needs at least two classes.");
  if (biases.size() != contributions.size())
    throw std::invalid_argument("There are " + std::to_string(contributions.size()) + " classes and " +
                                std::to_string(biases.size()) + " biases; expected as many.");
  for (std::size_t k = 1; k < contributions.size(); ++k)
    if (contributions[k].size() != contributions[0].size())
      throw std::invalid_argument("Class 1 has " + std::to_string(contributions[0].size()) +
                                  " contributions and class " + std::to_string(k + 1) + " has " +
                                  std::to_string(contributions[k].size()) + "; expected as many.");
  static_cast<void>(Dropout(contributions[0], delta));  // refuses an empty list and a bad probability
}

std::vector<Rational> SoftmaxModel::logits() const {
  std::vector<Rational> eta = biases;
  for (std::size_t k = 0; k < classes(); ++k)
    for (const Rational& a : contributions[k]) eta[k] += a;
  return eta;
}

SoftmaxAssessment assess(const SoftmaxModel& model) {
  SoftmaxAssessment result;
  result.spread = largest_spread(model);
  if (at_most_pi(result.spread)) {
    result.converges = true;
    result.reason = "the spread of the noise over the classes is at most pi for every mask";
  } else if (model.classes() == 2) {
    result.converges = converges(difference(model, 1, 0));
    result.reason = "two classes: the logistic criterion for the difference of the logits";
  } else if (model.features() > max_softmax_features) {
    result.reason = "the spread is beyond pi, and there are too many masks to look at one by one";
  } else {
    look_at_masks(model, result);
  }
  return result;
}

Ball regulariser(const SoftmaxModel& model, Bits precision) {
  if (largest_spread(model).is_zero()) return 0;
  if (model.features() > max_softmax_features)
    throw std::length_error("The regulariser of a softmax model is a sum over 2^d masks; d = " +
                            std::to_string(model.features()) + " is beyond " +
                            std::to_string(max_softmax_features) + ".");
  const auto value = [&](Bits bits) { return over_masks(model, bits); };
  return until_accurate(value, precision, precision.value + 64, 10);
}

}  // namespace dropcert
