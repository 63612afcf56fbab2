#include <fmt/core.h>

#include <memory>

#include "cli/ledger_run.hpp"
#include "publish/certify.hpp"
#include "publish/evidence.hpp"
#include "publish/output_file.hpp"

namespace dropcert::cli {

namespace {

struct VerifyOptions {
  LedgerOptions ledger;
  std::string format = "text";
  std::string certificate;  // a file to write; empty: none
  bool force = false;
  bool quiet = false;
  std::string shard, output;  // "i/n" and the file for it
};

int verify_shard(VerifyOptions& options) {
  if (options.shard.empty() || options.output.empty())
    throw UsageError("--shard i/n and --output FILE go together: the file is for 'dropcert merge'");
  if (!options.certificate.empty())
    throw UsageError("a shard has no --certificate: give it to 'dropcert merge'");
  const Ledger ledger = read_ledger(options.ledger);
  return run_shard(ledger, options.ledger, options.shard,
                   publish::open_output(options.output, {publish::shard_opening}, options.force));
}

// A line with the counts, and one that names faults of the ledger.
std::string short_report(const std::vector<ClaimResult>& results) {
  const std::string faults = publish::describe_faults(results);
  return (faults.empty() ? "" : faults + "\n") + publish::describe_counts(results) + "\n";
}

int verify(VerifyOptions& options) {
  if (!options.shard.empty() || !options.output.empty()) return verify_shard(options);
  Ledger ledger = read_ledger(options.ledger);
  const TheoremList theorems = listed_theorems();
  std::optional<publish::OutputFile> certificate;  // opened before hours of work for it
  if (!options.certificate.empty())
    certificate.emplace(
        publish::open_output(options.certificate, {publish::certificate_opening}, options.force));
  std::vector<ClaimResult> results = run(ledger, options.ledger);
  print_report(options.quiet ? short_report(results) : ledger_report(options.format, ledger, results));
  if (certificate && !run::interrupted()) {
    certificate->write(write_certificate(publish::certify(ledger, results, theorems)));
    certificate->commit();
  }
  if (run::interrupted()) run::say("interrupted; what was not decided by then is shown as undecided");
  return exit_code_of(results);
}

}  // namespace

void add_verify(Command& app, int& exit_code) {
  auto options = std::make_shared<VerifyOptions>();
  Command command = app.add_subcommand(
      "verify", "Decide every claim of a ledger (without FILE: of the paper), with evidence");
  command.add_option("FILE", options->ledger.file, "a ledger; its language is described in proofs/README.md");
  command.add_option("--only", options->ledger.only, "only these claims, such as C23,C40")
      .delimiter(',')
      .allow_extra_args(false);  // so that a FILE may follow
  add_ledger_options(command, options->ledger);
  command.add_option("--format", options->format, "text, markdown, tex or json")
      .check(IsMember{{"text", "markdown", "tex", "json"}})
      .capture_default_str();
  command.add_option("--resume", options->ledger.resume,
                     "save what is decided to this folder, and take what is saved there");
  command.add_option("--certificate", options->certificate,
                     "write a certificate there, which dropcert-check decides again");
  command.add_flag("--quiet", options->quiet, "print the counts alone, and faults of the ledger")
      .excludes("--format");
  command.add_flag("--all-counterexamples", options->ledger.all_counterexamples,
                   "go on after a case that fails, and list each that does, with its values");
  command.add_option("--shard", options->shard, "part i of n, written i/n: a file for 'dropcert merge'");
  command.add_option("--output", options->output, "the file for a shard");
  add_force_option(command, options->force);
  command.footer(
      "Example: dropcert verify --only C28,C40\n"
      "Killed at any moment, a run with --resume loses at most the statements in hand, one a thread; its\n"
      "reports tell no times.\nExit code: 0 all claims decided, 1 a claim undecided or a supporting "
      "statement "
      "refuted, 2 bad usage or\ninput.");
  command.callback([options, &exit_code] { exit_code = verify(*options); });
}

}  // namespace dropcert::cli
