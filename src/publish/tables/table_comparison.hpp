// A file with the columns of a table, against the terms of those columns.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "publish/comparison.hpp"
#include "publish/tables/catalogue.hpp"
#include "publish/tables/sheet.hpp"

namespace dropcert::publish {

inline constexpr const char* exact_column = "exact";  // of our own files: which cells are exact

/// The column that files show under that name; if there is none, the only one that differs from it in
/// capitals alone; nullptr if there is none.
const TableColumn* column_called(const TableSpecification& table, const std::string& name);

bool is_right(const Judgement& judgement);

/// Judges a field; a decimal comma that makes it right is another convention.
Judgement judge_field(const std::string& text, const CertifiedValue& value);

/// A column of the entries of a comparison.
struct ColumnOfEntries {
  std::string name;
  Side side;
};

/// Says of wrong entries that they are right in the row before or after, or in another column of their row.
/// The entries are those of the columns, row by row.
void name_neighbours(std::vector<ComparedEntry>& entries, const std::vector<ColumnOfEntries>& columns);

/// Compares row after row, each adding as many entries. Once inputs.stop is set the row in hand and those
/// after it are left out; a note that says so is given back, and what was compared before is kept.
std::optional<ComparedEntry> each_row(
    const Sheet& sheet, const TableInputs& inputs, std::vector<ComparedEntry>& entries,
    const std::function<void(const Sheet::Row& row, std::vector<ComparedEntry>& entries)>& compare);

/// Every field of their value columns against the table: a row with the keys of one of the table's has that
/// row's term, other keys the term that all of its rows like them have, unless they lie outside a range of
/// the table's. Throws DataError for a header that is none of the table's.
std::vector<ComparedEntry> compare_with_table(const Sheet& sheet, const TableUnit& unit,
                                              const ComparisonOptions& options, const TableInputs& inputs);

}  // namespace dropcert::publish
