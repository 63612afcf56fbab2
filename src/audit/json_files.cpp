// Weights and scalers in JSON.
#include <algorithm>
#include <optional>
#include <stdexcept>

#include "audit/model_files.hpp"
#include "audit/scaler.hpp"
#include "data/data_error.hpp"
#include "data/json_tree.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

using namespace exact;

namespace {

using data::JsonValue;
using Names = std::vector<std::string_view>;

const Names coefficient_names = {"coef", "coef_", "coefficients", "weights", "weight", "params"};
const Names intercept_names = {"intercept", "intercept_", "bias"};
const Names feature_names = {"feature_names", "feature_names_in_", "features", "names", "name"};
const Names class_names = {"classes", "classes_"};
const Names mean_names = {"mean", "mean_", "center"};
const Names scale_names = {"scale", "scale_", "sd", "std"};

// A list of names and the numbers that belong to them; names are empty for a list without.
struct NamedNumbers {
  std::vector<std::string> names;
  std::vector<Rational> numbers;
};

class JsonFile {
 public:
  JsonFile(const std::string& content, const std::string& path, std::string what, std::string expected)
      : path_(path), what_(std::move(what)), expected_(std::move(expected)) {
    try {
      root_ = data::parse_json(content);
    } catch (const std::invalid_argument& error) {
      refuse(std::string(error.what()) + "; expected " + expected_);
    }
    if (!root_.is_object()) refuse("expected an object " + expected_);
  }

  [[noreturn]] void refuse(const std::string& sentence) const {
    throw data::DataError("the " + what_ + " " + data::shown_name(path_) + ": " + sentence);
  }
  [[noreturn]] void refuse_without(const std::string& what) const {
    refuse("there is no " + what + "; expected " + expected_);
  }

  const JsonValue& root() const { return root_; }

  // The one member of these names, or nullptr.
  const JsonValue* member(const Names& names) const {
    const JsonValue* found = nullptr;
    std::string_view first;
    for (const std::string_view name : names) {
      const JsonValue* value = root_.find(name);
      if (value == nullptr) continue;
      if (found != nullptr)
        refuse(quoted(first) + " and " + quoted(name) + " are both given; expected one of them");
      found = value;
      first = name;
    }
    return found;
  }

  Rational number(const JsonValue& value, const std::string& what) const {
    if (!value.is_scalar()) refuse(what + " is a list or an object; expected a number");
    try {
      return data::parse_number(value.text);
    } catch (const std::invalid_argument& error) {
      refuse(what + ": " + error.what());
    }
  }

  std::vector<Rational> numbers(const JsonValue& list, const std::string& what) const {
    std::vector<Rational> result;
    for (const JsonValue& item : list.items) {
      if (!item.is_scalar()) refuse("a list of numbers and rows in " + what);
      result.push_back(number(item, entry(result.size(), list) + " of " + what));
    }
    return result;
  }

  NamedNumbers named_numbers(const JsonValue& value, const std::string& what) const {
    if (value.is_scalar()) refuse_without("list " + what);
    return {value.names, numbers(value, what)};
  }

  std::vector<std::string> texts(const JsonValue* list, const std::string& what) const {
    if (list == nullptr || list->kind == JsonValue::Kind::null) return {};
    if (!list->is_list()) refuse(what + " is no list of names");
    std::vector<std::string> result;
    for (const JsonValue& item : list->items) {
      if (!item.is_scalar()) refuse(what + " is no list of names");
      result.push_back(item.text);
    }
    return result;
  }

  static std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

 private:
  static std::string entry(std::size_t k, const JsonValue& list) {
    return "entry " + (list.is_object() ? data::shown(list.names[k]) : std::to_string(k + 1));
  }

  const std::string& path_;
  std::string what_, expected_;
  JsonValue root_;
};

bool all_scalars(const JsonValue& value) {
  return std::all_of(value.items.begin(), value.items.end(),
                     [](const JsonValue& item) { return item.is_scalar(); });
}

// Rows, or the numbers of one; their names, if the file has them there.
void read_coefficients(const JsonFile& file, const JsonValue& coef, ModelFile& model) {
  const std::string what = "\"coef\"";
  if (coef.is_scalar() || coef.items.empty()) file.refuse_without("list " + what);
  if (coef.is_object() || all_scalars(coef)) {
    NamedNumbers found = file.named_numbers(coef, what);
    model.feature_names = std::move(found.names);
    model.coefficients.push_back(std::move(found.numbers));
    return;
  }
  for (const JsonValue& row : coef.items) {
    if (!row.is_list()) file.refuse("a list of numbers and rows in " + what);
    if (!all_scalars(row)) file.refuse("lists within rows of " + what + "; expected numbers");
    model.coefficients.push_back(file.numbers(row, what));
    if (model.coefficients.back().size() != model.coefficients.front().size())
      file.refuse("the rows of " + what + " have several lengths");
  }
}

void read_intercepts(const JsonFile& file, const JsonValue* intercept, ModelFile& model) {
  if (intercept == nullptr || intercept->kind == JsonValue::Kind::null) return;
  if (intercept->is_object()) file.refuse("\"intercept\" is an object; expected a number a class");
  if (intercept->is_scalar()) {
    model.intercepts.push_back(file.number(*intercept, "\"intercept\""));
  } else {
    if (!all_scalars(*intercept)) file.refuse("\"intercept\" has rows; expected a number a class");
    model.intercepts = file.numbers(*intercept, "\"intercept\"");
  }
  const std::size_t rows = model.coefficients.size();
  if (!model.intercepts.empty() && model.intercepts.size() != rows)
    file.refuse("\"coef\" has " + std::to_string(rows) + (rows == 1 ? " row" : " rows") +
                " and \"intercept\" " + std::to_string(model.intercepts.size()) +
                " numbers; expected as many");
}

}  // namespace

bool is_json(std::string_view content) {
  const std::size_t first = content.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (content[first] == '{' || content[first] == '[');
}

ModelFile parse_json_model(const std::string& content, const std::string& path) {
  const JsonFile file(content, path, "weight file",
                      "{\"coef\": [...], \"intercept\": ..., \"feature_names\": [...]}");
  ModelFile model;
  const JsonValue* coef = file.member(coefficient_names);
  if (coef == nullptr) {
    // {"x1": 0.5, "x2": -1, "intercept": 2}: the weights by their names.
    const bool numbers = std::all_of(file.root().items.begin(), file.root().items.end(),
                                     [](const auto& item) { return item.kind == JsonValue::Kind::number; });
    if (!numbers || file.root().items.empty()) file.refuse_without("list \"coef\"");
    read_coefficients(file, file.root(), model);
    return model;
  }
  read_coefficients(file, *coef, model);
  read_intercepts(file, file.member(intercept_names), model);
  std::vector<std::string> names = file.texts(file.member(feature_names), "\"feature_names\"");
  if (!names.empty() && !model.feature_names.empty())
    file.refuse("\"coef\" has names, and \"feature_names\" is given too; expected one of the two");
  if (!names.empty()) model.feature_names = std::move(names);
  model.classes = file.texts(file.member(class_names), "\"classes\"");
  const std::size_t features = model.coefficients.front().size();
  if (!model.feature_names.empty() && model.feature_names.size() != features)
    file.refuse("\"coef\" has " + std::to_string(features) + " numbers and \"feature_names\" " +
                std::to_string(model.feature_names.size()) + "; expected as many");
  const std::size_t rows = model.coefficients.size();
  const std::size_t expected = rows == 1 ? 2 : rows;
  if (!model.classes.empty() && model.classes.size() != expected)
    file.refuse("\"classes\" has " + std::to_string(model.classes.size()) + " entries and \"coef\" " +
                std::to_string(rows) + (rows == 1 ? " row, which is a model of 2 classes" : " rows") +
                "; expected the whole coef_ of a model of several classes, with --family softmax");
  return model;
}

Scaler parse_json_scaler(const std::string& content, const std::string& path) {
  const JsonFile file(content, path, "scaler",
                      "{\"mean\": [...], \"scale\": [...], \"feature_names\": [...]}");
  const JsonValue* mean = file.member(mean_names);
  const JsonValue* scale = file.member(scale_names);
  if (mean == nullptr) file.refuse_without("list \"mean\"");
  if (scale == nullptr) file.refuse_without("list \"scale\"");
  const NamedNumbers means = file.named_numbers(*mean, "\"mean\"");
  const NamedNumbers scales = file.named_numbers(*scale, "\"scale\"");
  std::vector<std::string> names = file.texts(file.member(feature_names), "\"feature_names\"");
  if (means.names != scales.names)
    file.refuse("\"mean\" and \"scale\" do not have the same names in the same order");
  if (!names.empty() && !means.names.empty())
    file.refuse("\"mean\" has names, and \"feature_names\" is given too; expected one of the two");
  if (names.empty()) names = means.names;
  const std::size_t n = means.numbers.size();
  if (scales.numbers.size() != n || (!names.empty() && names.size() != n))
    file.refuse("\"mean\" has " + std::to_string(n) + " numbers, \"scale\" " +
                std::to_string(scales.numbers.size()) +
                (names.empty() ? "" : " and \"feature_names\" " + std::to_string(names.size())) +
                "; expected as many");
  Scaler result{path, {}, names.empty()};
  for (std::size_t k = 0; k < n; ++k)
    add_scale(result, {names.empty() ? "" : names[k], means.numbers[k], scales.numbers[k], {1, 1}}, {1, 1});
  return result;
}

}  // namespace dropcert::audit
