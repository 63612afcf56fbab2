// Somebody's file of printed values: a header and records, with every field's text and place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/csv.hpp"
#include "publish/comparison.hpp"

namespace dropcert::publish {

struct Sheet {
  struct Field {
    std::string text;
    data::DataPosition at;
  };
  using Row = std::vector<Field>;

  std::string name;
  std::vector<std::string> header;
  std::vector<Row> rows;
  std::vector<ComparedEntry> faults;  // records that are none
  char separator = ',';
  std::size_t header_line = 1;

  /// The column of that name; if there is none, the only one that differs from it in capitals alone.
  std::optional<std::size_t> column(const std::string& wanted) const;
};

/// The place among the names of that one, or else of the only one that differs from it in capitals alone.
std::optional<std::size_t> place_of_name(const std::vector<std::string>& names, const std::string& wanted);

/// Reads fields between commas, semicolons or tabs, as the header has them. A record that cannot be read is a
/// fault of its own. Throws DataError for a header that cannot be read, and if nothing stands below it.
Sheet read_sheet(const std::string& text, const std::string& name);

/// The number with a point where it has a decimal comma; nullopt if it has none. Throws std::invalid_argument
/// for 1,234, which may be 1234 as well, if `is_strict`.
std::optional<std::string> with_decimal_point(const std::string& text, bool is_strict);

}  // namespace dropcert::publish
