// dropcert audit at several strengths of the noise.
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

using namespace model;
using namespace verify;

namespace {

constexpr std::size_t most_rates = 100;

std::vector<NoiseLaw> laws_of(const AuditCommand& command) {
  if (!command.dropout.empty() && !command.scale.empty())
    throw UsageError("--dropout and --scale are both given; expected one of them");
  const bool by_rate = !command.dropout.empty();
  const std::string& list = by_rate ? command.dropout : command.scale;
  std::vector<NoiseLaw> result;
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t comma = std::min(list.find(',', from), list.size());
    const std::string entry = list.substr(from, comma - from);
    if (entry.empty())
      throw UsageError(fmt::format("{}: an entry of '{}' is empty; expected numbers such as 0.1,0.2",
                                   by_rate ? "--dropout" : "--scale", list));
    result.push_back(law_of(*noise_named(command.noise), by_rate ? entry : "", by_rate ? "" : entry));
    from = comma + 1;
  }
  if (result.size() > most_rates) throw UsageError(fmt::format("more than {} rates", most_rates));
  return result;
}

void check_sweep(const AuditCommand& command) {
  if (!command.out.empty() || !command.resume.empty() || !command.shard.empty() ||
      !command.certificate.empty() || !command.shares_figure.empty() || !command.scatter.empty())
    throw UsageError(
        "--out, --resume, --shard, --certificate, --shares-figure and --scatter go with one rate of dropout "
        "or one scale, as a comparison of several keeps a summary of each and no rows; expected one, such as "
        "--dropout 0.1");
}

}  // namespace

bool is_sweep(const AuditCommand& command) {
  return (command.dropout + command.scale).find(',') != std::string::npos;
}

int run_audit_sweep(const AuditCommand& command) {
  check_sweep(command);
  if (command.format == "text" && (command.advice || command.shares || !command.label.empty()))
    run::say("--advice, --shares and --label: of a comparison only --format json shows them");
  AuditWeights weights = weights_of(command);
  const std::vector<NoiseLaw> laws = laws_of(command);
  data::RecordBlocks blocks(data::ByteSource(command.data), data::whole_lines, block_size_of(command));
  DataLayout layout = layout_of(command, weights.features, blocks);
  settle_weights(command, layout, blocks, weights);
  std::vector<audit::AuditModel> models;
  for (const NoiseLaw& law : laws) models.push_back(model_of(command, weights, law));
  const AuditTable table = table_of(command, layout, weights.features, blocks);
  AuditFiles files({"", command.figure, "", ""}, command.force);
  publish::SweepReport report;
  try {
    Progress progress("audit");
    audit::AuditOptions options = options_of(command, Lines(), progress);
    options.watched = table.watched;
    std::vector<audit::AuditSummary> summaries = audit::audit_sweep(*table.table, blocks, models, options);
    for (std::size_t i = 0; i < models.size(); ++i)
      report.rates.push_back(report_of(command, weights, models[i], std::move(summaries[i])));
  } catch (const Stopped&) {
    throw Interrupted();
  }
  return write_audit(report, files, command.format);
}

}  // namespace dropcert::cli
