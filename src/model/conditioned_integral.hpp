#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "ball/ball.hpp"
#include "model/dropout.hpp"
#include "model/interruption.hpp"

namespace dropcert::model {

/// Most parts that the law of the large contributions may be cut into, those included that are cut again.
inline constexpr std::size_t max_cuts = std::size_t{1} << 14;

/// The regulariser of a model with very large contributions. The integral's nodes grow with the range of z~,
/// while log(1+e^z) differs from max(z, 0) by less than e^-|z|. So the contributions are decided, kept or
/// dropped, from the largest one on (equal ones together, by how many are kept), until for what is decided,
/// c, and the rest, S, the sum z~ = c + S
///   lies beyond B on every mask:   E A(c + S) is c + E S, within e^-B;
///   lies below -B on every mask:   E A(c + S) is 0, within e^-B;
///   has a short integral:          E A(c + S) = A(c + E S) + R(S about the bias c)  (dropout_integral.hpp).
/// R is the mean of these, less A(z0).
class ConditionedIntegral {
 public:
  /// Cuts the law for an accuracy of 2^-bits. Throws std::length_error beyond max_cuts, or once it is plain
  /// that so many factors would cost less.
  ConditionedIntegral(const Dropout& model, long bits,
                      double most_factors = std::numeric_limits<double>::infinity());

  /// Nodes times features of all its integrals, about.
  double factors() const { return factors_; }
  /// R within about 2^-bits. Cost: factors(), and a logarithm a part. Throws Stopped.
  ball::Ball value(StopFlag stop = nullptr) const;

 private:
  /// Equal contributions.
  struct Group {
    exact::Rational contribution;
    unsigned long copies = 0;
  };
  /// What the groups from one on can add to c: least, mean and most.
  struct Rest {
    exact::Rational least, mean, most;
    double features = 0;
  };
  /// An integral: the groups from `first` on, about a bias, with a probability.
  struct Part {
    exact::Rational bias, probability;
    std::size_t first = 0;
  };

  void group_contributions();
  void cut(const exact::Rational& decided, const exact::Rational& probability, std::size_t first);
  ball::Ball mean_of(const Part& part, StopFlag stop) const;

  Dropout model_;
  long bits_;
  exact::Rational border_;     // B
  std::vector<Group> groups_;  // the largest first
  std::vector<Rest> rests_;    // of the groups from i on
  std::vector<Part> parts_;
  exact::Rational beyond_;     // the mean over the parts beyond B, in the model's units
  exact::Rational saturated_;  // the probability of the parts beyond B or below -B
  double most_factors_;
  std::size_t cuts_ = 0;
  double factors_ = 0;
};

/// The cut, where it costs less than an integral of so many factors over the whole law.
std::optional<ConditionedIntegral> cheaper_parts(const Dropout& model, double factors, long bits);

}  // namespace dropcert::model
