// The weights of a trained model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/data_error.hpp"
#include "exact/rational.hpp"

namespace dropcert::audit {

struct Weight {
  std::string name;
  exact::Rational value;
  data::DataPosition at;
};

/// A linear predictor: one weight a feature, and the intercept, which dropout never drops.
struct Weights {
  /// What the names in the file are.
  enum class Naming {
    names,    ///< of features
    indices,  ///< the file numbers the features from 1 on (LIBLINEAR); the names here are these numbers
    none      ///< the file is a list of numbers; likewise
  };

  std::string file;
  std::vector<Weight> features;
  std::optional<exact::Rational> intercept;
  std::string intercept_name = {};  ///< as the file has it; empty if there is none or it has no name
  Naming naming = Naming::names;
  std::string positive_label = {};  ///< the label of z > 0, where the file says so
  std::string negative_label = {};  ///< likewise of z <= 0
  /// The file has the form of scikit-learn's coef_, in which an intercept has no place, and there is none.
  bool coefficients_alone = false;
};

/// Whether statistics packages call the intercept, or its column of ones, so: intercept, (Intercept), const,
/// bias, _cons and the like, in lower or upper case.
bool is_intercept_name(const std::string& name);

/// Reads the weights of a binary model, exact as written, from
///   a CSV file whose columns are a name and a weight: with the header name,weight; as pandas, R and broom
///   write
///     coefficients (",0"; "","x"; term,estimate,...); or without a header; any of the separators of
///     named_columns.hpp;
///   one row of numbers under a header of names, as DataFrame(coef_, columns=names) has them;
///   a list of numbers, in a line or a column;
///   a JSON object {"coef": [...], "intercept": ..., "feature_names": [...]}, or of numbers by name;
///   a model file of LIBLINEAR of a logistic regression.
/// A name of an intercept is the intercept, unless it is among `features`. Throws DataError for anything
/// else: other columns, a model of several classes, no weights, a name that is empty or occurs twice, a
/// weight that is no finite number.
Weights read_weights(const std::string& path, const std::vector<std::string>& features = {});
/// The same in two steps: the bytes, uncompressed and without a byte order mark, and what they say.
std::string read_weight_file(const std::string& path);
Weights parse_weights(const std::string& content, const std::string& path,
                      const std::vector<std::string>& features = {});

/// Whether the content is JSON or a LIBLINEAR model, and no table.
bool is_weight_model(const std::string& content);

/// A softmax model: a linear predictor for each class.
struct ClassWeights {
  Weights features;  ///< their names, each with the weight 1
  std::vector<std::string> classes;
  std::vector<std::vector<exact::Rational>> weights;  ///< for each class those of the features
  std::vector<exact::Rational> intercepts;            ///< 0 for each class without such a line
  /// The file itself says which are features and which classes only by their place: a table has features in
  /// its rows, JSON has classes, as coef_ has them.
  bool rows_are_classes = false;

  /// A class whose weights and intercept are all 0, such as the first one of R's multinom.
  bool has_class_of_zeros() const;
};

/// The weights as they are, or, where more names of classes than of features are columns of the data, with
/// the two exchanged: the table was DataFrame(coef_, columns=names, index=classes), of which a column of an
/// intercept's name is the intercepts, unless it is among `kept`. `columns`: the names that the data has,
/// maybe none.
ClassWeights oriented(ClassWeights weights, const std::vector<std::string>& columns,
                      const std::vector<std::string>& kept = {});

/// Reads a CSV file whose first line is a column of names and the names of two classes or more, and whose
/// other lines name a feature and its weight for each class, or a JSON object as above with a row of
/// coefficients for each class; intercepts as above. Throws likewise.
ClassWeights read_class_weights(const std::string& path, const std::vector<std::string>& features = {});
ClassWeights parse_class_weights(const std::string& content, const std::string& path,
                                 const std::vector<std::string>& features = {});

}  // namespace dropcert::audit
