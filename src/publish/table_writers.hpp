// Tables as files.
#pragma once

#include <string>
#include <vector>

#include "publish/table.hpp"

namespace dropcert::publish {

/// RFC 4180, with a header; lines end in CRLF, as it demands. The last column, `exact`, names with spaces the
/// columns whose number in this row is exact; their other numbers are rounded as README says.
std::string csv_table(const Table& table);

/// As tables/schema.json says: {"table", "title", "columns": [...], "rows": [{...}, ...]}; a row's numbers
/// are strings, and its "exact" lists the columns with exact numbers.
std::string json_table(const Table& table);
/// That schema (JSON Schema, draft 2020-12).
std::string json_schema();

/// A float with caption and label "tab:dropcert-NAME", or a longtable; needs booktabs, siunitx, amsmath,
/// amssymb, graphicx, array and longtable.
std::string latex_table(const Table& table);

/// The columns whose numbers in this row are exact.
std::vector<std::string> exact_columns(const Table& table, const TableRow& row);

}  // namespace dropcert::publish
