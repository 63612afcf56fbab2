#include "publish/tables/compare_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "data/csv.hpp"
#include "language/parser.hpp"
#include "verify/outcome.hpp"
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

  std::optional<std::size_t> column(const std::string& wanted) const {
    const auto found = std::find(header.begin(), header.end(), wanted);
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
  }
};

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

Sheet read_sheet(const std::string& text, const std::string& name) {
  Sheet sheet{name, {}, {}};
  data::CsvReader reader(text, name);
  for (data::CsvRecord record; reader.next(record);) {
    if (record.fields.size() == 1 && trimmed(record.fields[0].text).empty()) continue;  // an empty line
    if (sheet.header.empty()) {
      for (const data::CsvField& field : record.fields) sheet.header.push_back(trimmed(field.text));
      continue;
    }
    if (record.fields.size() != sheet.header.size())
      throw data::DataError(name, {record.line, 1},
                            fmt::format("this record has {} fields; the header has {}", record.fields.size(),
                                        sheet.header.size()));
    std::vector<Sheet::Field> row;
    for (const data::CsvField& field : record.fields) row.push_back({trimmed(field.text), field.at});
    sheet.rows.push_back(std::move(row));
  }
  if (sheet.rows.empty())
    throw data::DataError(fmt::format("'{}' has no records below a header; nothing to compare", name));
  return sheet;
}

Node with_values(Node node, const std::map<std::string, Node>& values) {
  if (node.kind == Kind::name)
    if (const auto found = values.find(node.name); found != values.end()) return found->second;
  for (Node& child : node.children) child = with_values(std::move(child), values);
  return node;
}

// Bad input in a field: the language's sentence with the place in their file.
template <class Function>
auto at_field(const Sheet& sheet, const Sheet::Field& field, Function function) {
  try {
    return function();
  } catch (const SourceError& error) {
    throw data::DataError(sheet.name, field.at, fmt::format("{} in '{}'", error.what(), field.text));
  } catch (const std::invalid_argument& error) {
    throw data::DataError(sheet.name, field.at, error.what());
  } catch (const std::length_error& error) {
    throw data::DataError(sheet.name, field.at, error.what());
  }
}

CertifiedValue value_of(const Node& term, const TableInputs& inputs) {
  return [term, &inputs](long digits) {
    Policy policy;
    policy.digits = digits;
    policy.stop = inputs.stop;
    return evaluate_text(term, "term", policy);
  };
}

Judgement judged(const std::string& printed, const CertifiedValue& value) {
  try {
    return judge(printed, value);
  } catch (const Unsupported& reason) {
    return {Digits::undecided, 0, reason.what()};
  }
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

std::vector<ComparedEntry> compare_terms(const Sheet& sheet, std::size_t terms, const std::string& wanted,
                                         const TableInputs& inputs) {
  const std::vector<std::size_t> columns = value_columns(sheet, terms, wanted);
  std::vector<ComparedEntry> entries;
  for (const std::vector<Sheet::Field>& row : sheet.rows) {
    const Sheet::Field& term = row[terms];
    const Node tree = at_field(sheet, term, [&] { return parse_expression(term.text, "term"); });
    const CertifiedValue value = [&](long digits) {
      return at_field(sheet, term, [&] { return value_of(tree, inputs)(digits); });
    };
    for (std::size_t column : columns) {
      const Sheet::Field& field = row[column];
      if (field.text.empty()) continue;
      const Judgement judgement = at_field(sheet, field, [&] { return judged(field.text, value); });
      entries.push_back({field.at.line, term.text, field.text, judgement});
    }
  }
  return entries;
}

// One of our tables.
class TableComparison {
 public:
  TableComparison(const Sheet& sheet, const TableUnit& unit, const TableInputs& inputs)
      : sheet_(sheet), unit_(unit), inputs_(inputs), ours_{unit.specification(), {}} {
    for (const TableColumn& column : ours_.specification.columns)
      if (const std::optional<std::size_t> theirs = sheet.column(column.name))
        (column.key ? keys_ : values_).push_back({&column, *theirs});
  }

  std::vector<ComparedEntry> run() {
    std::vector<ComparedEntry> entries;
    for (const std::vector<Sheet::Field>& row : sheet_.rows)
      for (const Shared& shared : values_) {
        const Sheet::Field& field = row[shared.theirs];
        if (field.text.empty()) continue;
        entries.push_back(
            {field.at.line, name_of(row, *shared.column), field.text, judgement_on(row, shared)});
      }
    return entries;
  }

 private:
  struct Shared {
    const TableColumn* column;
    std::size_t theirs;
  };

  std::string name_of(const std::vector<Sheet::Field>& row, const TableColumn& column) const {
    std::string text = column.name;
    for (const Shared& key : keys_)
      text += fmt::format("{}{} = {}", text == column.name ? " at " : ", ", key.column->name,
                          row[key.theirs].text);
    return text;
  }

  Judgement judgement_on(const std::vector<Sheet::Field>& row, const Shared& shared) {
    const Sheet::Field& field = row[shared.theirs];
    if (shared.column->term.empty() || !has_names(shared.column->term)) return against_row(row, shared);
    const Node term = with_values(parse_expression(shared.column->term, "term"), values_in(row));
    return at_field(sheet_, field, [&] { return judged(field.text, value_of(term, inputs_)); });
  }

  // Whether their file has every key that the term is made of.
  bool has_names(const std::string& term) const {
    const Node tree = parse_expression(term, "term");
    for (const TableColumn& column : ours_.specification.columns)
      if (mentions(tree, column.name) && !sheet_.column(column.name)) return false;
    return true;
  }

  std::map<std::string, Node> values_in(const std::vector<Sheet::Field>& row) const {
    std::map<std::string, Node> values;
    for (const Shared& key : keys_) {
      const Sheet::Field& field = row[key.theirs];
      if (field.text.empty()) continue;
      try {
        values[key.column->name] = parse_expression(field.text, "term");
      } catch (const SourceError&) {  // a word, such as a model's name, which no term is made of
      }
    }
    return values;
  }

  // The row of our own table with the same keys.
  Judgement against_row(const std::vector<Sheet::Field>& row, const Shared& shared) {
    if (ours_.rows.empty()) unit_.fill(ours_, inputs_);
    const TableRow* found = nullptr;
    for (const TableRow& ours : ours_.rows) {
      const bool same = std::all_of(keys_.begin(), keys_.end(), [&](const Shared& key) {
        return ours[ours_.column(key.column->name)].text == row[key.theirs].text;
      });
      if (!same) continue;
      if (found != nullptr)
        fail(row[shared.theirs], "several rows of the table have these keys; more key columns are needed");
      found = &ours;
    }
    if (found == nullptr) fail(row[shared.theirs], "no row of the table has these keys");
    const TableCell& cell = (*found)[ours_.column(shared.column->name)];
    if (shared.column->rounding == Rounding::text || shared.column->rounding == Rounding::down ||
        shared.column->rounding == Rounding::up)
      return {cell.text == row[shared.theirs].text ? Digits::right : Digits::wrong, 1, cell.text};
    return at_field(sheet_, row[shared.theirs],
                    [&] { return judge(row[shared.theirs].text, [&](long) { return cell.text; }); });
  }

  [[noreturn]] void fail(const Sheet::Field& field, const std::string& reason) const {
    throw data::DataError(sheet_.name, field.at, fmt::format("'{}': {}", ours_.specification.name, reason));
  }

  const Sheet& sheet_;
  const TableUnit& unit_;
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
                                     [&](const TableColumn& c) { return c.name == name; });
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
  if (options.table.empty())
    for (const std::string& candidate : names)
      if (const std::optional<std::size_t> terms = sheet.column(candidate))
        return compare_terms(sheet, *terms, options.value, inputs);
  return TableComparison(sheet, unit_for(sheet, options.table), inputs).run();
}

}  // namespace dropcert::publish
