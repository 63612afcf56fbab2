// Several rows of a triangle pushed through its columns at once, in one pass that stays in cache.
#pragma once

#include <atomic>
#include <functional>

namespace dropcert::theorem1 {

/// Rows first_row+1, ..., last_row are to be made in place from row first_row, the entry in column c of each
/// row from columns c and c-1 of the row before. Rows are taken in blocks of rows_per_block.
struct Wavefront {
  unsigned long first_row;
  unsigned long last_row;
  unsigned long rows_per_block;
  unsigned threads;
  const std::atomic<bool>* stop = nullptr;  // set: give up, unless all is over in a moment
};

/// A piece of the work: for s = first_step, ..., end_step-1 in this order, column c = diagonal + s, c >= 1,
/// is to move from row first_row + s to row first_row + s + 1.
struct WavefrontVisit {
  unsigned thread;
  unsigned long first_row;
  long diagonal;
  unsigned long first_step;
  unsigned long end_step;
};

/// Calls visit(...) so that every column c, 1 <= c <= k+2, moves from every row k, first_row <= k < last_row,
/// to row k+1 just once, and then finds itself and column c-1 in row k (column 0 never moves). Column k+2 is
/// new in row k+1. Time skewing: within a block the diagonal descends, so step s meets column diagonal + s
/// one visit after step s-1 met it, and only rows_per_block + 1 columns are in use at a time. Blocks go
/// to the threads as they come, each following rows_per_block columns behind the block before; visits that
/// share a column happen one after the other (release and acquire on the progress of the block before). If a
/// visit throws, the others end early and one of the exceptions is thrown again. Returns false, the columns
/// then being in different rows, if it gave up.
bool run_wavefront(const Wavefront& wavefront, const std::function<void(const WavefrontVisit&)>& visit);

}  // namespace dropcert::theorem1
