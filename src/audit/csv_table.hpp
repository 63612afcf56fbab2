#pragma once

#include <string>
#include <vector>

#include "audit/contribution_filter.hpp"
#include "audit/table.hpp"
#include "data/csv.hpp"

namespace dropcert::audit {

/// Rows of a CSV file whose header names the columns. Every column needs a weight of its name, or must be
/// declared to be no feature; every weight needs a column.
class CsvTable : public Table {
 public:
  /// `header`: the file's first record; `ignored`: the columns that are no features, such as a label. Throws
  /// DataError if columns and weights do not match.
  CsvTable(const std::string& header, const std::string& file, const Weights& weights,
           const std::vector<std::string>& ignored);

  bool next(BlockCursor& cursor, TableRow& row) const override;
  std::vector<Feature> features(const TableRow& row) const override;

 private:
  struct Column {
    std::string name;
    bool is_feature = false;
    double filter_weight = 0;
    std::size_t index = 0;  ///< of the weight
  };

  const char* scan(const char* p, FilterSums& sums) const;
  std::vector<Feature> read(std::string_view record, std::size_t line) const;

  std::vector<Column> columns_;
  bool filter_usable_ = true;
};

}  // namespace dropcert::audit
