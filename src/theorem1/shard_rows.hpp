// The range of k cut into parts of about equal cost.
#pragma once

#include "theorem1/theorem1.hpp"

namespace dropcert::theorem1 {

/// Rows first, ..., last.
struct ShardRows {
  unsigned long first;
  unsigned long last;
};

/// What a start costs, in hundredths of all the rows before it. It depends on the kernel that makes the rows,
/// never on the machine: where parts of one run are made on several, they have the kernel in common.
/// Measured at k = 1500 to 6000, where the share is nearly constant: a start and the rows before it both cost
/// about k^3 log k. `kernel` is not `automatic`.
unsigned long start_percent(Kernel kernel, bool shared);

/// Part `index` of `count` of the rows 1, ..., max_k; 1 <= index <= count <= max_k. Neighbours meet without
/// gap or overlap, and no part is empty. Making the rows up to k one after the other costs about k^3, and
/// starting at row k a fixed share r = percent/100 < 1 of that, so with x = (last row)^3 parts of equal cost
/// have x_i = x_(i-1) (1 - r) + constant: x_i is proportional to 1 - (1-r)^i. Exact integers, the same
/// everywhere. Throws std::invalid_argument for arguments out of range.
ShardRows shard_rows(unsigned long max_k, unsigned long index, unsigned long count, unsigned long percent);

}  // namespace dropcert::theorem1
