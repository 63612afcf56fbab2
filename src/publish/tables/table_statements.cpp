#include "publish/tables/table_statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <set>
#include <utility>

#include "data/data_error.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "publish/tables/table_fields.hpp"

namespace dropcert::publish {

using namespace language;

namespace {

constexpr std::size_t most_cases = 500;          // of a statement
constexpr std::size_t most_characters = 50'000;  // of its cases, if it has several
constexpr std::size_t longest_case = 90'000;     // characters; a line of a ledger has not many more

// What a statement says of the value of the term, and of what the cell shows.
struct Sentence {
  std::string body;
  std::string cell;  // as it stands in a case; empty: the case has what the term is made of alone
};

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

// An exact value or a decimal as a term, whose literals are as long as the language has them at most.
std::string literal(const std::string& text) {
  constexpr std::size_t size = 5000;  // digits
  if (text.size() <= size) return text;
  if (text[0] == '-') return "-(" + literal(text.substr(1)) + ")";
  const std::size_t bar = text.find('/');
  if (bar != std::string::npos)
    return fmt::format("({}) / ({})", literal(text.substr(0, bar)), literal(text.substr(bar + 1)));
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string term;
  for (std::size_t begin = 0; begin < point; begin += size) {
    const std::size_t end = std::min(begin + size, point);
    term +=
        fmt::format("{}{} * 10^{}", term.empty() ? "" : " + ", text.substr(begin, end - begin), point - end);
  }
  return "(" + term + (point < text.size() ? " + 0" + text.substr(point) : "") + ")";
}

// Beyond the exponents of the language's numbers: the power of ten, and what is before it.
std::optional<std::pair<long, std::string>> large(const std::string& text) {
  const std::size_t e = text.find('e');
  if (e == std::string::npos) return std::nullopt;
  const long exponent = std::stol(text.substr(e + 1));
  if (std::abs(exponent) <= max_decimal_exponent / 2) return std::nullopt;
  return std::pair(exponent, text.substr(0, e));
}

// `name` is what the cell is called.
Sentence sentence_of(const TableColumn& column, const std::string& term, const TableCell& cell,
                     const std::string& name) {
  const std::string& text = cell.text;
  if (text == "true") return {term, ""};
  if (text == "false") return {fmt::format("not ({})", term), ""};
  if (cell.exact) return {fmt::format("{} = {}", term, name), literal(text)};
  const std::string unit = fmt::format("1e-{}", column.digits);
  if (column.rounding == Rounding::down)
    return {fmt::format("{2} <= ({0}) and ({0}) < {2} + {1}", term, unit, name), literal(text)};
  if (column.rounding == Rounding::up)
    return {fmt::format("{2} - {1} < ({0}) and ({0}) <= {2}", term, unit, name), literal(text)};
  if (const auto parts = large(text))
    return {fmt::format("prints(({}) * 10^({}), {})", term, -parts->first, name), quoted(parts->second)};
  return {fmt::format("prints({}, {})", term, name), quoted(text)};
}

// A column's term at a row, made of keys and of columns with exact values alone.
class TermAtRow {
 public:
  TermAtRow(const Table& table, std::size_t row, std::size_t place)
      : table_(table), row_(row), text_(table.specification.columns[place].term_of(table.group(row))) {
    tree_ = parse_expression(text_, "term");
    const bool is_changed = replace_columns(tree_, place);
    if (is_changed) text_ = to_text(tree_);
    for (const auto& [name, value] : keys())
      if (mentions(tree_, name)) names_.emplace_back(name, to_text(value));
    for (const TableColumn& column : table.specification.columns)
      if (!column.term.empty() && mentions(tree_, column.name) && !keys().contains(column.name))
        names_.emplace_back(column.name, literal(table.text(row, column.name)));
  }

  const std::string& text() const { return text_; }
  bool mentions_name(const std::string& name) const { return mentions(tree_, name); }
  /// What it is made of, with the values.
  const std::vector<std::pair<std::string, std::string>>& names() const { return names_; }

 private:
  const Values& keys() const {
    static const Values none;
    return table_.keys.empty() ? none : table_.keys[row_];
  }

  bool is_exact(std::size_t column) const {
    const TableCell& cell = table_.rows[row_][column];
    return cell.exact && !cell.text.empty() && cell.text != "true" && cell.text != "false";
  }

  // Terms for the columns before that one which are not known exactly.
  bool replace_columns(Node& tree, std::size_t before) const {
    Values terms;
    for (std::size_t i = 0; i < before; ++i) {
      const TableColumn& column = table_.specification.columns[i];
      if (column.term.empty() || is_exact(i) || keys().contains(column.name) || !mentions(tree, column.name))
        continue;
      Node term = parse_expression(column.term_of(table_.group(row_)), "term");
      replace_columns(term, i);
      if (is_captured(term, tree)) term = with_exact_values(std::move(term));
      terms[column.name] = std::move(term);
    }
    if (terms.empty()) return false;
    tree = with_values(std::move(tree), std::move(terms));
    return true;
  }

  Node with_exact_values(Node term) const {
    Values values = keys();
    for (std::size_t i = 0; i < table_.specification.columns.size(); ++i) {
      const TableColumn& column = table_.specification.columns[i];
      if (!column.term.empty() && is_exact(i) && mentions(term, column.name))
        values.emplace(column.name, parse_expression(table_.rows[row_][i].text, "cell"));
    }
    return with_values(std::move(term), std::move(values));
  }

  const Table& table_;
  std::size_t row_;
  std::string text_;
  Node tree_;
  std::vector<std::pair<std::string, std::string>> names_;
};

// Of a claim: the table and the column, as far as their letters go, and the column's place if that is not
// all.
std::string id_of(const std::string& table, const std::string& column, std::size_t place) {
  std::string id;
  bool has_others = false;
  for (const char c : table + "_" + column) {
    const bool is_plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    has_others = has_others || (!is_plain && c != '-');
    id += is_plain ? c : '_';
  }
  if (!std::isalpha(static_cast<unsigned char>(id[0]))) id = "table_" + id;
  return has_others ? fmt::format("{}_{}", id, place) : id;
}

class ColumnClaim {
 public:
  ColumnClaim(const Table& table, std::size_t place)
      : table_(table), place_(place), column_(table.specification.columns[place]) {}

  std::string text() {
    text_ = fmt::format("claim {} \"{}\"\n", id_of(table_.specification.name, column_.name, place_),
                        table_.specification.name);
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      const TableRow& row = table_.rows[i];
      const TableCell& cell = row[place_];
      if (cell.text.empty()) continue;
      const TermAtRow term(table_, i, place_);
      const std::string cell_name = term.mentions_name("cell") ? "printed_cell" : "cell";
      const Sentence sentence = sentence_of(column_, term.text(), cell, cell_name);
      std::vector<std::string> names;
      std::string tuple;
      const auto add = [&](const std::string& name, const std::string& value) {
        names.push_back(name);
        tuple += (tuple.empty() ? "" : ", ") + value;
      };
      for (const auto& [name, value] : term.names()) add(name, value);
      if (!sentence.cell.empty()) add(cell_name, sentence.cell);
      if (tuple.size() > longest_case)
        throw data::DataError(
            fmt::format("the cell of '{}'{} has {} characters; a statement has {} at most; 'longest' in "
                        "{}.table rounds it",
                        column_.name, at_keys(i), cell.text.size(), longest_case, table_.specification.name));
      const bool is_full = cases_.size() == most_cases || characters_ + tuple.size() > most_characters;
      if (sentence.body != body_ || names != names_ || is_full) finish();
      characters_ += tuple.size();
      body_ = sentence.body;
      names_ = std::move(names);
      if (seen_.insert(tuple).second) cases_.push_back(std::move(tuple));
    }
    finish();
    return is_empty_ ? "" : text_;
  }

 private:
  std::string at_keys(std::size_t row) const {
    std::string text;
    for (std::size_t i = 0; i < table_.specification.columns.size(); ++i)
      if (const TableColumn& column = table_.specification.columns[i]; column.key)
        text += fmt::format("{} {} = {}", text.empty() ? " at" : ",", column.name, table_.rows[row][i].text);
    return text;
  }

  void finish() {
    if (cases_.empty()) return;
    is_empty_ = false;
    text_ += "  printed ";
    if (!names_.empty()) {
      const bool is_tuple = names_.size() > 1;
      const std::string bound = fmt::format("{}", fmt::join(names_, ", "));
      text_ += "for " + (is_tuple ? "(" + bound + ")" : bound) + " in {";
      for (std::size_t i = 0; i < cases_.size(); ++i)
        text_ += (i > 0 ? ", " : "") + (is_tuple ? "(" + cases_[i] + ")" : cases_[i]);
      text_ += "}: ";
    }
    text_ += body_ + "\n";
    cases_.clear();
    seen_.clear();
    characters_ = 0;
  }

  const Table& table_;
  std::size_t place_;
  const TableColumn& column_;
  std::string text_;
  std::string body_;
  std::vector<std::string> names_;  // that a case gives values to
  bool is_empty_ = true;
  std::vector<std::string> cases_;
  std::size_t characters_ = 0;  // of the cases
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
