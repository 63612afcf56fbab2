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

}  // namespace

AuditSummary audit(const Table& table, RecordBlocks& blocks, const DropoutNoise& noise,
                   const AuditOptions& options) {
  AuditSummary summary;
  if (options.report) options.report(RowWriter::header(options.regulariser));
  const auto next = [&](Piece& piece) {
    if (options.stop && *options.stop) throw AuditStopped();
    const bool more = blocks.next(piece.block);
    piece.share = blocks.source().share_read();
    return more;
  };
  const auto work = [&](const Piece& piece) {
    return Part{audit_block(table, piece.block, noise, options), piece.share};
  };
  const auto take = [&](const Part& part) {
    summary.add(part.result.summary);
    if (options.report) options.report(part.result.report);
    if (options.progress) options.progress(part.share);
  };
  ordered_parallel<Piece, Part>(options.threads, next, work, take);
  if (summary.rows == 0 && summary.skipped == 0)
    throw DataError("the file " + shown_name(blocks.source().name()) + " has no rows of data");
  return summary;
}

}  // namespace dropcert
