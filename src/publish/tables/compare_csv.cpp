#include "publish/tables/compare_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "language/check.hpp"
#include "language/suggestion.hpp"
#include "publish/fault_kinds.hpp"
#include "publish/tables/certified_term.hpp"
#include "publish/tables/sheet.hpp"
#include "publish/tables/table_comparison.hpp"
#include "verify/shared_numbers.hpp"

namespace dropcert::publish {

using namespace language;
using namespace verify;

namespace {

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
                                                    sheet.header[terms], sheet.header[values[0]])),
                         true});
  return entries;
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
      entry->judgement.faults.clear();
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
  const auto compare_row = [&](const Sheet::Row& row, std::vector<ComparedEntry>& entries) {
    const Sheet::Field& term = row[terms];
    Node tree;
    CertifiedValue value;
    std::string fault;
    try {
      if (term.text.empty()) throw std::invalid_argument("no term is given");
      tree = term_of(term.text, options.double_arguments);
      const Sort sort = check_expression(tree, "term");
      if (sort != Sort::number && sort != Sort::integer && sort != Sort::truth)
        throw std::invalid_argument(
            fmt::format("{} is {}; expected a number or a statement", data::shown(term.text), name_of(sort)));
      value = value_of(tree, sort == Sort::truth, nullptr, inputs.policy());
    } catch (const std::invalid_argument& error) {
      fault = error.what();
    }
    for (std::size_t column : columns) {
      const Sheet::Field& field = row[column];
      Judgement judgement = fault.empty() ? judge_field(field.text, value) : not_comparable(fault);
      if (!is_right(judgement) && is_other_bernoulli(tree, field.text, judgement))
        judgement = {Digits::other_convention, 0, judgement.certified,
                     "B_1 = 1/2 here (A164555), -1/2 in the language"};
      const std::string what =
          columns.size() == 1 ? term.text : fmt::format("{} at {}", sheet.header[column], term.text);
      entries.push_back({field.at.line, what, field.text, std::move(judgement)});
    }
  };
  std::vector<ComparedEntry> entries;
  const std::optional<ComparedEntry> rest = each_row(sheet, inputs, entries, compare_row);
  for (std::size_t i = 0; i < columns.size(); ++i) recognise_parts(entries, i, columns.size());
  std::vector<ColumnOfEntries> names;
  for (const std::size_t column : columns) names.push_back({sheet.header[column], Side::nearest});
  name_neighbours(entries, names);
  if (rest) entries.push_back(*rest);
  if (options.value.empty()) {
    const std::vector<ComparedEntry> others = other_columns(sheet, terms, columns);
    entries.insert(entries.begin(), others.begin(), others.end());
  }
  return entries;
}

// Whether every column of theirs is one of the table's, with a key and a value among them.
bool fits(const Sheet& sheet, const TableSpecification& table) {
  bool key = false, value = false;
  for (const std::string& name : sheet.header) {
    if (name == exact_column) continue;
    const TableColumn* column = column_called(table, name);
    if (column == nullptr) return false;
    (column->key ? key : value) = true;
  }
  return key && value;
}

// Why a header is of no table: by the table that has most of its columns.
std::string why_none_fits(const Sheet& sheet) {
  std::vector<std::string_view> names = {"expression"};
  const TableUnit* nearest = nullptr;
  std::size_t most = 0;
  for (const TableUnit& unit : table_units()) {
    const auto known = static_cast<std::size_t>(std::count_if(
        sheet.header.begin(), sheet.header.end(),
        [&](const auto& name) { return column_called(unit.specification(), name) != nullptr; }));
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
    if (name == exact_column ||
        (nearest != nullptr && column_called(nearest->specification(), name) != nullptr))
      continue;
    return text + fmt::format("; {} is not known{}", data::shown(name), suggestion(name, names));
  }
  return text;
}

const TableUnit& unit_for(const Sheet& sheet, const std::string& wanted) {
  if (!wanted.empty()) {
    const TableUnit* unit = table_unit(wanted);
    if (unit == nullptr)
      throw data::DataError(
          fmt::format("there is no table '{0}'; expected one of {1}, or a file such as "
                      "{0}.table",
                      wanted, fmt::join(table_names(), ", ")));
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

std::vector<ComparedEntry> finished(std::vector<ComparedEntry> entries, const Sheet& sheet) {
  entries.insert(entries.end(), sheet.faults.begin(), sheet.faults.end());
  std::stable_sort(entries.begin(), entries.end(),
                   [](const ComparedEntry& a, const ComparedEntry& b) { return a.line < b.line; });
  if (entries.empty()) throw data::DataError(fmt::format("'{}' has nothing to compare", sheet.name));
  return entries;
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
  return finished(terms ? compare_terms(sheet, *terms, options, inputs)
                        : compare_with_table(sheet, unit_for(sheet, options.table), options, inputs),
                  sheet);
}

std::vector<ComparedEntry> compare_csv(const std::string& text, const std::string& name,
                                       const TableUnit& unit, const ComparisonOptions& options,
                                       const TableInputs& inputs) {
  const SharedNumbers numbers;
  const Sheet sheet = read_sheet(text, name);
  return finished(compare_with_table(sheet, unit, options, inputs), sheet);
}

}  // namespace dropcert::publish
