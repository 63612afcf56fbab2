#include "cli/audit_parts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "cli/command.hpp"
#include "data/byte_source.hpp"
#include "data/data_error.hpp"

namespace dropcert::cli {

using namespace certificate;

namespace {

constexpr std::size_t smallest_block = std::size_t{1} << 12;
constexpr std::uint64_t blocks_a_shard = 16;  // of small files; large ones have more

struct Stream {
  std::uint64_t bytes = 0;
  std::string digest;
};

Stream read_through(const std::string& path) {
  require_regular_file(path);
  data::ByteSource source(path);
  Sha256 digest;
  Stream stream;
  std::string buffer(data::RecordBlocks::default_block_size, '\0');
  for (std::size_t n = buffer.size(); n == buffer.size();) {
    n = source.read(buffer.data(), buffer.size());
    digest.update({buffer.data(), n});
    stream.bytes += n;
  }
  stream.digest = digest.hex();
  return stream;
}

}  // namespace

void require_regular_file(const std::string& path) {
  std::error_code error;
  const bool exists = path == run::standard_stream || std::filesystem::exists(path, error);
  if (exists && (path == run::standard_stream || !std::filesystem::is_regular_file(path, error)))
    throw UsageError(
        fmt::format("'{}' is no regular file; with --resume or --shard the data is read twice", path));
}

AuditParts::AuditParts(const std::string& data, AuditParameters parameters, const std::string& resume,
                       const std::string& shard) {
  if (!shard.empty()) shard_ = checkpoint::parse_shard_name(shard);
  const Stream stream = read_through(data);
  bytes_ = stream.bytes;
  data_digest_ = stream.digest;
  const std::uint64_t pieces = blocks_a_shard * (shard_ ? shard_->count : 1);
  block_size_ =
      std::clamp<std::uint64_t>(bytes_ / pieces, smallest_block, data::RecordBlocks::default_block_size);
  parameters.emplace_back("data-sha256", stream.digest);
  parameters.emplace_back("bytes", fmt::format("{}", bytes_));
  parameters.emplace_back("block-bytes", fmt::format("{}", block_size_));
  identity_ = {"checkpoint", program_name(), "audit", std::move(parameters)};
  if (!resume.empty())
    store_.emplace(resume, identity_.program, identity_.command,
                   shard_ ? shard_identity().parameters : identity_.parameters);
}

void AuditParts::watch(data::RecordBlocks& blocks) {
  blocks.observe([this](std::string_view bytes) { computed_from_.update(bytes); });
}

void AuditParts::require_unchanged(data::RecordBlocks& blocks) const {
  blocks.read_rest();
  if (Sha256(computed_from_).hex() != data_digest_)
    throw UsageError(fmt::format("{} changed while it was read; nothing is written",
                                 data::shown_name(blocks.source().name())));
}

// Whole numbers: the parts meet, whoever computes them.
audit::ByteRange AuditParts::range() const {
  const auto end_of = [this](std::uint64_t index) {
    const std::uint64_t count = shard_->count;
    return bytes_ / count * index + bytes_ % count * index / count;
  };
  return {end_of(shard_->index - 1), end_of(shard_->index)};
}

checkpoint::Identity AuditParts::shard_identity() const {
  const audit::ByteRange part = range();
  return dropcert::checkpoint::shard_identity(identity_, *shard_, {part.first + 1, part.end});
}

void AuditParts::apply(audit::AuditOptions& options) const {
  if (shard_) options.part = range();
  if (!store_) return;
  options.keep = [this](const data::RecordBlock& block, const audit::BlockResult& result) {
    checkpoint::keep_block(*store_, block, result);
  };
  options.recall = [this](const data::RecordBlock& block) {
    std::optional<audit::BlockResult> result = checkpoint::recall_block(*store_, block);
    recalled_ += result ? 1 : 0;
    return result;
  };
}

}  // namespace dropcert::cli
