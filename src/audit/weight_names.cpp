#include "audit/weight_names.hpp"

#include <algorithm>
#include <array>

#include "data/number.hpp"

namespace dropcert::audit {

bool is_intercept_name(const std::string& name) {
  static constexpr std::array<std::string_view, 9> known = {"intercept",  "(intercept)", "intercept_",
                                                            "const",      "constant",    "(const)",
                                                            "(constant)", "bias",        "_cons"};
  return std::find(known.begin(), known.end(), data::lower_case(name)) != known.end();
}

bool is_intercept(const std::string& name, const std::vector<std::string>& features) {
  return is_intercept_name(name) && std::find(features.begin(), features.end(), name) == features.end();
}

void check_name(const std::string& name, data::DataPosition at, const std::string& path,
                std::set<std::string>& names) {
  if (!names.insert(name).second)
    throw data::DataError(path, at, "the name " + data::shown(name) + " occurs a second time");
}

void refuse_second_intercept(const std::string& path, data::DataPosition at, const std::string& name) {
  throw data::DataError(path, at,
                        "a second intercept; expected one: if " + data::shown(name) +
                            " is a feature, add --feature " + data::shell_word(name));
}

void refuse_empty(const std::string& path, const std::string& expected) {
  throw data::DataError("the weight file " + data::shown_name(path) + " is empty; expected the header " +
                        expected);
}

void require_features(const Weights& weights) {
  if (weights.features.empty())
    throw data::DataError("the weight file " + data::shown_name(weights.file) +
                          " has no weight of a feature");
}

std::string index_name(std::size_t k) {
  return std::to_string(k + 1);
}

Weights features_of(const ModelFile& model, const std::string& path, bool indexed) {
  Weights result{path, {}, {}};
  result.naming = !model.feature_names.empty() ? Weights::Naming::names
                  : indexed                    ? Weights::Naming::indices
                                               : Weights::Naming::none;
  std::set<std::string> names;
  for (std::size_t k = 0; k < model.coefficients.front().size(); ++k) {
    const std::string name = model.feature_names.empty() ? index_name(k) : model.feature_names[k];
    check_name(name, {1, 1}, path, names);
    result.features.push_back({name, 1, {1, 1}});
  }
  require_features(result);
  return result;
}

}  // namespace dropcert::audit
