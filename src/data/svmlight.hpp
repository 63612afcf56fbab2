// Sparse rows of SVMlight and LIBSVM: "label index:value index:value ... # comment".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "data/csv.hpp"
#include "data/data_error.hpp"

namespace dropcert::data {

/// A feature that is not 0: its index, from 1, and the text of its value.
struct SparseEntry {
  std::size_t index = 0;
  DataPosition at;  ///< of the index
  CsvField value;
};

struct SparseRow {
  std::string_view label;  ///< empty if the line begins with a blank and an entry
  std::vector<SparseEntry> entries;
  std::size_t line = 0;
};

/// Reads one line, without its line end. Blanks separate; "#" begins a comment; the label is a number, or
/// several with commas between them, or none (of several labels: a blank at the line's start); "qid:n" behind
/// it is passed over. Indices start at `first_index`, 1 or 0, and increase (Joachims, SVMlight; Chang and
/// Lin, LIBSVM). False for a line that is empty or a comment. Throws DataError.
bool read_svmlight_line(std::string_view line, const std::string& file, std::size_t line_number,
                        SparseRow& row, std::size_t first_index = 1);

/// Whether a file that begins with this text looks like one of that format: lines of a label and entries, at
/// least one entry among the first of them.
bool looks_like_svmlight(std::string_view text);

}  // namespace dropcert::data
