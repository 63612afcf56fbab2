#include "audit/csv_table.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <stdexcept>

#include "audit/named_columns.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

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

// 0, 1, 2, ..., perhaps behind a name of the index that is empty: the header of a DataFrame of an array.
bool counts(const data::CsvRecord& record) {
  std::size_t from = record.fields.size() > 1 && record.fields[0].text.empty() ? 1 : 0;
  const std::size_t first = from;
  for (; from < record.fields.size(); ++from)
    if (data::trimmed(record.fields[from].text) != std::to_string(from - first)) return false;
  return true;
}

// An option with a value to be pasted, such as "--ignore 'id'"; the option alone where that is not possible.
std::string advised(const std::string& option, const std::string& value) {
  if (value.empty()) return option + " '\"\"'";  // an empty field of a record
  const std::string word = data::shell_word(value);
  if (word.empty()) return option + " with its name";
  return option + (value.starts_with('-') ? "=" : " ") + word;
}

void refuse_data_as_header(const data::CsvRecord& record, const std::string& file, const Weights& weights) {
  std::set<std::string> names;
  for (const Weight& weight : weights.features) names.insert(weight.name);
  bool all_known = true;
  for (const data::CsvField& field : record.fields) {
    if (!is_number(field.text)) return;
    all_known = all_known && names.contains(std::string(data::trimmed(field.text)));
  }
  if (all_known || counts(record)) return;
  throw data::DataError(
      file, {record.line, 1},
      "the first line holds numbers; expected the columns' names: if the file has none, add "
      "--no-header");
}

// The names that an option lists: a column of the whole name, else the fields of a record.
class IgnoredNames {
 public:
  IgnoredNames(const TableOptions& options, const std::set<std::string>& columns) {
    for (const std::string& text : options.ignored) {
      if (columns.contains(text)) {
        names_.insert(text);
        continue;
      }
      data::CsvRecord record;
      data::CsvReader reader(text, "--ignore");
      if (!reader.next(record)) names_.insert("");
      for (const data::CsvField& field : record.fields) names_.emplace(data::trimmed(field.text));
    }
  }

  bool take(const std::string& name) { return names_.erase(name) > 0; }

  void finish(const std::string& file) const {
    if (!names_.empty())
      throw data::DataError("there is no column " + data::shown(*names_.begin()) + " to ignore in " +
                            data::shown_name(file));
  }

 private:
  std::set<std::string> names_;
};

// Finds the weight of each column, and complains of columns without weights and weights without columns.
class ColumnMatcher {
 public:
  ColumnMatcher(const std::string& file, const Weights& weights, const TableOptions& options)
      : file_(file), weights_(weights), options_(options) {
    for (const Weight& weight : weights.features) unused_.emplace(weight.name, &weight);
  }

  // nullptr for a column that is no feature.
  std::vector<const Weight*> match(const std::vector<data::CsvField>& columns) {
    std::set<std::string> names;
    for (const data::CsvField& field : columns)
      if (!names.insert(std::string(field.text)).second)
        throw data::DataError(file_, field.at, "a second column " + data::shown(field.text));
    if (!options_.label.empty() && !names.contains(options_.label))
      throw data::DataError("there is no column " + data::shown(options_.label) + " for --label in " +
                            data::shown_name(file_));
    IgnoredNames ignored(options_, names);
    std::vector<const Weight*> result;
    for (const data::CsvField& field : columns) result.push_back(match(field, ignored));
    ignored.finish(file_);
    if (!unmatched_.empty()) refuse_unmatched(columns);
    if (options_.feature_order) require_all_in_order();
    if (!options_.feature_order && !unused_.empty())
      throw data::DataError(weights_.file, unused_.begin()->second->at,
                            "a weight for " + data::shown(unused_.begin()->first) +
                                ", which is no column of " + data::shown_name(file_));
    return result;
  }

  bool is_ones(const data::CsvField& field) const {
    return !weights_.intercept_name.empty() && field.text == weights_.intercept_name;
  }

 private:
  const Weight* match(const data::CsvField& field, IgnoredNames& ignored) {
    const std::string name(field.text);
    const bool is_ignored = ignored.take(name);
    const bool is_label = !options_.label.empty() && name == options_.label;
    const auto found = unused_.find(name);
    const Weight* weight = found == unused_.end() ? nullptr : found->second;
    if (is_ignored || is_label) {
      if (weight != nullptr && !options_.feature_order)
        throw data::DataError(weights_.file, weight->at,
                              "a weight for " + data::shown(name) +
                                  (is_ignored ? ", a column to be ignored" : ", the column of the label"));
      return nullptr;
    }
    if (is_ones(field)) return nullptr;
    if (options_.feature_order) {
      if (in_order_ == weights_.features.size()) {
        ++in_order_;
        return nullptr;
      }
      return in_order_ > weights_.features.size() ? nullptr : &weights_.features[in_order_++];
    }
    if (weight == nullptr)
      unmatched_.push_back(&field);
    else
      unused_.erase(found);
    return weight;
  }

  void require_all_in_order() const {
    if (in_order_ == weights_.features.size()) return;
    throw data::DataError(file_, {1, 1},
                          (in_order_ > weights_.features.size() ? "more" : std::to_string(in_order_)) +
                              " columns that are features, and " + std::to_string(weights_.features.size()) +
                              " weights in " + data::shown_name(weights_.file) +
                              "; expected as many for --feature-order");
  }

  [[noreturn]] void refuse_unmatched(const std::vector<data::CsvField>& columns) const {
    const data::CsvField& first = *unmatched_.front();
    const std::string others =
        unmatched_.size() == 1 ? "" : " and " + std::to_string(unmatched_.size() - 1) + " more";
    std::string sentence = "the column " + data::shown(first.text) + others +
                           (others.empty() ? " has" : " have") + " no weight in " +
                           data::shown_name(weights_.file) + "; ";
    const bool none = unused_.size() == weights_.features.size();
    if (none && weights_.naming != Weights::Naming::names) {
      sentence += "its weights have no names: if they are in the order of the columns, add --feature-order";
    } else if (none && columns.size() > 1) {
      sentence += "it names none of the columns, its first is " +
                  data::shown(weights_.features.front().name) +
                  ": if the weights are in the order of the columns, add --feature-order" +
                  (columns.size() > weights_.features.size() && unmatched_.size() <= 3
                       ? ", and for columns that are no features " + advice()
                       : "");
    } else {
      sentence += (others.empty() ? "if it is no feature, add " : "if they are no features, add ") + advice();
      if (unmatched_.size() == 1 && options_.label.empty() && !first.text.empty())
        sentence += " (or " + advised("--label", std::string(first.text)) + ", if it is the label)";
    }
    throw data::DataError(file_, first.at, sentence);
  }

  // As many of the names as have room in a line.
  std::string advice() const {
    std::string text = advised("--ignore", std::string(unmatched_.front()->text));
    for (std::size_t i = 1; i < unmatched_.size() && text.size() < 200; ++i)
      text += " " + advised("--ignore", std::string(unmatched_[i]->text));
    return text;
  }

  const std::string& file_;
  const Weights& weights_;
  const TableOptions& options_;
  std::map<std::string, const Weight*> unused_;
  std::vector<const data::CsvField*> unmatched_;
  std::size_t in_order_ = 0;
};

// Weights named 1, 2, ... or 0, 1, ... tell which column is meant where columns have no names.
std::size_t first_index(const Weights& weights) {
  return std::any_of(weights.features.begin(), weights.features.end(),
                     [](const Weight& w) { return w.name == "0"; })
             ? 0
             : 1;
}

}  // namespace

CsvTable::CsvTable(const std::string& header, const std::string& file, const Weights& weights,
                   const TableOptions& options)
    : Table(file, weights, options.scaler), separator_(options.separator) {
  const data::CsvRecord record = header_record(header, file, separator_);
  if (options.header) refuse_data_as_header(record, file, weights);
  std::deque<std::string> numbers;
  std::vector<data::CsvField> names;
  for (const data::CsvField& field : record.fields) {
    if (!options.header) numbers.push_back(std::to_string(names.size() + first_index(weights)));
    names.push_back(
        {options.header ? data::trimmed(field.text) : std::string_view(numbers.back()), field.at});
  }
  ColumnMatcher matcher(file, weights, options);
  const std::vector<const Weight*> matched = matcher.match(names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Weight* weight = matched[i];
    Column column{std::string(names[i].text), Kind::other, 0, 0};
    if (weight != nullptr) {
      const FilterWeight filter = FilterWeight::from(weight->value);
      column.kind = Kind::feature;
      column.index = static_cast<std::size_t>(weight - weights.features.data());
      column.filter_weight = filter.value;
      filter_usable_ = filter_usable_ && filter.usable;
    } else if (column.name == options.label) {
      label_ = i;
    } else if (matcher.is_ones(names[i])) {
      column.kind = Kind::ones;
    }
    columns_.push_back(std::move(column));
  }
  filter_usable_ =
      filter_usable_ && columns_.size() <= max_filtered_features && !has_scaler() && separator_ != ' ';
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
  const std::size_t end =
      std::min(data::csv_record_end(cursor.text, cursor.at, separator_), cursor.text.size());
  row.text = cursor.text.substr(cursor.at, end - cursor.at);
  cursor.at = end;
  cursor.line += static_cast<std::size_t>(std::count(row.text.begin(), row.text.end(), '\n'));
  row.sums = ApproximateSums::from(exact_sums(row));
  return true;
}

data::CsvRecord CsvTable::record_of(std::string_view text, std::size_t line) const {
  data::CsvRecord record;
  data::CsvReader(text, file(), line, separator_).next(record);
  const std::size_t n = record.fields.size();
  if (n == 1 && record.fields[0].text.empty() && columns_.size() > 1)
    throw data::DataError(file(), {line, 1}, "an empty line; expected " + fields(columns_.size()));
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

std::vector<Feature> CsvTable::read(std::string_view text, std::size_t line) const {
  const data::CsvRecord record = record_of(text, line);
  std::vector<Feature> result;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    if (column.kind == Kind::other) continue;
    const data::CsvField& field = record.fields[i];
    try {
      Rational value = data::parse_cell(field.text);
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

std::string CsvTable::label(const TableRow& row) const {
  return std::string(data::trimmed(record_of(row.text, row.line).fields[label_].text));
}

}  // namespace dropcert::audit
