#include <fmt/core.h>

#include <memory>
#include <optional>

#include "certificate/case_files.hpp"
#include "cli/ledger_run.hpp"
#include "cli/limit_options.hpp"
#include "data/byte_source.hpp"
#include "publish/comparison_report.hpp"
#include "publish/tables/compare_csv.hpp"
#include "verify/outcome.hpp"

namespace dropcert::cli {

using namespace language;
using namespace certificate;

namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 25;  // of what a file holds

struct CompareOptions {
  std::string file;
  publish::ComparisonOptions comparison;
  std::string arguments = "exact";
  std::string format = "text";
  bool quiet = false;
  verify::Limits limits;  // of each value
};

// Plain or compressed with gzip, without a byte order mark.
std::string content_of(const std::string& file) {
  std::optional<std::string> content = data::content_of(file, most_bytes);
  if (!content) throw UsageError(fmt::format("'{}' holds more than {} bytes", file, most_bytes));
  return *std::move(content);
}

// A table of the user's; nullopt for the name of one of this program.
std::optional<publish::TableUnit> own_table(const std::string& table) {
  if (!table.ends_with(".table")) return std::nullopt;
  return publish::user_table(read_file(table), table, folder_of(table));
}

int compare(const CompareOptions& options) {
  publish::TableInputs inputs;
  inputs.stop = &run::interrupted();
  inputs.limits = options.limits;
  publish::ComparisonOptions comparison = options.comparison;
  comparison.double_arguments = options.arguments == "double";
  const std::string text = content_of(options.file);
  std::vector<publish::ComparedEntry> entries;
  const bool is_b_file = publish::looks_like_b_file(text) && comparison.table.empty();
  if (!comparison.sequence.empty() || is_b_file) {
    entries = publish::compare_b_file(text, options.file, comparison);
  } else {
    inputs.ledger = data_text("paper.claims");
    inputs.theorems = theorem_names();
    const std::optional<publish::TableUnit> own = own_table(comparison.table);
    entries = own ? publish::compare_csv(text, options.file, *own, comparison, inputs)
                  : publish::compare_csv(text, options.file, comparison, inputs);
  }
  print_report(options.format == "json" ? publish::json_comparison(options.file, entries, options.quiet)
               : options.format == "csv"
                   ? publish::csv_comparison(entries, options.quiet)
                   : printable_lines(publish::text_comparison(options.file, entries, options.quiet)));
  if (run::interrupted()) throw verify::Interrupted();  // told once what was compared is printed
  return publish::all_right(entries) ? exit_decided : exit_undecided;
}

std::string footer() {
  std::string text =
      "THEIRS is a CSV with a header: either a column 'expression' (terms of the language, see 'dropcert "
      "evaluate "
      "--help') and columns of printed values, or columns of one of the certified tables (tables/README.md), "
      "the keys among them; with commas, semicolons or tabs between fields, plain or compressed with gzip. "
      "What is "
      "printed "
      "is judged as prints(x, \"...\") does: right within half a unit of the last digit, 0 for 0 alone; also "
      "1.23(4), "
      "1.23..., < 1e-16, 1/3, 3*pi/4, in $...$ or \\num{...}, with marks of footnotes, or 2.5%, which is "
      "0.025. Or it is a b-file of the OEIS; its name, or --sequence, says "
      "of what:\n";
  for (const auto& sequence : publish::b_file_sequences())
    text += fmt::format("  {:<27} {}\n", sequence.first, sequence.second);
  return text +
         "Example: dropcert compare theirs.csv\nExit code: 0 all printed digits are right, 1 some are not or "
         "cannot be compared, 2 bad usage or input, or nothing to compare.";
}

}  // namespace

void add_compare(Command& app, int& exit_code) {
  auto options = std::make_shared<CompareOptions>();
  Command command = app.add_subcommand("compare", "Printed digits against certified ones, entry by entry");
  command.add_option("THEIRS", options->file, "a CSV file, or a b-file of the OEIS").required();
  command.add_option("--table", options->comparison.table,
                     "the certified table that the columns are of: a name (tables/README.md), or a file of "
                     "yours, NAME.table");
  command.add_option("--expression", options->comparison.expression, "the name of the column of expressions");
  command.add_option("--value", options->comparison.value,
                     "the name of the column of values (default: value or printed, else all others)");
  command.add_option("--sequence", options->comparison.sequence, "the sequence that a b-file is of");
  command
      .add_option(
          "--arguments", options->arguments,
          "what a decimal in a term or a key means: the number as it is written, or the nearest double")
      .check(IsMember{{"exact", "double"}})
      .capture_default_str();
  command
      .add_option("--format", options->format,
                  "of the result: text, json, csv; each with the kind of each fault")
      .check(IsMember{{"text", "json", "csv"}})
      .capture_default_str();
  command.add_flag("--quiet", options->quiet, "show only entries that are not right");
  add_limit_options(command, options->limits);
  command.footer(footer());
  command.callback([options, &exit_code] { exit_code = compare(*options); });
}

}  // namespace dropcert::cli
