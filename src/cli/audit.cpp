#include "audit/audit.hpp"

#include <fmt/core.h>

#include <memory>

#include "cli/audit_command.hpp"
#include "cli/audit_layout.hpp"
#include "cli/audit_output.hpp"
#include "cli/audit_parts.hpp"
#include "cli/audit_statements.hpp"
#include "cli/command.hpp"
#include "cli/progress.hpp"
#include "data/csv.hpp"
#include "publish/audit_report.hpp"
#include "publish/output_file.hpp"
#include "verify/outcome.hpp"

namespace dropcert::cli {

using namespace certificate;
using namespace model;
using namespace verify;

namespace {

audit::AuditSummary audited(const AuditCommand& command, const AuditTable& table, data::RecordBlocks& blocks,
                            const audit::AuditModel& model, const AuditParts* parts, const Lines& lines,
                            AuditStatements* statements = nullptr) {
  Progress progress("audit");
  audit::AuditOptions options = options_of(command, lines, progress);
  options.watched = table.watched;
  if (parts) parts->apply(options);
  if (statements)
    options.row = [&](const audit::Table& rows, const audit::TableRow& row, std::string_view line) {
      statements->add(model, rows, row, line);
    };
  try {
    return audit::audit(*table.table, blocks, model, options);
  } catch (const Stopped&) {
    throw Interrupted();
  }
}

// All that the result depends on, save the bytes of the data.
AuditParameters parameters_of(const AuditCommand& command, const DataLayout& layout,
                              const std::string& weights, const audit::AuditModel& model) {
  std::string ignored;
  for (const std::string& name : command.ignore) ignored += (ignored.empty() ? "" : ",") + name;
  std::string features;
  for (const std::string& name : command.features) features += (features.empty() ? "" : ",") + name;
  const audit::TableOptions& table = layout.options;
  AuditParameters parameters = {{"weights-sha256", sha256(weights)},
                                {"noise", std::string(name(model.rows.law.kind()))},
                                {"strength", model.rows.law.level().str()},
                                {"family", std::string(name(model.rows.family))},
                                {"bias", model.rows.bias.str()},
                                {"input", layout.sparse ? "svmlight" : "csv"},
                                {"ignore", ignored},
                                {"digits", fmt::format("{}", command.digits)},
                                {"regulariser", command.regulariser ? "yes" : "no"},
                                {"skip-bad", command.skip_bad ? "yes" : "no"},
                                {"rows", command.out.empty() && command.shard.empty() ? "no" : "yes"}};
  const auto add = [&](bool given, const char* name, const std::string& value) {
    if (given) parameters.emplace_back(name, value);
  };
  add(table.separator != ',', "separator", std::string(data::name_of_separator(table.separator)));
  add(command.advice, "advice", "yes");
  add(command.shares, "shares", "yes");
  add(!table.header, "header", "no");
  add(table.feature_order, "feature-order", "yes");
  add(table.zero_based, "zero-based", "yes");
  add(!table.label.empty(), "label", table.label);
  add(!features.empty(), "feature", features);
  if (table.scaler) parameters.emplace_back("scaler-sha256", sha256(audit::read_weight_file(command.scaler)));
  return parameters;
}

int write_shard(const AuditCommand& command, const AuditTable& table, data::RecordBlocks& blocks,
                const audit::AuditModel& model, const AuditWeights& weights, const AuditParts& parts) {
  checkpoint::AuditShardWriter writer(
      publish::open_output(command.output, {publish::shard_opening}, command.force), parts.shard_identity());
  audit::AuditSummary summary = audited(command, table, blocks, model, &parts,
                                        [&](std::string_view lines) { writer.add_lines(lines); });
  parts.require_unchanged(blocks);
  writer.finish(report_of(command, weights, model, std::move(summary)));
  return exit_decided;
}

void say_what_was_recalled(const AuditCommand& command, const std::optional<AuditParts>& parts) {
  if (parts && parts->recalled() > 0)
    run::say("{} blocks were taken from '{}'", parts->recalled(), command.resume);
}

int run(const AuditCommand& command) {
  if (is_sweep(command)) return run_audit_sweep(command);
  check(command);
  std::optional<AuditStatements> statements;
  if (!command.certificate.empty()) statements.emplace(command);
  AuditWeights weights = weights_of(command);
  const NoiseLaw law = law_of(command);
  audit::AuditModel model = model_of(command, weights, law);
  std::optional<AuditParts> parts;
  if (!command.resume.empty() || !command.shard.empty()) {
    require_regular_file(command.data);
    const DataLayout layout = layout_of(command, weights.features);
    parts.emplace(command.data, parameters_of(command, layout, weights.text, model), command.resume,
                  command.shard);
  }
  data::RecordBlocks blocks(data::ByteSource(command.data), data::whole_lines,
                            parts ? parts->block_size() : block_size_of(command));
  if (parts) parts->watch(blocks);
  DataLayout layout = layout_of(command, weights.features, blocks);
  settle_weights(command, layout, blocks, weights);
  model = model_of(command, weights, law);  // of classes and features that may be exchanged
  const AuditTable table = table_of(command, layout, weights.features, blocks);
  if (parts && parts->is_shard()) {
    const int exit_code = write_shard(command, table, blocks, model, weights, *parts);
    say_what_was_recalled(command, parts);
    return exit_code;
  }
  AuditFiles files({command.out, command.figure, command.shares_figure, command.scatter}, command.force);
  const Lines lines = files.rows ? Lines([&](std::string_view text) { files.rows->write(text); }) : Lines();
  audit::AuditSummary summary = audited(command, table, blocks, model, parts ? &*parts : nullptr, lines,
                                        statements ? &*statements : nullptr);
  if (parts) parts->require_unchanged(blocks);
  say_what_was_recalled(command, parts);
  const bool has_rows = summary.rows() > 0;
  const int exit_code =
      write_audit(report_of(command, weights, model, std::move(summary)), files, command.format);
  if (!statements || !has_rows) return exit_code;
  return std::max(exit_code, statements->certify(model, command.threads));
}

}  // namespace

void add_audit(Command& app, int& exit_code) {
  auto options = std::make_shared<AuditCommand>();
  Command command = app.add_subcommand(
      "audit", "For which rows of your data the series of the dropout regulariser converges, with proof");
  add_audit_options(command, *options);
  command.footer(
      "Example: dropcert audit --data X.csv --weights w.csv --dropout 1/2 --figure audit.svg\n"
      "         dropcert audit --data X.csv --weights w.csv --dropout 1/2 --shard 1/4 --output shard-1\n"
      "Killed at any moment, a run with --resume loses at most the blocks in hand: 1 MiB of data a thread.\n"
      "Numbers are read exactly as written, and every verdict is decided. Exit code: 0 all rows decided, 1 "
      "some not proved, none read, or stopped, 2 bad usage or input.");
  command.callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace dropcert::cli
