// A function of blocks, run over a whole file.
#pragma once

#include <utility>

#include "audit/audit.hpp"
#include "audit/ordered_parallel.hpp"

namespace dropcert::audit {

/// Result work(const RecordBlock&) for all blocks of options.part by several threads; take(Result&&) in their
/// order. Throws Stopped once options.stop is set.
template <typename Result, typename Work, typename Take>
void run_blocks(data::RecordBlocks& blocks, const AuditOptions& options, Work work, Take take) {
  struct Piece {
    data::RecordBlock block;
    double share = 0;  // of the file read with it
  };
  using Part = std::pair<Result, double>;
  const ByteRange range = options.part.value_or(ByteRange());
  const auto next = [&](Piece& piece) {
    model::throw_if_stopped(options.stop);
    bool more = blocks.next(piece.block);
    while (more && piece.block.first_byte < range.first) more = blocks.next(piece.block);
    more = more && piece.block.first_byte < range.end;
    piece.share = blocks.source().share_read();
    return more;
  };
  const auto run = [&](const Piece& piece) { return Part(work(piece.block), piece.share); };
  const auto accept = [&](Part&& part) {
    take(std::move(part.first));
    if (options.progress) options.progress(part.second);
  };
  ordered_parallel<Piece, Part>(options.threads, next, run, accept);
}

}  // namespace dropcert::audit
