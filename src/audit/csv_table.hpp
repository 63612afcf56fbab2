#pragma once

#include <string>
#include <vector>

#include "audit/contribution_filter.hpp"
#include "audit/table.hpp"
#include "data/csv.hpp"

namespace dropcert::audit {

/// Rows of a CSV file whose header names the columns. Every column needs a weight of its name, or must be
/// declared to be no feature; every weight needs a column. A column of the intercept's name holds ones, as a
/// design matrix has it, and is no feature; a row that has another number there is a bad row.
class CsvTable : public Table {
 public:
  /// `header`: the file's first record, which is a row of data if the options say that there is no header:
  /// the columns are then called 1, 2 and so on. Throws DataError if columns and weights do not match.
  CsvTable(const std::string& header, const std::string& file, const Weights& weights,
           const TableOptions& options);

  bool next(BlockCursor& cursor, TableRow& row) const override;
  std::string label(const TableRow& row) const override;

 protected:
  std::vector<Feature> raw_features(const TableRow& row) const override;

 private:
  enum class Kind { feature, ones, other };
  struct Column {
    std::string name;
    Kind kind = Kind::other;
    double filter_weight = 0;
    std::size_t index = 0;  ///< of the weight
  };

  const char* scan(const char* p, FilterSums& sums) const;
  std::vector<Feature> read(std::string_view record, std::size_t line) const;

  data::CsvRecord record_of(std::string_view record, std::size_t line) const;

  char separator_;
  std::vector<Column> columns_;
  std::size_t label_ = 0;  // its column, if there is one
  bool filter_usable_ = true;
};

}  // namespace dropcert::audit
