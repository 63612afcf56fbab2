// The weights of a trained model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/data_error.hpp"
#include "exact/rational.hpp"

namespace dropcert {

struct Weight {
  std::string name;
  Rational value;
  DataPosition at;
};

/// A linear predictor: one weight a feature, and the intercept, which dropout never drops.
struct Weights {
  std::string file;
  std::vector<Weight> features;
  std::optional<Rational> intercept;
};

/// Reads a CSV file whose first line is "name,weight" and whose other lines name a feature and its weight,
/// exact as written. A line named "intercept" or "(intercept)", in lower or upper case, is the intercept.
/// Throws DataError for anything else: other columns, no weights, a name that is empty or occurs twice, a
/// weight that is no finite number.
Weights read_weights(const std::string& path);

}  // namespace dropcert
