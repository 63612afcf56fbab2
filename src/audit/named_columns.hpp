// Small CSV files whose header names the columns, by the names that other programs give them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/csv.hpp"

namespace dropcert::audit {

/// All records of a file but empty lines, with the separator of separator_in, and decimal commas turned to
/// points where that is not the comma. The records refer to `content`. Throws DataError.
std::vector<data::CsvRecord> records_of(const std::string& content, const std::string& path);

/// The first of comma, tab, semicolon and blank that the first line holds outside quotation marks, or else
/// the second one, as the header of R's row names may be one name alone; a comma if there is none.
char separator_in(std::string_view text);

/// The place of the first column of one of these names, in lower or upper case.
std::optional<std::size_t> column_named(const data::CsvRecord& header,
                                        const std::vector<std::string_view>& names);

/// What a column of the features' names is called: name, term (broom), feature, variable, or nothing at all
/// (the index of a DataFrame, the row names of R).
const std::vector<std::string_view>& name_columns();

/// The name in a field: without blanks at its ends, and without the backticks of R around it.
std::string cell_name(const data::CsvField& field);

bool is_number(std::string_view text);

/// Some numbers of the records have a decimal comma and none a point, and not all of these could be thousands
/// with a comma, as 1,234.
bool numbers_have_commas(const std::vector<data::CsvRecord>& records);

/// Throws DataError unless the record has so many fields.
void require_fields(const data::CsvRecord& record, std::size_t expected, const std::string& path);

}  // namespace dropcert::audit
