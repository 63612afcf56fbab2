#include "audit/audit.hpp"

#include "audit/block_run.hpp"
#include "audit/row_decider.hpp"

namespace dropcert::audit {

namespace {

BlockResult result_of(const Table& table, const data::RecordBlock& block, const AuditModel& model,
                      const AuditOptions& options) {
  if (options.recall)
    if (std::optional<BlockResult> known = options.recall(block)) return std::move(*known);
  BlockResult result = audit_block(table, block, model, options);
  if (options.keep) options.keep(block, result);
  return result;
}

}  // namespace

AuditSummary audit(const Table& table, data::RecordBlocks& blocks, const AuditModel& model,
                   const AuditOptions& options) {
  AuditSummary summary;
  if (options.report && options.part.value_or(ByteRange()).first == 0)
    options.report(report_header(model.rows.family, options.regulariser));
  run_blocks<BlockResult>(
      blocks, options,
      [&](const data::RecordBlock& block) { return result_of(table, block, model, options); },
      [&](BlockResult&& part) {
        summary.add(part.summary);
        if (options.report) options.report(part.report);
      });
  if (!options.part && summary.rows() == 0 && summary.skipped == 0)
    throw data::DataError("the file " + data::shown_name(blocks.source().name()) + " has no rows of data");
  return summary;
}

}  // namespace dropcert::audit
