#include "publish/tables/compare_csv.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "data/csv.hpp"
#include "data/number.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/suggestion.hpp"
#include "publish/tables/table_fields.hpp"
#include "verify/decide.hpp"
#include "verify/value_of.hpp"

namespace dropcert::publish {

namespace {

constexpr const char* exact_column = "exact";  // of our own files

// Their file, with every field's text and place.
struct Sheet {
  struct Field {
    std::string text;
    data::DataPosition at;
  };
  std::string name;
  std::vector<std::string> header;
  std::vector<std::vector<Field>> rows;
  std::vector<ComparedEntry> faults;  // records that are none

  std::optional<std::size_t> column(const std::string& wanted) const {
    const auto found = std::find(header.begin(), header.end(), wanted);
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
  }
};

// Tabs between the names of the header, and no commas.
char separator_of(const std::string& text) {
  std::size_t begin = text.find_first_not_of("\r\n");
  if (begin == std::string::npos) begin = 0;
  const std::string_view header = std::string_view(text).substr(begin, text.find('\n', begin) - begin);
  return header.find('\t') != header.npos && header.find(',') == header.npos ? '\t' : ',';
}

// A record that cannot be read is a fault of its own, after which the next one is read.
Sheet read_sheet(const std::string& text, const std::string& name) {
  Sheet sheet{name, {}, {}, {}};
  data::CsvReader reader(text, name, 1, separator_of(text));
  data::CsvRecord record;
  auto next = [&] {
    for (;;) try {
        return reader.next(record);
      } catch (const data::DataError& error) {
        if (sheet.header.empty()) throw;
        sheet.faults.push_back({record.line, "the record", "", not_comparable(error.sentence())});
      }
  };
  while (next()) {
    if (record.fields.size() == 1 && data::trimmed(record.fields[0].text).empty()) continue;  // an empty line
    if (sheet.header.empty()) {
      for (const data::CsvField& field : record.fields) sheet.header.emplace_back(data::trimmed(field.text));
      continue;
    }
    if (record.fields.size() != sheet.header.size()) {
      sheet.faults.push_back(
          {record.line, "the record", std::string(data::trimmed(record.fields[0].text)),
           not_comparable(fmt::format("this record has {} field{}; the header has {}", record.fields.size(),
                                      record.fields.size() == 1 ? "" : "s", sheet.header.size()))});
      continue;
    }
    std::vector<Sheet::Field> row;
    for (const data::CsvField& field : record.fields)
      row.push_back({std::string(data::trimmed(field.text)), field.at});
    sheet.rows.push_back(std::move(row));
  }
  if (sheet.rows.empty() && sheet.faults.empty())
    throw data::DataError(fmt::format("'{}' has no records below a header; nothing to compare", name));
  return sheet;
}

// 0.1 as the double that is nearest to it. Throws std::invalid_argument for one that is none.
void use_doubles(Node& node) {
  if (node.kind == Kind::number && node.name.find_first_of(".eE") != std::string::npos) {
    double nearest = 0;
    const auto [end, error] = std::from_chars(node.name.data(), node.name.data() + node.name.size(), nearest);
    if (error != std::errc() || end != node.name.data() + node.name.size() || !std::isfinite(nearest))
      throw std::invalid_argument(fmt::format("the argument {} is no double", node.name));
    node.number = nearest;  // exactly
    node.name.clear();
  }
  for (Node& child : node.children) use_doubles(child);
  for (Binder& binder : node.binders)
    for (Node& term : binder.domain.terms) use_doubles(term);
}

// A term of theirs. Throws std::invalid_argument for what is none.
Node term_of(const std::string& text, bool double_arguments) {
  try {
    Node term = parse_expression(text, "term");
    check_expression(term, "term");
    if (double_arguments) use_doubles(term);
    return term;
  } catch (const SourceError& error) {
    throw std::invalid_argument(fmt::format("{} in {}", error.what(), data::shown(text)));
  }
}

// What prints(term, "...") comes out as.
Answer decide_printed(const Node& term, const Printed& printed, const Policy& policy) {
  Node text;
  text.kind = Kind::text;
  text.name = to_text(printed);
  Node statement;
  statement.kind = Kind::call;
  statement.name = "prints";
  statement.children.push_back(term);
  statement.children.push_back(std::move(text));
  try {
    check_expression(statement, "term");
  } catch (const SourceError& error) {
    throw std::invalid_argument(error.what());
  }
  const Finding finding = decide(statement, {}, {}, "term", policy);
  if (finding.counterexample && !finding.counterexample->undefined.empty())
    throw std::invalid_argument("the term is undefined: " + finding.counterexample->undefined);
  if (finding.verdict == Verdict::undecided) return {std::nullopt, finding.reason};
  return {finding.verdict == Verdict::holds};
}

CertifiedValue value_of(const Node& term, const TableInputs& inputs) {
  Policy policy;
  policy.stop = inputs.stop;
  return {[term, policy](long digits) mutable {
            policy.digits = digits;
            return evaluate_text(term, "term", policy);
          },
          [term, policy](const Printed& printed) { return decide_printed(term, printed, policy); },
          check_expression(term, "term") == Sort::truth};
}

// The columns to compare with a column of terms.
std::vector<std::size_t> value_columns(const Sheet& sheet, std::size_t terms, const std::string& wanted) {
  std::vector<std::string> names = {"value", "printed"};
  if (!wanted.empty()) names = {wanted};
  for (const std::string& name : names)
    if (const std::optional<std::size_t> column = sheet.column(name)) return {*column};
  if (!wanted.empty())
    throw data::DataError(sheet.name, {1, 1}, fmt::format("the header has no column '{}'", wanted));
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < sheet.header.size(); ++i)
    if (i != terms) columns.push_back(i);
  return columns;
}

std::vector<ComparedEntry> compare_terms(const Sheet& sheet, std::size_t terms,
                                         const ComparisonOptions& options, const TableInputs& inputs) {
  const std::vector<std::size_t> columns = value_columns(sheet, terms, options.value);
  std::vector<ComparedEntry> entries;
  for (const std::vector<Sheet::Field>& row : sheet.rows) {
    const Sheet::Field& term = row[terms];
    CertifiedValue value;
    std::string fault;
    try {
      value = value_of(term_of(term.text, options.double_arguments), inputs);
    } catch (const std::invalid_argument& error) {
      fault = error.what();
    }
    for (std::size_t column : columns) {
      const Sheet::Field& field = row[column];
      entries.push_back({field.at.line, term.text, field.text,
                         fault.empty() ? judge(field.text, value) : not_comparable(fault)});
    }
  }
  return entries;
}

// One of our tables.
class TableComparison {
 public:
  TableComparison(const Sheet& sheet, const TableUnit& unit, const ComparisonOptions& options,
                  const TableInputs& inputs)
      : sheet_(sheet),
        unit_(unit),
        double_arguments_(options.double_arguments),
        inputs_(inputs),
        ours_{unit.specification(), {}} {
    for (const TableColumn& column : unit.specification().columns)
      if (const std::optional<std::size_t> theirs = sheet.column(column.name); theirs && !column.hidden)
        (column.key ? keys_ : values_).push_back({&column, *theirs});
    for (const std::string& name : sheet.header) require_known(name);
    if (keys_.empty() || values_.empty())
      throw data::DataError(sheet.name, {1, 1},
                            fmt::format("the header has no {} column of the table '{}'",
                                        keys_.empty() ? "key" : "value", ours_.specification.name));
  }

  std::vector<ComparedEntry> run() {
    std::vector<ComparedEntry> entries;
    for (const std::vector<Sheet::Field>& row : sheet_.rows)
      for (const Shared& shared : values_) {
        const Sheet::Field& field = row[shared.theirs];
        const Judgement judgement = judgement_on(row, shared);
        if (field.text.empty() && judgement.verdict == Digits::right) continue;  // as in the table
        entries.push_back({field.at.line, name_of(row, *shared.column), field.text, judgement});
      }
    return entries;
  }

 private:
  struct Shared {
    const TableColumn* column;
    std::size_t theirs;
  };

  void require_known(const std::string& name) const {
    const std::vector<TableColumn>& columns = ours_.specification.columns;
    const bool is_known =
        name == exact_column || std::any_of(columns.begin(), columns.end(),
                                            [&](const auto& c) { return c.name == name && !c.hidden; });
    if (is_known) return;
    std::vector<std::string_view> names;
    for (const TableColumn& column : columns)
      if (!column.hidden) names.push_back(column.name);
    throw data::DataError(sheet_.name, {1, 1},
                          fmt::format("the table '{}' has no column '{}'{}", ours_.specification.name, name,
                                      suggestion(name, names)));
  }

  std::string name_of(const std::vector<Sheet::Field>& row, const TableColumn& column) const {
    std::string text = column.name;
    for (const Shared& key : keys_)
      text += fmt::format("{}{} = {}", text == column.name ? " at " : ", ", key.column->name,
                          row[key.theirs].text);
    return text;
  }

  Judgement judgement_on(const std::vector<Sheet::Field>& row, const Shared& shared) {
    const Sheet::Field& field = row[shared.theirs];
    try {
      if (shared.column->term.empty() || !shared.column->terms.empty() || !has_names(shared.column->term) ||
          field.text.empty())
        return against_row(row, shared);
      const Node term = with_values(parse_expression(shared.column->term, "term"), values_in(row));
      return judge(field.text, value_of(term, inputs_));
    } catch (const std::invalid_argument& error) {
      return not_comparable(error.what());
    } catch (const SourceError& error) {  // a key of another sort
      return not_comparable(error.what());
    }
  }

  // Whether the term is made of keys alone, and their file has them.
  bool has_names(const std::string& term) const {
    const Node tree = parse_expression(term, "term");
    for (const TableColumn& column : ours_.specification.columns)
      if (mentions(tree, column.name) && (!column.key || !sheet_.column(column.name))) return false;
    return true;
  }

  std::map<std::string, Node> values_in(const std::vector<Sheet::Field>& row) const {
    std::map<std::string, Node> values;
    for (const Shared& key : keys_) {
      const Sheet::Field& field = row[key.theirs];
      if (field.text.empty()) continue;
      try {
        Node term = parse_expression(field.text, "term");
        if (double_arguments_) use_doubles(term);
        values[key.column->name] = std::move(term);
      } catch (const SourceError&) {  // a word, such as a model's name, which no term is made of
      }
    }
    return values;
  }

  // The row of our own table with the same keys.
  Judgement against_row(const std::vector<Sheet::Field>& row, const Shared& shared) {
    if (ours_.rows.empty()) ours_ = unit_.table(inputs_);
    const TableRow* found = nullptr;
    for (const TableRow& ours : ours_.rows) {
      const bool same = std::all_of(keys_.begin(), keys_.end(), [&](const Shared& key) {
        return ours[ours_.column(key.column->name)].text == row[key.theirs].text;
      });
      if (!same) continue;
      if (found != nullptr)
        return not_comparable("several rows of the table have these keys; more key columns are needed");
      found = &ours;
    }
    if (found == nullptr) return not_comparable("no row of the table has these keys");
    const TableCell& cell = (*found)[ours_.column(shared.column->name)];
    const std::string& theirs = row[shared.theirs].text;
    if (theirs.empty() && cell.text.empty()) return {Digits::right, 0, ""};
    if (shared.column->rounding == Rounding::text || shared.column->rounding == Rounding::down ||
        shared.column->rounding == Rounding::up)
      return {cell.text == theirs ? Digits::right : Digits::wrong, 1, cell.text};
    if (cell.text.empty()) return not_comparable("the table says nothing there");
    return judge(theirs, known_by_text([&](long) { return cell.text; }, !cell.exact));
  }

  const Sheet& sheet_;
  const TableUnit& unit_;
  bool double_arguments_;
  const TableInputs& inputs_;
  Table ours_;
  std::vector<Shared> keys_, values_;
};

// Whether every column of theirs is one of the table's, with a key and a value among them.
bool fits(const Sheet& sheet, const TableSpecification& table) {
  bool key = false, value = false;
  for (const std::string& name : sheet.header) {
    if (name == exact_column) continue;
    const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                     [&](const TableColumn& c) { return c.name == name && !c.hidden; });
    if (column == table.columns.end()) return false;
    (column->key ? key : value) = true;
  }
  return key && value;
}

const TableUnit& unit_for(const Sheet& sheet, const std::string& wanted) {
  if (!wanted.empty()) {
    const TableUnit* unit = table_unit(wanted);
    if (unit == nullptr) throw data::DataError(fmt::format("there is no table '{}'", wanted));
    return *unit;
  }
  std::vector<const TableUnit*> fitting;
  for (const TableUnit& unit : table_units())
    if (fits(sheet, unit.specification())) fitting.push_back(&unit);
  if (fitting.size() == 1) return *fitting[0];
  if (fitting.empty())
    throw data::DataError(
        sheet.name, {1, 1},
        "the header has neither a column 'expression' nor the columns of one of the tables (see "
        "tables/README.md)");
  std::string names;
  for (const TableUnit* unit : fitting) names += (names.empty() ? "" : ", ") + unit->specification().name;
  throw data::DataError(sheet.name, {1, 1},
                        fmt::format("the columns fit several tables ({}); --table chooses one", names));
}

}  // namespace

std::vector<ComparedEntry> compare_csv(const std::string& text, const std::string& name,
                                       const ComparisonOptions& options, const TableInputs& inputs) {
  const Sheet sheet = read_sheet(text, name);
  if (!options.expression.empty() && !sheet.column(options.expression))
    throw data::DataError(name, {1, 1}, fmt::format("the header has no column '{}'", options.expression));
  std::vector<std::string> names = {"expression", "term", "formula"};
  if (!options.expression.empty()) names = {options.expression};
  std::optional<std::size_t> terms;
  for (const std::string& candidate : names)
    if (!terms && options.table.empty()) terms = sheet.column(candidate);
  std::vector<ComparedEntry> entries =
      terms ? compare_terms(sheet, *terms, options, inputs)
            : TableComparison(sheet, unit_for(sheet, options.table), options, inputs).run();
  entries.insert(entries.end(), sheet.faults.begin(), sheet.faults.end());
  std::stable_sort(entries.begin(), entries.end(),
                   [](const ComparedEntry& a, const ComparedEntry& b) { return a.line < b.line; });
  if (entries.empty()) throw data::DataError(fmt::format("'{}' has nothing to compare", name));
  return entries;
}

}  // namespace dropcert::publish
