// The range of k cut into parts of about equal cost.
#pragma once

namespace dropcert {

/// Rows first, ..., last.
struct ShardRows {
  unsigned long first;
  unsigned long last;
};

/// Part `index` of `count` of the rows 1, ..., max_k; 1 <= index <= count <= max_k. Neighbours meet without
/// gap or overlap, and no part is empty. Making the rows up to k one after the other costs about k^3, and
/// starting at row k a fixed share r of that, so with x = (last row)^3 parts of equal cost have
/// x_i = x_(i-1) (1 - r) + constant: x_i is proportional to 1 - (1-r)^i. r suits the kernel `mpn`; where rows
/// are faster later parts cost more. Exact integers, the same everywhere.
/// Throws std::invalid_argument for arguments out of range.
ShardRows shard_rows(unsigned long max_k, unsigned long index, unsigned long count);

}  // namespace dropcert
