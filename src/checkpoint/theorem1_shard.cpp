#include "checkpoint/theorem1_shard.hpp"

#include <fmt/core.h>

#include <array>
#include <sstream>

#include "arguments/whole_number.hpp"

namespace dropcert::checkpoint {

namespace {

using Check = theorem1::Theorem1Mismatch::Check;

constexpr std::array<std::pair<Check, std::string_view>, 3> check_names = {
    {{Check::coefficient, "coefficient"},
     {Check::defining_sum, "defining-sum"},
     {Check::image_count, "image-count"}}};

std::string_view name_of(Check check) {
  for (const auto& [known, name] : check_names)
    if (known == check) return name;
  throw std::invalid_argument("not a check of Theorem 1");
}

/// Lines "label value" in a fixed order.
class Lines {
 public:
  Lines(std::string text, std::string path) : text_(std::move(text)), path_(std::move(path)) {}

  std::string next(std::string_view label) {
    std::string line;
    if (!std::getline(text_, line) || line.rfind(fmt::format("{} ", label), 0) != 0)
      fail(fmt::format("expected a line '{} ...', not '{}'", label, line));
    return line.substr(label.size() + 1);
  }

  unsigned long number(std::string_view label) {
    const std::string text = next(label);
    const auto value = arguments::whole_number<unsigned long>(text);
    if (!value) fail(fmt::format("'{}' is no number of '{}'", text, label));
    return *value;
  }

  void end() {
    if (text_.peek() != std::istringstream::traits_type::eof()) fail("it has lines too many");
  }

  [[noreturn]] void fail(const std::string& reason) const {
    throw RecordError(fmt::format("'{}' is no shard of theorem1: {}", path_, reason));
  }

 private:
  std::istringstream text_;
  std::string path_;
};

theorem1::Theorem1Mismatch read_mismatch(Lines& lines, const std::string& check) {
  theorem1::Theorem1Mismatch mismatch;
  bool known = false;
  for (const auto& [value, name] : check_names) {
    if (name != check) continue;
    mismatch.check = value;
    known = true;
  }
  if (!known) lines.fail(fmt::format("'{}' is no check", check));
  mismatch.k = lines.number("k");
  mismatch.j = lines.number("j");
  mismatch.left = lines.next("left");
  mismatch.right = lines.next("right");
  return mismatch;
}

void require_end(const Shard& shard, const theorem1::Theorem1Result& result) {
  const bool complete = result.first_mismatch || result.checked_up_to == shard.range.last;
  if (!complete)
    throw RecordError(fmt::format("shard {} ('{}') ended at row {}, before its last row {}",
                                  to_string(shard.name), shard.path.string(), result.checked_up_to,
                                  shard.range.last));
}

}  // namespace

std::string write_theorem1_shard(const Theorem1Shard& shard) {
  const theorem1::Theorem1Result& result = shard.result;
  std::string text = fmt::format("starts-from {}\nstart-digest {}\n", shard.basis, shard.start_digest);
  text += fmt::format("checked-up-to {}\nsampled-rows {}\nsampled-in-full {}\n", result.checked_up_to,
                      result.sampled_rows, result.sampled_in_full);
  text += fmt::format("kernels {}\ndigest {}\n", result.kernel_names, result.digest);
  if (!result.first_mismatch) return text + "mismatch none\n";
  const theorem1::Theorem1Mismatch& mismatch = *result.first_mismatch;
  return text + fmt::format("mismatch {}\nk {}\nj {}\nleft {}\nright {}\n", name_of(mismatch.check),
                            mismatch.k, mismatch.j, mismatch.left, mismatch.right);
}

Theorem1Shard read_theorem1_shard(Shard& shard) {
  Lines lines(shard.record.read_rest(), shard.path.string());
  Theorem1Shard read;
  theorem1::Theorem1Result& result = read.result;
  read.basis = lines.next("starts-from");
  read.start_digest = lines.next("start-digest");
  result.checked_up_to = lines.number("checked-up-to");
  result.sampled_rows = lines.number("sampled-rows");
  result.sampled_in_full = lines.number("sampled-in-full");
  result.kernel_names = lines.next("kernels");
  result.digest = lines.next("digest");
  const std::string check = lines.next("mismatch");
  if (check != "none") result.first_mismatch = read_mismatch(lines, check);
  result.holds = !result.first_mismatch;
  lines.end();
  require_end(shard, result);
  return read;
}

MergedTheorem1 merge_theorem1(std::vector<Shard>& shards) {
  MergedTheorem1 merged{{}, whole_number_of(shards.front(), "max-k")};
  require_cover(shards, 1, merged.max_k);
  for (Shard& shard : shards) {
    const Theorem1Shard part = read_theorem1_shard(shard);
    if (merged.result.first_mismatch) continue;  // one run would have ended there; the file has been checked
    if (part.start_digest != merged.result.digest)
      throw RecordError(
          fmt::format("shard {} ('{}') starts at another row ({}) than the one before it ended at ({})",
                      to_string(shard.name), shard.path.string(), part.start_digest, merged.result.digest));
    const theorem1::Theorem1Result before = merged.result;
    merged.result = part.result;
    merged.result.sampled_rows += before.sampled_rows;
    merged.result.sampled_in_full += before.sampled_in_full;
  }
  return merged;
}

}  // namespace dropcert::checkpoint
