// One result out of the shards that several runs made.
#include <fmt/core.h>

#include <memory>

#include "checkpoint/audit_shard.hpp"
#include "checkpoint/theorem1_shard.hpp"
#include "cli/audit_output.hpp"
#include "cli/command.hpp"
#include "cli/ledger_run.hpp"
#include "cli/theorem1_output.hpp"
#include "publish/certify.hpp"
#include "verify/outcome.hpp"

namespace dropcert::cli {

using namespace verify;

namespace {

struct MergeCommand {
  std::vector<std::string> shards;
  std::string out, figure, format = "text";  // of an audit
  std::string shares_figure, scatter;
  std::optional<std::string> ledger;  // of verify: where the ledger is
  std::string certificate;
  bool force = false;
};

void refuse_options_of_audit(const MergeCommand& command, std::string_view made_by) {
  if (!command.out.empty() || !command.figure.empty() || !command.shares_figure.empty() ||
      !command.scatter.empty())
    throw UsageError(fmt::format("--out and the figures are for shards of audit; these are of {}", made_by));
}

int merge_theorem1_shards(std::vector<checkpoint::Shard>& shards, const MergeCommand& command) {
  refuse_options_of_audit(command, "theorem1");
  if (command.format != "text")
    throw UsageError("--format is for shards of audit or verify; these are of theorem1");
  const checkpoint::MergedTheorem1 merged = checkpoint::merge_theorem1(shards);
  print_result(merged.result, merged.max_k);
  return exit_code_of(merged.result, merged.max_k);
}

int merge_audit_shards(std::vector<checkpoint::Shard>& shards, const MergeCommand& command) {
  if (command.format != "text" && command.format != "json")
    throw UsageError(fmt::format("--format {} is for shards of verify; these are of audit", command.format));
  AuditFiles files({command.out, command.figure, command.shares_figure, command.scatter}, command.force);
  const publish::AuditReport report = checkpoint::merge_audit(shards, [&](std::string_view lines) {
    if (run::interrupted()) throw Interrupted();
    if (files.rows) files.rows->write(lines);
  });
  return write_audit(report, files, command.format);
}

int merge_verify_shards(std::vector<checkpoint::Shard>& shards, const MergeCommand& command) {
  refuse_options_of_audit(command, "verify");
  std::optional<publish::OutputFile> certificate;
  if (!command.certificate.empty())
    certificate.emplace(
        publish::open_output(command.certificate, {publish::certificate_opening}, command.force));
  const auto [ledger, results] = merged(shards, command.ledger);
  print_report(ledger_report(command.format, ledger, results));
  if (certificate) {
    certificate->write(write_certificate(publish::certify(ledger, results, listed_theorems())));
    certificate->commit();
  }
  return exit_code_of(results);
}

int merge(const MergeCommand& command) {
  std::vector<checkpoint::Shard> shards = checkpoint::read_shards(command.shards, program_name());
  const std::string made_by = shards.front().record.identity().command;
  if (made_by == "verify") return merge_verify_shards(shards, command);
  if (command.ledger || !command.certificate.empty())
    throw UsageError(
        fmt::format("--ledger and --certificate are for shards of verify; these are of {}", made_by));
  if (made_by == "theorem1") return merge_theorem1_shards(shards, command);
  if (made_by == "audit") return merge_audit_shards(shards, command);
  throw UsageError(
      fmt::format("the shards are of '{}'; expected shards of theorem1, verify or audit", made_by));
}

}  // namespace

void add_merge(Command& app, int& exit_code) {
  auto options = std::make_shared<MergeCommand>();
  Command command =
      app.add_subcommand("merge", "Put the shards of one run together: the result of a single run");
  command
      .add_option("SHARDS", options->shards, "all the files that --shard 1/n, ..., n/n wrote, in any order")
      .required();
  command.add_option("--out", options->out, "audit: write every row's numbers there, as CSV")
      .allow_extra_args(false);
  command.add_option("--figure", options->figure, "audit: draw the histogram of V/radius there, as SVG");
  command.add_option("--shares-figure", options->shares_figure,
                     "audit with --shares: draw these shares there, as SVG");
  command.add_option("--scatter", options->scatter,
                     "audit with --regulariser: draw R against R_2 there, as SVG");
  command
      .add_option("--format", options->format,
                  "audit: of the summary, text or json; verify: of the report, also markdown or tex")
      .check(IsMember{{"text", "json", "markdown", "tex"}})
      .capture_default_str();
  command.add_option("--certificate", options->certificate, "verify: write a certificate there");
  command.add_option("--ledger", options->ledger,
                     "verify: the ledger, if it is not where the shards found it");
  add_force_option(command, options->force);
  command.footer(
      "Example: dropcert merge shard-1 shard-2 shard-3 shard-4\n"
      "The result is, byte for byte, what one machine would have written. Shards that are damaged, missing,\n"
      "doubled, or of different runs, ranges or versions are refused.\n"
      "Exit code: as of the command whose shards they are; 2 if they are refused.");
  command.callback([options, &exit_code] { exit_code = merge(*options); });
}

}  // namespace dropcert::cli
