#include "audit/table.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace dropcert::audit {

using namespace exact;
using namespace model;

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

void Table::check_scaler_order(const std::vector<std::size_t>& places, const Weights& weights,
                               const TableOptions& options) {
  if (!options.scaler || !options.scaler->by_order) return;
  const std::string& scaler = options.scaler->file;
  if (!std::is_sorted(places.begin(), places.end()))
    throw data::DataError(
        data::shown_name(scaler) + " has no names, and the features are in one order in " +
        data::shown_name(file_) + " and in another in " + data::shown_name(weights.file) +
        ": which one the scaler follows cannot be told; add a first column with the features' names to it");
  note(data::shown_name(scaler) + " has no names: its lines are taken to be in the order of " +
       data::shown_name(weights.file));
}

namespace {

bool is_count(const std::string& name) {
  constexpr std::size_t longest = 9;
  return !name.empty() && name.size() <= longest && name.find_first_not_of("0123456789") == std::string::npos;
}

bool ascend(const std::vector<std::string>& names) {
  return std::is_sorted(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return std::stoul(a) < std::stoul(b);
  });
}

}  // namespace

void require_names_in_order(const std::vector<std::string>& features, const std::string& file,
                            const Weights& weights) {
  if (weights.naming == Weights::Naming::none || features.size() != weights.features.size()) return;
  std::vector<std::string> names;
  for (const Weight& weight : weights.features) names.push_back(weight.name);
  if (names == features) return;
  const std::set<std::string> known(features.begin(), features.end());
  const bool same = known == std::set<std::string>(names.begin(), names.end());
  const bool counted = std::all_of(names.begin(), names.end(), is_count);
  for (std::size_t k = 0; k < names.size(); ++k) {
    const bool moved = names[k] != features[k] && known.contains(names[k]) && (same || !is_count(names[k]));
    if (!moved) continue;
    throw data::DataError(weights.file, weights.features[k].at,
                          "--feature-order would give the weight of " + data::shown(names[k]) +
                              " to the feature " + data::shown(features[k]) + " of " +
                              data::shown_name(file) +
                              (same ? "; the names are the same in another order: leave the option out"
                                    : "; expected names in one order, or none that stand on both sides"));
  }
  if (counted && !ascend(names))
    throw data::DataError(weights.file, weights.features.front().at,
                          "the names are numbers in another order than that of the features, which "
                          "--feature-order would pass over; expected them to ascend: sort the lines by them");
}

}  // namespace dropcert::audit
