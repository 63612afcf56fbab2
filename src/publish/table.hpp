// A table of certified numbers as a value; its writers are in table_writers.hpp.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ball/ball.hpp"
#include "exact/rational.hpp"
#include "language/tree.hpp"
#include "publish/plot.hpp"

namespace dropcert::publish {

/// How a column's numbers are given where they are not exact.
enum class Rounding {
  text,         // no numbers: words, or terms of the language
  exact,        // every number is exact
  significant,  // to the nearest decimal with `digits` significant digits
  down,         // to the next multiple of 10^-digits below: a lower bound
  up,           // to the next multiple of 10^-digits above: an upper bound
};

struct TableColumn {
  std::string name = {};  // ASCII without commas: the header of the CSV, the key in JSON
  bool key = false;       // one of the columns that tell the rows apart
  Label heading = {};     // at the top of the column
  std::string unit = {};  // "1" for pure numbers, "" for words
  Rounding rounding = Rounding::text;
  long digits = 0;           // see Rounding
  long latex_digits = 0;     // the same in LaTeX, rounded once from the number itself; 0: as `digits`
  std::string meaning = {};  // a sentence without its full stop
  std::string term = {};     // the value in the language, from the columns named in it; "" if it has none
  std::vector<std::string> terms = {};  // of the groups of rows, where they differ
  std::string condition = {};           // where the term has a value: elsewhere the cell is empty
  std::string source = {};              // the theorem or definition that it rests on
  std::string claims = {};              // ids of the ledger, with commas
  bool in_latex = true;
  bool hidden = false;  // for terms alone: in no file; behind all columns that are not

  const std::string& term_of(std::size_t group) const { return terms.empty() ? term : terms.at(group); }
};

struct TableCell {
  std::string text;  // "" where the table says nothing
  bool exact = true;
  std::string latex;  // what LaTeX shows instead; "": the text
};

using TableRow = std::vector<TableCell>;

struct TableSpecification {
  std::string name;     // of the files: "root-test"
  std::string title;    // for README
  Label caption;        // for LaTeX: what the table shows, in a sentence or two
  std::string remarks;  // for README: how the rows are chosen, what they show
  std::vector<TableColumn> columns;
  bool long_in_latex = false;  // it may pass the end of a page

  /// The columns that files show.
  std::size_t shown() const;
};

/// What names stand for: terms without variables.
using Values = std::map<std::string, language::Node>;

struct Table {
  TableSpecification specification;
  std::vector<TableRow> rows;
  std::vector<Values> keys = {};  // of each row, by their names in the binders; none: no text says them
  std::vector<std::size_t> groups = {};  // of each row; none: all of the first
  std::vector<bool> in_latex = {};       // the rows that LaTeX shows; none: all

  std::size_t group(std::size_t row) const { return groups.empty() ? 0 : groups[row]; }
  /// The index of the column. Throws std::out_of_range.
  std::size_t column(const std::string& name) const;
  const std::string& text(std::size_t row, const std::string& name) const {
    return rows.at(row).at(column(name)).text;
  }
};

/// The value of a real number at a working precision.
using RealNumber = std::function<ball::Ball(ball::Bits)>;

/// The longest exact value that a cell shows for a rational number, if nothing else is said.
inline constexpr std::size_t longest_exact_cell = 24;

/// Cells in the order of the columns.
class RowBuilder {
 public:
  explicit RowBuilder(const std::vector<TableColumn>& columns) : columns_(columns) {}

  RowBuilder& text(std::string words, std::string latex = "");
  RowBuilder& truth(bool value) { return text(value ? "true" : "false"); }
  RowBuilder& none() { return text(""); }
  RowBuilder& exact(const exact::Rational& value);
  /// The exact value where it is short, else its rounding; LaTeX shows the rounding of a fraction.
  RowBuilder& rational(const exact::Rational& value, std::size_t longest = longest_exact_cell);
  /// Rounded as the column says, from a ball that is narrow enough to tell. Throws std::runtime_error if 2^17
  /// bits do not tell.
  RowBuilder& real(const RealNumber& value);

  /// Throws std::logic_error unless every column has its cell.
  TableRow row() &&;

 private:
  const TableColumn& next() const;
  TableRow cells_;
  const std::vector<TableColumn>& columns_;
};

/// As the column says: "30 significant digits", "rounded up at 20 decimals", "exact".
std::string describe(Rounding rounding, long digits);

}  // namespace dropcert::publish
