// Figures and indexed files from a table, as its text describes them.
#pragma once

#include <vector>

#include "publish/plot.hpp"
#include "publish/tables/table_text.hpp"

namespace dropcert::publish {

/// The picture that the text describes, from the numbers that the table shows. Throws SourceError with the
/// line of the figure for what is not understood.
Plot drawn(const FigureText& figure, const TableText& text, const Table& table);

/// A line for each row, the index, one blank and the value.
std::string indexed(const IndexedFile& file, const Table& table);

}  // namespace dropcert::publish
