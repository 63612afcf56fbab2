#include "model/noise.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "exact/bernoulli.hpp"
#include "exact/factorial.hpp"

namespace dropcert::model {

using namespace exact;

namespace {

constexpr std::array<std::string_view, 5> names = {"dropout", "gaussian-dropout", "additive-gaussian",
                                                   "uniform", "laplace"};

// The one number of a strength.
const Rational& number_of(const DropoutStrength& s) {
  return s.probability;
}
const Rational& number_of(const GaussianDropoutStrength& s) {
  return s.variance;
}
const Rational& number_of(const AdditiveGaussianStrength& s) {
  return s.variance;
}
const Rational& number_of(const UniformStrength& s) {
  return s.half_width;
}
const Rational& number_of(const LaplaceStrength& s) {
  return s.scale;
}

NoiseLaw::Strength strength_of(Noise kind, Rational level) {
  switch (kind) {
    case Noise::dropout:
      return DropoutStrength{std::move(level)};
    case Noise::gaussian_dropout:
      return GaussianDropoutStrength{std::move(level)};
    case Noise::additive_gaussian:
      return AdditiveGaussianStrength{std::move(level)};
    case Noise::uniform:
      return UniformStrength{std::move(level)};
    case Noise::laplace:
      break;
  }
  return LaplaceStrength{std::move(level)};
}

Rational odds(const DropoutStrength& s) {
  return s.probability / (Rational(1) - s.probability);
}

Rational variance_of(const DropoutStrength& s) {
  return odds(s);
}
Rational variance_of(const GaussianDropoutStrength& s) {
  return s.variance;
}
Rational variance_of(const AdditiveGaussianStrength& s) {
  return s.variance;
}
Rational variance_of(const UniformStrength& s) {
  return s.half_width * s.half_width / Rational(3);
}
Rational variance_of(const LaplaceStrength& s) {
  return Rational(2) * s.scale * s.scale;
}

template <typename Unbounded>
std::optional<Range> range_of(const Unbounded& /*normal or Laplace*/) {
  return std::nullopt;
}
std::optional<Range> range_of(const DropoutStrength& s) {
  return Range{odds(s), 1};
}
std::optional<Range> range_of(const UniformStrength& s) {
  return Range{s.half_width, s.half_width};
}

template <typename Normal>
Rational cumulant_of(const Normal& s, unsigned long n) {
  return n == 2 ? s.variance : Rational(0);
}
Rational cumulant_of(const DropoutStrength& /*s*/, unsigned long /*n*/) {
  throw std::invalid_argument("dropout noise is not symmetric");
}
Rational cumulant_of(const UniformStrength& s, unsigned long n) {
  const auto order = static_cast<long>(n);
  return bernoulli(n) * pow(Rational(2) * s.half_width, order) / Rational(n);
}
Rational cumulant_of(const LaplaceStrength& s, unsigned long n) {
  return Rational(2) * Rational(factorial(n - 1)) * pow(s.scale, static_cast<long>(n));
}

Rational sum_of_squares(const std::vector<Rational>& list) {
  Rational sum;
  for (const Rational& c : list) sum += c * c;
  return sum;
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

NoiseLaw::NoiseLaw(Strength strength) : strength_(std::move(strength)) {
  const Rational& number = level();
  if (kind() == Noise::dropout && (number.sign() <= 0 || number >= Rational(1)))
    throw std::domain_error("the dropout probability is " + number.str() + "; it must lie between 0 and 1");
  if (number.sign() <= 0)
    throw std::domain_error("the strength of the noise is " + number.str() + "; it must be positive");
}

NoiseLaw::NoiseLaw(Noise kind, Rational level) : NoiseLaw(strength_of(kind, std::move(level))) {}

const Rational& NoiseLaw::level() const {
  return std::visit([](const auto& s) -> const Rational& { return number_of(s); }, strength_);
}

Rational NoiseLaw::variance() const {
  return std::visit([](const auto& s) { return variance_of(s); }, strength_);
}

std::optional<Range> NoiseLaw::range() const {
  return std::visit([](const auto& s) { return range_of(s); }, strength_);
}

Rational NoiseLaw::cumulant(unsigned long n) const {
  return std::visit([n](const auto& s) { return cumulant_of(s, n); }, strength_);
}

NoisyPredictor::NoisyPredictor(NoiseLaw noise, Rational mean, std::vector<Rational> list)
    : law(std::move(noise)), z0(std::move(mean)), coefficients(std::move(list)) {
  if (coefficients.empty()) throw std::invalid_argument("a model needs at least one feature");
}

NoisyPredictor multiplicative(const NoiseLaw& law, std::vector<Rational> contributions,
                              const Rational& bias) {
  Rational mean = bias;
  for (const Rational& a : contributions) mean += a;
  return {law, std::move(mean), std::move(contributions)};
}

NoisyPredictor noisy(const Dropout& model) {
  return multiplicative(NoiseLaw(DropoutStrength{model.delta}), model.contributions, model.bias);
}

Dropout dropout_model(const NoisyPredictor& predictor) {
  if (predictor.law.kind() != Noise::dropout) throw std::invalid_argument("the noise is not dropout");
  Rational bias = predictor.z0;
  for (const Rational& a : predictor.coefficients) bias -= a;
  return {predictor.coefficients, predictor.law.level(), false, std::move(bias)};
}

bool no_noise(const NoisyPredictor& predictor) {
  return std::all_of(predictor.coefficients.begin(), predictor.coefficients.end(),
                     [](const Rational& c) { return c.is_zero(); });
}

Rational variance(const NoisyPredictor& predictor) {
  return sum_of_squares(predictor.coefficients) * predictor.law.variance();
}

std::optional<Range> range(const NoisyPredictor& predictor) {
  if (no_noise(predictor)) return Range{0, 0};
  const std::optional<Range> unit = predictor.law.range();
  if (!unit) return std::nullopt;
  Rational positive;
  Rational negative;
  for (const Rational& c : predictor.coefficients) (c.sign() > 0 ? positive : negative) += abs(c);
  return Range{unit->up * positive + unit->down * negative, unit->down * positive + unit->up * negative};
}

std::optional<Rational> deviation(const NoisyPredictor& predictor) {
  const std::optional<Range> most = range(predictor);
  if (!most) return std::nullopt;
  return std::max(most->up, most->down);
}

}  // namespace dropcert::model
