#include "publish/explain.hpp"

#include <fmt/format.h>

#include <memory>

#include "cli/ledger_run.hpp"

namespace dropcert {

namespace {

struct ExplainOptions {
  LedgerOptions ledger;
  std::string id;
};

int explain(ExplainOptions options) {
  options.ledger.only = {options.id};
  Ledger ledger = read_ledger(options.ledger);
  std::vector<ClaimResult> results = run(ledger, options.ledger);
  fmt::print("{}", explain_text(ledger, results.front(), colour_wanted()));
  return results.front().status == Status::undecided ? exit_undecided : exit_decided;
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand(
      "explain", "One claim: what the paper says, how it was decided, what is true instead and why");
  command->add_option("ID", options->id, "the claim, such as C41")->required();
  command->add_option("--ledger", options->ledger.file, "another ledger than the paper's");
  add_ledger_options(*command, options->ledger);
  command->footer("Example: dropcert explain C41\nExit code: 0 decided, 1 undecided, 2 bad usage or input.");
  command->callback([options, &exit_code] { exit_code = explain(*options); });
}

}  // namespace dropcert
