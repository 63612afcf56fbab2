// An audit that keeps its work, or does a part of it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/audit.hpp"
#include "checkpoint/audit_shard.hpp"

namespace dropcert::cli {

/// What an audit is identified by, besides the bytes of its data.
using AuditParameters = std::vector<std::pair<std::string, std::string>>;

/// Throws UsageError for data that cannot be read twice, such as a pipe.
void require_regular_file(const std::string& path);

/// The blocks of one audit, which depend on its data and on the number of shards alone.
class AuditParts {
 public:
  /// Reads the data once, for its length and digest. `resume`: a folder, or empty; `shard`: "i/n", or empty.
  /// Throws UsageError for data that cannot be read twice, RecordError as CheckpointStore.
  AuditParts(const std::string& data, AuditParameters parameters, const std::string& resume,
             const std::string& shard);

  std::size_t block_size() const { return block_size_; }
  /// The blocks tell what they read, for require_unchanged; before anything is read.
  void watch(data::RecordBlocks& blocks);
  /// Reads the data to its end and throws UsageError unless all that was computed came from the bytes that
  /// the run is identified by.
  void require_unchanged(data::RecordBlocks& blocks) const;
  /// Adds to the options what is to be done, and what need not be done again.
  void apply(audit::AuditOptions& options) const;
  bool is_shard() const { return shard_.has_value(); }
  checkpoint::Identity shard_identity() const;
  /// Blocks taken from the checkpoints.
  std::uint64_t recalled() const { return recalled_; }

 private:
  audit::ByteRange range() const;

  std::uint64_t bytes_ = 0;
  std::string data_digest_;
  certificate::Sha256 computed_from_;
  std::size_t block_size_ = 0;
  std::optional<checkpoint::ShardName> shard_;
  checkpoint::Identity identity_;
  std::optional<checkpoint::CheckpointStore> store_;
  mutable std::atomic<std::uint64_t> recalled_ = 0;
};

}  // namespace dropcert::cli
