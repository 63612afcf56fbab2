#pragma once

#include <string>
#include <vector>

#include "audit/column_matcher.hpp"
#include "audit/contribution_filter.hpp"
#include "audit/table.hpp"
#include "data/csv.hpp"

namespace dropcert::audit {

/// Rows of a CSV file whose header names the columns. Every column needs a weight of its name, or must be
/// declared to be no feature; every weight needs a column. A column of the intercept's name holds ones, as a
/// design matrix has it, and is no feature; a row that has another number there is a bad row. Lines without
/// anything are no rows.
class CsvTable : public Table {
 public:
  /// `header`: the file's first record, which is a row of data if the options say that there is no header.
  /// Throws DataError if columns and weights do not match (match_columns).
  CsvTable(const std::string& header, const std::string& file, const Weights& weights,
           const TableOptions& options);

  bool next(BlockCursor& cursor, TableRow& row) const override;
  std::string label(const TableRow& row) const override;
  std::string value_text(const TableRow& row, std::size_t feature) const override;

 protected:
  std::vector<Feature> raw_features(const TableRow& row) const override;

 private:
  using Kind = MatchedColumn::Kind;
  struct Column {
    std::string name;
    Kind kind = Kind::other;
    double filter_weight = 0;
    std::size_t index = 0;  ///< of the weight
  };

  const char* scan(const char* p, FilterSums& sums) const;
  std::vector<Feature> read(std::string_view record, std::size_t line) const;

  exact::Rational number_in(std::string_view text) const;
  data::CsvRecord record_of(std::string_view record, std::size_t line) const;
  std::string field_text(const TableRow& row, std::size_t column) const;

  char separator_;
  bool decimal_comma_;
  std::vector<Column> columns_;
  std::size_t label_ = 0;  // its column, if there is one
  bool filter_usable_ = true;
};

}  // namespace dropcert::audit
