// Tables as a page for a browser (publish/html.hpp).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "publish/tables/catalogue.hpp"

namespace dropcert::publish {

/// A table with the figures that are drawn of it, as SVG.
struct DrawnTable {
  Table table;
  std::vector<std::string> figures;
};

/// The tables of these units with their figures, in their order. `progress` as in folder.hpp. Throws
/// Interrupted on request.
std::vector<DrawnTable> drawn_tables(const std::vector<const TableUnit*>& units, const TableInputs& inputs,
                                     unsigned threads, const std::function<void(double)>& progress);

/// Tables with what their columns mean. Of a table whose cells take more than `longest_table` characters the
/// rows that LaTeX shows are there, and the page says so.
std::string html_tables(const std::vector<DrawnTable>& tables);

inline constexpr std::size_t longest_table = 60'000;

}  // namespace dropcert::publish
