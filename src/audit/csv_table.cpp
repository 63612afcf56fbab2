#include "audit/csv_table.hpp"

#include <algorithm>
#include <stdexcept>

#include "data/number.hpp"

namespace dropcert::audit {

using namespace exact;
using namespace model;

namespace {

std::string fields(std::size_t n) {
  return std::to_string(n) + (n == 1 ? " field" : " fields");
}

data::CsvRecord header_record(const std::string& header, const std::string& file, char separator) {
  data::CsvRecord record;
  data::CsvReader reader(header, file, 1, separator);
  if (!reader.next(record))
    throw data::DataError("the file " + data::shown_name(file) +
                          " is empty; expected a header with the columns' names");
  return record;
}

}  // namespace

CsvTable::CsvTable(const std::string& header, const std::string& file, const Weights& weights,
                   const TableOptions& options)
    : Table(file, weights, options.scaler),
      separator_(options.separator),
      decimal_comma_(options.decimal_comma) {
  const data::CsvRecord record = header_record(header, file, separator_);
  MatchedColumns matched = match_columns(record, file, weights, options);
  for (std::string& sentence : matched.notes) note(std::move(sentence));
  std::vector<std::size_t> places;
  for (MatchedColumn& found : matched.columns) {
    Column column{std::move(found.name), found.kind, 0, found.index};
    if (column.kind == Kind::feature) {
      const FilterWeight filter = FilterWeight::from(weights.features[column.index].value);
      column.filter_weight = filter.value;
      filter_usable_ = filter_usable_ && filter.usable;
      places.push_back(column.index);
    } else if (column.kind == Kind::label) {
      label_ = columns_.size();
    }
    columns_.push_back(std::move(column));
  }
  check_scaler_order(places, weights, options);
  filter_usable_ = filter_usable_ && columns_.size() <= max_filtered_features && !has_scaler() &&
                   separator_ != ' ' && !decimal_comma_;
}

namespace {

// 1, 1.0, 1.00 and so on; exact as far as the scan is.
bool is_one(const data::ScannedDecimal& x) {
  if (x.exponent > 0 || x.exponent < -18) return false;
  std::uint64_t power = 1;
  for (int i = x.exponent; i < 0; ++i) power *= 10;
  return x.mantissa == power;
}

}  // namespace

// A row of plain decimals from p on: where the next row begins. nullptr for anything else, good or bad.
const char* CsvTable::scan(const char* p, FilterSums& sums) const {
  const FilterPowers& powers = FilterPowers::get();
  for (const Column *column = columns_.data(), *end = column + columns_.size();;) {
    if (column->kind == Kind::feature) {
      data::ScannedDecimal x;
      p = data::scan_decimal(p, x);
      if (p == nullptr || !powers.covers(x.exponent)) return nullptr;
      sums.add(x, powers, column->filter_weight);
    } else if (column->kind == Kind::ones) {
      data::ScannedDecimal x;
      p = data::scan_decimal(p, x);
      if (p == nullptr || x.negative || !is_one(x)) return nullptr;
    } else {
      while (*p != separator_ && *p != '\n' && *p != '\r' && *p != '"' && *p != '\0') ++p;
    }
    if (++column == end) break;
    if (*p++ != separator_) return nullptr;
  }
  p += *p == '\r';
  return *p == '\n' ? p + 1 : nullptr;
}

namespace {

// A line without anything is no row, as R and pandas have it; a missing value in a file of one column is
// written "".
bool is_blank(std::string_view record, char separator) {
  return record.find_first_not_of(separator == '\t' ? " \r\n" : " \t\r\n") == std::string_view::npos;
}

}  // namespace

bool CsvTable::next(BlockCursor& cursor, TableRow& row) const {
  while (cursor.at < cursor.text.size()) {
    const char* begin = cursor.text.data() + cursor.at;
    row.line = cursor.line;
    FilterSums sums;
    if (const char* end = filter_usable_ ? scan(begin, sums) : nullptr) {
      row.text = {begin, static_cast<std::size_t>(end - begin)};
      row.sums = sums.result(columns_.size());
      cursor.at += row.text.size();
      ++cursor.line;
      return true;
    }
    const std::size_t end =
        std::min(data::csv_record_end(cursor.text, cursor.at, separator_), cursor.text.size());
    row.text = cursor.text.substr(cursor.at, end - cursor.at);
    cursor.at = end;
    cursor.line += static_cast<std::size_t>(std::count(row.text.begin(), row.text.end(), '\n'));
    if (is_blank(row.text, separator_)) continue;
    row.sums = ApproximateSums::from(exact_sums(row));
    return true;
  }
  return false;
}

data::CsvRecord CsvTable::record_of(std::string_view text, std::size_t line) const {
  data::CsvRecord record;
  data::CsvReader(text, file(), line, separator_).next(record);
  const std::size_t n = record.fields.size();
  if (n != columns_.size())
    throw data::DataError(
        file(), record.fields[std::min(n, columns_.size() + 1) - 1].at,
        "the row has " + fields(n) + "; the header has " + std::to_string(columns_.size()) +
            (n == columns_.size() + 1 && line <= 2
                 ? ": row names without a name of their column? (R: write.csv(X, file, row.names "
                   "= FALSE))"
                 : ""));
  return record;
}

Rational CsvTable::number_in(std::string_view text) const {
  if (!decimal_comma_) return data::parse_cell(text);
  if (text.find('.') != std::string_view::npos)
    throw std::invalid_argument(
        data::shown(text) +
        " has a point, and the numbers before it decimal commas; expected one of the two");
  return data::parse_cell(data::with_point(text));
}

std::vector<Feature> CsvTable::read(std::string_view text, std::size_t line) const {
  const data::CsvRecord record = record_of(text, line);
  std::vector<Feature> result;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    if (column.kind != Kind::feature && column.kind != Kind::ones) continue;
    const data::CsvField& field = record.fields[i];
    try {
      Rational value = number_in(field.text);
      if (column.kind == Kind::feature)
        result.push_back({column.index, std::move(value)});
      else if (value != Rational(1))
        throw data::DataError(file(), field.at,
                              "the column " + data::shown(column.name) +
                                  " has the name of an intercept and holds " + data::shown(field.text) +
                                  "; expected ones: if it is a feature, add " +
                                  advised("--feature", column.name));
    } catch (const std::invalid_argument& error) {
      throw data::DataError(file(), field.at,
                            std::string(error.what()) + " in column " + data::shown(column.name));
    }
  }
  return result;
}

std::vector<Feature> CsvTable::raw_features(const TableRow& row) const {
  return read(row.text, row.line);
}

std::string CsvTable::value_text(const TableRow& row, std::size_t feature) const {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (columns_[i].kind == Kind::feature && columns_[i].index == feature) return field_text(row, i);
  return "";
}

// Without a look at the other fields, where no quotation marks are in the way.
std::string CsvTable::field_text(const TableRow& row, std::size_t column) const {
  std::string_view rest = row.text;
  if (rest.find('"') != std::string_view::npos || separator_ == ' ')
    return std::string(data::trimmed(record_of(row.text, row.line).fields[column].text));
  for (std::size_t i = 0; i < column; ++i) rest.remove_prefix(rest.find(separator_) + 1);
  rest = rest.substr(0, rest.find(separator_));
  while (rest.ends_with('\n') || rest.ends_with('\r')) rest.remove_suffix(1);
  return std::string(data::trimmed(rest));
}

std::string CsvTable::label(const TableRow& row) const {
  return std::string(data::trimmed(record_of(row.text, row.line).fields[label_].text));
}

}  // namespace dropcert::audit
