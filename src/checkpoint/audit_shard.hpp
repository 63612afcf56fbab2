// The result of a shard of an audit, and the result of all of them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.hpp"
#include "checkpoint/checkpoint_store.hpp"
#include "checkpoint/shards.hpp"
#include "publish/audit_report.hpp"

namespace dropcert::checkpoint {

/// Keeps the result of a block, and gives it back if it is of a block with the same bytes. Throw RecordError
/// as CheckpointStore does.
void keep_block(const CheckpointStore& store, const data::RecordBlock& block,
                const audit::BlockResult& result);
std::optional<audit::BlockResult> recall_block(const CheckpointStore& store, const data::RecordBlock& block);

/// A shard's file while it is written: lines of the report as they come, at last the rest.
class AuditShardWriter {
 public:
  AuditShardWriter(publish::OutputFile file, const Identity& identity) : record_(std::move(file), identity) {}
  void add_lines(std::string_view lines);
  void finish(const publish::AuditReport& report);

 private:
  RecordWriter record_;
};

/// The report of the whole; `lines` is called with the rows' lines in order. The shards cover the bytes 1,
/// ..., `bytes` of the data, a parameter of their identity. Throws RecordError, and DataError if all shards
/// together have no row.
publish::AuditReport merge_audit(std::vector<Shard>& shards,
                                 const std::function<void(std::string_view)>& lines);

}  // namespace dropcert::checkpoint
