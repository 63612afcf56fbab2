// Several rows of a triangle pushed through its columns at once, in one pass that stays in cache.
#pragma once

#include <functional>

namespace dropcert {

/// Rows first_row+1, ..., last_row are to be made in place from row first_row, the entry in column c of each
/// row from columns c and c-1 of the row before. Rows are taken in blocks of rows_per_block.
struct Wavefront {
  unsigned long first_row;
  unsigned long last_row;
  unsigned long rows_per_block;
  unsigned threads;
};

/// Columns 1 .. top_column are to move to the next row; the work of one visit, steps s = first_step ..
/// end_step-1 in this order: column c = diagonal + s (never below 1) from row first_row + s to row first_row
/// + s + 1.
struct WavefrontVisit {
  unsigned thread;
  unsigned long first_row;
  long diagonal;
  unsigned long first_step;
  unsigned long end_step;
};

/// Calls visit(...) such that every column c, 1 <= c <= k + 2, is moved from every row k, first_row <= k <
/// last_row, to row k + 1, each time finding column c in row k (with its column c-1 also in row k, or, for
/// step s > 0, just moved on to row first_row + s by step s-1). Time skewing: within a block the diagonal
/// descends, so step s meets column diagonal + s one visit after step s-1 met it, and about rows_per_block
/// columns are in use at a time. Blocks go round-robin to threads, block b following rows_per_block columns
/// behind block b-1; visits that share a column never overlap and happen in order (release and acquire on the
/// progress of the block before). If a visit throws, the others end early and the exception of one of them is
/// rethrown.
void run_wavefront(const Wavefront& wavefront, const std::function<void(const WavefrontVisit&)>& visit);

}  // namespace dropcert
