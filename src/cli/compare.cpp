#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/ledger_run.hpp"
#include "publish/comparison.hpp"
#include "publish/tables/compare_csv.hpp"

namespace dropcert::cli {

namespace {

constexpr std::size_t widest_number = 60;

struct CompareOptions {
  std::string file;
  publish::ComparisonOptions comparison;
  bool quiet = false;
};

// A long number around its digit of that number.
std::string window(const std::string& number, std::size_t digit) {
  if (number.size() <= widest_number) return number;
  const std::size_t half = widest_number / 2;
  const std::size_t start = digit < half ? 0 : std::min(digit - half, number.size() - widest_number);
  const std::size_t end = start + widest_number;
  return fmt::format("{}{}{}", start ? "..." : "", number.substr(start, widest_number),
                     end < number.size() ? "..." : "");
}

std::size_t print(const std::string& file, const std::vector<publish::ComparedEntry>& entries, bool quiet) {
  std::size_t right = 0;
  for (const publish::ComparedEntry& entry : entries) {
    const bool is_right = entry.judgement.verdict == publish::Digits::right;
    right += is_right ? 1U : 0U;
    if (is_right && quiet) continue;
    print_report(run::printable(fmt::format("{}:{}: {}: {}\n  printed   {}\n  certified {}\n", file,
                                            entry.line, entry.what, publish::describe(entry.judgement),
                                            window(entry.printed, entry.judgement.first_wrong),
                                            window(entry.judgement.certified, entry.judgement.first_wrong))));
  }
  return right;
}

std::string counted(const std::vector<publish::ComparedEntry>& entries, publish::Digits verdict,
                    const char* name) {
  const auto n = std::count_if(entries.begin(), entries.end(), [&](const publish::ComparedEntry& entry) {
    return entry.judgement.verdict == verdict;
  });
  return n == 0 ? "" : fmt::format(", {} {}", n, name);
}

int compare(const CompareOptions& options) {
  publish::TableInputs inputs;
  inputs.stop = &run::interrupted();
  const std::string text = read_file(options.file);
  std::vector<publish::ComparedEntry> entries;
  if (!options.comparison.sequence.empty() || publish::looks_like_b_file(text)) {
    entries = publish::compare_b_file(text, options.file, options.comparison);
  } else {
    inputs.ledger = data_text("paper.claims");
    inputs.theorems = theorem_names();
    entries = publish::compare_csv(text, options.file, options.comparison, inputs);
  }
  const std::size_t right = print(options.file, entries, options.quiet);
  fmt::print(
      "{} entries: {} right{}{}{}.\n", entries.size(), right,
      counted(entries, publish::Digits::rounded_wrong_way, "with the last digit rounded the wrong way"),
      counted(entries, publish::Digits::wrong, "wrong"),
      counted(entries, publish::Digits::undecided, "not decided"));
  return right == entries.size() ? exit_decided : exit_undecided;
}

std::string footer() {
  std::string text =
      "THEIRS is a CSV with a header: either a column 'expression' (terms of the language, see 'dropcert "
      "evaluate "
      "--help') and columns of printed values, or columns of one of the certified tables (tables/README.md), "
      "the keys among them. "
      "Numbers are taken as exact as written. Or it is a b-file of the OEIS; its name, or --sequence, says "
      "of what:\n";
  for (const auto& sequence : publish::b_file_sequences())
    text += fmt::format("  {:<27} {}\n", sequence.first, sequence.second);
  return text +
         "Example: dropcert compare theirs.csv\nExit code: 0 all printed digits are right, 1 some are not, 2 "
         "bad usage or input.";
}

}  // namespace

void add_compare(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* command = app.add_subcommand("compare", "Printed digits against certified ones, entry by entry");
  command->add_option("THEIRS", options->file, "a CSV file, or a b-file of the OEIS")->required();
  command->add_option("--table", options->comparison.table, "the certified table that the columns are of");
  command->add_option("--expression", options->comparison.expression,
                      "the name of the column of expressions");
  command->add_option("--value", options->comparison.value,
                      "the name of the column of values (default: value or printed, else all others)");
  command->add_option("--sequence", options->comparison.sequence, "the sequence that a b-file is of");
  command->add_flag("--quiet", options->quiet, "show only entries that are not right");
  command->footer(footer());
  command->callback([options, &exit_code] { exit_code = compare(*options); });
}

}  // namespace dropcert::cli
