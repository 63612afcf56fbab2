// What the first lines of a CSV file tell of how it is laid out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/weights.hpp"
#include "data/csv.hpp"

namespace dropcert::audit {

/// The separator that makes fields of the most names of weights out of the first record, else of the most
/// fields; a comma where others do no better.
char likely_separator(std::string_view sample, const std::string& file, const Weights& weights);

/// The whole records at the beginning of a file.
class CsvSample {
 public:
  /// `text` must outlive the sample; `whole`: it is all of the file. Records after one that cannot be read do
  /// not count.
  CsvSample(std::string_view text, bool whole, const std::string& file, char separator);

  /// The fields of the first record, without blanks at their ends.
  std::vector<std::string> columns() const;

  /// As R's write.table has it: all rows have one field more than the header, the first one in quotation
  /// marks, or text, or between blanks 1, 2, 3 and so on. Not so if the last fields are empty.
  bool has_row_names() const;
  /// Numbers have decimal commas (numbers_have_commas in named_columns.hpp), and the separator is another.
  bool has_decimal_commas() const;
  /// Two names of features or more in the first column, and none in the first record: examples are columns.
  bool is_transposed(const Weights& weights) const;

 private:
  std::vector<data::CsvRecord> records_;
  std::vector<bool> quoted_;  // whether a record begins with a quotation mark
  char separator_;
};

}  // namespace dropcert::audit
