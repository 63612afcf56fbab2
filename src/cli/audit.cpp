#include "audit/audit.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "audit/csv_table.hpp"
#include "audit/svmlight_table.hpp"
#include "cli/command.hpp"
#include "cli/progress.hpp"
#include "data/number.hpp"
#include "publish/audit_report.hpp"
#include "publish/output_file.hpp"
#include "publish/svg.hpp"
#include "verify/outcome.hpp"

namespace dropcert {

namespace {

constexpr int max_report_digits = 1000;

struct AuditCommand {
  std::string data, weights, dropout, bias, input = "auto", out, figure, format = "text";
  std::vector<std::string> ignore;
  int digits = 10;
  unsigned threads = 0;
  bool regulariser = false, skip_bad = false;
};

Rational number_option(const char* option, const std::string& text) {
  try {
    return parse_number(text);
  } catch (const std::invalid_argument& error) {
    throw UsageError(fmt::format("{}: {}", option, error.what()));
  }
}

DropoutNoise noise_of(const AuditCommand& command, const Weights& weights) {
  if (!command.bias.empty() && weights.intercept)
    throw UsageError(
        fmt::format("the bias is given twice: by --bias and by the intercept in '{}'", weights.file));
  const Rational bias =
      command.bias.empty() ? weights.intercept.value_or(0) : number_option("--bias", command.bias);
  return {number_option("--dropout", command.dropout), bias};
}

bool is_sparse(const AuditCommand& command) {
  if (command.input != "auto") return command.input == "svmlight";
  std::filesystem::path path(command.data);
  if (path.extension() == ".gz") path.replace_extension();
  return path.extension() == ".svm" || path.extension() == ".svmlight" || path.extension() == ".libsvm";
}

void check_outputs(const AuditCommand& command) {
  for (const std::string* out : {&command.out, &command.figure})
    for (const std::string* in : {&command.data, &command.weights}) {
      std::error_code none;
      if (!out->empty() && std::filesystem::equivalent(*out, *in, none))
        throw UsageError(fmt::format("'{}' would be overwritten by what is read from it", *out));
    }
}

std::unique_ptr<Table> table_of(const AuditCommand& command, const Weights& weights, RecordBlocks& blocks) {
  if (!is_sparse(command))
    return std::make_unique<CsvTable>(blocks.take_first(first_csv_record_end), command.data, weights,
                                      command.ignore);
  if (!command.ignore.empty()) throw UsageError("--ignore is for the columns of CSV files");
  return std::make_unique<SvmlightTable>(command.data, weights);
}

AuditSummary audited(const AuditCommand& command, const Table& table, RecordBlocks& blocks,
                     const DropoutNoise& noise, OutputFile* out) {
  Progress progress("audit");
  AuditOptions options;
  options.threads = thread_count(command.threads);
  options.digits = command.digits;
  options.regulariser = command.regulariser;
  options.skip_bad = command.skip_bad;
  options.stop = &interrupted();
  if (out) options.report = [&](std::string_view lines) { out->write(lines); };
  options.progress = [&](double share) { progress.update(share); };
  try {
    return audit(table, blocks, noise, options);
  } catch (const AuditStopped&) {
    throw Interrupted();
  }
}

int run(const AuditCommand& command) {
  interrupted();  // from here on, Ctrl-C leaves nothing behind
  check_outputs(command);
  const Weights weights = read_weights(command.weights);
  const DropoutNoise noise = noise_of(command, weights);
  RecordBlocks blocks(ByteSource(command.data), is_sparse(command) ? whole_lines : whole_csv_records);
  const std::unique_ptr<Table> table = table_of(command, weights, blocks);
  std::optional<OutputFile> out, figure;
  if (!command.out.empty()) out.emplace(command.out);
  if (!command.figure.empty()) figure.emplace(command.figure);
  AuditSummary summary = audited(command, *table, blocks, noise, out ? &*out : nullptr);
  const AuditReport report{command.data, command.weights, table->feature_count(), noise, std::move(summary)};
  if (figure) figure->write(write_svg(audit_plot(report)));
  for (std::optional<OutputFile>* file : {&out, &figure})
    if (*file) (*file)->finish();
  for (std::optional<OutputFile>* file : {&out, &figure})
    if (*file) (*file)->commit();
  fmt::print("{}", command.format == "json" ? json_report(report) : text_report(report));
  return exit_decided;
}

void add_options(CLI::App& app, AuditCommand& command) {
  app.add_option("--data", command.data, "CSV with a header, or SVMlight/LIBSVM; plain or gzip")->required();
  app.add_option("--weights", command.weights, "CSV: a line name,weight, then one line a feature")
      ->required();
  app.add_option("--dropout", command.dropout,
                 "the probability that a feature is dropped, such as 1/2 or 0.2")
      ->required();
  app.add_option("--bias", command.bias,
                 "an intercept, never dropped (or a line 'intercept' in the weights)");
  app.add_option("--ignore", command.ignore, "columns that are no features, such as id,label")
      ->delimiter(',');
  app.add_option("--input", command.input,
                 "csv or svmlight; auto: by the file's name (.svm, .svmlight, .libsvm)")
      ->check(CLI::IsMember({"auto", "csv", "svmlight"}))
      ->capture_default_str();
  app.add_option("--out", command.out, "write every row's numbers there, as CSV");
  app.add_option("--digits", command.digits, "significant digits of those numbers, correctly rounded")
      ->check(CLI::Range(1, max_report_digits))
      ->capture_default_str();
  app.add_flag("--regulariser", command.regulariser,
               "also the regulariser R of every row, and the error of R_2");
  app.add_option("--figure", command.figure, "draw the histogram of V/radius there, as SVG");
  app.add_option("--format", command.format, "of the summary: text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  app.add_flag("--skip-bad", command.skip_bad, "skip and count rows that cannot be read");
  app.add_option("--threads", command.threads, "threads (default: one a core)")->check(CLI::Range(1U, 256U));
}

}  // namespace

void add_audit(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<AuditCommand>();
  CLI::App* command = app.add_subcommand(
      "audit", "For which rows of your data the series of the dropout regulariser converges, with proof");
  add_options(*command, *options);
  command->footer(
      "Example: dropcert audit --data X.csv --weights w.csv --dropout 1/2 --figure audit.svg\n"
      "Numbers are read exactly as written, and every verdict is decided. Exit code: 0 all rows decided, 1 "
      "stopped, 2 "
      "bad usage or input.");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace dropcert
