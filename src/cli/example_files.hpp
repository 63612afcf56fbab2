// The features of one example and the weights of a model, from files: matched by their names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exact/rational.hpp"

namespace dropcert::cli {

/// Numbers with their names; without names where the source has none.
struct NamedNumbers {
  std::vector<std::string> names;
  std::vector<exact::Rational> numbers;
  std::optional<exact::Rational> intercept;  ///< of weights
  std::string intercept_name = {};
};

/// The features x_j of --features: a list "1,-1/2,2e-3", or a file: numbers, lines name,number, or one record
/// of numbers under one of names. Throws as `numbers` (model_options.hpp).
NamedNumbers features_of(const std::string& text);

/// The weights of --weights: a list likewise, or a file of numbers alone, or of any kind that the audit reads
/// (audit/weights.hpp). Throws likewise.
NamedNumbers weights_of(const std::string& text);

/// The products x_j beta_j in the order of the weights: by names where both sides have them, else in their
/// order. A feature of the intercept's name must be 1, and is none. Throws UsageError for numbers without a
/// partner.
std::vector<exact::Rational> contributions(const NamedNumbers& features, const NamedNumbers& weights);

}  // namespace dropcert::cli
