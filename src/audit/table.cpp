#include "audit/table.hpp"

#include <utility>

namespace dropcert::audit {

ContributionSums sums_of(const std::vector<Rational>& contributions) {
  ContributionSums sums;
  for (const Rational& a : contributions) sums.add(a);
  return sums;
}

Table::Table(std::string file, const Weights& weights) : file_(std::move(file)) {
  for (const Weight& weight : weights.features) weights_.push_back(weight.value);
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
