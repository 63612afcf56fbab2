#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "certificate/case_files.hpp"
#include "cli/ledger_run.hpp"
#include "publish/certify.hpp"
#include "publish/evidence.hpp"
#include "publish/html.hpp"
#include "publish/html_report.hpp"
#include "publish/output_file.hpp"

namespace dropcert::cli {

using namespace language;
using namespace certificate;
using namespace verify;

namespace {

struct VerifyOptions {
  LedgerOptions ledger;
  std::string format = "text";
  std::string certificate;  // a file to write; empty: none
  bool force = false;
  bool quiet = false;
  std::string shard, output;  // "i/n" and the file for it
  std::string out;            // the file of the report; empty: standard output
  std::string checker;        // checker.wasm for a page; empty: none
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

bool names_files(const Ledger& ledger) {
  return std::any_of(ledger.claims.begin(), ledger.claims.end(), [](const Claim& claim) {
    return std::any_of(claim.statements.begin(), claim.statements.end(),
                       [](const Statement& statement) { return has_files(statement.tree); });
  });
}

// Reports of a kind that need not begin in one way are replaced with --force only.
publish::Openings openings_of(const std::string& format) {
  if (format == "html") return {publish::html_opening};
  return {};
}

// The bytes of checker.wasm (src/browser). Throws UsageError for a file that is something else.
std::string read_checker(const VerifyOptions& options, const Ledger& ledger) {
  if (options.checker.empty()) return "";
  if (options.format != "html") throw UsageError("--checker is for a page: --format html");
  std::string bytes = read_file(options.checker);
  if (bytes.substr(0, 4) != std::string("\0asm", 4))
    throw UsageError(
        fmt::format("'{}' is no WebAssembly; src/browser/build.sh makes checker.wasm", options.checker));
  if (names_files(ledger))
    throw UsageError(
        "--checker cannot be given for a ledger with files of cases, which a page does not have");
  return bytes;
}

std::string report_of(const VerifyOptions& options, const Ledger& ledger,
                      const std::vector<ClaimResult>& results, const TheoremList& theorems,
                      std::string checker) {
  if (options.format != "html") return ledger_report(options.format, ledger, results);
  publish::HtmlOptions page{options.ledger.file.value_or(""), std::move(checker), ""};
  if (!page.checker.empty())
    page.certificate = write_certificate(publish::certify(ledger, results, theorems));
  return publish::html_report(ledger, results, theorems, page);
}

int verify(VerifyOptions& options) {
  if (!options.shard.empty() || !options.output.empty()) return verify_shard(options);
  Ledger ledger = read_ledger(options.ledger);
  const TheoremList theorems = listed_theorems();
  std::string checker = read_checker(options, ledger);
  std::optional<publish::OutputFile> page;
  if (!options.out.empty())
    page.emplace(publish::open_output(options.out, openings_of(options.format), options.force));
  std::optional<publish::OutputFile> certificate;  // opened before hours of work for it
  if (!options.certificate.empty())
    certificate.emplace(
        publish::open_output(options.certificate, {publish::certificate_opening}, options.force));
  std::vector<ClaimResult> results = run(ledger, options.ledger);
  const std::string report = options.quiet && !page
                                 ? short_report(results)
                                 : report_of(options, ledger, results, theorems, std::move(checker));
  if (!page) {
    print_report(report);
  } else if (!run::interrupted()) {
    page->write(report);
    page->commit();
    if (!options.quiet) print_report(short_report(results));
  }
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
  command.add_option("--only", options->ledger.only, "only these claims: ids, and ranges ID-ID")
      .delimiter(',')
      .allow_extra_args(false);  // so that a FILE may follow
  add_ledger_options(command, options->ledger);
  command.add_option("--format", options->format, "text, markdown, tex, json or html")
      .check(IsMember{{"text", "markdown", "tex", "json", "html"}})
      .capture_default_str();
  command.add_option("--out", options->out, "the file for the report (default: standard output)");
  command.add_option("--checker", options->checker,
                     "with --format html: checker.wasm, with which the page decides its certificate itself");
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
