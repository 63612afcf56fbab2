#pragma once

#include <optional>

#include "audit/table.hpp"
#include "model/deviation_ratio.hpp"
#include "model/dropout_row.hpp"

namespace dropcert::audit {

/// A row's exact numbers, worked out when first asked for.
class ExactRow {
 public:
  ExactRow(const Table& table, const TableRow& row, const DropoutNoise& noise)
      : table_(table), row_(row), noise_(noise) {}

  const ContributionSums& sums() {
    if (!sums_) sums_ = table_.exact_sums(row_);
    return *sums_;
  }
  const DeviationRatio& ratio() {
    if (!ratio_) ratio_ = deviation_ratio(sums(), noise_);
    return *ratio_;
  }

 private:
  const Table& table_;
  const TableRow& row_;
  const DropoutNoise& noise_;
  std::optional<ContributionSums> sums_;
  std::optional<DeviationRatio> ratio_;
};

}  // namespace dropcert::audit
