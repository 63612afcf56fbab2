// Models as programs save them, other than tables of names and weights.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exact/rational.hpp"

namespace dropcert::audit {

/// The coefficients of a linear model, of one class or several.
struct ModelFile {
  std::vector<std::vector<exact::Rational>> coefficients;  ///< a row a class; one for a binary model
  std::vector<exact::Rational> intercepts;                 ///< as many, or none
  std::vector<std::string> feature_names;                  ///< as many as a row has, or none
  std::vector<std::string> classes = {};                   ///< in the order of the model, or none
};

bool is_json(std::string_view content);
bool is_liblinear(std::string_view content);

/// {"coef": numbers or rows of numbers, or an object of them by name, "intercept": a number or numbers,
/// "feature_names": strings, "classes": strings or numbers}, also with the names of scikit-learn's
/// attributes; other members do not count. Or an object of numbers alone: the weights by name. Numbers are
/// read exactly as written. Throws DataError, also for a name that occurs twice.
ModelFile parse_json_model(const std::string& content, const std::string& path);

/// solver_type (of a logistic regression), nr_class, label, nr_feature, bias, w and the weights (Fan et al.,
/// LIBLINEAR). The first label is that of z > 0, so it comes second in `classes`. Throws DataError, also for
/// more than two classes: that is no softmax model, but one against the rest.
ModelFile parse_liblinear_model(const std::string& content, const std::string& path);

}  // namespace dropcert::audit
