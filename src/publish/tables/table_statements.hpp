// The cells of a table as statements of the language.
#pragma once

#include <string>

#include "publish/table.hpp"

namespace dropcert::publish {

/// Claims, one a column that has a term: that each of its cells is what the term's value prints, or bounds it
/// as the column says, or is its truth. Cells without text state nothing. "" if no column has a term.
std::string table_claims(const Table& table);

/// The columns without a term that have numbers, with commas: what no statement is about.
std::string columns_without_term(const Table& table);

/// The cells that table_claims states.
std::size_t stated_cells(const Table& table);

}  // namespace dropcert::publish
