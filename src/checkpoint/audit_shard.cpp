#include "checkpoint/audit_shard.hpp"

#include <fmt/core.h>

#include "data/number.hpp"

namespace dropcert::checkpoint {

using namespace exact;
using namespace certificate;
using namespace model;

namespace {

std::string piece_of(const data::RecordBlock& block) {
  return fmt::format("bytes-from-{}", block.first_byte);
}

/// The rest of a shard whose lines have been read.
publish::AuditReport read_report(RecordReader& record) {
  std::string data = record.read_text();
  std::string weights = record.read_text();
  const std::uint64_t features = record.read_number();
  const std::optional<Noise> noise = noise_named(record.read_text());
  Rational level = data::parse_number(record.read_text());
  const std::optional<Family> family = family_named(record.read_text());
  Rational bias = data::parse_number(record.read_text());
  if (!noise || !family) throw std::invalid_argument("it has a noise or a family that is not known");
  publish::AuditReport report{std::move(data), std::move(weights), features,
                              RowModel(NoiseLaw(*noise, std::move(level)), *family, std::move(bias))};
  report.classes = record.read_number();
  report.summary = audit::AuditSummary::parse(record.read_text());
  report.labels.positive = record.read_text();
  report.labels.negative = record.read_text();
  report.digits = static_cast<int>(record.read_number());
  report.advice = record.read_number() != 0;
  for (std::uint64_t n = record.read_number(); n > 0; --n) report.feature_names.push_back(record.read_text());
  return report;
}

publish::AuditReport read_shard(Shard& shard, const std::function<void(std::string_view)>& lines) {
  try {
    for (std::string chunk = shard.record.read_text(); !chunk.empty(); chunk = shard.record.read_text())
      lines(chunk);
    publish::AuditReport report = read_report(shard.record);
    if (shard.record.remaining() != 0) throw std::invalid_argument("it has bytes too many");
    return report;
  } catch (const std::logic_error& error) {
    throw RecordError(fmt::format("'{}' is no shard of an audit: {}", shard.path.string(), error.what()));
  }
}

}  // namespace

void keep_block(const CheckpointStore& store, const data::RecordBlock& block,
                const audit::BlockResult& result) {
  RecordWriter record = store.create(piece_of(block));
  record.write_text(sha256(block.text));
  record.write_text(result.summary.str());
  record.write_text(result.report);
  record.commit();
}

std::optional<audit::BlockResult> recall_block(const CheckpointStore& store, const data::RecordBlock& block) {
  std::optional<RecordReader> record = store.open(piece_of(block));
  // Other bytes where the identity is the same: the data changed while an earlier run read it.
  if (!record || record->read_text() != sha256(block.text)) return std::nullopt;
  audit::BlockResult result;
  result.summary = audit::AuditSummary::parse(record->read_text());
  result.report = record->read_text();
  return result;
}

void AuditShardWriter::add_lines(std::string_view lines) {
  if (!lines.empty()) record_.write_text(lines);
}

void AuditShardWriter::finish(const publish::AuditReport& report) {
  record_.write_text("");
  record_.write_text(report.data);
  record_.write_text(report.weights);
  record_.write_number(report.features);
  record_.write_text(std::string(name(report.model.law.kind())));
  record_.write_text(report.model.law.level().str());
  record_.write_text(std::string(name(report.model.family)));
  record_.write_text(report.model.bias.str());
  record_.write_number(report.classes);
  record_.write_text(report.summary.str());
  record_.write_text(report.labels.positive);
  record_.write_text(report.labels.negative);
  record_.write_number(static_cast<std::uint64_t>(report.digits));
  record_.write_number(report.advice ? 1 : 0);
  record_.write_number(report.feature_names.size());
  for (const std::string& name : report.feature_names) record_.write_text(name);
  record_.commit();
}

publish::AuditReport merge_audit(std::vector<Shard>& shards,
                                 const std::function<void(std::string_view)>& lines) {
  require_cover(shards, 1, whole_number_of(shards.front(), "bytes"));
  std::optional<publish::AuditReport> whole;
  for (Shard& shard : shards) {
    publish::AuditReport part = read_shard(shard, lines);
    if (!whole)
      whole = std::move(part);
    else
      whole->summary.add(part.summary);
  }
  if (whole->summary.rows() == 0 && whole->summary.skipped == 0)
    throw data::DataError("the file " + data::shown_name(whole->data) + " has no rows of data");
  return std::move(*whole);
}

}  // namespace dropcert::checkpoint
