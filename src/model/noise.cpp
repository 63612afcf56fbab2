#include "model/noise.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace dropcert {
namespace {

constexpr std::array<std::string_view, 5> names = {"dropout", "gaussian-dropout", "additive-gaussian",
                                                   "uniform", "laplace"};

void require_level(Noise noise, const Rational& level) {
  if (noise == Noise::dropout && (level.sign() <= 0 || level >= Rational(1)))
    throw std::domain_error("The dropout probability is " + level.str() + "; it must lie between 0 and 1.");
  if (level.sign() <= 0)
    throw std::domain_error("The strength of the noise is " + level.str() + "; it must be positive.");
}

Rational sum_of_squares(const std::vector<Rational>& list) {
  Rational sum;
  for (const Rational& c : list) sum += c * c;
  return sum;
}

/// Var U.
Rational unit_variance(const NoisyPredictor& predictor) {
  const Rational& level = predictor.level;
  switch (predictor.noise) {
    case Noise::dropout:
      return level / (Rational(1) - level);
    case Noise::uniform:
      return level * level / Rational(3);
    case Noise::laplace:
      return Rational(2) * level * level;
    case Noise::gaussian_dropout:
    case Noise::additive_gaussian:
      break;
  }
  return level;
}

}  // namespace

std::string_view name(Noise noise) {
  return names.at(static_cast<std::size_t>(noise));
}

const std::vector<Noise>& all_noises() {
  static const std::vector<Noise> all = {Noise::dropout, Noise::gaussian_dropout, Noise::additive_gaussian,
                                         Noise::uniform, Noise::laplace};
  return all;
}

std::optional<Noise> noise_named(std::string_view text) {
  for (const Noise noise : all_noises())
    if (name(noise) == text) return noise;
  return std::nullopt;
}

std::string_view level_name(Noise noise) {
  switch (noise) {
    case Noise::dropout:
      return "probability";
    case Noise::uniform:
      return "half width";
    case Noise::laplace:
      return "scale";
    case Noise::gaussian_dropout:
    case Noise::additive_gaussian:
      break;
  }
  return "variance";
}

NoisyPredictor::NoisyPredictor(Noise kind, Rational mean, std::vector<Rational> list, Rational strength)
    : noise(kind), z0(std::move(mean)), coefficients(std::move(list)), level(std::move(strength)) {
  if (coefficients.empty()) throw std::invalid_argument("A model needs at least one feature.");
  require_level(noise, level);
}

NoisyPredictor multiplicative(Noise noise, std::vector<Rational> contributions, const Rational& level,
                              const Rational& bias) {
  Rational mean = bias;
  for (const Rational& a : contributions) mean += a;
  return {noise, std::move(mean), std::move(contributions), level};
}

NoisyPredictor noisy(const Dropout& model) {
  return multiplicative(Noise::dropout, model.contributions, model.delta, model.bias);
}

Dropout dropout_model(const NoisyPredictor& predictor) {
  if (predictor.noise != Noise::dropout) throw std::invalid_argument("The noise is not dropout.");
  Rational bias = predictor.z0;
  for (const Rational& a : predictor.coefficients) bias -= a;
  return {predictor.coefficients, predictor.level, false, std::move(bias)};
}

bool no_noise(const NoisyPredictor& predictor) {
  return std::all_of(predictor.coefficients.begin(), predictor.coefficients.end(),
                     [](const Rational& c) { return c.is_zero(); });
}

Rational variance(const NoisyPredictor& predictor) {
  return sum_of_squares(predictor.coefficients) * unit_variance(predictor);
}

std::optional<Range> range(const NoisyPredictor& predictor) {
  if (no_noise(predictor)) return Range{0, 0};
  if (predictor.noise != Noise::dropout && predictor.noise != Noise::uniform) return std::nullopt;
  Rational positive;
  Rational negative;
  for (const Rational& c : predictor.coefficients) (c.sign() > 0 ? positive : negative) += abs(c);
  if (predictor.noise == Noise::uniform) {
    const Rational most = predictor.level * (positive + negative);
    return Range{most, most};
  }
  const Rational r = unit_variance(predictor);
  return Range{r * positive + negative, positive + r * negative};
}

std::optional<Rational> deviation(const NoisyPredictor& predictor) {
  const std::optional<Range> most = range(predictor);
  if (!most) return std::nullopt;
  return std::max(most->up, most->down);
}

}  // namespace dropcert
