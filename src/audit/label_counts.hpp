// How the predictor of the rows goes with their labels.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/value_histogram.hpp"
#include "exact/integer.hpp"

namespace dropcert::audit {

/// The rows of a label: how many, of them with z0 > 0, and the sums of log(1 + e^-z0), the loss if the label
/// is the positive class, and of log(1 + e^z0), in units of 2^-40, each rounded for itself.
struct LabelCount {
  std::uint64_t rows = 0, above = 0;
  exact::Integer loss_if_positive,
      loss_if_negative;  ///< of several classes: the loss; below 0 if no class has the label
};

class LabelCounts {
 public:
  /// More labels than that are no classes.
  static constexpr std::size_t most = 100;

  /// `positive`: z0 > 0, exactly; `z0` within a relative error of 2^-42, for the loss and the quantiles.
  void count(const std::string& label, bool positive, double z0);
  /// Of several classes, a label as it is shown: whether the model's class is the label's, and the loss, -log
  /// of the probability of its class; none if no class bears it. Then `above` counts the rows that are right.
  void count_class(const std::string& label, bool right, std::optional<double> loss);
  void add(const LabelCounts& other);

  /// By the label as it is shown: a number in lowest terms, other text in quotes, true and false in lower
  /// case.
  const std::map<std::string, LabelCount>& labels() const { return labels_; }
  bool too_many() const { return too_many_; }
  const ValueHistogram& z0() const { return z0_; }
  bool empty() const { return labels_.empty(); }

  static std::string shown_label(const std::string& label);

  void set(const std::string& label, LabelCount count) { labels_[label] = std::move(count); }
  void set_too_many() { too_many_ = true; }
  ValueHistogram& z0() { return z0_; }

 private:
  void limit();

  std::map<std::string, LabelCount> labels_;
  ValueHistogram z0_;
  bool too_many_ = false;
};

/// What the counts say of a binary model.
struct LabelFit {
  std::string positive, negative;  ///< the labels of z0 > 0 and of the rest
  std::uint64_t rows = 0, right = 0;
  double log_loss = 0;  ///< its mean, about
};

/// Of several classes: the rows whose label is a class, those that are right, and their mean loss. nullopt if
/// there are none.
std::optional<LabelFit> class_fit_of(const LabelCounts& counts);

/// The labels of a binary model's classes, as its file has them, or empty.
struct LabelNames {
  std::string positive, negative;
};

/// The labels that are none of these, where both are known.
std::vector<std::string> foreign_labels(const LabelCounts& counts, const LabelNames& names);

/// The label of z0 > 0 is the one in `names`, if there is one, else the greater of two numbers, the later of
/// two texts. nullopt unless there are two labels, or one and `names` is known, or where one is foreign.
std::optional<LabelFit> fit_of(const LabelCounts& counts, const LabelNames& names);

}  // namespace dropcert::audit
