#pragma once

#include <string>
#include <vector>

#include "audit/contribution_filter.hpp"
#include "audit/table.hpp"
#include "data/svmlight.hpp"

namespace dropcert::audit {

/// Rows of an SVMlight or LIBSVM file. If every name in the weight file is a number, the names are the
/// indices of the features, 1 to the number of weights; else the k-th weight belongs to the feature k.
/// Features that a row leaves out are 0.
class SvmlightTable : public Table {
 public:
  /// Throws DataError if the names are numbers, but not those from 1 to their count.
  SvmlightTable(const std::string& file, const Weights& weights);

  bool next(BlockCursor& cursor, TableRow& row) const override;
  std::vector<Feature> features(const TableRow& row) const override;

 private:
  const char* scan(const char* p, FilterSums& sums) const;
  bool read(std::string_view text, std::size_t line, std::vector<Feature>& features) const;

  std::string weight_file_;
  std::vector<std::size_t> by_index_;    // the place of the weight of feature k + 1
  std::vector<double> filter_by_index_;  // that weight
  bool filter_usable_ = true;
};

}  // namespace dropcert::audit
