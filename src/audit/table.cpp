#include "audit/table.hpp"

#include <utility>

namespace dropcert::audit {

Table::Table(std::string file, const Weights& weights, const std::optional<Scaler>& scaler)
    : file_(std::move(file)) {
  for (const Weight& weight : weights.features) weights_.push_back(weight.value);
  if (scaler) scales_ = scales_of(*scaler, weights);
}

// (x - mean)/scale; a feature that a sparse row leaves out is 0 before it is standardised.
std::vector<Feature> Table::standardised(std::vector<Feature> features) const {
  if (!has_scaler()) return features;
  std::vector<Rational> values(scales_.size());
  for (Feature& feature : features) values[feature.index] = std::move(feature.value);
  features.clear();
  for (std::size_t i = 0; i < scales_.size(); ++i)
    features.push_back({i, (values[i] - scales_[i].mean) / scales_[i].scale});
  return features;
}

std::vector<Rational> Table::weighted(const std::vector<Feature>& features) const {
  std::vector<Rational> result;
  result.reserve(features.size());
  for (const Feature& feature : features) result.push_back(feature.value * weights_[feature.index]);
  return result;
}

ContributionSums Table::exact_sums(const TableRow& row) const {
  return sums_of(contributions(row));
}

}  // namespace dropcert::audit
