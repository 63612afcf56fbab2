#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "ball/ball.hpp"
#include "exact/rational.hpp"

namespace dropcert {

/// Most features whose 2^d masks are looked at one by one.
inline constexpr std::size_t max_softmax_features = 16;

/// A softmax model under dropout: class k has the logit eta_k = bias_k + sum_j a_kj, and a dropped feature is
/// dropped for all classes.
struct SoftmaxModel {
  /// `list` holds a row of d contributions for each of K >= 2 classes, `undropped` K biases. Throws
  /// std::invalid_argument for rows of different lengths or too few of them, std::domain_error unless
  /// 0 < probability < 1.
  SoftmaxModel(std::vector<std::vector<Rational>> list, std::vector<Rational> undropped,
               Rational probability);

  std::vector<std::vector<Rational>> contributions;
  std::vector<Rational> biases;
  Rational delta;

  std::size_t classes() const { return contributions.size(); }
  std::size_t features() const { return contributions.front().size(); }
  std::vector<Rational> logits() const;
};

struct SoftmaxAssessment {
  Rational spread;                ///< the largest osc(Delta eta) over all masks
  std::optional<bool> converges;  ///< nullopt: not decided
  std::optional<Ball> nearest;    ///< the least radius of a mask's direction, where the masks were looked at
  std::string reason;
};

/// Whether the series of the R_k converges: a spread of at most pi suffices; two classes are the logistic
/// family with the difference of the logits; otherwise the masks' directions are looked at in turn, each by
/// softmax_radius: the series converges if and only if none has a zero in |t| < 1 (proofs/README.md,
/// softmax_criterion). Not decided beyond max_softmax_features, or if a zero is too close to the circle.
SoftmaxAssessment assess(const SoftmaxModel& model);

/// R = E log sum_k e^(eta~_k) - log sum_k e^(eta_k) over all masks, with about `precision` correct bits; 0
/// exactly without noise (also if all classes have the same contributions). Throws std::length_error beyond
/// max_softmax_features.
Ball regulariser(const SoftmaxModel& model, Bits precision);

}  // namespace dropcert
