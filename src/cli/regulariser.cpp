#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/model_options.hpp"
#include "model/moments.hpp"
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

int show_regulariser(const RegulariserOptions& options) {
  if (family_of(options.model) == Family::softmax)
    throw UsageError(
        "a softmax model has a logit for each class; two classes are the logistic family with the difference "
        "of "
        "their logits, and 'dropcert radius --logits ... --direction ...' decides one direction");
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
      "Example: dropcert regulariser --contributions 1,-1/2,2 --dropout 1/2\n"
      "Exit code: 0 decided, 1 something undecided or out of reach, 2 bad usage or input.");
  command->callback([options, &exit_code] { exit_code = show_regulariser(*options); });
}

}  // namespace dropcert
