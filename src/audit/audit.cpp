#include "audit/audit.hpp"

#include "audit/ordered_parallel.hpp"
#include "audit/row_writer.hpp"

namespace dropcert {

namespace {

struct Piece {
  RecordBlock block;
  double share = 0;  // of the file read with it
};

struct Part {
  BlockResult result;
  double share = 0;
};

BlockResult result_of(const Table& table, const RecordBlock& block, const DropoutNoise& noise,
                      const AuditOptions& options) {
  if (options.recall)
    if (std::optional<BlockResult> known = options.recall(block)) return std::move(*known);
  BlockResult result = audit_block(table, block, noise, options);
  if (options.keep) options.keep(block, result);
  return result;
}

}  // namespace

AuditSummary audit(const Table& table, RecordBlocks& blocks, const DropoutNoise& noise,
                   const AuditOptions& options) {
  AuditSummary summary;
  const ByteRange range = options.part.value_or(ByteRange());
  if (options.report && range.first == 0) options.report(RowWriter::header(options.regulariser));
  const auto next = [&](Piece& piece) {
    if (options.stop && *options.stop) throw AuditStopped();
    bool more = blocks.next(piece.block);
    while (more && piece.block.first_byte < range.first) more = blocks.next(piece.block);
    more = more && piece.block.first_byte < range.end;
    piece.share = blocks.source().share_read();
    return more;
  };
  const auto work = [&](const Piece& piece) {
    return Part{result_of(table, piece.block, noise, options), piece.share};
  };
  const auto take = [&](const Part& part) {
    summary.add(part.result.summary);
    if (options.report) options.report(part.result.report);
    if (options.progress) options.progress(part.share);
  };
  ordered_parallel<Piece, Part>(options.threads, next, work, take);
  if (!options.part && summary.rows == 0 && summary.skipped == 0)
    throw DataError("the file " + shown_name(blocks.source().name()) + " has no rows of data");
  return summary;
}

}  // namespace dropcert
