// A model of the user's on the command line: numbers in lists or files, noise, family.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "model/noise.hpp"
#include "model/validity.hpp"

namespace dropcert::cli {

/// Whether what stands where numbers may stand is a file's name, or "-".
bool is_file(const std::string& text);

/// The whole file, plain or gzip, without a byte order mark. Throws UsageError for one that is too large.
std::string content_of(const std::string& path);

/// The numbers of a file's text: every field of a CSV file in turn, a first record without numbers being a
/// heading, or lines of the form name,number; all lines with as many fields. All are exact as written. Throws
/// UsageError if there are none, DataError with line and column.
std::vector<exact::Rational> numbers_in(const std::string& text, const std::string& path);

/// The numbers of a list "1,-1/2,2e-3", or of a file of that name, likewise. Throws UsageError, for a list
/// with the column, and for an empty one. `option` is named in messages.
std::vector<exact::Rational> numbers(const std::string& text, const std::string& option);

/// The names of noises or families.
template <typename Value>
std::vector<std::string> names_of(const std::vector<Value>& values) {
  std::vector<std::string> names;
  for (const Value& value : values) names.emplace_back(name(value));
  return names;
}

/// The options --noise, --dropout and --scale, and --family; each with its default as it is.
void add_noise_options(Command& command, std::string& noise, std::string& dropout, std::string& scale);
void add_family_option(Command& command, std::string& family);

/// The noise and its strength. --scale is the standard deviation of Gaussian noise. Throws UsageError where
/// both are given, or neither, or one that does not go with the noise or is out of range.
model::NoiseLaw law_of(model::Noise noise, const std::string& dropout, const std::string& scale);

struct ModelOptions {
  std::string contributions, features, weights;
  std::string bias;  ///< empty: the intercept in the weights, or 0
  std::string dropout, scale;
  std::string noise = "dropout";
  std::string family = "logistic";
};

/// Adds the options above.
void add_model_options(Command& command, ModelOptions& options);
model::Noise noise_of(const ModelOptions& options);
model::Family family_of(const ModelOptions& options);
/// Throws UsageError where options are missing or contradict each other.
model::NoisyPredictor predictor_of(const ModelOptions& options);

}  // namespace dropcert::cli
