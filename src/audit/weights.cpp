#include "audit/weights.hpp"

#include <algorithm>
#include <set>

#include "audit/model_files.hpp"
#include "audit/named_columns.hpp"
#include "audit/weight_names.hpp"
#include "data/byte_source.hpp"
#include "data/csv.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

using namespace exact;

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 26;

using Names = std::vector<std::string>;

// As Python counts.
std::string index_text(std::size_t k) {
  return std::to_string(k);
}

// Which columns of a table hold names and weights, and whether its first record is a header.
struct WeightColumns {
  std::size_t name = 0, weight = 1;
  bool header = true;
  bool row_names = false;  // R: the header lacks a name for the first column
};

class WeightTable {
 public:
  WeightTable(const std::vector<data::CsvRecord>& records, const std::string& path, const Names& features)
      : records_(records), path_(path), features_(features) {}

  Weights run() {
    if (is_list()) return list();
    if (is_row()) return row();
    const WeightColumns columns = columns_of_header();
    for (std::size_t i = columns.header ? 1 : 0; i < records_.size(); ++i) add(records_[i], columns);
    require_features(weights_);
    return std::move(weights_);
  }

 private:
  // Numbers alone, all in one record or one in each; a header over a column of numbers is passed over.
  bool is_list() const {
    const auto all_numbers = [](const data::CsvRecord& record) {
      return std::all_of(record.fields.begin(), record.fields.end(),
                         [](const data::CsvField& field) { return is_number(field.text); });
    };
    if (records_.size() == 1) return records_[0].fields.size() > 2 && all_numbers(records_[0]);
    return std::all_of(records_.begin(), records_.end(), [&](const data::CsvRecord& record) {
      return record.fields.size() == 1 && (all_numbers(record) || &record == &records_.front());
    });
  }

  // DataFrame(coef_, columns=names): one record of numbers under one of names, perhaps behind the index.
  bool is_row() const {
    if (records_.size() != 2) return false;
    const std::vector<data::CsvField>& names = records_[0].fields;
    const std::vector<data::CsvField>& numbers = records_[1].fields;
    const bool indexed = names[0].text.empty();
    if (names.size() != numbers.size() || names.size() < (indexed ? 3U : 2U)) return false;
    const bool is_table = column_named(records_[0], name_columns()).value_or(names.size()) < names.size() &&
                          (!indexed || column_named(records_[0], weight_columns()));
    bool counted = true;
    bool named = true;
    for (std::size_t i = indexed ? 1 : 0; i < names.size(); ++i) {
      if (!is_number(numbers[i].text)) return false;
      counted = counted && names[i].text == index_text(i - (indexed ? 1 : 0));
      named = named && !names[i].text.empty() && !is_number(names[i].text);
    }
    return !is_table && (counted || named);
  }

  Weights row() {
    for (std::size_t i = records_[0].fields[0].text.empty() ? 1 : 0; i < records_[0].fields.size(); ++i)
      add(cell_name(records_[0].fields[i]), records_[0].fields[i].at, records_[1].fields[i]);
    require_features(weights_);
    weights_.coefficients_alone = !weights_.intercept;
    return std::move(weights_);
  }

  Weights list() {
    weights_.naming = Weights::Naming::none;
    for (const data::CsvRecord& record : records_)
      for (const data::CsvField& field : record.fields)
        if (is_number(field.text) || &record != &records_.front())
          weights_.features.push_back(
              {index_name(weights_.features.size()), data::parse_number(field, path_), field.at});
    require_features(weights_);
    return std::move(weights_);
  }

  WeightColumns columns_of_header() const {
    const data::CsvRecord& header = records_.front();
    const std::size_t n = header.fields.size();
    constexpr std::size_t none = std::string::npos;
    std::size_t weight = column_named(header, weight_columns()).value_or(none);
    if (weight == none && n == 2)
      weight = column_named(header, {"value", "x", "0", "s0", "s1", "lambda.min"}).value_or(none);
    if (n > 2 && !others_are_statistics(header)) weight = none;
    const std::size_t name = column_named(header, name_columns()).value_or(none);
    if (column_named(header, {"y.level"}))
      throw data::DataError(
          path_, {header.line, 1},
          "the column 'y.level' tells of several classes; expected one weight a feature, or for "
          "--family softmax a column of weights for each class");
    if (n == 2 && is_number(header.fields[1].text) && !is_number(header.fields[0].text) &&
        !(name == 0 && weight == 1))
      return {0, 1, false, false};
    if (name != none && weight != none && name != weight) return {name, weight, true, false};
    if (n == 1 && records_.size() > 1 && records_[1].fields.size() == 2) return {0, 1, true, true};
    if (name == 0 && n > 2 && is_classes()) refuse_classes(header);
    if (n == 2 && name == 0 && is_classes()) return {0, 1, true, false};
    throw data::DataError(path_, {header.line, 1},
                          "the line names other columns; expected the header name,weight");
  }

  static const std::vector<std::string_view>& weight_columns() {
    static const std::vector<std::string_view> names = {"weight", "weights",     "estimate",     "coef",
                                                        "coef.",  "coefficient", "coefficients", "coef_",
                                                        "beta",   "params"};
    return names;
  }

  // A column that is neither name nor weight is one of a table of coefficients, no class.
  static bool others_are_statistics(const data::CsvRecord& header) {
    static const std::vector<std::string_view> statistics = {
        "std.error", "std err",  "std.err.", "std. error", "statistic", "z",
        "t",         "p.value",  "p>|z|",    "p>|t|",      "z value",   "t value",
        "pr(>|z|)",  "pr(>|t|)", "[0.025",   "0.975]",     "conf.low",  "conf.high"};
    std::size_t weights = 0;
    for (const data::CsvField& field : header.fields) {
      data::CsvRecord one;
      one.fields.push_back(field);
      if (column_named(one, weight_columns()))
        ++weights;
      else if (!column_named(one, statistics) && !column_named(one, name_columns()))
        return false;
    }
    return weights == 1;
  }

  // Every field behind the first one is a number.
  bool is_classes() const {
    return records_.size() > 1 && std::all_of(records_.begin() + 1, records_.end(), [](const auto& record) {
             return std::all_of(record.fields.begin() + 1, record.fields.end(),
                                [](const data::CsvField& field) { return is_number(field.text); });
           });
  }

  [[noreturn]] void refuse_classes(const data::CsvRecord& header) const {
    const std::size_t n = header.fields.size() - 1;
    throw data::DataError(path_, header.fields[1].at,
                          "weights for " + std::to_string(n) + " classes, " +
                              data::shown(data::trimmed(header.fields[1].text)) +
                              " the first; expected the header name,weight of a binary model "
                              "(several classes: dropcert audit --family softmax)");
  }

  void add(const data::CsvRecord& record, const WeightColumns& columns) {
    const std::size_t expected = columns.row_names ? 2 : columns.header ? records_.front().fields.size() : 2;
    if (record.fields.size() != expected)
      throw data::DataError(
          path_, record.fields.back().at,
          "a line with " + std::to_string(record.fields.size()) +
              (record.fields.size() == 1 ? " field" : " fields") +
              (expected == 2 ? "; expected name,weight" : "; the header has " + std::to_string(expected)));
    const data::CsvField& field = record.fields[columns.name];
    const std::string name = cell_name(field);
    if (name.empty()) throw data::DataError(path_, field.at, "a name is missing; expected name,weight");
    add(name, field.at, record.fields[columns.weight]);
  }

  void add(const std::string& name, data::DataPosition at, const data::CsvField& number) {
    Rational value = data::parse_number(number, path_);
    if (is_intercept(name, features_)) {
      if (weights_.intercept) refuse_second_intercept(path_, at, name);
      weights_.intercept = std::move(value);
      weights_.intercept_name = name;
      return;
    }
    check_name(name, at, path_, names_);
    weights_.features.push_back({name, std::move(value), at});
  }

  const std::vector<data::CsvRecord>& records_;
  const std::string& path_;
  const Names& features_;
  Weights weights_{path_, {}, {}};
  std::set<std::string> names_;
};

Weights binary(const ModelFile& model, const std::string& path, bool indexed, const Names& kept) {
  if (model.coefficients.size() > 1)
    throw data::DataError(
        "the weight file " + data::shown_name(path) + " has coefficients for " +
        std::to_string(model.coefficients.size()) +
        " classes; expected those of a binary model (several: dropcert audit --family softmax)");
  const Weights named = features_of(model, path, indexed);
  Weights result{path, {}, {}};
  result.naming = named.naming;
  if (!model.intercepts.empty()) result.intercept = model.intercepts.front();
  if (model.classes.size() == 2) {
    result.negative_label = model.classes[0];
    result.positive_label = model.classes[1];
  }
  for (std::size_t k = 0; k < named.features.size(); ++k) {
    Weight weight = named.features[k];
    weight.value = model.coefficients.front()[k];
    if (!is_intercept(weight.name, kept)) {
      result.features.push_back(std::move(weight));
    } else {  // a column of ones; scikit-learn's intercept stands beside it
      if (!result.intercept_name.empty()) refuse_second_intercept(path, weight.at, weight.name);
      result.intercept = result.intercept.value_or(0) + weight.value;
      result.intercept_name = weight.name;
    }
  }
  require_features(result);
  result.coefficients_alone = !indexed && !result.intercept;
  return result;
}

}  // namespace

std::string read_weight_file(const std::string& path) {
  std::optional<std::string> content = data::content_of(path, largest_file);
  if (!content)
    throw data::DataError("the weight file " + data::shown_name(path) + " has more than " +
                          std::to_string(largest_file) + " bytes");
  return *std::move(content);
}

bool is_weight_model(const std::string& content) {
  return is_json(content) || is_liblinear(content);
}

Weights read_weights(const std::string& path, const std::vector<std::string>& features) {
  return parse_weights(read_weight_file(path), path, features);
}

Weights parse_weights(const std::string& content, const std::string& path,
                      const std::vector<std::string>& features) {
  if (is_json(content)) return binary(parse_json_model(content, path), path, false, features);
  if (is_liblinear(content)) return binary(parse_liblinear_model(content, path), path, true, features);
  const std::vector<data::CsvRecord> records = records_of(content, path);
  if (records.empty()) refuse_empty(path, "name,weight");
  return WeightTable(records, path, features).run();
}

}  // namespace dropcert::audit
