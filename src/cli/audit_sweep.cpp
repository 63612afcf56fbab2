// dropcert audit at several rates of dropout.
#include <memory>

#include "audit/sweep.hpp"
#include "cli/audit_command.hpp"
#include "cli/audit_layout.hpp"
#include "cli/audit_output.hpp"
#include "cli/command.hpp"
#include "cli/model_options.hpp"
#include "cli/progress.hpp"
#include "publish/svg.hpp"
#include "publish/sweep_report.hpp"
#include "verify/outcome.hpp"

namespace dropcert::cli {

namespace {

constexpr std::size_t most_rates = 100;

std::vector<DropoutNoise> noises_of(const AuditCommand& command, const Rational& bias) {
  std::vector<DropoutNoise> result;
  for (std::size_t from = 0; from <= command.dropout.size();) {
    const std::size_t comma = std::min(command.dropout.find(',', from), command.dropout.size());
    result.emplace_back(noise_level(Noise::dropout, command.dropout.substr(from, comma - from), ""), bias);
    from = comma + 1;
  }
  if (result.size() > most_rates) throw UsageError(fmt::format("more than {} rates of dropout", most_rates));
  return result;
}

void check_sweep(const AuditCommand& command) {
  if (!is_plain(command))
    throw UsageError("several rates are for dropout and the logistic family alone; expected one");
  if (!command.out.empty() || !command.resume.empty() || !command.shard.empty())
    throw UsageError(
        "--out, --resume and --shard go with one rate of dropout; expected one, such as --dropout 0.1");
}

}  // namespace

bool is_sweep(const AuditCommand& command) {
  return command.dropout.find(',') != std::string::npos;
}

int run_audit_sweep(const AuditCommand& command) {
  check_sweep(command);
  const audit::Weights weights = audit::read_weights(command.weights, command.features);
  const std::vector<DropoutNoise> noises = noises_of(command, bias_of(command, weights));
  data::RecordBlocks blocks(data::ByteSource(command.data), data::whole_lines, block_size_of(command));
  const std::unique_ptr<audit::Table> table =
      table_of(command, layout_of(command, weights, blocks), weights, blocks);
  AuditFiles files("", command.figure, command.force);
  publish::SweepReport report;
  try {
    Progress progress("audit");
    const std::vector<audit::AuditSummary> summaries =
        audit::audit_sweep(*table, blocks, noises, options_of(command, Lines(), progress));
    for (std::size_t i = 0; i < noises.size(); ++i)
      report.rates.push_back({command.data, command.weights, table->feature_count(), noises[i], summaries[i],
                              weights.positive_label, command.digits});
  } catch (const Stopped&) {
    throw Interrupted();
  }
  return write_audit(report, files, command.format);
}

}  // namespace dropcert::cli
