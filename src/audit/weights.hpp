// The weights of a trained model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/data_error.hpp"
#include "exact/rational.hpp"

namespace dropcert::audit {

struct Weight {
  std::string name;
  Rational value;
  data::DataPosition at;
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
/// The same in two steps: the bytes, uncompressed, and what they say.
std::string read_weight_file(const std::string& path);
Weights parse_weights(const std::string& content, const std::string& path);

/// A softmax model: a linear predictor for each class.
struct ClassWeights {
  Weights features;  ///< their names, each with the weight 1
  std::vector<std::string> classes;
  std::vector<std::vector<Rational>> weights;  ///< for each class those of the features
  std::vector<Rational> intercepts;            ///< 0 for each class without such a line
};

/// Reads a CSV file whose first line is "name" and the names of two classes or more, and whose other lines
/// name a feature and its weight for each class; the line of intercepts as above. Throws likewise.
ClassWeights read_class_weights(const std::string& path);

}  // namespace dropcert::audit
