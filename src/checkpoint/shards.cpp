#include "checkpoint/shards.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "arguments/whole_number.hpp"

namespace dropcert::checkpoint {

namespace {

constexpr std::string_view shard_parameter = "shard";
constexpr std::string_view range_parameter = "range";

/// The two numbers of "A<separator>B".
template <typename Number>
std::optional<std::pair<Number, Number>> parse_pair(std::string_view text, std::string_view separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) return std::nullopt;
  const auto first = arguments::whole_number<Number>(text.substr(0, at));
  const auto second = arguments::whole_number<Number>(text.substr(at + separator.size()));
  if (!first || !second) return std::nullopt;
  return std::pair{*first, *second};
}

const std::string& parameter(const RecordReader& record, const std::string& path, std::string_view name) {
  const std::string* value = record.identity().find(name);
  if (!value) throw RecordError(fmt::format("'{}' does not say which {} it is", path, name));
  return *value;
}

Shard read_shard(const std::string& path, const std::string& program) {
  RecordReader record{run::InputFile(path)};
  const Identity& identity = record.identity();
  if (identity.kind != shard_parameter)
    throw RecordError(fmt::format("'{}' is a {}, not a shard", path, identity.kind));
  if (identity.program != program)
    throw RecordError(
        fmt::format("'{}' was made by {}, and this is {}: shards are merged by the version that made them",
                    path, identity.program, program));
  const auto range = parse_pair<std::uint64_t>(parameter(record, path, range_parameter), "..");
  if (!range) throw RecordError(fmt::format("'{}' does not say which range it covers", path));
  const ShardName name = parse_shard_name(parameter(record, path, shard_parameter));
  return {path, name, {range->first, range->second}, std::move(record)};
}

/// What all shards of a run have in common.
Identity whole_of(const Shard& shard) {
  Identity identity = shard.record.identity();
  std::erase_if(identity.parameters, [](const auto& parameter) {
    return parameter.first == shard_parameter || parameter.first == range_parameter;
  });
  return identity;
}

void require_one_run(const std::vector<Shard>& shards) {
  const Shard& first = shards.front();
  const Identity whole = whole_of(first);
  for (const Shard& shard : shards) {
    if (const auto text = difference(whole_of(shard), whole))
      throw RecordError(fmt::format("'{}' and '{}' are parts of different runs: of the first, {}",
                                    shard.path.string(), first.path.string(), *text));
    if (shard.name.count != first.name.count)
      throw RecordError(fmt::format("'{}' is shard {} and '{}' is shard {}: they are cut differently",
                                    first.path.string(), to_string(first.name), shard.path.string(),
                                    to_string(shard.name)));
  }
}

void require_each_once(const std::vector<Shard>& sorted) {
  const unsigned long count = sorted.front().name.count;
  for (std::size_t i = 0; i + 1 < sorted.size(); ++i)
    if (sorted[i].name.index == sorted[i + 1].name.index)
      throw RecordError(fmt::format("shard {} is given twice: '{}' and '{}'", to_string(sorted[i].name),
                                    sorted[i].path.string(), sorted[i + 1].path.string()));
  if (sorted.size() == count) return;
  std::string missing;
  for (unsigned long index = 1; index <= count; ++index) {
    const bool given = std::any_of(sorted.begin(), sorted.end(),
                                   [&](const Shard& shard) { return shard.name.index == index; });
    if (!given) missing += fmt::format("{}{}/{}", missing.empty() ? "" : ", ", index, count);
  }
  throw RecordError(fmt::format("{} of {} shards missing: {}", count - sorted.size(), count, missing));
}

}  // namespace

std::string to_string(const ShardName& name) {
  return fmt::format("{}/{}", name.index, name.count);
}

std::string to_string(const ShardRange& range) {
  return fmt::format("{}..{}", range.first, range.last);
}

ShardName parse_shard_name(std::string_view text) {
  const auto name = parse_pair<unsigned long>(text, "/");
  if (!name || name->first < 1 || name->first > name->second || name->second > max_shards)
    throw std::invalid_argument(
        fmt::format("'{}' is no shard; expected i/n with 1 <= i <= n <= {}, such as 2/4", text, max_shards));
  return {name->first, name->second};
}

Identity shard_identity(Identity whole, const ShardName& name, const ShardRange& range) {
  whole.kind = shard_parameter;
  whole.parameters.emplace_back(shard_parameter, to_string(name));
  whole.parameters.emplace_back(range_parameter, to_string(range));
  return whole;
}

std::vector<Shard> read_shards(const std::vector<std::string>& paths, const std::string& program) {
  std::vector<Shard> shards;
  for (const std::string& path : paths) shards.push_back(read_shard(path, program));
  if (shards.empty()) throw RecordError("there are no shards to merge");
  require_one_run(shards);
  std::stable_sort(shards.begin(), shards.end(),
                   [](const Shard& a, const Shard& b) { return a.name.index < b.name.index; });
  require_each_once(shards);
  return shards;
}

std::uint64_t whole_number_of(const Shard& shard, std::string_view name) {
  const std::string text = parameter(shard.record, shard.path.string(), name);
  const auto number = arguments::whole_number<std::uint64_t>(text);
  if (!number)
    throw RecordError(fmt::format("'{}' has {} '{}', which is no number", shard.path.string(), name, text));
  return *number;
}

void require_cover(const std::vector<Shard>& shards, std::uint64_t first, std::uint64_t last) {
  std::uint64_t next = first;
  for (const Shard& shard : shards) {
    const std::string name = fmt::format("shard {} ('{}') covers {}", to_string(shard.name),
                                         shard.path.string(), to_string(shard.range));
    if (shard.range.first < next)
      throw RecordError(
          fmt::format("{}, of which what is before {} is covered twice or does not exist", name, next));
    if (shard.range.first > next) throw RecordError(fmt::format("{}, so that {} is missing", name, next));
    if (shard.range.last + 1 < shard.range.first || shard.range.last > last)
      throw RecordError(fmt::format("{}, which is no part of {}..{}", name, first, last));
    next = shard.range.last + 1;
  }
  if (next != last + 1) throw RecordError(fmt::format("the shards end at {}, before {}", next - 1, last));
}

}  // namespace dropcert::checkpoint
