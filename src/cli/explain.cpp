#include "publish/explain.hpp"

#include <fmt/core.h>

#include <memory>
#include <regex>
#include <set>

#include "arguments/whole_number.hpp"
#include "cli/ledger_run.hpp"
#include "publish/claim_search.hpp"
#include "publish/evidence.hpp"
#include "publish/report.hpp"
#include "publish/tables/catalogue.hpp"
#include "publish/theorem_map.hpp"

namespace dropcert::cli {

using namespace language;
using namespace certificate;
using namespace verify;

namespace {

struct ExplainOptions {
  LedgerOptions ledger;
  std::vector<std::string> names;
  bool all = false;
  bool map = false;
  std::string format = "text";
};

constexpr const char* map_opening =
    "# The theorem map\n\n"
    "From each claim of the paper to its formal proof in one step. Written by `dropcert explain --map`; a "
    "test compares.\n\n"
    "The theorem in words is the sentence above it in Main.v; its statement as Coq prints it is in\n"
    "[theorems.txt](theorems.txt), and `dropcert explain ID` shows it beside the ledger's own statement. The "
    "certificate\n"
    "is [certificates/paper.cert](certificates/paper.cert): look there for the line named, which the "
    "statements follow.\n"
    "\"as a whole\": the theorem is about the claim, and no statement of the language expresses it, so that "
    "no verdict\n"
    "rests on it. Every claim is in the table [ledger](../tables/ledger.csv) too.\n"
    "What exact, enclosure and lemma mean is told in [README.md](README.md), section 3.\n\n";

// The table's claims, from a column's list, in which "A to B" stands for all from A to B.
void add_claims(const std::string& list, std::set<std::string>& claims) {
  static const std::regex item("([A-Z])([0-9]+)( to [A-Z]([0-9]+))?");
  for (std::sregex_iterator match(list.begin(), list.end(), item), end; match != end; ++match) {
    const int first = arguments::whole_number<int>((*match)[2].str()).value();
    const int last = arguments::whole_number<int>((*match)[4].str()).value_or(first);
    for (int number = first; number <= last; ++number)
      claims.insert((*match)[1].str() + std::to_string(number));
  }
}

publish::TablesOfClaims tables_of_claims() {
  publish::TablesOfClaims tables;
  for (const publish::TableUnit& unit : publish::table_units()) {
    const publish::TableSpecification& specification = unit.specification();
    std::set<std::string> claims;
    for (const publish::TableColumn& column : specification.columns) add_claims(column.claims, claims);
    for (const std::string& claim : claims) tables[claim].push_back(specification.name);
  }
  return tables;
}

int map() {
  LedgerOptions options;
  Ledger ledger = read_ledger(options);
  const Certificate certificate = read_certificate(read_file(data_file("certificates/paper.cert")));
  fmt::print("{}{}", map_opening,
             publish::theorem_map(ledger, certificate, listed_theorems(), tables_of_claims()));
  return exit_decided;
}

int explain(ExplainOptions options) {
  if (options.map) return map();
  if (options.names.empty())
    throw UsageError("a claim's ID is missing, such as C41; see 'dropcert explain --help'");
  options.ledger.tells_margins = true;
  Ledger ledger = read_ledger(options.ledger);
  const std::string request = joined(options.names);
  const publish::FoundClaims found = publish::find_claims(ledger, request);
  if (found.ids.empty())
    throw UsageError(fmt::format(
        "the ledger '{}' has no claim '{}', and none that speaks of it; 'dropcert list' shows them",
        ledger.source, request));
  if (found.by == publish::FoundClaims::By::words && found.ids.size() > 1) {
    fmt::print("{}", publish::list_claims(ledger, found.ids, terminal_width()));
    run::say("{} claims speak of '{}'; 'dropcert explain ID' explains one", found.ids.size(), request);
    return exit_decided;
  }
  options.ledger.only = found.ids;
  publish::ExplainStyle style{colour_wanted(), terminal_width(), options.all,
                              options.ledger.file.value_or("")};
  bool all_decided = true;
  const std::vector<ClaimResult> results = run(ledger, options.ledger);
  if (options.format == "json") {
    const TheoremList theorems = listed_theorems();
    print_report(publish::json_report(ledger, results, &theorems));
    return publish::count(results, Status::undecided) == 0 ? exit_decided : exit_undecided;
  }
  for (const ClaimResult& result : results) {
    fmt::print("{}{}", &result == results.data() ? "" : "\n\n",
               publish::explain_text(ledger, result, listed_theorems(), style));
    all_decided = all_decided && result.status != Status::undecided;
  }
  return all_decided ? exit_decided : exit_undecided;
}

}  // namespace

void add_explain(Command& app, int& exit_code) {
  auto options = std::make_shared<ExplainOptions>();
  Command command = app.add_subcommand(
      "explain", "One claim: what the paper says, how it was decided, what is true instead and why");
  command.add_option("ID", options->names,
                     "the claim, such as C41, several (ID-ID), a place (Theorem 2), or words about it");
  command.add_option("--ledger", options->ledger.file, "another ledger than the paper's");
  command.add_flag("--all", options->all, "the supporting facts too, which hold");
  command.add_flag("--map", options->map, "instead: the paper's claims and their formal proofs, as Markdown")
      .excludes("ID");
  command.add_option("--format", options->format, "text or json")
      .check(IsMember{{"text", "json"}})
      .capture_default_str();
  add_ledger_options(command, options->ledger);
  command.footer("Example: dropcert explain C41\nExit code: 0 decided, 1 undecided, 2 bad usage or input.");
  command.callback([options, &exit_code] { exit_code = explain(*options); });
}

}  // namespace dropcert::cli
