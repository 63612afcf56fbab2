#pragma once

#include <optional>

#include "audit/table.hpp"
#include "model/deviation_ratio.hpp"
#include "model/row_model.hpp"

namespace dropcert::audit {

/// A row's exact numbers, worked out when first asked for.
class ExactRow {
 public:
  ExactRow(const Table& table, const TableRow& row, const model::RowModel& model)
      : table_(table), row_(row), model_(model) {}

  const std::vector<exact::Rational>& contributions() {
    if (!contributions_) contributions_ = table_.contributions(row_);
    return *contributions_;
  }
  const model::ContributionSums& sums() {
    if (!sums_) sums_ = model::sums_of(contributions());
    return *sums_;
  }
  const exact::Rational& z0() {
    if (!z0_) z0_ = predictor(sums(), model_);
    return *z0_;
  }
  /// nullopt: infinite.
  const std::optional<exact::Rational>& deviation() {
    if (!deviation_) deviation_.emplace(model::deviation(sums(), model_));
    return *deviation_;
  }
  /// For a finite deviation.
  model::DeviationRatio ratio() { return {deviation().value(), z0()}; }
  /// By the theorems of the map of validity.
  const model::Assessment& assessment() {
    if (!assessment_) assessment_ = assess(model_.predictor(contributions()), model_.family, ball::Bits(64));
    return *assessment_;
  }

 private:
  const Table& table_;
  const TableRow& row_;
  const model::RowModel& model_;
  std::optional<std::vector<exact::Rational>> contributions_;
  std::optional<model::ContributionSums> sums_;
  std::optional<exact::Rational> z0_;
  std::optional<std::optional<exact::Rational>> deviation_;
  std::optional<model::Assessment> assessment_;
};

}  // namespace dropcert::audit
