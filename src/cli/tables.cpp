#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>

#include "certificate/case_files.hpp"
#include "certificate/sha256.hpp"
#include "checkpoint/checkpoint_store.hpp"
#include "cli/ledger_run.hpp"
#include "cli/progress.hpp"
#include "publish/html.hpp"
#include "publish/tables/folder.hpp"
#include "publish/tables/html_tables.hpp"
#include "publish/tables/table_statements.hpp"

namespace dropcert::cli {

using namespace language;
using namespace certificate;

namespace {

struct TablesOptions {
  std::string out = "tables";
  std::vector<std::string> only;
  unsigned threads = 0;
  bool check = false;
  bool force = false;
  std::string resume;  // a folder for checkpoints; empty: none
  std::string certificate;
  std::string file;  // a table of the user's; empty: those of this program
  std::string format = "files";
};

/// The files of the tables that an earlier run made, one piece a table.
class SavedTables {
 public:
  explicit SavedTables(const std::string& folder)
      : folder_(folder),
        store_(folder, program_name(), "tables",
               {{"ledger-sha256", sha256(data_text("paper.claims"))},
                {"theorems-sha256", sha256(data_text("theorems.txt"))}}) {}

  publish::KnownFiles known() {
    return {[this](const std::string& table) { return recall(table); },
            [this](const std::string& table, const std::vector<publish::NamedText>& files) {
              keep(table, files);
            }};
  }
  void say_what_was_recalled() const {
    if (recalled_ > 0) run::say("{} tables were taken from '{}'", recalled_.load(), folder_);
  }

 private:
  std::optional<std::vector<publish::NamedText>> recall(const std::string& table) {
    std::optional<checkpoint::RecordReader> record = store_.open(table);
    if (!record) return std::nullopt;
    std::vector<publish::NamedText> files;
    while (record->remaining() > 0) {
      std::string name = record->read_text();
      files.push_back({std::move(name), record->read_text()});
    }
    // A right digest is no proof that this program wrote it: names decide where files go.
    std::vector<std::string> names;
    for (const publish::NamedText& file : files) names.push_back(file.name);
    std::vector<std::string> expected = publish::file_names(*publish::table_unit(table));
    std::sort(names.begin(), names.end());
    std::sort(expected.begin(), expected.end());
    if (names != expected)
      throw checkpoint::RecordError(
          fmt::format("the checkpoint of table '{}' in '{}' has other files than the table", table, folder_));
    ++recalled_;
    return files;
  }

  void keep(const std::string& table, const std::vector<publish::NamedText>& files) const {
    checkpoint::RecordWriter record = store_.create(table);
    for (const publish::NamedText& file : files) {
      record.write_text(file.name);
      record.write_text(file.content);
    }
    record.commit();
  }

  std::string folder_;
  checkpoint::CheckpointStore store_;
  std::atomic<unsigned> recalled_ = 0;
};

std::string unit_names() {
  std::string names;
  for (const std::string& name : publish::table_names()) names += (names.empty() ? "" : ", ") + name;
  return names;
}

std::vector<const publish::TableUnit*> chosen(const std::vector<std::string>& only) {
  std::vector<const publish::TableUnit*> units;
  for (const std::string& name : only) {
    const publish::TableUnit* unit = publish::table_unit(name);
    if (unit == nullptr)
      throw UsageError(fmt::format("there is no table '{}'; the tables are {}", name, unit_names()));
    if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
  }
  if (only.empty())
    for (const publish::TableUnit& unit : publish::table_units()) units.push_back(&unit);
  return units;
}

int report_check(const TablesOptions& options, const publish::Files& files, std::size_t tables) {
  const std::vector<std::string> found = publish::differences(options.out, files, options.only.empty());
  for (const std::string& sentence : found) print_report(printable(sentence) + "\n");
  if (found.empty()) {
    fmt::print("{} tables, {} files in '{}': every byte is as computed now.\n", tables, files.size() + 1,
               printable(options.out));
    return exit_decided;
  }
  fmt::print(
      "{} of the files in '{}' differ from what is computed now. If the ledger or a table was changed on "
      "purpose, "
      "'dropcert tables --out {}' writes them anew.\n",
      found.size(), printable(options.out), printable(options.out));
  return exit_undecided;
}

// The cells of the tables as statements, decided; nothing else is written.
int certify_tables(const TablesOptions& options, const std::vector<const publish::TableUnit*>& units,
                   const publish::TableInputs& inputs) {
  publish::OutputFile file =
      publish::open_output(options.certificate, {publish::certificate_opening}, options.force);
  std::string text = "ledger \"The cells of the tables\"\n";
  std::size_t cells = 0;
  for (const publish::TableUnit* unit : units) {
    const publish::Table table = unit->table(inputs);
    text += publish::table_claims(table);
    const std::size_t stated = publish::stated_cells(table);
    const std::string without = publish::columns_without_term(table);
    fmt::print("{}: {} cells are stated{}\n", table.specification.name, stated,
               without.empty() ? "" : "; without a term: " + without);
    cells += stated;
  }
  if (cells == 0)
    throw UsageError("none of these tables has a column with a term, so there is nothing to state");
  fmt::print("{} cells of {} tables\n", cells, units.size());
  return certify_statements(text, "the statements of the tables", file, options.threads);
}

int write_page(const TablesOptions& options, publish::OutputFile& file,
               const std::vector<publish::DrawnTable>& drawn) {
  if (run::interrupted()) return exit_undecided;
  file.write(publish::html_tables(drawn));
  file.commit();
  if (options.out != run::standard_stream)
    fmt::print("{} tables in '{}'\n", drawn.size(), printable(options.out));
  return exit_decided;
}

publish::OutputFile open_page(const TablesOptions& options) {
  if (options.check || !options.resume.empty() || !options.certificate.empty())
    throw UsageError("--check, --resume and --certificate do not go with --format html");
  if (options.out == "tables") throw UsageError("--format html needs --out FILE: the page is one file");
  return publish::open_output(options.out, {publish::html_opening}, options.force);
}

int page(const TablesOptions& options, const std::vector<const publish::TableUnit*>& units,
         const publish::TableInputs& inputs) {
  publish::OutputFile file = open_page(options);
  std::vector<publish::DrawnTable> drawn;
  {
    Progress progress("tables");
    drawn = publish::drawn_tables(units, inputs, thread_count(options.threads),
                                  [&](double share) { progress.update(share); });
  }
  return write_page(options, file, drawn);
}

int user_tables(const TablesOptions& options) {
  if (!options.only.empty() || options.check || !options.resume.empty())
    throw UsageError("--only, --check and --resume are for the tables of this program");
  publish::TableInputs inputs;
  inputs.stop = &run::interrupted();
  const publish::TableUnit unit =
      publish::user_table(read_text(options.file), options.file, folder_of(options.file));
  if (options.format == "html") return page(options, {&unit}, inputs);
  const std::string& name = unit.specification().name;
  if (!options.certificate.empty()) {
    publish::OutputFile file =
        publish::open_output(options.certificate, {publish::certificate_opening}, options.force);
    const publish::Table table = unit.table(inputs);
    fmt::print("{}: {} cells are stated\n", name, publish::stated_cells(table));
    return certify_statements(
        "ledger \"The cells of a table\"\n" + unit.text.definitions.text() + publish::table_claims(table),
        options.file, file, options.threads);
  }
  const std::vector<publish::NamedText> files = publish::generate(unit, inputs);
  publish::make_folder(options.out);
  std::vector<std::string> names;
  std::vector<publish::OutputFile> changed;  // all or none is refused
  for (const publish::NamedText& made : files) {
    names.push_back(made.name);
    const std::filesystem::path path = std::filesystem::path(options.out) / made.name;
    std::error_code error;
    if (std::filesystem::is_regular_file(path, error) &&
        run::content_of(path.string(), made.content.size(), run::InputFile::Owner::program) == made.content)
      continue;
    changed.push_back(publish::open_output(path, {}, options.force));
    changed.back().write(made.content);
  }
  for (publish::OutputFile& file : changed) file.commit();
  fmt::print("{} in '{}'\n", fmt::join(names, ", "), printable(options.out));
  return exit_decided;
}

int tables(const TablesOptions& options) {
  if (!options.file.empty()) return user_tables(options);
  if (options.out == run::standard_stream && options.format != "html")
    throw UsageError("--out is a folder; tables do not go to standard output");
  const std::vector<const publish::TableUnit*> units = chosen(options.only);
  if (options.check && options.format != "html" && !std::filesystem::is_directory(options.out))
    throw UsageError(fmt::format("there is no folder '{}' to check; --out names another", options.out));
  publish::TableInputs inputs;
  inputs.ledger = data_text("paper.claims");
  inputs.theorems = theorem_names();
  inputs.stop = &run::interrupted();
  if (options.format == "html") return page(options, units, inputs);
  if (!options.certificate.empty()) return certify_tables(options, units, inputs);
  std::optional<SavedTables> saved;
  if (!options.resume.empty()) saved.emplace(options.resume);
  publish::Files files;
  {
    Progress progress("tables");
    files = publish::generate(
        units, inputs, thread_count(options.threads), [&](double share) { progress.update(share); },
        saved ? saved->known() : publish::KnownFiles());
  }
  if (saved) saved->say_what_was_recalled();
  if (options.check) return report_check(options, files, units.size());
  const std::vector<std::string> replaced =
      publish::write_folder(options.out, files, options.force, [] { return run::interrupted().load(); });
  fmt::print("{} tables, {} files in '{}'; {} changed.\n", units.size(), files.size() + 1,
             printable(options.out), replaced.size());
  return exit_decided;
}

}  // namespace

void add_tables(Command& app, int& exit_code) {
  auto options = std::make_shared<TablesOptions>();
  Command command = app.add_subcommand("tables", "Write the certified tables and figures, or check them");
  command.add_option("FILE", options->file,
                     "a table of yours, NAME.table (proofs/README.md); without it those of this program");
  command.add_option("--out", options->out, "the folder; of --format html the file").capture_default_str();
  command.add_option("--format", options->format, "files, or html: one page of the tables and figures")
      .check(IsMember{{"files", "html"}})
      .capture_default_str();
  command.add_option("--only", options->only, "only these tables, such as radius,remedy")
      .delimiter(',')
      .allow_extra_args(false);
  command.add_option("--threads", options->threads, "threads (default: one a core)").check(Range(1U, 256U));
  command.add_option("--resume", options->resume,
                     "save each table to this folder as it is made, and take those that are saved there");
  command.add_flag("--check", options->check, "write nothing; name the first byte of each file that differs");
  command.add_option(
      "--certificate", options->certificate,
      "write nothing but the cells as statements, decided, for dropcert-check to decide again");
  add_force_option(command, options->force);
  command.footer("Tables: " + unit_names() +
                 "\nExample: dropcert tables --check\nKilled at any moment, a run with --resume loses at "
                 "most the tables in "
                 "hand, one a thread.\nExit code: 0 written, or all bytes equal; 1 something differs "
                 "or stopped before the end; 2 bad usage or input.");
  command.callback([options, &exit_code] { exit_code = tables(*options); });
}

}  // namespace dropcert::cli
