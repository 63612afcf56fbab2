#include "audit/family_audit.hpp"

#include <optional>

#include "audit/softmax_audit.hpp"
#include "cli/audit_command.hpp"
#include "cli/audit_layout.hpp"
#include "cli/audit_output.hpp"
#include "cli/command.hpp"
#include "publish/family_audit_report.hpp"
#include "publish/output_file.hpp"
#include "verify/outcome.hpp"

namespace dropcert::cli {

namespace {

/// Reads the data once and writes what is asked for; `audit_with` makes the summary.
template <typename AuditWith>
int run_audit(const AuditCommand& command, const audit::Weights& weights, publish::FamilyAuditReport report,
              AuditWith audit_with) {
  report.data = command.data;
  report.weights = command.weights;
  report.features = weights.features.size();
  report.noise = *noise_named(command.noise);
  report.family = *family_named(command.family);
  report.level = level_of(command);
  data::RecordBlocks blocks(data::ByteSource(command.data), data::whole_lines, block_size_of(command));
  const std::unique_ptr<audit::Table> table =
      table_of(command, layout_of(command, weights, blocks), weights, blocks);
  AuditFiles files(command.out, command.figure, command.force);
  const Lines lines = files.rows ? Lines([&](std::string_view text) { files.rows->write(text); }) : Lines();
  try {
    Progress progress("audit");
    report.summary = audit_with(report, *table, blocks, options_of(command, lines, progress));
  } catch (const Stopped&) {
    throw Interrupted();
  }
  return write_audit(report, files, command.format);
}

int run_softmax_audit(const AuditCommand& command) {
  if (!command.bias.empty())
    throw UsageError(
        "--bias is one number: the biases of a softmax model are the line 'intercept' of its weights");
  const audit::ClassWeights model = audit::read_class_weights(command.weights, command.features);
  publish::FamilyAuditReport report;
  report.classes = model.classes.size();
  return run_audit(command, model.features, std::move(report),
                   [&](const publish::FamilyAuditReport& known, const audit::Table& table,
                       data::RecordBlocks& blocks, const audit::AuditOptions& options) {
                     return audit::audit_softmax(table, model, blocks, {known.noise, known.level}, options);
                   });
}

}  // namespace

int run_family_audit(const AuditCommand& command) {
  if (command.family == "softmax") return run_softmax_audit(command);
  const audit::Weights weights = audit::read_weights(command.weights, command.features);
  publish::FamilyAuditReport report;
  report.bias = bias_of(command, weights);
  return run_audit(command, weights, std::move(report),
                   [](const publish::FamilyAuditReport& known, const audit::Table& table,
                      data::RecordBlocks& blocks, const audit::AuditOptions& options) {
                     return audit::audit_family(
                         table, blocks, {known.noise, known.family, known.level, known.bias}, options);
                   });
}

}  // namespace dropcert::cli
