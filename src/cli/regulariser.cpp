#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/model_options.hpp"
#include "model/moments.hpp"
#include "model/softmax_model.hpp"
#include "publish/digits.hpp"
#include "publish/regulariser_report.hpp"

namespace dropcert {

namespace {

constexpr long max_digits_printed = 10'000;

struct RegulariserOptions {
  ModelOptions model;
  std::vector<unsigned long> orders = {2, 3, 4, 10, 40};
  long digits = 30;
  std::string format = "text";
};

/// Rows "1,2;0,-1;3,1", one for each class.
std::vector<std::vector<Rational>> rows_of(const std::string& text) {
  std::vector<std::vector<Rational>> rows;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t stop = std::min(text.find(';', start), text.size());
    rows.push_back(
        numbers(text.substr(start, stop - start), fmt::format("--contributions, class {}", rows.size() + 1)));
    start = stop + 1;
  }
  return rows;
}

SoftmaxModel softmax_model(const ModelOptions& options) {
  if (options.noise != "dropout")
    throw UsageError(
        fmt::format("the softmax family is decided for dropout noise alone; what is known of {} noise is "
                    "shown by 'dropcert validity --family softmax'",
                    options.noise));
  if (options.contributions.empty() || !options.features.empty() || !options.weights.empty())
    throw UsageError("a softmax model needs --contributions, a list for each class: \"1,2;0,-1;3,1\"");
  if (options.dropout.empty()) throw UsageError("the strength of the noise is missing; expected --dropout");
  std::vector<std::vector<Rational>> rows = rows_of(options.contributions);
  std::vector<Rational> biases(rows.size());
  if (options.bias != "0") biases = numbers(options.bias, "--bias");
  return {std::move(rows), std::move(biases), number(options.dropout, "--dropout")};
}

int show_softmax(const RegulariserOptions& options) {
  const SoftmaxModel model = softmax_model(options.model);
  const SoftmaxAssessment assessment = assess(model);
  std::string value;
  std::string obstacle;
  try {
    value = rounded_digits([&](Bits bits) { return regulariser(model, bits); }, options.digits);
  } catch (const std::length_error& error) {
    obstacle = error.what();
  }
  const std::string spread = shown_exactly(assessment.spread, options.digits);
  const char* verdict = !assessment.converges   ? "not decided"
                        : *assessment.converges ? "converges"
                                                : "diverges";
  if (options.format == "json") {
    using Json = nlohmann::ordered_json;
    const auto or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
    const Json json = {{"family", "softmax"},
                       {"noise", "dropout"},
                       {"classes", model.classes()},
                       {"features", model.features()},
                       {"spread", spread},
                       {"converges", assessment.converges ? Json(*assessment.converges) : Json(nullptr)},
                       {"reason", assessment.reason},
                       {"theorem", "softmax_criterion"},
                       {"regulariser", or_null(value)},
                       {"obstacle", or_null(obstacle)}};
    fmt::print("{}\n", json.dump(2));
  } else {
    fmt::print("softmax family, dropout noise (probability {}), {} classes, {} features\n\n",
               model.delta.str(), model.classes(), model.features());
    fmt::print("  spread    {:<32} the greatest max - min of Delta over the classes; at most pi suffices\n",
               spread);
    fmt::print("  series    {}\n            {} [softmax_criterion]\n\n", verdict, assessment.reason);
    fmt::print("  R         {:<32} E log sum exp(eta~) - log sum exp(eta)\n{}", value.empty() ? "-" : value,
               obstacle.empty() ? "" : "            " + obstacle + "\n");
  }
  return assessment.converges && !value.empty() ? exit_decided : exit_undecided;
}

int show_regulariser(const RegulariserOptions& options) {
  if (family_of(options.model) == Family::softmax) return show_softmax(options);
  const NoisyPredictor predictor = predictor_of(options.model);
  const RegulariserReport report =
      regulariser_report(predictor, family_of(options.model), options.orders, options.digits);
  fmt::print("{}", options.format == "json" ? json_report(report) : text_report(report));
  return report.converges && (!report.value.empty() || !report.finite) ? exit_decided : exit_undecided;
}

}  // namespace

void add_regulariser(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<RegulariserOptions>();
  CLI::App* command = app.add_subcommand(
      "regulariser",
      "One example of a model of yours: the exact regulariser, its series, its approximations");
  add_model_options(*command, options->model);
  command->add_option("--order", options->orders, "the orders k of the approximations R_k shown")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::Range(2UL, max_moment_order - 2))
      ->capture_default_str();
  command->add_option("--digits", options->digits, "significant digits of the real numbers")
      ->check(CLI::Range(1L, max_digits_printed))
      ->capture_default_str();
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->footer(
      "Numbers are exact as written: 0.1, -2/3, 1e-4. An option's value that begins with '-' may be joined "
      "to it: "
      "--contributions=-1,2\n"
      "A softmax model has a list for each class, and as many biases: --contributions '1,2;0,-1;3,1' --bias "
      "0,1,0\n"
      "Example: dropcert regulariser --contributions 1,-1/2,2 --dropout 1/2\n"
      "Exit code: 0 decided, 1 something undecided or out of reach, 2 bad usage or input.");
  command->callback([options, &exit_code] { exit_code = show_regulariser(*options); });
}

}  // namespace dropcert
