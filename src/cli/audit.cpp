#include "audit/audit.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "audit/csv_table.hpp"
#include "audit/svmlight_table.hpp"
#include "cli/audit_output.hpp"
#include "cli/audit_parts.hpp"
#include "cli/command.hpp"
#include "cli/progress.hpp"
#include "data/number.hpp"
#include "publish/audit_report.hpp"
#include "publish/output_file.hpp"
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
  std::string resume;         // a folder; empty: no checkpoints
  std::string shard, output;  // "i/n" and the file for it
};

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

using Lines = std::function<void(std::string_view)>;

AuditSummary audited(const AuditCommand& command, const Table& table, RecordBlocks& blocks,
                     const DropoutNoise& noise, const AuditParts* parts, const Lines& lines) {
  Progress progress("audit");
  AuditOptions options;
  options.threads = thread_count(command.threads);
  options.digits = command.digits;
  options.regulariser = command.regulariser;
  options.skip_bad = command.skip_bad;
  options.stop = &interrupted();
  options.report = lines;
  if (parts) parts->apply(options);
  options.progress = [&](double share) { progress.update(share); };
  try {
    return audit(table, blocks, noise, options);
  } catch (const AuditStopped&) {
    throw Interrupted();
  }
}

// All that the result depends on, save the bytes of the data.
AuditParameters parameters_of(const AuditCommand& command, const DropoutNoise& noise) {
  std::string ignored;
  for (const std::string& name : command.ignore) ignored += (ignored.empty() ? "" : ",") + name;
  return {{"weights-sha256", sha256(read_file(command.weights))},
          {"dropout", noise.delta.str()},
          {"bias", noise.bias.str()},
          {"input", is_sparse(command) ? "svmlight" : "csv"},
          {"ignore", ignored},
          {"digits", fmt::format("{}", command.digits)},
          {"regulariser", command.regulariser ? "yes" : "no"},
          {"skip-bad", command.skip_bad ? "yes" : "no"},
          {"rows", command.out.empty() && command.shard.empty() ? "no" : "yes"}};
}

void check_parts(const AuditCommand& command) {
  if (command.shard.empty() != command.output.empty())
    throw UsageError("--shard i/n and --output FILE go together: the file is for 'dropcert merge'");
  if (!command.shard.empty() && !(command.out.empty() && command.figure.empty()))
    throw UsageError("a shard has neither --out nor --figure: give them to 'dropcert merge'");
}

int write_shard(const AuditCommand& command, const Table& table, RecordBlocks& blocks,
                const DropoutNoise& noise, const AuditParts& parts) {
  AuditShardWriter writer(command.output, parts.shard_identity());
  AuditSummary summary = audited(command, table, blocks, noise, &parts,
                                 [&](std::string_view lines) { writer.add_lines(lines); });
  writer.finish({command.data, command.weights, table.feature_count(), noise, std::move(summary)});
  return exit_decided;
}

void say_what_was_recalled(const AuditCommand& command, const std::optional<AuditParts>& parts) {
  if (parts && parts->recalled() > 0)
    fmt::print(stderr, "dropcert: {} blocks were taken from '{}'\n", parts->recalled(), command.resume);
}

int run(const AuditCommand& command) {
  interrupted();  // from here on, Ctrl-C leaves nothing behind
  check_outputs(command);
  check_parts(command);
  const Weights weights = read_weights(command.weights);
  const DropoutNoise noise = noise_of(command, weights);
  std::optional<AuditParts> parts;
  if (!command.resume.empty() || !command.shard.empty())
    parts.emplace(command.data, parameters_of(command, noise), command.resume, command.shard);
  RecordBlocks blocks(ByteSource(command.data), is_sparse(command) ? whole_lines : whole_csv_records,
                      parts ? parts->block_size() : RecordBlocks::default_block_size);
  const std::unique_ptr<Table> table = table_of(command, weights, blocks);
  if (parts && parts->is_shard()) {
    const int exit_code = write_shard(command, *table, blocks, noise, *parts);
    say_what_was_recalled(command, parts);
    return exit_code;
  }
  std::optional<OutputFile> out, figure;
  if (!command.out.empty()) out.emplace(command.out);
  if (!command.figure.empty()) figure.emplace(command.figure);
  const Lines lines = out ? Lines([&](std::string_view text) { out->write(text); }) : Lines();
  AuditSummary summary = audited(command, *table, blocks, noise, parts ? &*parts : nullptr, lines);
  say_what_was_recalled(command, parts);
  write_audit({command.data, command.weights, table->feature_count(), noise, std::move(summary)}, out, figure,
              command.format);
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
  app.add_option("--resume", command.resume,
                 "save the work to this folder, block by block, and go on from what is saved there");
  app.add_option("--shard", command.shard, "part i of n, written i/n: a file for 'dropcert merge'");
  app.add_option("--output", command.output, "the file for a shard");
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
      "         dropcert audit --data X.csv --weights w.csv --dropout 1/2 --shard 1/4 --output shard-1\n"
      "Killed at any moment, a run with --resume loses at most the blocks in hand: 1 MiB of data a thread.\n"
      "Numbers are read exactly as written, and every verdict is decided. Exit code: 0 all rows decided, 1 "
      "stopped, 2 "
      "bad usage or input.");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace dropcert
