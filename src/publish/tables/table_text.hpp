// A table as its text says it is: its columns with their terms, its rows, its figures (proofs/README.md,
// Tables of your own).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "language/ledger.hpp"
#include "publish/table.hpp"
#include "publish/tables/placed_text.hpp"

namespace dropcert::publish {

/// Rows that one line describes.
struct RowGroup {
  language::Node binders;  // a quantifier over them
  int line = 1;
  PlacedText in_latex;  // a statement in the keys: which rows LaTeX shows; "": all
};

/// What only the text of a column says.
struct ColumnText {
  int line = 1;
  std::vector<PlacedText> terms;  // one, or one for each group
  PlacedText condition;
  std::string key;                   // which key of the rows it shows; "": none
  std::vector<std::size_t> longest;  // of an exact value; of each group, or of all
  std::map<std::string, std::pair<std::string, std::string>> spellings;  // of a key: as text, in LaTeX
  std::vector<bool> are_truths;  // of each group: whether its term is a statement
};

struct FigureText {
  std::string name;
  int line = 1;
  std::vector<std::pair<std::string, std::string>> items;  // word and text
};

/// Lines "INDEX VALUE" as the OEIS has them.
struct IndexedFile {
  std::string name, index, value;
};

struct TableText {
  std::string source;  // for messages
  TableSpecification specification;
  PlacedText definitions;  // a line each, as in a ledger
  std::vector<RowGroup> groups;
  std::vector<ColumnText> columns;  // of the columns of the specification
  std::vector<FigureText> figures;
  std::vector<IndexedFile> indexed_files;
  double seconds = 0.1;  // about, to share out the work
};

/// Reads a text; `source` is named in messages. `is_completed`: the program adds what has no term, so that
/// columns may have none. Throws SourceError with all that is wrong in its lines; if nothing is, with what is
/// wrong in names and sorts.
TableText read_table_text(const std::string& text, const std::string& source, bool is_completed);

}  // namespace dropcert::publish
