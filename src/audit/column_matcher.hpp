// The columns of a CSV file, each with the weight that belongs to it.
#pragma once

#include <string>
#include <vector>

#include "audit/table.hpp"
#include "data/csv.hpp"

namespace dropcert::audit {

/// A column and what it is.
struct MatchedColumn {
  enum class Kind { feature, ones, label, other };

  std::string name;  ///< as --label, --ignore and messages have it
  data::DataPosition at;
  Kind kind = Kind::other;
  std::size_t index = 0;  ///< of a feature: the place of its weight
};

struct MatchedColumns {
  std::vector<MatchedColumn> columns;
  std::vector<std::string> notes;  ///< on what was taken for granted
};

/// Matches columns and weights by their names or, by --feature-order, in their order. `first`: the file's
/// first record; if the options say that there is no header it is a row of data, the columns are numbered
/// from 1 on for --label and --ignore, and a weight whose name is a number belongs to the column of this
/// number, counted from 0 if a weight is named 0. A first column without a name holds the names of rows.
/// Throws DataError for columns without weights that are not said to be no features, for weights without
/// columns, and for names that tell another order than --feature-order.
MatchedColumns match_columns(const data::CsvRecord& first, const std::string& file, const Weights& weights,
                             const TableOptions& options);

/// An option with a value to be pasted, such as "--ignore 'id'"; the option alone where that is not possible.
std::string advised(const std::string& option, const std::string& value);

}  // namespace dropcert::audit
