#include "cli/ledger_run.hpp"

#include <fmt/core.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>

#include "certificate/case_files.hpp"
#include "checkpoint/checkpoint_store.hpp"
#include "checkpoint/finding_record.hpp"
#include "cli/limit_options.hpp"
#include "cli/progress.hpp"
#include "data/number.hpp"
#include "language/check.hpp"
#include "language/print.hpp"
#include "publish/certify.hpp"
#include "publish/claim_search.hpp"
#include "publish/evidence.hpp"
#include "publish/report.hpp"

namespace dropcert::cli {

using namespace language;
using namespace certificate;
using namespace verify;

namespace {

constexpr long max_shown_digits = 1000;
constexpr long largest_max_k = 5000;

std::string piece_of(const StatementPlace& place) {
  return fmt::format("claim-{}-statement-{}{}", place.claim, place.statement,
                     place.block ? fmt::format("-block-{}", *place.block) : "");
}

// All that a finding depends on.
std::vector<std::pair<std::string, std::string>> identity_of(const Ledger& ledger,
                                                             const LedgerOptions& options) {
  std::string parameters;
  for (const Parameter& parameter : ledger.parameters)
    parameters +=
        fmt::format("{}{}={}", parameters.empty() ? "" : ",", parameter.name, parameter.value.get_str());
  return {{"ledger-sha256", options.digest},
          {"theorems-sha256", sha256(data_text("theorems.txt"))},
          {"parameters", parameters},
          {"digits", fmt::format("{}", options.digits)},
          {"all-counterexamples", options.all_counterexamples ? "yes" : "no"},
          {"limits", fmt::format("{} steps, {} s, {} bytes", options.limits.steps, options.limits.seconds,
                                 options.limits.memory)}};
}

// Claims as `explain` takes them: ranges, and small letters, too. What names none is told by the run.
std::set<std::string> ids_of(const Ledger& ledger, const std::vector<std::string>& requests) {
  std::set<std::string> ids;
  for (const std::string& request : requests) {
    const publish::FoundClaims found = publish::find_claims(ledger, request);
    if (found.by == publish::FoundClaims::By::id && !found.ids.empty())
      ids.insert(found.ids.begin(), found.ids.end());
    else
      ids.emplace(data::trimmed(request));
  }
  return ids;
}

RunOptions run_options(const Ledger& ledger, const LedgerOptions& options) {
  RunOptions run;
  run.policy.digits = options.digits;
  run.policy.tells_margins = options.tells_margins;
  run.policy.all_counterexamples = options.all_counterexamples;
  run.policy.limits = options.limits;
  run.policy.stop = &run::interrupted();
  run.threads = thread_count(options.threads);
  run.only = ids_of(ledger, options.only);
  run.theorems = theorem_names();
  return run;
}

}  // namespace

void add_ledger_options(Command& command, LedgerOptions& options) {
  command.add_option("--max-k", options.max_k, "the greatest k for Theorem 1 (the ledger's parameter max_k)")
      .check(Range(1L, largest_max_k));
  command.add_option("--digits", options.digits, "significant digits of the real values shown")
      .check(Range(1L, max_shown_digits))
      .capture_default_str();
  command.add_option("--threads", options.threads, "threads (default: one a core)").check(Range(1U, 256U));
  add_limit_options(command, options.limits);
}

Ledger read_ledger(LedgerOptions& options) {
  const std::string path = options.file.value_or(data_file("paper.claims"));
  const std::string text = options.file ? read_file(path) : data_text("paper.claims");
  options.digest = sha256(text);
  Ledger ledger = checked_ledger(text, path);
  for (const auto& [name, digest] : open_case_files(ledger, folder_of(path))) {
    run::note_input((std::filesystem::path(folder_of(path)) / name).string());
    options.digest += "," + digest;
  }
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
  RunOptions run = run_options(ledger, options);
  Progress progress("deciding the claims");
  run.progress = [&](std::size_t done, std::size_t all) {
    progress.update(static_cast<double>(done) / static_cast<double>(all));
  };
  if (options.resume.empty()) {
    std::vector<ClaimResult> results = run_ledger(ledger, run);
    run::interruption_answered();
    return results;
  }
  const checkpoint::CheckpointStore store(options.resume, program_name(), "verify",
                                          identity_of(ledger, options));
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

int certify_statements(const std::string& text, const std::string& name, publish::OutputFile& file,
                       unsigned threads) {
  const Ledger ledger = checked_ledger(text, name);
  LedgerOptions options;
  options.threads = threads;
  const std::vector<ClaimResult> results = run(ledger, options);
  if (run::interrupted()) return exit_undecided;
  file.write(write_certificate(publish::certify(ledger, results, listed_theorems())));
  file.commit();
  int exit_code = exit_decided;
  for (const ClaimResult& claim : results)
    for (const StatementResult& one : claim.statements) {
      if (one.finding.verdict == Verdict::holds) continue;
      exit_code = exit_undecided;
      run::say("{}: '{}' is {}{}", claim.claim->id, to_text(one.statement->tree),
               name_of(one.finding.verdict), one.finding.reason.empty() ? "" : ": " + one.finding.reason);
    }
  return exit_code;
}

std::string ledger_report(const std::string& format, const Ledger& ledger,
                          const std::vector<ClaimResult>& results) {
  if (format == "json") return publish::json_report(ledger, results);
  if (format == "markdown") return publish::markdown_report(ledger, results);
  if (format == "tex") return publish::latex_report(ledger, results);
  return publish::text_report(ledger, results, colour_wanted(), terminal_width());
}

int exit_code_of(const std::vector<ClaimResult>& results) {
  return publish::count(results, Status::undecided) == 0 && publish::describe_faults(results).empty()
             ? exit_decided
             : exit_undecided;
}

// Whole numbers, so that the parts meet. The body: the ledger's path and what the command line replaced, then
// each piece of work with what was found.
int run_shard(const Ledger& ledger, const LedgerOptions& options, const std::string& name,
              publish::OutputFile file) {
  const checkpoint::ShardName shard = checkpoint::parse_shard_name(name);
  RunOptions run = run_options(ledger, options);
  const std::vector<StatementPlace> places = places_of(ledger, run.only);
  const auto end_of = [&](std::uint64_t index) { return places.size() * index / shard.count; };
  run.part.emplace(end_of(shard.index - 1), end_of(shard.index));
  std::map<std::string, std::string> found;
  std::mutex mutex;
  const checkpoint::Identity identity =
      checkpoint::shard_identity({"", program_name(), "verify", identity_of(ledger, options)}, shard,
                                 {run.part->first + 1, run.part->second});
  std::optional<checkpoint::CheckpointStore> store;
  if (!options.resume.empty()) store.emplace(options.resume, program_name(), "verify", identity.parameters);
  run.keep = [&](const StatementPlace& place, const Finding& finding) {
    std::string bytes = checkpoint::write_finding(finding);
    if (store) store->save(piece_of(place), bytes);
    const std::lock_guard lock(mutex);
    found.emplace(piece_of(place), std::move(bytes));
  };
  run.recall = [&](const StatementPlace& place) -> std::optional<Finding> {
    std::optional<std::string> bytes = store ? store->load(piece_of(place)) : std::nullopt;
    if (!bytes) return std::nullopt;
    Finding finding = checkpoint::read_finding(*bytes);
    const std::lock_guard lock(mutex);
    found.emplace(piece_of(place), std::move(*bytes));
    return finding;
  };
  Progress progress("deciding a shard of the claims");
  run.progress = [&](std::size_t done, std::size_t all) {
    progress.update(static_cast<double>(done) / static_cast<double>(all));
  };
  run_ledger(ledger, run);
  if (run::interrupted()) {
    run::say("shard {} was interrupted; it is not written", checkpoint::to_string(shard));
    run::interruption_answered();
    return exit_undecided;
  }
  checkpoint::RecordWriter record(std::move(file), identity);
  record.write_text(options.file.value_or(""));
  record.write_number(static_cast<std::uint64_t>(options.max_k));
  record.write_number(options.only.size());
  for (const std::string& id : options.only) record.write_text(id);
  for (const auto& [piece, bytes] : found) {
    record.write_text(piece);
    record.write_text(bytes);
  }
  record.commit();
  return exit_decided;
}

std::pair<Ledger, std::vector<ClaimResult>> merged(std::vector<checkpoint::Shard>& shards,
                                                   const std::optional<std::string>& file) {
  LedgerOptions options;
  std::map<std::string, std::string> found;
  for (checkpoint::Shard& shard : shards) {
    const std::string path = shard.record.read_text();
    options.file = file ? file : path.empty() ? std::nullopt : std::optional(path);
    options.max_k = static_cast<long>(shard.record.read_number());
    options.only.clear();
    for (std::uint64_t left = shard.record.read_number(); left > 0; --left)
      options.only.push_back(shard.record.read_text());
    while (shard.record.remaining() > 0) {
      std::string piece = shard.record.read_text();
      found[std::move(piece)] = shard.record.read_text();
    }
  }
  Ledger ledger = read_ledger(options);
  const checkpoint::Identity& identity = shards.front().record.identity();
  for (const char* name : {"ledger-sha256", "theorems-sha256"}) {
    const std::string* made_of = identity.find(name);
    const std::string now =
        name == std::string("ledger-sha256") ? options.digest : sha256(data_text("theorems.txt"));
    if (!made_of || *made_of != now)
      throw UsageError(fmt::format("the shards are of another '{}', or of other files of its cases",
                                   options.file.value_or("paper.claims")));
  }
  RunOptions run = run_options(ledger, options);
  const std::string* all = identity.find("all-counterexamples");
  run.policy.all_counterexamples = all && *all == "yes";
  require_cover(shards, 1, places_of(ledger, run.only).size());
  run.threads = 1;
  run.recall = [&](const StatementPlace& place) -> std::optional<Finding> {
    const auto bytes = found.find(piece_of(place));
    if (bytes == found.end()) return Finding();  // behind a block that is refuted
    return checkpoint::read_finding(bytes->second);
  };
  std::vector<ClaimResult> results = run_ledger(ledger, run);
  for (ClaimResult& result : results) result.seconds = -1;
  publish::mark_kernel_theorems(ledger, kernel_theorems(), results);
  return {std::move(ledger), std::move(results)};
}

}  // namespace dropcert::cli
