#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exact/rational.hpp"
#include "model/dropout.hpp"

namespace dropcert {

enum class Noise { dropout, gaussian_dropout, additive_gaussian, uniform, laplace };

/// "dropout", "gaussian-dropout", "additive-gaussian", "uniform" or "laplace"; all of them; one by its name.
std::string_view name(Noise noise);
const std::vector<Noise>& all_noises();
std::optional<Noise> noise_named(std::string_view name);

/// What the level below is: "probability", "variance", "half width" or "scale".
std::string_view level_name(Noise noise);

/// A predictor z~ = z0 + Delta with Delta = sum_j c_j U_j, the U_j independent with mean 0 and
///   dropout              U = -1 with probability delta, U = delta/(1-delta) otherwise; level = delta
///   (either) Gaussian    U normal of variance `level`
///   uniform              U uniform on [-level, level]
///   laplace              U of density e^(-|u|/level)/(2 level)
/// Noise that multiplies the features (xi_j = 1 + U_j) has c_j = a_j = x_j beta_j; noise that is added to the
/// features has c_j = beta_j. Only the dropout law needs 0 < level < 1; the others need level > 0.
struct NoisyPredictor {
  /// Throws std::invalid_argument for an empty list, std::domain_error for a level outside its range.
  NoisyPredictor(Noise kind, Rational mean, std::vector<Rational> list, Rational strength);

  Noise noise;
  Rational z0;                         ///< E z~, any bias included
  std::vector<Rational> coefficients;  ///< the c_j
  Rational level;
};

/// Noise that multiplies each feature: c = a, z0 = bias + sum a.
NoisyPredictor multiplicative(Noise noise, std::vector<Rational> contributions, const Rational& level,
                              const Rational& bias = 0);
NoisyPredictor noisy(const Dropout& model);
/// The dropout model of a predictor with dropout noise.
Dropout dropout_model(const NoisyPredictor& predictor);

/// Every c_j is 0: Delta = 0.
bool no_noise(const NoisyPredictor& predictor);
/// Var Delta = sum c_j^2 Var U. Cost O(d).
Rational variance(const NoisyPredictor& predictor);
/// ess sup Delta and ess sup -Delta; nullopt if Delta is unbounded.
struct Range {
  Rational up;
  Rational down;
};
std::optional<Range> range(const NoisyPredictor& predictor);
/// V = ess sup |Delta|; nullopt if Delta is unbounded.
std::optional<Rational> deviation(const NoisyPredictor& predictor);

}  // namespace dropcert
