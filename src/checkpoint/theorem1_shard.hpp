// The result of a shard of Theorem 1, and the result of all of them.
#pragma once

#include <string>
#include <vector>

#include "checkpoint/shards.hpp"
#include "theorem1/theorem1.hpp"

namespace dropcert::checkpoint {

/// What theorem1 found in the rows of a shard.
struct Theorem1Shard {
  std::string basis;         // what the row that it starts at rests on
  std::string start_digest;  // of that row, which is the last of the shard before; empty for the first shard
  theorem1::Theorem1Result result;
};

/// As lines of text, and back. Throws RecordError, naming the file, if a line is missing.
std::string write_theorem1_shard(const Theorem1Shard& shard);
Theorem1Shard read_theorem1_shard(Shard& shard);

struct MergedTheorem1 {
  theorem1::Theorem1Result result;
  unsigned long max_k;
};

/// The result that one run would have found. Throws RecordError unless the shards cover the rows 1, ...,
/// max_k once, and each starts at the row at which the one before ended.
MergedTheorem1 merge_theorem1(std::vector<Shard>& shards);

}  // namespace dropcert::checkpoint
