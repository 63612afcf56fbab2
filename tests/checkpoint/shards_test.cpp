// Shards are merged only if together they are the whole.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "checkpoint/theorem1_shard.hpp"
#include "folder.hpp"
#include "theorem1/shard_rows.hpp"
#include "theorem1/start_rows.hpp"

using namespace dropcert;
using namespace dropcert::test;

namespace {

const std::string program = "dropcert 1";

checkpoint::Identity whole_identity(const std::string& max_k = "90") {
  return {"", program, "theorem1", {{"max-k", max_k}, {"kernel", "mpn"}}};
}

/// Writes a shard with any identity and any body; returns its path.
std::string write_shard(const Folder& folder, const checkpoint::Identity& identity, const std::string& body) {
  static int count = 0;
  const std::filesystem::path path = folder.path() / fmt::format("shard{}", ++count);
  put(path, checkpoint::record_text(identity, body));
  return path.string();
}

/// What theorem1 finds in these rows.
std::string body_of(unsigned long max_k, const checkpoint::ShardRange& range) {
  theorem1::Theorem1Options options;
  options.max_k = max_k;
  options.last_k = range.last;
  options.kernel = theorem1::Kernel::mpn;
  options.sample_every = 10;
  std::string start_digest;
  if (range.first > 1) {
    options.start = theorem1::start_rows(range.first - 1);
    start_digest = theorem1::digest_of(*options.start);
  }
  return checkpoint::write_theorem1_shard({"a basis", start_digest, theorem1::check_theorem1(options)});
}

std::string shard_of(const Folder& folder, const checkpoint::ShardName& name,
                     const checkpoint::ShardRange& range) {
  return write_shard(folder, checkpoint::shard_identity(whole_identity(), name, range), body_of(90, range));
}

std::string refusal(const std::vector<std::string>& paths) {
  try {
    std::vector<checkpoint::Shard> shards = checkpoint::read_shards(paths, program);
    checkpoint::merge_theorem1(shards);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

bool names(const std::string& sentence, const std::string& part) {
  return sentence.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the rows of the parts are all rows, each once") {
  for (const unsigned long max_k : {1UL, 2UL, 7UL, 90UL, 1000UL, 20000UL}) {
    for (const unsigned long count : {1UL, 2UL, 3UL, 10UL, 90UL}) {
      if (count > max_k) continue;
      unsigned long next = 1;
      for (unsigned long index = 1; index <= count; ++index) {
        const theorem1::ShardRows rows = theorem1::shard_rows(max_k, index, count, 25);
        CHECK(rows.first == next);
        CHECK(rows.last >= rows.first);
        next = rows.last + 1;
      }
      CHECK(next == max_k + 1);
    }
  }
  for (const unsigned long index : {0UL, 5UL})
    CHECK_THROWS_AS(theorem1::shard_rows(90, index, 4, 25), std::invalid_argument);
  CHECK_THROWS_AS(theorem1::shard_rows(3, 1, 4, 25), std::invalid_argument);
}

TEST_CASE("parts cost the same: rows before the end, without those before the start, and the start") {
  const auto cube = [](unsigned long k) { return static_cast<double>(k) * static_cast<double>(k * k); };
  for (const unsigned long percent : {1UL, 15UL, 25UL, 65UL, 85UL}) {
    CAPTURE(percent);
    const auto cost = [&](unsigned long index) {
      const theorem1::ShardRows rows = theorem1::shard_rows(200'000, index, 8, percent);
      const double start = rows.first == 1 ? 0 : cube(rows.first - 1);
      return cube(rows.last) - start + start * static_cast<double>(percent) / 100;
    };
    for (unsigned long index = 2; index <= 8; ++index) {
      CHECK(cost(index) > 0.99 * cost(1));
      CHECK(cost(index) < 1.01 * cost(1));
    }
  }
  for (const unsigned long percent : {0UL, 100UL})
    CHECK_THROWS_AS(theorem1::shard_rows(90, 1, 4, percent), std::invalid_argument);
}

TEST_CASE("every kernel has a share of its own for the start, whatever the machine") {
  for (const theorem1::Kernel kernel :
       {theorem1::Kernel::plain, theorem1::Kernel::mpn, theorem1::Kernel::ifma, theorem1::Kernel::avx512}) {
    CHECK(theorem1::start_percent(kernel, false) > 0);
    CHECK(theorem1::start_percent(kernel, false) < 100);
  }
  CHECK(theorem1::start_percent(theorem1::Kernel::ifma, true) < 100);
  CHECK(theorem1::start_percent(theorem1::Kernel::ifma, true) >
        theorem1::start_percent(theorem1::Kernel::ifma, false));  // cheaper rows
  CHECK_THROWS_AS(theorem1::start_percent(theorem1::Kernel::automatic, false), std::invalid_argument);
}

TEST_CASE("names of shards") {
  CHECK(checkpoint::parse_shard_name("2/4").index == 2);
  CHECK(checkpoint::parse_shard_name("2/4").count == 4);
  for (const std::string bad : {"", "2", "0/4", "5/4", "2/0", "-1/4", "1/4x", "x1/4", " 1/4", "1/ 4",
                                "1/10001", "1//4", "99999999999999999999999/4"})
    CHECK_THROWS_AS(checkpoint::parse_shard_name(bad), std::invalid_argument);
}

TEST_CASE("the merged result is that of one run, in any order of the files") {
  const Folder folder;
  theorem1::Theorem1Options options;
  options.max_k = 90;
  options.kernel = theorem1::Kernel::mpn;
  options.sample_every = 10;
  const theorem1::Theorem1Result whole = theorem1::check_theorem1(options);
  for (const unsigned long count : {1UL, 2UL, 5UL, 90UL}) {
    std::vector<std::string> paths;
    for (unsigned long index = count; index >= 1; --index) {
      const theorem1::ShardRows rows = theorem1::shard_rows(90, index, count, 25);
      paths.push_back(shard_of(folder, {index, count}, {rows.first, rows.last}));
    }
    std::vector<checkpoint::Shard> shards = checkpoint::read_shards(paths, program);
    const checkpoint::MergedTheorem1 merged = checkpoint::merge_theorem1(shards);
    CHECK(merged.max_k == 90);
    CHECK(merged.result.holds);
    CHECK(merged.result.checked_up_to == 90);
    CHECK(merged.result.digest == whole.digest);
    CHECK(merged.result.kernel_names == whole.kernel_names);
    CHECK(merged.result.sampled_rows == whole.sampled_rows);
    CHECK(merged.result.sampled_in_full == whole.sampled_in_full);
  }
}

TEST_CASE("the first mismatch of all shards is that of the result") {
  const Folder folder;
  theorem1::Theorem1Result bad;
  bad.checked_up_to = 44;
  bad.sampled_rows = 2;
  bad.kernel_names = "some";
  bad.first_mismatch =
      theorem1::Theorem1Mismatch{theorem1::Theorem1Mismatch::Check::image_count, 45, 7, "-12", "13"};
  const std::string second = write_shard(
      folder, checkpoint::shard_identity(whole_identity(), {2, 3}, {31, 60}),
      checkpoint::write_theorem1_shard({"a basis", theorem1::digest_of(theorem1::start_rows(30)), bad}));
  const std::string first = shard_of(folder, {1, 3}, {1, 30});
  const std::string third = shard_of(folder, {3, 3}, {61, 90});
  std::vector<checkpoint::Shard> shards = checkpoint::read_shards({third, second, first}, program);
  const theorem1::Theorem1Result result = checkpoint::merge_theorem1(shards).result;
  CHECK(!result.holds);
  CHECK(result.checked_up_to == 44);
  CHECK(result.sampled_rows == 5);
  REQUIRE(result.first_mismatch);
  CHECK(result.first_mismatch->check == theorem1::Theorem1Mismatch::Check::image_count);
  CHECK(result.first_mismatch->k == 45);
  CHECK(result.first_mismatch->j == 7);
  CHECK(result.first_mismatch->left == "-12");
  CHECK(result.first_mismatch->right == "13");
  CHECK(result.digest.empty());
}

TEST_CASE("shards that are not the whole are refused with a sentence") {
  const Folder folder;
  const std::string first = shard_of(folder, {1, 3}, {1, 40});
  const std::string second = shard_of(folder, {2, 3}, {41, 70});
  const std::string third = shard_of(folder, {3, 3}, {71, 90});
  CHECK(refusal({first, second, third}).empty());
  CHECK(names(refusal({first, third}), "1 of 3 shards missing: 2/3"));
  CHECK(names(refusal({third}), "2 of 3 shards missing: 1/3, 2/3"));
  CHECK(names(refusal({first, second, third, second}), "shard 2/3 is given twice"));
  CHECK(names(refusal({first, shard_of(folder, {2, 3}, {40, 70}), third}), "covered twice"));
  CHECK(names(refusal({first, shard_of(folder, {2, 3}, {43, 70}), third}), "so that 41 is missing"));
  CHECK(names(refusal({first, shard_of(folder, {2, 3}, {41, 69}), third}), "so that 70 is missing"));
  CHECK(
      names(refusal({first, second, shard_of(folder, {3, 3}, {71, 89})}), "the shards end at 89, before 90"));
  CHECK(names(refusal({first, second, shard_of(folder, {3, 4}, {71, 90})}), "cut differently"));
}

TEST_CASE("shards of another version, run or kind are refused with a sentence") {
  const Folder folder;
  const std::string first = shard_of(folder, {1, 2}, {1, 60});
  const std::string body = body_of(90, {61, 90});
  const auto second = [&](const checkpoint::Identity& whole) {
    return write_shard(folder, checkpoint::shard_identity(whole, {2, 2}, {61, 90}), body);
  };
  CHECK(refusal({first, second(whole_identity())}).empty());
  CHECK(names(refusal({first, second(whole_identity("91"))}), "its max-k is 91, not 90"));
  checkpoint::Identity other = whole_identity();
  other.program = "dropcert 2";
  CHECK(names(refusal({first, second(other)}), "was made by dropcert 2, and this is dropcert 1"));
  other = whole_identity();
  other.parameters[1].second = "ifma";
  CHECK(names(refusal({first, second(other)}), "its kernel is ifma, not mpn"));
  other = checkpoint::shard_identity(whole_identity(), {2, 2}, {61, 90});
  other.kind = "checkpoint";
  CHECK(names(refusal({first, write_shard(folder, other, body)}), "is a checkpoint, not a shard"));
  CHECK(names(refusal({first, (folder.path() / "none").string()}), "there is no file"));
  CHECK(names(
      refusal({first,
               write_shard(folder, checkpoint::shard_identity(whole_identity(), {2, 2}, {61, 90}), "x 1\n")}),
      "is no shard of theorem1"));
  put(folder.path() / "text", "Theorem 1 holds for every k.\n");
  CHECK(names(refusal({(folder.path() / "text").string()}), "neither a checkpoint nor a shard"));
}

TEST_CASE("a shard that starts elsewhere than the one before ended, or ended early, is refused") {
  const Folder folder;
  const std::string first = shard_of(folder, {1, 2}, {1, 60});
  theorem1::Theorem1Result result;
  result.checked_up_to = 90;
  result.kernel_names = "some";
  result.digest = "k=90";
  const checkpoint::Identity identity = checkpoint::shard_identity(whole_identity(), {2, 2}, {61, 90});
  const std::string elsewhere =
      checkpoint::write_theorem1_shard({"a basis", theorem1::digest_of(theorem1::start_rows(59)), result});
  CHECK(names(refusal({first, write_shard(folder, identity, elsewhere)}), "starts at another row (k=59"));
  result.checked_up_to = 89;
  const std::string early =
      checkpoint::write_theorem1_shard({"a basis", theorem1::digest_of(theorem1::start_rows(60)), result});
  CHECK(names(refusal({first, write_shard(folder, identity, early)}),
              "ended at row 89, before its last row 90"));
}
