#include "publish/tables/table_statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "language/parser.hpp"

namespace dropcert::publish {

namespace {

constexpr std::size_t most_cases = 500;  // of a statement

// What a statement says of the value of the term, and of what the cell shows under the name `cell`.
struct Sentence {
  std::string body;
  std::string cell;  // as it stands in a case; empty: the case has the keys alone
};

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

Sentence sentence_of(const TableColumn& column, const std::string& term, const TableCell& cell) {
  const std::string& text = cell.text;
  if (text == "true") return {term, ""};
  if (text == "false") return {fmt::format("not ({})", term), ""};
  if (cell.exact) return {fmt::format("{} = cell", term), text};
  const std::string unit = fmt::format("1e-{}", column.digits);
  if (column.rounding == Rounding::down)
    return {fmt::format("cell <= {0} and {0} < cell + {1}", "(" + term + ")", unit), text};
  if (column.rounding == Rounding::up)
    return {fmt::format("cell - {1} < {0} and {0} <= cell", "(" + term + ")", unit), text};
  return {fmt::format("prints({}, cell)", term), quoted(text)};
}

// The columns that the term is made of.
std::vector<std::size_t> keys_of(const Table& table, const std::string& text) {
  const Node term = parse_expression(text, "term");
  std::vector<std::size_t> keys;
  for (std::size_t i = 0; i < table.specification.columns.size(); ++i)
    if (mentions(term, table.specification.columns[i].name)) keys.push_back(i);
  return keys;
}

std::string id_of(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

class ColumnClaim {
 public:
  ColumnClaim(const Table& table, std::size_t place)
      : table_(table), place_(place), column_(table.specification.columns[place]) {}

  std::string text() {
    text_ = fmt::format("claim {}_{} \"{}\"\n", id_of(table_.specification.name), id_of(column_.name),
                        table_.specification.name);
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      const TableRow& row = table_.rows[i];
      const TableCell& cell = row[place_];
      if (cell.text.empty()) continue;
      const std::string& term = column_.term_of(table_.group(i));
      const Sentence sentence = sentence_of(column_, term, cell);
      if (sentence.body != body_ || cases_.size() == most_cases) {
        finish();
        keys_ = keys_of(table_, term);
      }
      body_ = sentence.body;
      has_cell_ = !sentence.cell.empty();
      std::string tuple;
      for (const std::size_t key : keys_) tuple += (tuple.empty() ? "" : ", ") + row[key].text;
      if (has_cell_) tuple += (tuple.empty() ? "" : ", ") + sentence.cell;
      if (seen_.insert(tuple).second) cases_.push_back(std::move(tuple));
    }
    finish();
    return is_empty_ ? "" : text_;
  }

 private:
  void finish() {
    if (cases_.empty()) return;
    is_empty_ = false;
    std::vector<std::string> names;
    for (const std::size_t key : keys_) names.push_back(table_.specification.columns[key].name);
    if (has_cell_) names.emplace_back("cell");
    text_ += "  printed ";
    if (!names.empty()) {
      const bool is_tuple = names.size() > 1;
      const std::string bound = fmt::format("{}", fmt::join(names, ", "));
      text_ += "for " + (is_tuple ? "(" + bound + ")" : bound) + " in {";
      for (std::size_t i = 0; i < cases_.size(); ++i)
        text_ += (i > 0 ? ", " : "") + (is_tuple ? "(" + cases_[i] + ")" : cases_[i]);
      text_ += "}: ";
    }
    text_ += body_ + "\n";
    cases_.clear();
    seen_.clear();
  }

  const Table& table_;
  std::size_t place_;
  const TableColumn& column_;
  std::vector<std::size_t> keys_;
  std::string text_;
  std::string body_;
  bool has_cell_ = false;
  bool is_empty_ = true;
  std::vector<std::string> cases_;
  std::set<std::string> seen_;
};

}  // namespace

std::string table_claims(const Table& table) {
  std::string text;
  for (std::size_t i = 0; i < table.specification.columns.size(); ++i)
    if (!table.specification.columns[i].term.empty()) text += ColumnClaim(table, i).text();
  return text;
}

std::string columns_without_term(const Table& table) {
  std::string names;
  for (const TableColumn& column : table.specification.columns)
    if (column.term.empty() && !column.key && column.rounding != Rounding::text)
      names += (names.empty() ? "" : ", ") + column.name;
  return names;
}

std::size_t stated_cells(const Table& table) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < table.specification.columns.size(); ++i)
    if (!table.specification.columns[i].term.empty())
      count += static_cast<std::size_t>(std::count_if(
          table.rows.begin(), table.rows.end(), [&](const TableRow& row) { return !row[i].text.empty(); }));
  return count;
}

}  // namespace dropcert::publish
