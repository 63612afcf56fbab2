#include <fmt/core.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/ledger_run.hpp"
#include "cli/model_options.hpp"
#include "model/moments.hpp"
#include "publish/model_statements.hpp"
#include "publish/output_file.hpp"
#include "publish/regulariser_report.hpp"
#include "publish/softmax_report.hpp"

namespace dropcert::cli {

using namespace exact;
using namespace model;

namespace {

constexpr long max_digits_printed = 10'000;

struct RegulariserOptions {
  ModelOptions model;
  std::vector<unsigned long> orders = {2, 3, 4, 10, 40};
  long digits = 30;
  std::string format = "text";
  std::string certificate;  // a file to write; empty: none
  bool force = false;
};

constexpr const char* only_for_dropout =
    "--certificate is for dropout and the logistic family: the language has no words for other models";

/// Rows "1,2;0,-1;3,1", one for each class.
std::vector<std::vector<Rational>> rows_of(const std::string& text, const std::string& option) {
  std::vector<std::vector<Rational>> rows;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t stop = std::min(text.find(';', start), text.size());
    rows.push_back(
        numbers(text.substr(start, stop - start), fmt::format("{}, class {}", option, rows.size() + 1)));
    start = stop + 1;
  }
  return rows;
}

SoftmaxModel softmax_model(const ModelOptions& options) {
  const Noise noise = noise_of(options);
  const bool added = noise == Noise::additive_gaussian;
  if (options.contributions.empty() || !options.features.empty() || options.weights.empty() == added)
    throw UsageError(
        "a softmax model needs --contributions, a list for each class: \"1,2;0,-1;3,1\"; noise added to the "
        "features needs --weights likewise, other noise does not");
  std::vector<std::vector<Rational>> rows = rows_of(options.contributions, "--contributions");
  std::vector<Rational> biases(rows.size());
  if (!options.bias.empty()) biases = numbers(options.bias, "--bias");
  const NoiseLaw law = law_of(noise, options.dropout, options.scale);
  SoftmaxModel model = multiplicative_softmax(law, std::move(rows), biases);
  if (!added) return model;
  return {law, model.logits, rows_of(options.weights, "--weights")};
}

int show_softmax(const RegulariserOptions& options) {
  if (!options.certificate.empty()) throw UsageError(only_for_dropout);
  const publish::SoftmaxReport report = publish::softmax_report(softmax_model(options.model), options.digits);
  fmt::print("{}", options.format == "json" ? publish::json_report(report) : publish::text_report(report));
  return report.converges && !report.value.empty() ? exit_decided : exit_undecided;
}

int show_regulariser(const RegulariserOptions& options) {
  if (family_of(options.model) == Family::softmax) return show_softmax(options);
  const NoisyPredictor predictor = predictor_of(options.model);
  std::optional<publish::OutputFile> certificate;
  if (!options.certificate.empty()) {
    if (predictor.law.kind() != Noise::dropout || family_of(options.model) != Family::logistic)
      throw UsageError(only_for_dropout);
    certificate.emplace(
        publish::open_output(options.certificate, {publish::certificate_opening}, options.force));
  }
  const publish::RegulariserReport report =
      publish::regulariser_report(predictor, family_of(options.model), options.orders, options.digits);
  fmt::print("{}", options.format == "json" ? publish::json_report(report) : publish::text_report(report));
  const int exit_code =
      report.converges && (!report.value.empty() || !report.finite) ? exit_decided : exit_undecided;
  if (!certificate) return exit_code;
  const Dropout model = dropout_model(predictor);
  const std::string statements =
      publish::model_ledger_opening("A model under dropout", model.delta, model.bias) +
      publish::model_claim(model, report);
  return std::max(exit_code, certify_statements(statements, "the model's statements", *certificate, 0));
}

}  // namespace

void add_regulariser(Command& app, int& exit_code) {
  auto options = std::make_shared<RegulariserOptions>();
  Command command = app.add_subcommand(
      "regulariser",
      "One example of a model of yours: the exact regulariser, its series, its approximations");
  add_model_options(command, options->model);
  command.add_option("--order", options->orders, "the orders k of the approximations R_k shown")
      .delimiter(',')
      .allow_extra_args(false)
      .check(Range(2UL, max_moment_order - 2))
      .capture_default_str();
  command.add_option("--digits", options->digits, "significant digits of the real numbers")
      .check(Range(1L, max_digits_printed))
      .capture_default_str();
  command.add_option("--format", options->format, "text or json")
      .check(IsMember{{"text", "json"}})
      .capture_default_str();
  command.add_option("--certificate", options->certificate,
                     "write each number as a statement, decided, for dropcert-check to decide again");
  add_force_option(command, options->force);
  command.footer(
      "Numbers are exact as written: 0.1, -2/3, 1e-4. An option's value that begins with '-' may be joined "
      "to it: "
      "--contributions=-1,2\n"
      "A softmax model has a list for each class, and as many biases: --contributions '1,2;0,-1;3,1' --bias "
      "0,1,0\n"
      "Example: dropcert regulariser --contributions 1,-1/2,2 --dropout 1/2\n"
      "Exit code: 0 decided, 1 something undecided or out of reach, 2 bad usage or input.");
  command.callback([options, &exit_code] { exit_code = show_regulariser(*options); });
}

}  // namespace dropcert::cli
