#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "exact/rational.hpp"
#include "model/dropout.hpp"

namespace dropcert::model {

enum class Noise { dropout, gaussian_dropout, additive_gaussian, uniform, laplace };

/// "dropout", "gaussian-dropout", "additive-gaussian", "uniform" or "laplace"; all of them; one by its name.
std::string_view name(Noise noise);
const std::vector<Noise>& all_noises();
std::optional<Noise> noise_named(std::string_view name);

/// What the strength below is: "probability", "variance", "half width" or "scale".
std::string_view level_name(Noise noise);

/// The strengths, one type a noise.
struct DropoutStrength {
  exact::Rational probability;  ///< delta: U = -1 with probability delta, U = delta/(1-delta) otherwise
};
struct GaussianDropoutStrength {
  exact::Rational variance;  ///< U normal; it multiplies the features
};
struct AdditiveGaussianStrength {
  exact::Rational variance;  ///< U normal; it is added to the features
};
struct UniformStrength {
  exact::Rational half_width;  ///< w: U uniform on [-w, w]
};
struct LaplaceStrength {
  exact::Rational scale;  ///< b: U of density e^(-|u|/b)/(2 b)
};

/// ess sup and ess sup of the negative of something random.
struct Range {
  exact::Rational up;
  exact::Rational down;
};

/// The law of the noise U of one feature, of mean 0.
class NoiseLaw {
 public:
  using Strength = std::variant<DropoutStrength, GaussianDropoutStrength, AdditiveGaussianStrength,
                                UniformStrength, LaplaceStrength>;  // in the order of Noise

  /// Throws std::domain_error unless 0 < probability < 1, and for another strength that is not positive.
  NoiseLaw(Strength strength);
  /// The same from the number.
  NoiseLaw(Noise kind, exact::Rational level);

  Noise kind() const { return static_cast<Noise>(strength_.index()); }
  const Strength& strength() const { return strength_; }
  /// The number that the strength is, whatever it means.
  const exact::Rational& level() const;
  /// Added to the features instead of multiplying them: c_j = beta_j below.
  bool is_additive() const { return kind() == Noise::additive_gaussian; }

  /// Var U.
  exact::Rational variance() const;
  /// ess sup U and ess sup -U; nullopt if U is unbounded.
  std::optional<Range> range() const;
  /// The cumulant of U of even order n >= 2, for all but dropout, whose law is not symmetric: the odd ones
  /// are 0. Throws std::invalid_argument for dropout.
  exact::Rational cumulant(unsigned long n) const;

 private:
  Strength strength_;
};

/// A predictor z~ = z0 + Delta with Delta = sum_j c_j U_j, the U_j independent with the same law. Noise that
/// multiplies the features (xi_j = 1 + U_j) has c_j = a_j = x_j beta_j; noise that is added to the features
/// has c_j = beta_j.
struct NoisyPredictor {
  /// Throws std::invalid_argument for an empty list.
  NoisyPredictor(NoiseLaw noise, exact::Rational mean, std::vector<exact::Rational> list);

  NoiseLaw law;
  exact::Rational z0;                         ///< E z~, any bias included
  std::vector<exact::Rational> coefficients;  ///< the c_j
};

/// Noise that multiplies each feature: c = a, z0 = bias + sum a.
NoisyPredictor multiplicative(const NoiseLaw& law, std::vector<exact::Rational> contributions,
                              const exact::Rational& bias = 0);
NoisyPredictor noisy(const Dropout& model);
/// The dropout model of a predictor with dropout noise.
Dropout dropout_model(const NoisyPredictor& predictor);

/// Every c_j is 0: Delta = 0.
bool no_noise(const NoisyPredictor& predictor);
/// Var Delta = sum c_j^2 Var U. Cost O(d).
exact::Rational variance(const NoisyPredictor& predictor);
/// ess sup Delta and ess sup -Delta; nullopt if Delta is unbounded.
std::optional<Range> range(const NoisyPredictor& predictor);
/// V = ess sup |Delta|; nullopt if Delta is unbounded.
std::optional<exact::Rational> deviation(const NoisyPredictor& predictor);

}  // namespace dropcert::model
