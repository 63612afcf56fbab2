// Softmax models: weights for each class.
#include <algorithm>
#include <set>

#include "audit/model_files.hpp"
#include "audit/named_columns.hpp"
#include "audit/weight_names.hpp"
#include "audit/weights.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

using namespace exact;

namespace {

using Names = std::vector<std::string>;

// The names of the classes.
std::vector<std::string> classes_of(const data::CsvRecord& header, const std::string& path) {
  constexpr std::size_t most_classes = 1000;
  const std::optional<std::size_t> name = column_named(header, name_columns());
  if (header.fields.size() < 3 || name != 0)
    throw data::DataError(
        path, {header.line, 1},
        "a softmax model has a column of weights for each class; expected the header name and "
        "the names of two classes or more");
  if (header.fields.size() > most_classes + 1)
    throw data::DataError(path, {header.line, 1}, "more than " + std::to_string(most_classes) + " classes");
  std::vector<std::string> result;
  std::set<std::string> names;
  for (std::size_t i = 1; i < header.fields.size(); ++i) {
    result.emplace_back(data::trimmed(header.fields[i].text));
    check_name(result.back(), header.fields[i].at, path, names);
  }
  return result;
}

std::vector<Rational> class_row(const data::CsvRecord& record, std::size_t classes, const std::string& path) {
  require_fields(record, classes + 1, path);
  if (data::trimmed(record.fields[0].text).empty())
    throw data::DataError(path, record.fields[0].at, "a name is missing; expected a name and the weights");
  std::vector<Rational> row;
  for (std::size_t i = 1; i <= classes; ++i) row.push_back(data::parse_number(record.fields[i], path));
  return row;
}

// A feature of an intercept's name is a column of ones.
void take_intercepts(ClassWeights& model, const Names& kept) {
  std::vector<Weight>& features = model.features.features;
  for (std::size_t j = 0; j < features.size();) {
    if (!is_intercept(features[j].name, kept)) {
      ++j;
      continue;
    }
    if (!model.features.intercept_name.empty())
      refuse_second_intercept(model.features.file, features[j].at, features[j].name);
    model.features.intercept_name = features[j].name;
    features.erase(features.begin() + static_cast<std::ptrdiff_t>(j));
    for (std::size_t k = 0; k < model.weights.size(); ++k) {
      std::vector<Rational>& row = model.weights[k];
      model.intercepts[k] += row[j];
      row.erase(row.begin() + static_cast<std::ptrdiff_t>(j));
    }
  }
  require_features(model.features);
}

ClassWeights class_weights(ModelFile model, const std::string& path, const Names& kept) {
  if (model.coefficients.size() < 2)
    throw data::DataError("the weight file " + data::shown_name(path) +
                          " has one row of coefficients; a softmax model has one for each class: this is a "
                          "binary model, of the logistic family");
  ClassWeights result{features_of(model, path, false), std::move(model.classes),
                      std::move(model.coefficients), std::move(model.intercepts)};
  if (result.classes.empty())
    for (std::size_t k = 0; k < result.weights.size(); ++k) result.classes.push_back(index_name(k));
  result.features.coefficients_alone = result.intercepts.empty();
  result.intercepts.resize(result.weights.size());
  result.rows_are_classes = true;
  take_intercepts(result, kept);
  return result;
}

}  // namespace

bool ClassWeights::has_class_of_zeros() const {
  for (std::size_t k = 0; k < weights.size(); ++k)
    if (intercepts[k].is_zero() && std::all_of(weights[k].begin(), weights[k].end(),
                                               [](const Rational& weight) { return weight.is_zero(); }))
      return true;
  return false;
}

ClassWeights oriented(ClassWeights weights, const std::vector<std::string>& columns,
                      const std::vector<std::string>& kept) {
  const std::set<std::string> known(columns.begin(), columns.end());
  const Weights& rows = weights.features;
  const auto of_rows = std::count_if(rows.features.begin(), rows.features.end(),
                                     [&](const Weight& row) { return known.contains(row.name); });
  const auto of_columns = std::count_if(weights.classes.begin(), weights.classes.end(),
                                        [&](const std::string& name) { return known.contains(name); });
  if (weights.rows_are_classes || of_columns <= of_rows || rows.features.size() < 2 ||
      !rows.intercept_name.empty())
    return weights;
  ClassWeights result{{rows.file, {}, {}}, {}, {}, std::vector<Rational>(rows.features.size())};
  result.rows_are_classes = true;
  for (const std::string& name : weights.classes) result.features.features.push_back({name, 1, {1, 1}});
  for (std::size_t k = 0; k < rows.features.size(); ++k) {
    result.classes.push_back(rows.features[k].name);
    result.weights.emplace_back();
    for (const std::vector<Rational>& column : weights.weights) result.weights.back().push_back(column[k]);
  }
  take_intercepts(result, kept);
  result.features.coefficients_alone = result.features.intercept_name.empty();
  return result;
}

ClassWeights read_class_weights(const std::string& path, const std::vector<std::string>& features) {
  return parse_class_weights(read_weight_file(path), path, features);
}

ClassWeights parse_class_weights(const std::string& content, const std::string& path,
                                 const std::vector<std::string>& features) {
  if (is_json(content)) return class_weights(parse_json_model(content, path), path, features);
  if (is_liblinear(content)) return class_weights(parse_liblinear_model(content, path), path, features);
  const std::vector<data::CsvRecord> records = records_of(content, path);
  if (records.empty()) refuse_empty(path, "name and the names of the classes");
  ClassWeights result{{path, {}, {}}, classes_of(records.front(), path), {}, {}};
  const std::size_t classes = result.classes.size();
  result.weights.resize(classes);
  std::set<std::string> names;
  for (std::size_t i = 1; i < records.size(); ++i) {
    std::vector<Rational> row = class_row(records[i], classes, path);
    const std::string name = cell_name(records[i].fields[0]);
    const data::DataPosition at = records[i].fields[0].at;
    if (is_intercept(name, features)) {
      if (!result.intercepts.empty()) refuse_second_intercept(path, at, name);
      result.intercepts = std::move(row);
      result.features.intercept_name = name;
      continue;
    }
    check_name(name, at, path, names);
    result.features.features.push_back({name, 1, at});
    for (std::size_t k = 0; k < classes; ++k) result.weights[k].push_back(std::move(row[k]));
  }
  require_features(result.features);
  result.intercepts.resize(classes);
  return result;
}

}  // namespace dropcert::audit
