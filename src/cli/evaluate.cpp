#include <fmt/core.h>

#include <memory>

#include "certificate/case_files.hpp"
#include "cli/command.hpp"
#include "cli/limit_options.hpp"
#include "language/functions.hpp"
#include "language/parser.hpp"
#include "verify/outcome.hpp"
#include "verify/value_of.hpp"

namespace dropcert::cli {

using namespace language;
using namespace certificate;
using namespace verify;

namespace {

constexpr long max_digits_printed = 1'000'000;

struct EvaluateOptions {
  std::string expression;
  long digits = 30;
  Limits limits;
};

std::string function_list() {
  std::string text = "Functions:\n";
  for (const Function& function : functions())
    text += fmt::format("  {:<20} {}\n", function.name, function.meaning);
  for (const BindingFunction& function : binding_functions())
    text += fmt::format("  {:<20} {}\n", function.name, function.meaning);
  for (const Constant& constant : constants())
    text += fmt::format("  {:<20} {}\n", constant.name, constant.meaning);
  text += fmt::format("  {:<20} {}\n", "a[i]", "the i-th element of a list, i = 1, 2, ...");
  return text;
}

int evaluate(const EvaluateOptions& options) {
  Policy policy;
  policy.digits = options.digits;
  policy.limits = options.limits;
  policy.stop = &run::interrupted();
  try {
    Node expression = parse_expression(options.expression, "expression");
    if (has_files(expression)) open_case_files(expression, "expression", "");
    const Evaluated value = evaluate_expression(expression, "expression", policy);
    fmt::print("{}\n", value.text);
    if (value.vacuity == Vacuity::yes) run::say("vacuous: no case is left that it says anything about");
    return exit_decided;
  } catch (const Unsupported& reason) {
    run::say("not decided: {}", reason.what());
    return exit_undecided;
  }
}

}  // namespace

void add_evaluate(Command& app, int& exit_code) {
  auto options = std::make_shared<EvaluateOptions>();
  Command command = app.add_subcommand("evaluate", "The value of an expression: exact, or correctly rounded");
  command.add_option("EXPR", options->expression, "a term or statement of the language (proofs/README.md)")
      .required();
  command.add_option("--digits", options->digits, "significant digits of a real value")
      .check(Range(1L, max_digits_printed))
      .capture_default_str();
  add_limit_options(command, options->limits);
  command.footer(function_list() +
                 "Example: dropcert evaluate 'softplus_derivative(30, 5/2)/30!' --digits 40\n"
                 "An expression that begins with '-' stands after '--': dropcert evaluate -- '-pi'\n"
                 "Of a statement it is true, false or undefined; what is undefined does not hold.\n"
                 "Exit code: 0 the value is printed, 1 not decided, 2 bad usage or input.");
  command.callback([options, &exit_code] { exit_code = evaluate(*options); });
}

}  // namespace dropcert::cli
