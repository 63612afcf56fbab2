#include "audit/family_audit.hpp"

#include <fmt/format.h>

#include <optional>

#include "cli/audit_command.hpp"
#include "cli/command.hpp"
#include "publish/family_audit_report.hpp"
#include "publish/output_file.hpp"
#include "verify/outcome.hpp"

namespace dropcert {

namespace {

FamilySetting setting_of(const AuditCommand& command, const Weights& weights) {
  const bool dropout = command.noise == "dropout";
  FamilySetting setting{
      *noise_named(command.noise), *family_named(command.family), {}, bias_of(command, weights)};
  setting.level =
      dropout ? number_option("--dropout", command.dropout) : number_option("--level", command.level);
  multiplicative(setting.noise, {Rational(1)},
                 setting.level);  // refuses a level out of range, with a sentence
  return setting;
}

}  // namespace

int run_family_audit(const AuditCommand& command) {
  const Weights weights = read_weights(command.weights);
  FamilyAuditReport report{
      command.data, command.weights, weights.features.size(), setting_of(command, weights), {}};
  RecordBlocks blocks(ByteSource(command.data), whole_records_of(command));
  const std::unique_ptr<Table> table = table_of(command, weights, blocks);
  std::optional<OutputFile> out;
  if (!command.out.empty()) out.emplace(command.out);
  const Lines lines = out ? Lines([&](std::string_view text) { out->write(text); }) : Lines();
  try {
    Progress progress("audit");
    report.summary = audit_family(*table, blocks, report.setting, options_of(command, lines, progress));
  } catch (const AuditStopped&) {
    throw Interrupted();
  }
  if (out) out->commit();
  fmt::print("{}", command.format == "json" ? json_report(report) : text_report(report));
  return exit_decided;
}

}  // namespace dropcert
