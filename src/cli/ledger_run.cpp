#include "cli/ledger_run.hpp"

#include <fmt/format.h>

#include <atomic>

#include "checkpoint/checkpoint_store.hpp"
#include "checkpoint/finding_record.hpp"
#include "cli/limit_options.hpp"
#include "cli/progress.hpp"
#include "language/check.hpp"

namespace dropcert::cli {

namespace {

constexpr long max_shown_digits = 1000;
constexpr long largest_max_k = 5000;

std::string piece_of(const StatementPlace& place) {
  return fmt::format("claim-{}-statement-{}", place.claim, place.statement);
}

// A finding depends on the ledger, the parameters, the digits shown, and on nothing else.
checkpoint::CheckpointStore store_of(const Ledger& ledger, const LedgerOptions& options) {
  std::string parameters;
  for (const Parameter& parameter : ledger.parameters)
    parameters +=
        fmt::format("{}{}={}", parameters.empty() ? "" : ",", parameter.name, parameter.value.get_str());
  return {options.resume,
          program_name(),
          "verify",
          {{"ledger-sha256", options.digest},
           {"theorems-sha256", sha256(data_text("theorems.txt"))},
           {"parameters", parameters},
           {"digits", fmt::format("{}", options.digits)},
           {"limits", fmt::format("{} steps, {} s, {} bytes", options.limits.steps, options.limits.seconds,
                                  options.limits.memory)}}};
}

}  // namespace

void add_ledger_options(CLI::App& command, LedgerOptions& options) {
  command.add_option("--max-k", options.max_k, "the greatest k for Theorem 1 (the ledger's parameter max_k)")
      ->check(CLI::Range(1L, largest_max_k));
  command.add_option("--digits", options.digits, "significant digits of the real values shown")
      ->check(CLI::Range(1L, max_shown_digits))
      ->capture_default_str();
  command.add_option("--threads", options.threads, "threads (default: one a core)")
      ->check(CLI::Range(1U, 256U));
  add_limit_options(command, options.limits);
}

Ledger read_ledger(LedgerOptions& options) {
  const std::string path = options.file.value_or(data_file("paper.claims"));
  const std::string text = options.file ? read_file(path) : data_text("paper.claims");
  options.digest = sha256(text);
  Ledger ledger = checked_ledger(text, path);
  if (options.max_k == 0) return ledger;
  for (Parameter& parameter : ledger.parameters)
    if (parameter.name == "max_k") {
      parameter.value = options.max_k;
      return ledger;
    }
  throw UsageError(fmt::format("the ledger '{}' has no parameter max_k for --max-k to set", path));
}

TheoremList listed_theorems() {
  return read_theorems(data_text("theorems.txt"));
}

std::set<std::string> theorem_names() {
  std::set<std::string> names;
  for (const auto& [name, statement] : listed_theorems()) names.insert(name);
  return names;
}

publish::KernelTheorems kernel_theorems() {
  return publish::read_kernel_theorems(data_text("kernel.txt"));
}

namespace {

std::vector<ClaimResult> decided(const Ledger& ledger, const LedgerOptions& options) {
  RunOptions run;
  run.policy.digits = options.digits;
  run.policy.tells_margins = options.tells_margins;
  run.policy.limits = options.limits;
  run.policy.stop = &run::interrupted();
  run.threads = thread_count(options.threads);
  run.only.insert(options.only.begin(), options.only.end());
  run.theorems = theorem_names();
  Progress progress("deciding the claims");
  run.progress = [&](std::size_t done, std::size_t all) {
    progress.update(static_cast<double>(done) / static_cast<double>(all));
  };
  if (options.resume.empty()) {
    std::vector<ClaimResult> results = run_ledger(ledger, run);
    run::interruption_answered();
    return results;
  }
  const checkpoint::CheckpointStore store = store_of(ledger, options);
  std::atomic<std::size_t> recalled = 0;
  run.recall = [&](const StatementPlace& place) -> std::optional<Finding> {
    const std::optional<std::string> bytes = store.load(piece_of(place));
    if (!bytes) return std::nullopt;
    ++recalled;
    return checkpoint::read_finding(*bytes);
  };
  run.keep = [&](const StatementPlace& place, const Finding& finding) {
    store.save(piece_of(place), checkpoint::write_finding(finding));
  };
  std::vector<ClaimResult> results = run_ledger(ledger, run);
  run::interruption_answered();
  for (ClaimResult& result : results) result.seconds = -1;
  if (recalled > 0) run::say("{} statements were taken from '{}'", recalled.load(), options.resume);
  return results;
}

}  // namespace

std::vector<ClaimResult> run(const Ledger& ledger, const LedgerOptions& options) {
  std::vector<ClaimResult> results = decided(ledger, options);
  publish::mark_kernel_theorems(ledger, kernel_theorems(), results);
  return results;
}

}  // namespace dropcert::cli
