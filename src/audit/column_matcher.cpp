#include "audit/column_matcher.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "audit/named_columns.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

namespace {

using Kind = MatchedColumn::Kind;

// 0, 1, 2, ... or 1, 2, 3, ..., perhaps behind a name of the index that is empty: the header of a DataFrame
// of an array.
bool counts(const data::CsvRecord& record, std::size_t from) {
  const std::size_t begin = record.fields.size() > 1 && record.fields[0].text.empty() ? 1 : 0;
  for (std::size_t i = begin; i < record.fields.size(); ++i)
    if (data::trimmed(record.fields[i].text) != std::to_string(i - begin + from)) return false;
  return true;
}

bool are_weights(const data::CsvRecord& record, const Weights& weights) {
  std::set<std::string> names;
  for (const Weight& weight : weights.features) names.insert(weight.name);
  return std::all_of(record.fields.begin(), record.fields.end(), [&](const data::CsvField& field) {
    return names.contains(std::string(data::trimmed(field.text)));
  });
}

void refuse_data_as_header(const data::CsvRecord& record, const std::string& file, const Weights& weights) {
  for (const data::CsvField& field : record.fields)
    if (!is_number(field.text)) return;
  if (are_weights(record, weights) || counts(record, 0)) return;
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
  bool empty() const { return names_.empty(); }
  const std::string& first() const { return *names_.begin(); }

 private:
  std::set<std::string> names_;
};

// Weights named 1, 2, ... or 0, 1, ... tell which column is meant where columns have no names.
std::size_t first_index(const Weights& weights) {
  return std::any_of(weights.features.begin(), weights.features.end(),
                     [](const Weight& w) { return w.name == "0"; })
             ? 0
             : 1;
}

class ColumnMatcher {
 public:
  ColumnMatcher(const data::CsvRecord& first, const std::string& file, const Weights& weights,
                const TableOptions& options)
      : first_(first), file_(file), weights_(weights), options_(options) {
    for (const Weight& weight : weights.features) unused_.emplace(weight.name, &weight);
  }

  MatchedColumns run() {
    name_columns();
    std::set<std::string> names;
    for (const MatchedColumn& column : result_.columns)
      if (!names.insert(column.name).second)
        throw data::DataError(file_, column.at, "a second column " + data::shown(column.name));
    if (!options_.label.empty() && !names.contains(options_.label))
      refuse_option(options_.label, " for --label in ");
    IgnoredNames ignored(options_, names);
    for (std::size_t i = 0; i < result_.columns.size(); ++i) match(i, ignored);
    if (!ignored.empty()) refuse_option(ignored.first(), " to ignore in ");
    if (!unmatched_.empty()) refuse_unmatched();
    if (options_.feature_order) give_in_order();
    if (!options_.feature_order && !unused_.empty())
      throw data::DataError(weights_.file, unused_.begin()->second->at,
                            "a weight for " + data::shown(unused_.begin()->first) +
                                ", which is no column of " + data::shown_name(file_));
    return std::move(result_);
  }

 private:
  void name_columns() {
    if (options_.header) refuse_data_as_header(first_, file_, weights_);
    if (options_.row_names) result_.columns.push_back({"", {first_.line, 1}, Kind::other, 0});
    for (std::size_t i = 0; i < first_.fields.size(); ++i)
      result_.columns.push_back(
          {options_.header ? std::string(data::trimmed(first_.fields[i].text)) : std::to_string(i + 1),
           first_.fields[i].at, Kind::other, 0});
    if (options_.header || first_.fields.size() < 2) return;
    if (counts(first_, 0) || counts(first_, 1) || are_weights(first_, weights_))
      result_.notes.push_back(
          "the first line of " + data::shown_name(file_) +
          " looks like a header of numbers and is read as a row: if it is one, leave --no-header out");
  }

  // What the weights call the column.
  std::string weight_name(std::size_t column) const {
    return options_.header ? result_.columns[column].name : std::to_string(column + first_index(weights_));
  }

  void match(std::size_t i, IgnoredNames& ignored) {
    MatchedColumn& column = result_.columns[i];
    const std::string name = weight_name(i);
    const auto found = unused_.find(name);
    const bool is_ignored = ignored.take(column.name);
    if (is_ignored || (!options_.label.empty() && column.name == options_.label)) {
      if (found != unused_.end() && !options_.feature_order) refuse_known(*found->second, column, is_ignored);
      column.kind = is_ignored ? Kind::other : Kind::label;
      if (!options_.header) note_number(i, is_ignored);
    } else if (i == 0 && options_.header && name.empty() && result_.columns.size() > 1) {
      column.kind = Kind::other;  // the index of a DataFrame, the row names of R
    } else if (!weights_.intercept_name.empty() && column.name == weights_.intercept_name) {
      column.kind = Kind::ones;
    } else if (options_.feature_order) {
      column.kind = Kind::feature;
    } else if (found == unused_.end()) {
      unmatched_.push_back(i);
    } else {
      column.kind = Kind::feature;
      column.index = static_cast<std::size_t>(found->second - weights_.features.data());
      unused_.erase(found);
    }
  }

  void note_number(std::size_t i, bool is_ignored) {
    result_.notes.push_back("without a header, columns are numbered from 1: column " +
                            result_.columns[i].name + ", whose first value is " +
                            data::shown(first_.fields[i].text) +
                            (is_ignored ? ", is ignored" : ", is the label"));
  }

  void give_in_order() {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < result_.columns.size(); ++i)
      if (result_.columns[i].kind == Kind::feature) {
        result_.columns[i].index = names.size();
        names.push_back(weight_name(i));
      }
    if (names.size() != weights_.features.size())
      throw data::DataError(file_, {1, 1},
                            std::to_string(names.size()) + " columns that are features, and " +
                                std::to_string(weights_.features.size()) + " weights in " +
                                data::shown_name(weights_.file) +
                                "; expected as many for --feature-order (--ignore and --label name columns "
                                "that are no features)");
    if (options_.header) require_names_in_order(names, file_, weights_);
  }

  [[noreturn]] void refuse_option(const std::string& name, const std::string& what) const {
    throw data::DataError("there is no column " + data::shown(name) + what + data::shown_name(file_) +
                          (options_.header ? ""
                                           : ", whose columns are numbered from 1 to " +
                                                 std::to_string(result_.columns.size())));
  }

  [[noreturn]] void refuse_known(const Weight& weight, const MatchedColumn& column, bool is_ignored) const {
    throw data::DataError(
        weights_.file, weight.at,
        "a weight for " + data::shown(weight.name) +
            (options_.header ? "" : ", the name of column " + column.name + " where there is no header") +
            (is_ignored ? ", a column to be ignored" : ", the column of the label") +
            (options_.header ? ""
                             : ": if the weights are in the order of the other columns, add "
                               "--feature-order"));
  }

  std::string unmatched_name(std::size_t k) const { return result_.columns[unmatched_[k]].name; }

  [[noreturn]] void refuse_unmatched() const {
    const MatchedColumn& first = result_.columns[unmatched_.front()];
    const std::string others =
        unmatched_.size() == 1 ? "" : " and " + std::to_string(unmatched_.size() - 1) + " more";
    std::string sentence = "the column " + data::shown(first.name) + others +
                           (others.empty() ? " has" : " have") + " no weight in " +
                           data::shown_name(weights_.file) + "; ";
    const bool none = unused_.size() == weights_.features.size();
    const std::size_t spare = unmatched_.size() - std::min(unmatched_.size(), unused_.size());
    if (none && weights_.naming != Weights::Naming::names) {
      sentence += "its weights have no names: if they are in the order of the columns, add --feature-order";
    } else if (const std::string dummies = advice_on_dummies(); !dummies.empty()) {
      sentence += dummies;
    } else if (none && result_.columns.size() > 1) {
      sentence +=
          "it names none of the columns, its first is " + data::shown(weights_.features.front().name) +
          ": if the weights are in the order of the columns, add --feature-order" +
          (spare > 0 ? ", and --ignore for the " +
                           (spare == 1 ? "one that is no feature" : std::to_string(spare) + " that are none")
                     : "");
    } else {
      sentence += (others.empty() ? "if it is no feature, add " : "if they are no features, add ") + advice();
      if (unmatched_.size() == 1 && options_.label.empty() && !first.name.empty())
        sentence += " (or " + advised("--label", first.name) + ", if it is the label)";
    }
    throw data::DataError(file_, first.at, sentence);
  }

  // The model's names of the values of a factor: flagTRUE of R, colour_red of pandas.
  std::string advice_on_dummies() const {
    for (const std::size_t i : unmatched_)
      for (const auto& [name, weight] : unused_) {
        const std::string& column = result_.columns[i].name;
        const bool made = column.size() > 1 && name.size() > column.size() && name.starts_with(column) &&
                          name.find_first_not_of("0123456789", column.size()) != std::string::npos;
        if (made)
          return "the weight " + data::shown(name) + " looks like one of a value of the column " +
                 data::shown(column) +
                 ": write the data as the model sees it, with a column of 0 and 1 for each such weight (R: "
                 "write.csv(model.matrix(m), \"X.csv\", row.names = FALSE), Python: pandas.get_dummies)";
      }
    return "";
  }

  // As many of the names as have room in a line.
  std::string advice() const {
    std::string text = advised("--ignore", unmatched_name(0));
    for (std::size_t k = 1; k < unmatched_.size() && text.size() < 200; ++k)
      text += " " + advised("--ignore", unmatched_name(k));
    return text;
  }

  const data::CsvRecord& first_;
  const std::string& file_;
  const Weights& weights_;
  const TableOptions& options_;
  std::map<std::string, const Weight*> unused_;
  std::vector<std::size_t> unmatched_;  // columns
  MatchedColumns result_;
};

}  // namespace

std::string advised(const std::string& option, const std::string& value) {
  if (value.empty()) return option + " '\"\"'";  // an empty field of a record
  const std::string word = data::shell_word(value);
  if (word.empty()) return option + " with its name";
  return option + (value.starts_with('-') ? "=" : " ") + word;
}

MatchedColumns match_columns(const data::CsvRecord& first, const std::string& file, const Weights& weights,
                             const TableOptions& options) {
  return ColumnMatcher(first, file, weights, options).run();
}

}  // namespace dropcert::audit
