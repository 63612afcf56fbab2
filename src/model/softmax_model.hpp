#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ball/ball.hpp"
#include "exact/rational.hpp"
#include "model/interruption.hpp"
#include "model/noise.hpp"

namespace dropcert::model {

/// Most features whose 2^d masks are looked at one by one.
inline constexpr std::size_t max_softmax_features = 16;

/// A softmax model under noise: class k has the logit eta_k without noise and eta_k + Delta_k with it,
/// Delta_k = sum_j c_kj U_j, U as in NoisyPredictor: one noise a feature, the same for all classes.
struct SoftmaxModel {
  /// `list` holds a row of d coefficients for each of K >= 2 classes, `means` K logits. Throws
  /// std::invalid_argument for rows of different lengths or too few of them.
  SoftmaxModel(NoiseLaw noise, std::vector<exact::Rational> means,
               std::vector<std::vector<exact::Rational>> list);

  NoiseLaw law;
  std::vector<exact::Rational> logits;
  std::vector<std::vector<exact::Rational>> coefficients;

  std::size_t classes() const { return coefficients.size(); }
  std::size_t features() const { return coefficients.front().size(); }
};

/// Noise that multiplies each feature: c_kj = a_kj = x_j W_kj, eta_k = bias_k + sum_j a_kj. Throws likewise,
/// also unless there are as many biases as classes.
SoftmaxModel multiplicative_softmax(const NoiseLaw& law,
                                    std::vector<std::vector<exact::Rational>> contributions,
                                    const std::vector<exact::Rational>& biases);

/// Whether some feature's coefficients differ between the classes: else the noise changes no probability, and
/// R = 0.
bool has_noise_between_classes(const SoftmaxModel& model);

struct SoftmaxAssessment {
  std::optional<exact::Rational> spread;  ///< ess sup of max_k Delta_k - min_k Delta_k; nullopt: unbounded
  std::optional<bool> converges;          ///< nullopt: not decided
  std::optional<ball::Ball>
      nearest;  ///< the least radius in t of the directions looked at: the radius is at most that
  std::optional<ball::Ball> at_least;  ///< a lower bound of the radius: pi/spread, 1 or `nearest`; nullopt: 0
  std::string reason;
  std::string_view theorem;
};

/// Whether the series of the R_k converges.
///   A spread of at most pi suffices, whatever the noise.
///   Two classes are the logistic family with the difference of the logits.
///   Noise along one direction v alone, Delta = U v up to what all classes share, as of one noisy feature or
///   of features whose coefficients are proportional: iff ess sup |U| <= the radius along v. Dropout: iff no
///   mask's direction has a zero in |t| < 1 (proofs/README.md, softmax_criterion). Looked at are the masks
///   that drive two classes farthest apart, of which one with a nearer zero proves divergence; with at most
///   `most_features` features, all masks.
/// Else it is not decided. The radii have about `precision` bits. Throws Stopped.
SoftmaxAssessment assess(const SoftmaxModel& model, std::size_t most_features = max_softmax_features,
                         StopFlag stop = nullptr, ball::Bits precision = ball::Bits(64));

/// R_2 = (Var U/2) sum_j Var_p(c_.j), the variance of a feature's coefficients over the classes with the
/// probabilities p_k proportional to e^(eta_k); where it is known to be rational, all logits being equal; and
/// with about `precision` bits.
std::optional<exact::Rational> rational_quadratic(const SoftmaxModel& model);
ball::Ball quadratic_approximation(const SoftmaxModel& model, ball::Bits precision);

/// R = E log sum_k e^(eta_k + Delta_k) - log sum_k e^(eta_k), with about `precision` correct bits: for two
/// classes as in the logistic family, else for dropout over all masks; 0 exactly where the noise is the same
/// for all classes. Throws std::length_error otherwise, and beyond max_softmax_features; Stopped.
ball::Ball regulariser(const SoftmaxModel& model, ball::Bits precision, StopFlag stop = nullptr);

}  // namespace dropcert::model
