#include "publish/tables/table_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>

#include "data/number.hpp"
#include "language/suggestion.hpp"
#include "publish/fault_kinds.hpp"
#include "publish/tables/table_row_finder.hpp"
#include "verify/outcome.hpp"

namespace dropcert::publish {

using namespace language;

namespace {

class TableComparison {
 public:
  TableComparison(const Sheet& sheet, const TableUnit& unit, const ComparisonOptions& options,
                  const TableInputs& inputs)
      : sheet_(sheet), specification_(unit.specification()), inputs_(inputs) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < sheet.header.size(); ++i) {
      if (sheet.header[i] == exact_column) continue;
      const TableColumn* column = column_called(specification_, sheet.header[i]);
      if (column == nullptr) refuse(sheet.header[i]);
      const auto place = static_cast<std::size_t>(column - specification_.columns.data());
      (column->key ? keys_ : values_).push_back({column, place, i});
      if (column->key) keys.push_back(column->name);
    }
    if (keys_.empty() || values_.empty())
      throw data::DataError(sheet.name, {1, 1},
                            fmt::format("the header has no {} column of the table '{}'",
                                        keys_.empty() ? "key" : "value", specification_.name));
    finder_ = std::make_unique<TableRowFinder>(unit, keys, options.double_arguments, inputs);
  }

  std::vector<ComparedEntry> run() {
    const auto compare_row = [&](const Sheet::Row& row, std::vector<ComparedEntry>& entries) {
      find(row);
      for (const Shared& shared : values_) {
        const Sheet::Field& field = row[shared.theirs];
        entries.push_back(
            {field.at.line, name_of(row, *shared.column), field.text, judgement_on(row, shared)});
      }
    };
    std::vector<ComparedEntry> all;
    const std::optional<ComparedEntry> rest = each_row(sheet_, inputs_, all, compare_row);
    std::vector<ColumnOfEntries> columns;
    for (const Shared& shared : values_) columns.push_back({shared.column->name, side_of(*shared.column)});
    name_neighbours(all, columns);
    const auto says_nothing = [](const ComparedEntry& entry) {  // as in the table
      return entry.printed.empty() && is_right(entry.judgement);
    };
    all.erase(std::remove_if(all.begin(), all.end(), says_nothing), all.end());
    if (rest) all.push_back(*rest);
    return all;
  }

 private:
  struct Shared {
    const TableColumn* column;
    std::size_t ours, theirs;
  };

  [[noreturn]] void refuse(const std::string& name) const {
    std::vector<std::string_view> names;
    for (const TableColumn& column : specification_.columns)
      if (!column.hidden) names.push_back(column.name);
    throw data::DataError(sheet_.name, {1, 1},
                          fmt::format("the table '{}' has no column '{}'{}", specification_.name, name,
                                      suggestion(name, names)));
  }

  static Side side_of(const TableColumn& column) {
    return column.rounding == Rounding::up     ? Side::above
           : column.rounding == Rounding::down ? Side::below
                                               : Side::nearest;
  }

  std::string name_of(const Sheet::Row& row, const TableColumn& column) const {
    std::string text = column.name;
    for (const Shared& key : keys_)
      text += fmt::format("{}{} = {}", text == column.name ? " at " : ", ", key.column->name,
                          row[key.theirs].text);
    return text;
  }

  void find(const Sheet::Row& row) {
    fault_.clear();
    std::vector<std::string> keys;
    try {
      for (const Shared& key : keys_) {
        const std::string& text = row[key.theirs].text;
        const bool is_word = finder_->is_word(key.column->name);
        const std::optional<std::string> other = is_word ? std::nullopt : with_decimal_point(text, true);
        keys.push_back(other.value_or(text));
      }
      finder_->find(keys);
    } catch (const std::invalid_argument& error) {
      fault_ = error.what();
    }
  }

  Judgement judgement_on(const Sheet::Row& row, const Shared& shared) {
    if (!fault_.empty()) return not_comparable(fault_);
    const std::string& theirs = row[shared.theirs].text;
    try {
      const TableRowFinder::Found found = finder_->column(shared.ours);
      if (found.is_empty)
        return theirs.empty() ? Judgement{Digits::right, 0, ""} : not_comparable(found.reason);
      if (found.text) return judge_text(theirs, *found.text);
      if (theirs.empty()) return not_comparable("no value is printed");
      CertifiedValue value = found.value;
      const Side side = side_of(*shared.column);
      if (side != Side::nearest) value = bounded_by(std::move(value), side == Side::above);
      return judge_field(theirs, value);
    } catch (const std::invalid_argument& error) {
      return not_comparable(error.what());
    }
  }

  static Judgement judge_text(const std::string& theirs, const std::string& ours) {
    if (theirs.empty() && !ours.empty()) return not_comparable("no value is printed");
    if (ours.empty() && !theirs.empty()) return not_comparable("the table says nothing there");
    const bool is_digest = ours.find_first_not_of("0123456789abcdef") == std::string::npos;
    const auto difference = std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end());
    const std::size_t first = is_digest ? static_cast<std::size_t>(difference.first - ours.begin()) + 1 : 1;
    return {ours == theirs ? Digits::right : Digits::wrong, first, ours};
  }

  const Sheet& sheet_;
  const TableSpecification& specification_;
  const TableInputs& inputs_;
  std::vector<Shared> keys_, values_;
  std::unique_ptr<TableRowFinder> finder_;
  std::string fault_;  // of the row in hand
};

}  // namespace

const TableColumn* column_called(const TableSpecification& table, const std::string& name) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < table.shown(); ++i) names.push_back(table.columns[i].name);
  const std::optional<std::size_t> place = place_of_name(names, name);
  return place ? &table.columns[*place] : nullptr;
}

bool is_right(const Judgement& judgement) {
  return judgement.verdict == Digits::right;
}

std::optional<ComparedEntry> each_row(
    const Sheet& sheet, const TableInputs& inputs, std::vector<ComparedEntry>& entries,
    const std::function<void(const Sheet::Row&, std::vector<ComparedEntry>&)>& compare) {
  for (const Sheet::Row& row : sheet.rows) {
    const std::size_t before = entries.size();
    try {
      if (inputs.stop && *inputs.stop) throw verify::Interrupted();
      compare(row, entries);
    } catch (const verify::Interrupted&) {
      entries.resize(before);
      const std::size_t line = row.empty() ? sheet.header_line : row[0].at.line;
      return ComparedEntry{line, "this line and those after it", "",
                           not_comparable("interrupted before they were compared"), true};
    }
  }
  return std::nullopt;
}

Judgement judge_field(const std::string& text, const CertifiedValue& value) {
  const Judgement as_written = judge(text, value);
  const std::optional<std::string> other = with_decimal_point(text, false);
  if (is_right(as_written) || !other) return as_written;
  Judgement judgement = judge(*other, value);
  if (is_right(judgement))
    return {Digits::other_convention, 0, judgement.certified, "a decimal comma here, a point in the value"};
  const bool is_nearer =
      as_written.verdict == Digits::not_comparable || judgement.verdict == Digits::rounded_wrong_way;
  return is_nearer ? judgement : as_written;
}

void name_neighbours(std::vector<ComparedEntry>& entries, const std::vector<ColumnOfEntries>& columns) {
  const auto is_wrong = [](const ComparedEntry& entry) {
    return entry.judgement.verdict == Digits::wrong || entry.judgement.verdict == Digits::rounded_wrong_way;
  };
  const auto try_other = [&](ComparedEntry& entry, std::size_t other, const char* kind, Side side,
                             const std::string& where) {
    if (other >= entries.size() || entries[other].judgement.certified.empty()) return;
    try {
      for (Fault& fault : fault_of_other_value(kind, entry.printed,
                                               interval_of(entries[other].judgement.certified), side, where))
        entry.judgement.faults.push_back(std::move(fault));
    } catch (const std::invalid_argument&) {  // words
    }
  };
  for (std::size_t i = 0; i < entries.size(); ++i) {
    ComparedEntry& entry = entries[i];
    if (!is_wrong(entry)) continue;
    const std::size_t column = i % columns.size(), row = i - column;
    const Side side = columns[column].side;
    for (const std::size_t other : {i - columns.size(), i + columns.size()})
      if (other < entries.size())
        try_other(entry, other, "neighbour-row", side, fmt::format("of line {}", entries[other].line));
    for (std::size_t j = 0; j < columns.size(); ++j)
      if (j != column)
        try_other(entry, row + j, "other-column", columns[j].side,
                  fmt::format("of the column '{}'", columns[j].name));
  }
}

std::vector<ComparedEntry> compare_with_table(const Sheet& sheet, const TableUnit& unit,
                                              const ComparisonOptions& options, const TableInputs& inputs) {
  return TableComparison(sheet, unit, options, inputs).run();
}

}  // namespace dropcert::publish
