#include "audit/csv_table.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "data/number.hpp"

namespace dropcert::audit {

namespace {

std::string fields(std::size_t n) {
  return std::to_string(n) + (n == 1 ? " field" : " fields");
}

data::CsvRecord header_record(const std::string& header, const std::string& file) {
  data::CsvRecord record;
  data::CsvReader reader(header, file);
  if (!reader.next(record))
    throw data::DataError("the file " + data::shown_name(file) +
                          " is empty; expected a header with the columns' names");
  return record;
}

bool is_number(std::string_view text) {
  try {
    data::parse_number(text);
    return true;
  } catch (const std::invalid_argument&) {
    return false;
  }
}

void refuse_data_as_header(const data::CsvRecord& record, const std::string& file) {
  for (const data::CsvField& field : record.fields)
    if (!is_number(field.text)) return;
  throw data::DataError(file, {record.line, 1}, "the first line holds numbers; expected the columns' names");
}

// Finds the weight of each column, and complains of columns without weights and weights without columns.
class ColumnMatcher {
 public:
  ColumnMatcher(const std::string& file, const Weights& weights, const std::vector<std::string>& ignored)
      : file_(file), weight_file_(weights.file), ignored_(ignored.begin(), ignored.end()) {
    for (const Weight& weight : weights.features) unused_.emplace(weight.name, &weight);
  }

  // nullptr for a column that is no feature.
  const Weight* match(const data::CsvField& field) {
    const std::string name(data::trimmed(field.text));
    if (!met_.insert(name).second)
      throw data::DataError(file_, field.at, "a second column " + data::shown(name));
    const auto found = unused_.find(name);
    const Weight* weight = found == unused_.end() ? nullptr : found->second;
    const bool ignored = ignored_.erase(name) > 0;
    if (ignored && weight != nullptr)
      throw data::DataError(weight_file_, weight->at,
                            "a weight for " + data::shown(name) + ", a column to be ignored");
    if (!ignored && weight == nullptr)
      throw data::DataError(file_, field.at,
                            "the column " + data::shown(name) + " has no weight in " +
                                data::shown_name(weight_file_) + "; if it is no feature, add --ignore " +
                                data::shown(name));
    if (weight != nullptr) unused_.erase(found);
    return weight;
  }

  void finish() const {
    if (!ignored_.empty())
      throw data::DataError("there is no column " + data::shown(*ignored_.begin()) + " to ignore in " +
                            data::shown_name(file_));
    if (!unused_.empty())
      throw data::DataError(weight_file_, unused_.begin()->second->at,
                            "a weight for " + data::shown(unused_.begin()->first) +
                                ", which is no column of " + data::shown_name(file_));
  }

 private:
  const std::string& file_;
  const std::string& weight_file_;
  std::map<std::string, const Weight*> unused_;
  std::set<std::string> ignored_, met_;
};

}  // namespace

CsvTable::CsvTable(const std::string& header, const std::string& file, const Weights& weights,
                   const std::vector<std::string>& ignored)
    : Table(file, weights) {
  const data::CsvRecord record = header_record(header, file);
  refuse_data_as_header(record, file);
  ColumnMatcher matcher(file, weights, ignored);
  for (const data::CsvField& field : record.fields) {
    const Weight* weight = matcher.match(field);
    Column column{std::string(data::trimmed(field.text)), weight != nullptr, 0, 0};
    if (weight != nullptr) {
      const FilterWeight filter = FilterWeight::from(weight->value);
      column.index = static_cast<std::size_t>(weight - weights.features.data());
      column.filter_weight = filter.value;
      filter_usable_ = filter_usable_ && filter.usable;
    }
    columns_.push_back(std::move(column));
  }
  matcher.finish();
  filter_usable_ = filter_usable_ && columns_.size() <= max_filtered_features;
}

// A row of plain decimals from p on: where the next row begins. nullptr for anything else, good or bad.
const char* CsvTable::scan(const char* p, FilterSums& sums) const {
  const FilterPowers& powers = FilterPowers::get();
  for (const Column *column = columns_.data(), *end = column + columns_.size();;) {
    if (column->is_feature) {
      data::ScannedDecimal x;
      p = data::scan_decimal(p, x);
      if (p == nullptr || !powers.covers(x.exponent)) return nullptr;
      sums.add(x, powers, column->filter_weight);
    } else {
      while (*p != ',' && *p != '\n' && *p != '\r' && *p != '"' && *p != '\0') ++p;
    }
    if (++column == end) break;
    if (*p++ != ',') return nullptr;
  }
  p += *p == '\r';
  return *p == '\n' ? p + 1 : nullptr;
}

bool CsvTable::next(BlockCursor& cursor, TableRow& row) const {
  if (cursor.at == cursor.text.size()) return false;
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
  const std::size_t end = std::min(data::csv_record_end(cursor.text, cursor.at), cursor.text.size());
  row.text = cursor.text.substr(cursor.at, end - cursor.at);
  cursor.at = end;
  cursor.line += static_cast<std::size_t>(std::count(row.text.begin(), row.text.end(), '\n'));
  row.sums = ApproximateSums::from(exact_sums(row));
  return true;
}

std::vector<Feature> CsvTable::read(std::string_view text, std::size_t line) const {
  data::CsvRecord record;
  data::CsvReader(text, file(), line).next(record);
  const std::size_t n = record.fields.size();
  if (n == 1 && record.fields[0].text.empty() && columns_.size() > 1)
    throw data::DataError(file(), {line, 1}, "an empty line; expected " + fields(columns_.size()));
  if (n != columns_.size())
    throw data::DataError(file(), record.fields[std::min(n, columns_.size() + 1) - 1].at,
                          "the row has " + fields(n) + "; the header has " + std::to_string(columns_.size()));
  std::vector<Feature> result;
  for (std::size_t i = 0; i < n; ++i) {
    if (!columns_[i].is_feature) continue;
    try {
      result.push_back({columns_[i].index, data::parse_number(record.fields[i].text)});
    } catch (const std::invalid_argument& error) {
      throw data::DataError(file(), record.fields[i].at,
                            std::string(error.what()) + " in column " + data::shown(columns_[i].name));
    }
  }
  return result;
}

std::vector<Feature> CsvTable::features(const TableRow& row) const {
  return read(row.text, row.line);
}

}  // namespace dropcert::audit
