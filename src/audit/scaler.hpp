// Standardisation of the features: mean and scale of each, as the training had them.
#pragma once

#include <string>
#include <vector>

#include "audit/weights.hpp"
#include "data/data_error.hpp"
#include "exact/rational.hpp"

namespace dropcert::audit {

/// A feature x is seen by the model as (x - mean)/scale.
struct Scale {
  std::string name;
  exact::Rational mean;
  exact::Rational scale;
  data::DataPosition at;
};

struct Scaler {
  std::string file;
  std::vector<Scale> scales;
  bool by_order = false;  ///< the k-th line belongs to the k-th weight
};

/// Reads a CSV file with the columns name, mean and scale (also of the names that scikit-learn and R have for
/// them), exact as written; the separators as of weights; or JSON {"mean": [...], "scale": [...],
/// "feature_names": [...]}. Without names the lines go by the order of the weights. Throws DataError for
/// anything else, and for a scale that is not positive.
Scaler parse_scaler(const std::string& content, const std::string& path);
Scaler parse_json_scaler(const std::string& content, const std::string& path);
/// One feature more. Throws DataError for a scale that is not positive.
void add_scale(Scaler& scaler, Scale entry, data::DataPosition scale_at);

/// The scales in the order of the weights' features. Throws DataError unless there is one for each feature
/// and none for others, or if a name occurs twice.
std::vector<Scale> scales_of(const Scaler& scaler, const Weights& weights);

}  // namespace dropcert::audit
