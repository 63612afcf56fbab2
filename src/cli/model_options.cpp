#include "cli/model_options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "audit/named_columns.hpp"
#include "cli/command.hpp"
#include "cli/example_files.hpp"
#include "data/byte_source.hpp"
#include "data/csv.hpp"
#include "data/number.hpp"

namespace dropcert::cli {

using namespace exact;
using namespace model;

namespace {

constexpr std::size_t max_file_bytes = std::size_t{1} << 28;

bool is_number(const data::CsvField& field) {
  return audit::is_number(field.text);
}

bool is_heading(const data::CsvRecord& record) {
  return std::none_of(record.fields.begin(), record.fields.end(), is_number);
}

/// Fields of the form "name,0.25" are a name and a number.
std::size_t first_number(const data::CsvRecord& record, const std::string& path) {
  const bool named = record.fields.size() == 2 && !is_number(record.fields[0]) && is_number(record.fields[1]);
  if (named && record.fields[0].text == "intercept")
    throw data::DataError(path, record.fields[0].at,
                          "the intercept is no weight of a feature; expected it as --bias");
  return named ? 1 : 0;
}

std::vector<Rational> numbers_of_list(const std::string& text, const std::string& option) {
  std::vector<Rational> result;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t stop = std::min(text.find(',', start), text.size());
    try {
      result.push_back(data::parse_number(std::string_view(text).substr(start, stop - start)));
    } catch (const std::invalid_argument& error) {
      throw UsageError(
          fmt::format("{}, entry {}, column {}: {}", option, result.size() + 1, start + 1, error.what()));
    }
    start = stop + 1;
  }
  return result;
}

/// What --scale is.
std::string_view scale_word(Noise noise) {
  if (noise == Noise::uniform) return "half width";
  return noise == Noise::laplace ? "scale b" : "standard deviation";
}

}  // namespace

bool is_file(const std::string& text) {
  std::error_code error;
  return text == run::standard_stream || (!text.empty() && std::filesystem::exists(text, error));
}

std::string content_of(const std::string& path) {
  std::optional<std::string> content = data::content_of(path, max_file_bytes);
  if (!content)
    throw UsageError(fmt::format("{} has more than {} bytes", data::shown_name(path), max_file_bytes));
  return *std::move(content);
}

std::vector<Rational> numbers_in(const std::string& text, const std::string& path) {
  std::vector<Rational> result;
  data::CsvReader reader(text, path);
  bool first = true;
  std::size_t width = 0;
  for (data::CsvRecord record; reader.next(record); first = false) {
    const bool empty_line = record.fields.size() == 1 && record.fields.front().text.empty();
    if (empty_line) continue;
    if (width == 0) width = record.fields.size();
    if (record.fields.size() != width)
      throw data::DataError(path, record.fields.back().at,
                            fmt::format("a line with {} field{}; the first one has {}", record.fields.size(),
                                        record.fields.size() == 1 ? "" : "s", width));
    if (first && is_heading(record)) continue;
    for (std::size_t i = first_number(record, path); i < record.fields.size(); ++i)
      result.push_back(data::parse_number(record.fields[i], path));
  }
  if (result.empty()) throw UsageError(fmt::format("{} holds no number", data::shown_name(path)));
  return result;
}

std::vector<Rational> numbers(const std::string& text, const std::string& option) {
  if (text.empty()) throw UsageError(fmt::format("{} is empty; expected numbers such as 1,-1/2,2", option));
  if (is_file(text)) return numbers_in(content_of(text), text);
  const bool like_a_path =
      text.find('/') != std::string::npos && text.find_first_of("0123456789") == text.npos;
  if (like_a_path || (text.find(',') == text.npos && text.find_first_of("0123456789") == text.npos))
    throw UsageError(fmt::format("{}: {} is neither a number nor a file", option, data::shown(text)));
  return numbers_of_list(text, option);
}

NoiseLaw law_of(Noise noise, const std::string& dropout, const std::string& scale) {
  const bool by_probability = noise == Noise::dropout || noise == Noise::gaussian_dropout;
  if (!dropout.empty() && !scale.empty())
    throw UsageError("--dropout and --scale are both given; expected one of them");
  if (!dropout.empty() && !by_probability)
    throw UsageError(fmt::format("--dropout does not go with {} noise; expected --scale", name(noise)));
  if (!dropout.empty()) {
    const Rational delta = number_option("--dropout", dropout);
    if (delta.sign() <= 0 || delta >= Rational(1))
      throw UsageError(fmt::format(
          "the dropout probability is {}; expected a number between 0 and 1, without the ends", dropout));
    return {noise, noise == Noise::dropout ? delta : delta / (Rational(1) - delta)};
  }
  if (scale.empty() || noise == Noise::dropout)
    throw UsageError(fmt::format("the strength of {} noise is missing; expected {}", name(noise),
                                 noise == Noise::dropout
                                     ? "--dropout, the probability that a feature is dropped"
                                 : noise == Noise::gaussian_dropout
                                     ? "--scale, its standard deviation, or --dropout, for the same variance"
                                     : fmt::format("--scale, its {}", scale_word(noise))));
  const Rational strength = number_option("--scale", scale);
  if (strength.sign() <= 0)
    throw UsageError(fmt::format("the strength of the noise is {}; expected a positive number", scale));
  const bool gaussian = noise == Noise::gaussian_dropout || noise == Noise::additive_gaussian;
  return {noise, gaussian ? strength * strength : strength};
}

void add_noise_options(Command& command, std::string& noise, std::string& dropout, std::string& scale) {
  command.add_option("--dropout", dropout,
                     "the probability that a feature is dropped, such as 1/2 or 0.2 (gaussian-dropout: the "
                     "noise of the same variance)");
  command.add_option("--scale", scale,
                     "strength of other noise: the standard deviation, not the variance (Gaussian), the half "
                     "width (uniform), or b in e^(-|u|/b) (laplace)");
  command
      .add_option("--noise", noise,
                  "dropout, gaussian-dropout, additive-gaussian, uniform or laplace; all but "
                  "additive-gaussian multiply the features by 1 + noise")
      .check(IsMember{names_of(all_noises())})
      .capture_default_str();
}

void add_family_option(Command& command, std::string& family) {
  command.add_option("--family", family, "logistic, poisson, gaussian, gamma or softmax")
      .check(IsMember{names_of(all_families())})
      .capture_default_str();
}

void add_model_options(Command& command, ModelOptions& options) {
  command.add_option("--contributions", options.contributions,
                     "the products x_j beta_j: a list such as 1,-1/2,2, or a file");
  command.add_option("--features", options.features,
                     "the features x_j: a list or a file (name,value: matched by names)");
  command.add_option("--weights", options.weights,
                     "the weights beta_j: a list, or a file of any kind that 'dropcert audit' reads");
  command.add_option("--bias", options.bias,
                     "added to the logit and never dropped (default: the intercept in the weights, or 0)");
  add_noise_options(command, options.noise, options.dropout, options.scale);
  add_family_option(command, options.family);
}

Noise noise_of(const ModelOptions& options) {
  return noise_named(options.noise).value();
}

Family family_of(const ModelOptions& options) {
  return family_named(options.family).value();
}

NoisyPredictor predictor_of(const ModelOptions& options) {
  const Noise noise = noise_of(options);
  const bool listed = !options.contributions.empty();
  if (listed == !options.features.empty())
    throw UsageError("expected --contributions, or --features with --weights");
  if (!listed && options.weights.empty()) throw UsageError("--features needs --weights");
  if (listed && !options.weights.empty() && noise != Noise::additive_gaussian)
    throw UsageError("--contributions and --weights are both given; weights go with --features");
  const NamedNumbers model = options.weights.empty() ? NamedNumbers() : weights_of(options.weights);
  const std::vector<Rational>& weights = model.numbers;
  const std::vector<Rational> a = listed ? numbers(options.contributions, "--contributions")
                                         : contributions(features_of(options.features), model);
  if (!options.bias.empty() && model.intercept)
    throw UsageError(
        fmt::format("the bias is given twice: by --bias and by the intercept in '{}'", options.weights));
  const Rational bias =
      options.bias.empty() ? model.intercept.value_or(0) : number_option("--bias", options.bias);
  const NoiseLaw law = law_of(noise, options.dropout, options.scale);
  if (noise != Noise::additive_gaussian) return multiplicative(law, a, bias);
  if (weights.empty()) throw UsageError("noise added to the features needs --weights");
  if (weights.size() != a.size())
    throw UsageError(
        fmt::format("there are {} contributions and {} weights; expected as many", a.size(), weights.size()));
  Rational z0 = bias;
  for (const Rational& x : a) z0 += x;
  return {law, z0, weights};
}

}  // namespace dropcert::cli
