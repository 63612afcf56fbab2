#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "cli/ledger_run.hpp"
#include "publish/claim_search.hpp"

namespace dropcert::cli {

using namespace language;

namespace {

struct ListOptions {
  LedgerOptions ledger;
  std::vector<std::string> words;
};

int list(ListOptions& options) {
  const Ledger ledger = read_ledger(options.ledger);
  std::vector<std::string> ids;
  if (options.words.empty())
    for (const Claim& claim : ledger.claims) ids.push_back(claim.id);
  else
    ids = publish::find_claims(ledger, joined(options.words)).ids;
  if (ids.empty()) {
    const std::string words = joined(options.words);
    std::error_code error;
    const bool is_file = !options.ledger.file && std::filesystem::is_regular_file(words, error);
    throw UsageError(fmt::format("the ledger '{}' has no claim that speaks of '{}'{}", ledger.source, words,
                                 is_file ? fmt::format("; a ledger is given as --ledger {}", words) : ""));
  }
  print_report(printable_lines(publish::list_claims(ledger, ids, terminal_width())));
  return exit_decided;
}

}  // namespace

void add_list(Command& app, int& exit_code) {
  auto options = std::make_shared<ListOptions>();
  Command command = app.add_subcommand(
      "list", "The claims of a ledger: ID, place, and what the paper says; decides nothing");
  command.add_option(
      "WORDS", options->words,
      "only claims so called, of this place, or that speak of it: an ID, ID-ID, 'Theorem 2', radius");
  command.add_option("--ledger", options->ledger.file, "another ledger than the paper's");
  command.footer(
      "Example: dropcert list Theorem 2\nExit code: 0 listed, 2 bad usage or input, or no such claim.");
  command.callback([options, &exit_code] { exit_code = list(*options); });
}

}  // namespace dropcert::cli
