// Tables and displayed formulas of a paper: cells that are checked, and what nothing checks.
#pragma once

#include <string>
#include <vector>

#include "paper/scan.hpp"

namespace dropcert::paper {

/// The cells of certified columns, N{TERM}, with the keys of their rows, K{NAME}: columns that the package
/// has with its option `columns`; without it none. A key stands to the left of what it is for, and an empty
/// one is that of the row above.
std::vector<Item> cell_items(const SourceText& source, Faults& faults);

/// A number in a table, or a displayed relation, that no item has.
struct Unread {
  enum class Kind { number, relation };
  Kind kind = Kind::number;
  std::size_t at = 0;
  std::string text;
};

/// All of them, in the order of the text. A display counts once for each of its lines that has a relation.
std::vector<Unread> unread_in(const SourceText& source, const std::vector<Item>& items);

}  // namespace dropcert::paper
