#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "cli/ledger_run.hpp"
#include "cli/limit_options.hpp"
#include "cli/progress.hpp"
#include "paper/paper_report.hpp"
#include "publish/certify.hpp"
#include "publish/output_file.hpp"

namespace dropcert::cli {

using namespace language;
using namespace verify;

namespace {

struct PaperOptions {
  std::string file;
  std::string out;          // empty: beside the paper
  std::string certificate;  // a file to write; empty: none
  std::string ledger;       // the same
  bool tables = false;
  bool quiet = false;
  unsigned threads = 0;
  Limits limits;
  bool force = false;
};

// What the paper inputs are regular files, so that none waits for somebody to write.
paper::FileReader reader_for(const std::string& main) {
  return [main](const std::string& path) -> std::optional<std::string> {
    std::error_code error;
    if (path != main && !std::filesystem::is_regular_file(path, error)) return std::nullopt;
    return read_file(path);
  };
}

std::string package_file_of(const PaperOptions& options) {
  if (!options.out.empty()) return options.out;
  if (options.file == run::standard_stream)
    throw UsageError("the paper is standard input; expected --out FILE for what its package reads");
  return std::filesystem::path(options.file).replace_extension(".dropcert").string();
}

paper::Decisions decide(const std::vector<paper::Item>& items, paper::PaperLedger& ledger,
                        const PaperOptions& options) {
  RunOptions run;
  run.policy.limits = options.limits;
  run.policy.stop = &run::interrupted();
  run.threads = thread_count(options.threads);
  Progress progress("deciding the paper");
  run.progress = [&](std::size_t done, std::size_t all) {
    progress.update(static_cast<double>(done) / static_cast<double>(all));
  };
  paper::Decisions decisions = paper::decide_paper(items, ledger, run);
  run::interruption_answered();
  return decisions;
}

class Output {
 public:
  Output(const std::string& file, std::string_view opening, bool force) {
    if (!file.empty()) file_.emplace(publish::open_output(file, {opening}, force));
  }
  void write(const std::string& text) {
    if (!file_) return;
    file_->write(text);
    file_->commit();
  }
  bool is_wanted() const { return file_.has_value(); }

 private:
  std::optional<publish::OutputFile> file_;
};

int check_paper(const PaperOptions& options) {
  const paper::SourceText source = paper::read_paper(options.file, reader_for(options.file));
  paper::Faults faults;
  const std::vector<paper::Item> items = paper::items_of(source, faults);
  const std::vector<paper::Unread> unread = paper::unread_in(source, items);
  if (options.tables) {
    print_report(printable_lines(paper::unread_report(source, unread)));
    return exit_decided;
  }
  paper::PaperLedger ledger = paper::ledger_of(source, items, options.file, faults);
  source.sort(faults);
  if (!faults.empty()) throw SourceError(faults);
  Output package(package_file_of(options), paper::package_file_opening, options.force);
  Output ledger_file(options.ledger, paper::ledger_opening, options.force);
  Output certificate(options.certificate, publish::certificate_opening, options.force);
  const paper::Decisions decisions = decide(items, ledger, options);
  print_report(printable_lines(paper::text_report(source, items, *ledger.ledger, decisions,
                                                  options.quiet ? std::nullopt : std::optional(unread))));
  if (run::interrupted()) {
    run::say("interrupted; nothing was written");
    return exit_undecided;
  }
  package.write(paper::package_file(items, decisions.items));
  ledger_file.write(paper::ledger_text(*ledger.ledger));
  if (certificate.is_wanted())
    certificate.write(
        write_certificate(publish::certify(*ledger.ledger, decisions.results, listed_theorems())));
  if (items.empty()) {
    run::say(
        "nothing is checked: '{}' has no \\certified number and no claim; what could be checked is told by: "
        "dropcert paper --tables {}",
        options.file, options.file);
    return exit_undecided;
  }
  return paper::all_right(items, decisions.items) ? exit_decided : exit_undecided;
}

}  // namespace

void add_paper(Command& app, int& exit_code) {
  auto options = std::make_shared<PaperOptions>();
  Command command =
      app.add_subcommand("paper", "The numbers and claims of a paper, checked in its own LaTeX");
  command.add_option("FILE", options->file, "the paper's main file; what it inputs is followed").required();
  command.add_option("--out", options->out, "what the package reads (default: FILE with the end .dropcert)");
  command.add_option("--ledger", options->ledger, "write the numbers and claims there, as a ledger");
  command.add_option("--certificate", options->certificate,
                     "write a certificate of that ledger there, which dropcert-check decides again");
  command.add_flag("--tables", options->tables,
                   "list the numbers in tables and the displayed relations that nothing checks, as a draft; "
                   "decide and write nothing");
  command.add_flag("--quiet", options->quiet, "print only what is not right").excludes("--tables");
  command.add_option("--threads", options->threads, "threads (default: one a core)").check(Range(1U, 256U));
  add_limit_options(command, options->limits);
  add_force_option(command, options->force);
  command.footer(
      "In the paper: \\usepackage{dropcert}, then \\certified{radius(3)}{4.3439} and the like "
      "(tex/README.md).\n"
      "Example: dropcert paper main.tex && pdflatex main\n"
      "Exit code: 0 everything is right, 1 something is wrong or not decided, or there is nothing to check,\n"
      "2 bad usage or input: then nothing is written.");
  command.callback([options, &exit_code] { exit_code = check_paper(*options); });
}

}  // namespace dropcert::cli
