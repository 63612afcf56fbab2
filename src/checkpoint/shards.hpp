// Parts of one result, made by different runs: their names, and whether together they are the whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "checkpoint/record.hpp"

namespace dropcert::checkpoint {

inline constexpr unsigned long max_shards = 10'000;

/// Shard `index` of `count`, 1 <= index <= count <= max_shards; written "2/4".
struct ShardName {
  unsigned long index = 1;
  unsigned long count = 1;
};

std::string to_string(const ShardName& name);
/// Throws std::invalid_argument with a sentence if the text is none.
ShardName parse_shard_name(std::string_view text);

/// What a shard covers of the whole, both ends included; written "1..4000". Nothing: last = first - 1.
struct ShardRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

std::string to_string(const ShardRange& range);

/// `whole`, the identity of a run that is not sharded, as that of a shard of it.
Identity shard_identity(Identity whole, const ShardName& name, const ShardRange& range);

struct Shard {
  std::filesystem::path path;
  ShardName name;
  ShardRange range;
  RecordReader record;
};

/// The shards in the order of their indices: whole files, of this program, of one run, none missing and none
/// twice. Throws RecordError with a sentence that says what is wrong.
std::vector<Shard> read_shards(const std::vector<std::string>& paths, const std::string& program);

/// A parameter of the run that is a whole number. Throws RecordError if there is none of that name.
std::uint64_t whole_number_of(const Shard& shard, std::string_view name);

/// Throws RecordError unless the shards, in their order, cover first, ..., last, everything just once.
void require_cover(const std::vector<Shard>& shards, std::uint64_t first, std::uint64_t last);

}  // namespace dropcert::checkpoint
