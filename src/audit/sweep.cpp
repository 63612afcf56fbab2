#include "audit/sweep.hpp"

#include "audit/block_run.hpp"

namespace dropcert::audit {

std::vector<AuditSummary> audit_sweep(const Table& table, data::RecordBlocks& blocks,
                                      const std::vector<AuditModel>& models, const AuditOptions& options) {
  using Summaries = std::vector<AuditSummary>;
  Summaries result(models.size());
  run_blocks<Summaries>(
      blocks, options,
      [&](const data::RecordBlock& block) {
        Summaries parts;
        for (const AuditModel& model : models)
          parts.push_back(audit_block(table, block, model, options).summary);
        return parts;
      },
      [&](Summaries&& parts) {
        for (std::size_t i = 0; i < parts.size(); ++i) result[i].add(parts[i]);
      });
  if (result.front().rows() == 0 && result.front().skipped == 0)
    throw data::DataError("the file " + data::shown_name(blocks.source().name()) + " has no rows of data");
  return result;
}

}  // namespace dropcert::audit
