#include "publish/tables/compare_csv.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>

#include "data/csv.hpp"
#include "data/number.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/suggestion.hpp"
#include "publish/tables/table_fields.hpp"
#include "verify/decide.hpp"
#include "verify/shared_numbers.hpp"
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
  char separator = ',';
  std::size_t header_line = 1;

  std::optional<std::size_t> column(const std::string& wanted) const {
    const auto found = std::find(header.begin(), header.end(), wanted);
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
  }
};

// A comma, unless the header has none and has tabs or semicolons; those within quotation marks and brackets
// do not count.
char separator_of(const std::string& text) {
  std::size_t begin = text.find_first_not_of("\r\n");
  if (begin == std::string::npos) return ',';
  const std::string_view header = std::string_view(text).substr(begin, text.find('\n', begin) - begin);
  bool is_quoted = false;
  bool has_tab = false, has_semicolon = false;
  for (const char c : header) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == ',') return ',';
    has_tab = has_tab || c == '\t';
    has_semicolon = has_semicolon || c == ';';
  }
  return has_tab ? '\t' : has_semicolon ? ';' : ',';
}

void require_distinct(const Sheet& sheet) {
  for (std::size_t i = 0; i < sheet.header.size(); ++i)
    if (sheet.column(sheet.header[i]) != i)
      throw data::DataError(sheet.name, {1, 1},
                            fmt::format("two columns of the header are called '{}'", sheet.header[i]));
}

// A record that cannot be read is a fault of its own, after which the next one is read.
Sheet read_sheet(const std::string& text, const std::string& name) {
  Sheet sheet{name, {}, {}, {}};
  sheet.separator = separator_of(text);
  data::CsvReader reader(text, name, 1, sheet.separator);
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
      sheet.header_line = record.line;
      require_distinct(sheet);
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

// 0.1 as the double that is nearest to it. Throws std::invalid_argument beyond the greatest.
void use_doubles(Node& node) {
  if (node.kind == Kind::number && node.name.find_first_of(".eE") != std::string::npos) {
    double nearest = 0;
    const auto [end, error] = std::from_chars(node.name.data(), node.name.data() + node.name.size(), nearest);
    const bool is_range = error == std::errc::result_out_of_range;
    const bool is_tiny = is_range && node.number < 1;  // less than half of the least double, or 0
    if (is_tiny) nearest = 0;
    if ((error != std::errc() && !is_tiny) || end != node.name.data() + node.name.size() ||
        !std::isfinite(nearest))
      throw std::invalid_argument(fmt::format("no double is near the argument {}", node.name));
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

bool is_exact(const std::string& text) {
  return text.find_first_not_of("-/0123456789") == std::string::npos;
}

// The term divided by a power of 10, and what is printed likewise, where its exponent is beyond the
// language's.
std::pair<Node, Printed> within_range(const Node& term, const Printed& printed) {
  if (std::abs(printed.exponent) <= max_decimal_exponent) return {term, printed};
  Printed near = printed;
  near.exponent = 0;
  Node scale;
  scale.kind = Kind::power;
  for (const long n : {10L, -printed.exponent}) {
    Node number;
    number.kind = Kind::number;
    number.number = n;
    scale.children.push_back(std::move(number));
  }
  Node product;
  product.kind = Kind::multiply;
  product.children = {term, std::move(scale)};
  return {std::move(product), std::move(near)};
}

// A term's value: what is known exactly is decided without evaluating it again.
class TermValue {
 public:
  TermValue(Node term, const TableInputs& inputs) : term_(std::move(term)) { policy_.stop = inputs.stop; }

  std::string text(long digits) {
    if (!exact_.empty()) return exact_;
    policy_.digits = digits;
    std::string found = evaluate_text(term_, "term", policy_);
    if (is_exact(found)) exact_ = found;
    return found;
  }

  Answer is_printed(const Printed& printed) {
    if (!exact_.empty()) return known_by_text([&](long) { return exact_; }).is_printed(printed);
    const auto [term, near] = within_range(term_, printed);
    return decide_printed(term, near, policy_);
  }

 private:
  Node term_;
  Policy policy_;
  std::string exact_;
};

CertifiedValue value_of(const Node& term, const TableInputs& inputs) {
  const auto value = std::make_shared<TermValue>(term, inputs);
  return {[value](long digits) { return value->text(digits); },
          [value](const Printed& printed) { return value->is_printed(printed); },
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

// Columns that are neither terms nor values: nothing in them is compared, which is no success unless
// --value has chosen.
std::vector<ComparedEntry> other_columns(const Sheet& sheet, std::size_t terms,
                                         const std::vector<std::size_t>& values) {
  std::vector<ComparedEntry> entries;
  for (std::size_t i = 0; i < sheet.header.size(); ++i)
    if (i != terms && std::find(values.begin(), values.end(), i) == values.end())
      entries.push_back({sheet.header_line, fmt::format("the column '{}'", sheet.header[i]), "",
                         not_comparable(fmt::format("it stands beside the terms in '{}' and the values in "
                                                    "'{}'; --value chooses a column",
                                                    sheet.header[terms], sheet.header[values[0]]))});
  return entries;
}

bool is_right(const Judgement& judgement) {
  return judgement.verdict == Digits::right;
}

// The same number with a decimal comma, as files with semicolons have it.
std::optional<std::string> with_decimal_point(const Sheet& sheet, const std::string& text) {
  const std::size_t comma = text.find(',');
  if (sheet.separator != ';' || comma == std::string::npos ||
      text.find_first_of(".,", comma + 1) != text.npos)
    return std::nullopt;
  return text.substr(0, comma) + "." + text.substr(comma + 1);
}

Judgement judge_field(const Sheet& sheet, const std::string& text, const CertifiedValue& value) {
  const Judgement as_written = judge(text, value);
  const std::optional<std::string> other = with_decimal_point(sheet, text);
  if (is_right(as_written) || !other) return as_written;
  Judgement judgement = judge(*other, value);
  if (is_right(judgement))
    return {Digits::other_convention, 0, judgement.certified, "a decimal comma here, a point in the value"};
  return as_written.verdict == Digits::not_comparable ? judgement : as_written;
}

// B_1 = 1/2 where the language has -1/2.
bool is_other_bernoulli(const Node& term, const std::string& printed, const Judgement& judgement) {
  return term.kind == Kind::call && term.name == "bernoulli" && judgement.certified == "-1/2" &&
         is_right(judge(printed, known_by_text([](long) { return "1/2"; })));
}

// What is printed are the numerators of fractions, or the denominators, in most entries of a column; entries
// of other columns stand between them.
void recognise_parts(std::vector<ComparedEntry>& entries, std::size_t column, std::size_t columns) {
  constexpr std::size_t least = 4;  // fewer may be so by chance
  for (const bool is_above : {true, false}) {
    std::vector<ComparedEntry*> parts;
    std::size_t fractions = 0;
    for (std::size_t i = column; i < entries.size(); i += columns) {
      const std::string& certified = entries[i].judgement.certified;
      const std::size_t bar = certified.find('/');
      if (bar == std::string::npos) continue;
      ++fractions;
      const bool is_part =
          entries[i].printed == (is_above ? certified.substr(0, bar) : certified.substr(bar + 1));
      if (is_part && !is_right(entries[i].judgement)) parts.push_back(&entries[i]);
    }
    if (parts.size() < least || 4 * parts.size() < 3 * fractions) continue;
    for (ComparedEntry* entry : parts) {
      entry->judgement.verdict = Digits::other_convention;
      entry->judgement.first_wrong = 0;
      entry->judgement.reason =
          fmt::format("the {} alone, where the value is a fraction", is_above ? "numerator" : "denominator");
    }
  }
}

std::vector<ComparedEntry> compare_terms(const Sheet& sheet, std::size_t terms,
                                         const ComparisonOptions& options, const TableInputs& inputs) {
  const std::vector<std::size_t> columns = value_columns(sheet, terms, options.value);
  if (columns.empty())
    throw data::DataError(sheet.name, {sheet.header_line, 1},
                          fmt::format("the header has no column of values beside '{}'", sheet.header[terms]));
  std::vector<ComparedEntry> entries;
  for (const std::vector<Sheet::Field>& row : sheet.rows) {
    const Sheet::Field& term = row[terms];
    Node tree;
    CertifiedValue value;
    std::string fault;
    try {
      if (term.text.empty()) throw std::invalid_argument("no term is given");
      tree = term_of(term.text, options.double_arguments);
      value = value_of(tree, inputs);
    } catch (const std::invalid_argument& error) {
      fault = error.what();
    }
    for (std::size_t column : columns) {
      const Sheet::Field& field = row[column];
      Judgement judgement = fault.empty() ? judge_field(sheet, field.text, value) : not_comparable(fault);
      if (!is_right(judgement) && is_other_bernoulli(tree, field.text, judgement))
        judgement = {Digits::other_convention, 0, judgement.certified,
                     "B_1 = 1/2 here (A164555), -1/2 in the language"};
      entries.push_back({field.at.line, term.text, field.text, std::move(judgement)});
    }
  }
  for (std::size_t i = 0; i < columns.size(); ++i) recognise_parts(entries, i, columns.size());
  if (options.value.empty()) {
    const std::vector<ComparedEntry> others = other_columns(sheet, terms, columns);
    entries.insert(entries.begin(), others.begin(), others.end());
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
      return judge_field(sheet_, field.text, as_bound(value_of(term, inputs_), *shared.column));
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
    if (ours_.rows.empty()) find_rows();
    std::vector<std::string> wanted;
    for (const Shared& key : keys_) wanted.push_back(key_text(row[key.theirs].text));
    const auto found = rows_.find(wanted);
    if (found == rows_.end()) return not_comparable("no row of the table has these keys");
    if (found->second.size() > 1)
      return not_comparable("several rows of the table have these keys; more key columns are needed");
    const TableCell& cell = ours_.rows[found->second[0]][ours_.column(shared.column->name)];
    const std::string& theirs = row[shared.theirs].text;
    if (theirs.empty()) return cell.text.empty() ? Judgement{Digits::right, 0, ""} : judge("", {});
    if (shared.column->rounding == Rounding::text)
      return {cell.text == theirs ? Digits::right : Digits::wrong, 1, cell.text};
    if (cell.text.empty()) return not_comparable("the table says nothing there");
    if (cell.text == theirs) return {Digits::right, 0, cell.text};
    const CertifiedValue value = known_by_text([&](long) { return cell.text; }, !cell.exact);
    return judge_field(sheet_, theirs, as_bound(value, *shared.column));
  }

  static CertifiedValue as_bound(CertifiedValue value, const TableColumn& column) {
    const bool is_bound = column.rounding == Rounding::up || column.rounding == Rounding::down;
    return is_bound ? bounded_by(std::move(value), column.rounding == Rounding::up) : value;
  }

  // Numbers by their value, words as they are.
  static std::string key_text(const std::string& text) {
    try {
      return data::parse_number(text).str();
    } catch (const std::invalid_argument&) {
      return text;
    }
  }

  void find_rows() {
    ours_ = unit_.table(inputs_);
    for (std::size_t i = 0; i < ours_.rows.size(); ++i) {
      std::vector<std::string> keys;
      for (const Shared& key : keys_)
        keys.push_back(key_text(ours_.rows[i][ours_.column(key.column->name)].text));
      rows_[std::move(keys)].push_back(i);
    }
  }

  const Sheet& sheet_;
  const TableUnit& unit_;
  bool double_arguments_;
  const TableInputs& inputs_;
  Table ours_;
  std::vector<Shared> keys_, values_;
  std::map<std::vector<std::string>, std::vector<std::size_t>> rows_;  // of ours, by their keys
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

bool has_column(const TableUnit& unit, const std::string& name) {
  const std::vector<TableColumn>& columns = unit.specification().columns;
  return std::any_of(columns.begin(), columns.end(),
                     [&](const TableColumn& c) { return c.name == name && !c.hidden; });
}

// Why a header is of no table: by the table that has most of its columns.
std::string why_none_fits(const Sheet& sheet) {
  std::vector<std::string_view> names = {"expression"};
  const TableUnit* nearest = nullptr;
  std::size_t most = 0;
  for (const TableUnit& unit : table_units()) {
    const auto known = static_cast<std::size_t>(std::count_if(
        sheet.header.begin(), sheet.header.end(), [&](const auto& name) { return has_column(unit, name); }));
    if (known > most) {
      most = known;
      nearest = &unit;
    }
    for (const TableColumn& column : unit.specification().columns)
      if (!column.hidden) names.push_back(column.name);
  }
  std::string text =
      "the header has neither a column 'expression' nor the columns of one of the tables (see "
      "tables/README.md)";
  for (const std::string& name : sheet.header) {
    if (name == exact_column || (nearest != nullptr && has_column(*nearest, name))) continue;
    return text + fmt::format("; {} is not known{}", data::shown(name), suggestion(name, names));
  }
  return text;
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
  if (fitting.empty()) throw data::DataError(sheet.name, {1, 1}, why_none_fits(sheet));
  std::string names;
  for (const TableUnit* unit : fitting) names += (names.empty() ? "" : ", ") + unit->specification().name;
  throw data::DataError(sheet.name, {1, 1},
                        fmt::format("the columns fit several tables ({}); --table chooses one", names));
}

}  // namespace

std::vector<ComparedEntry> compare_csv(const std::string& text, const std::string& name,
                                       const ComparisonOptions& options, const TableInputs& inputs) {
  const SharedNumbers numbers;
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
