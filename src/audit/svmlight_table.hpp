#pragma once

#include <string>
#include <vector>

#include "audit/contribution_filter.hpp"
#include "audit/table.hpp"
#include "data/svmlight.hpp"

namespace dropcert::audit {

/// Rows of an SVMlight or LIBSVM file. The names in the weight file are the indices of the features, 1 to the
/// number of weights (0 to one less, where the file counts from 0); or, by feature_order, the k-th weight
/// belongs to the k-th index. Features that a row leaves out are 0.
class SvmlightTable : public Table {
 public:
  /// Throws DataError if the names are not these indices.
  SvmlightTable(const std::string& file, const Weights& weights, const TableOptions& options);

  bool next(BlockCursor& cursor, TableRow& row) const override;
  std::string label(const TableRow& row) const override;
  std::string value_text(const TableRow& row, std::size_t feature) const override;

 protected:
  std::vector<Feature> raw_features(const TableRow& row) const override;

 private:
  const char* scan(const char* p, FilterSums& sums) const;
  bool read_line(std::string_view text, std::size_t line, data::SparseRow& row) const;
  bool read(std::string_view text, std::size_t line, std::vector<Feature>& features) const;

  std::string weight_file_;
  std::size_t first_index_;              // 1, or 0
  std::vector<std::size_t> by_index_;    // the place of the weight of feature k + first_index_
  std::vector<double> filter_by_index_;  // that weight
  bool filter_usable_ = true;
};

}  // namespace dropcert::audit
