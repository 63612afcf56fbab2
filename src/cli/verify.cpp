#include <fmt/format.h>

#include <memory>
#include <optional>
#include <sstream>

#include "cli/command.hpp"
#include "cli/progress.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "publish/evidence.hpp"
#include "publish/report.hpp"

namespace dropcert {

namespace {

constexpr long max_shown_digits = 1000;
constexpr long largest_max_k = 5000;

struct VerifyOptions {
  std::optional<std::string> file;
  std::vector<std::string> only;
  long max_k = 0;
  long digits = 20;
  unsigned threads = 0;
  std::string format = "text";
};

Ledger read_ledger(const VerifyOptions& options) {
  std::string path = options.file.value_or(data_file("paper.claims"));
  Ledger ledger = parse_ledger(read_file(path), path);
  check_ledger(ledger);
  if (options.max_k == 0) return ledger;
  for (Parameter& parameter : ledger.parameters)
    if (parameter.name == "max_k") {
      parameter.value = options.max_k;
      return ledger;
    }
  throw UsageError(fmt::format("the ledger '{}' has no parameter max_k for --max-k to set", path));
}

// The names after "theorem" at the start of a line.
std::set<std::string> read_theorems() {
  std::set<std::string> names;
  std::istringstream lines(read_file(data_file("theorems.txt")));
  for (std::string line; std::getline(lines, line);)
    if (line.rfind("theorem ", 0) == 0) names.insert(line.substr(8));
  return names;
}

std::string report(const std::string& format, const Ledger& ledger, const std::vector<ClaimResult>& results) {
  if (format == "json") return json_report(ledger, results);
  return text_report(ledger, results, colour_wanted());
}

int verify(const VerifyOptions& options) {
  Ledger ledger = read_ledger(options);
  RunOptions run;
  run.policy.digits = options.digits;
  run.policy.stop = &interrupted();
  run.threads = thread_count(options.threads);
  run.only.insert(options.only.begin(), options.only.end());
  run.theorems = read_theorems();
  std::vector<ClaimResult> results;
  {
    Progress progress("deciding the claims");
    run.progress = [&](std::size_t done, std::size_t all) {
      progress.update(static_cast<double>(done) / static_cast<double>(all));
    };
    results = run_ledger(ledger, run);
  }
  fmt::print("{}", report(options.format, ledger, results));
  if (interrupted())
    fmt::print(stderr, "dropcert: interrupted; what was not decided by then is shown as undecided\n");
  return count(results, Status::undecided) == 0 ? exit_decided : exit_undecided;
}

}  // namespace

void add_verify(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command = app.add_subcommand(
      "verify", "Decide every claim of a ledger (without FILE: of the paper), with evidence");
  command->add_option("FILE", options->file, "a ledger; its language is described in proofs/README.md");
  command->add_option("--only", options->only, "only these claims, such as C23,C40")
      ->delimiter(',')
      ->allow_extra_args(false);  // so that a FILE may follow
  command
      ->add_option("--max-k", options->max_k, "the greatest k for Theorem 1 (the ledger's parameter max_k)")
      ->check(CLI::Range(1L, largest_max_k));
  command->add_option("--digits", options->digits, "significant digits of the real values shown")
      ->check(CLI::Range(1L, max_shown_digits))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "threads (default: one a core)")
      ->check(CLI::Range(1U, 256U));
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->footer(
      "Example: dropcert verify --only C28,C40\nExit code: 0 all decided, 1 something undecided, 2 bad usage "
      "or input.");
  command->callback([options, &exit_code] { exit_code = verify(*options); });
}

}  // namespace dropcert
