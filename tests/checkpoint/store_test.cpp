// Checkpoints come back as they were saved, or are refused with a sentence.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "checkpoint/checkpoint_store.hpp"
#include "folder.hpp"

using namespace dropcert;
using namespace dropcert::certificate;
using namespace dropcert::test;

namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;

checkpoint::CheckpointStore store_in(const std::filesystem::path& folder, const std::string& max_k = "60",
                                     const std::string& program = "dropcert 1") {
  return {folder, program, "theorem1", Parameters{{"max-k", max_k}, {"kernel", "mpn"}}};
}

std::string refusal(const checkpoint::CheckpointStore& store) {
  try {
    store.load("row");
  } catch (const checkpoint::RecordError& error) {
    return error.what();
  }
  return "";
}

bool names(const std::string& sentence, const std::string& part) {
  return sentence.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what is saved is loaded, byte for byte, and replaced as a whole") {
  const Folder folder;
  const std::string bytes("a\0b\nsha256 \n\n\xff", 14);
  {
    const checkpoint::CheckpointStore store = store_in(folder.path() / "new" / "folder");
    CHECK(!store.load("row"));
    for (const std::string& body : {bytes, std::string(), std::string(3'000'000, 'x'), bytes}) {
      store.save("row", body);
      CHECK(store.load("row") == body);
    }
    store.save("other-piece_2.a", "");
  }
  CHECK(store_in(folder.path() / "new" / "folder").load("row") == bytes);
}

TEST_CASE("a body is read in pieces, and not beyond its end") {
  const Folder folder;
  const checkpoint::CheckpointStore store = store_in(folder.path());
  store.save("row", "0123456789");
  std::optional<checkpoint::RecordReader> reader = store.open("row");
  REQUIRE(reader);
  CHECK(reader->remaining() == 10);
  CHECK(reader->read(4) == "0123");
  CHECK_THROWS_AS(reader->read(7), checkpoint::RecordError);
  CHECK(reader->read_rest() == "456789");
}

TEST_CASE("every byte changed, every byte lost, and bytes added are found") {
  const Folder folder;
  const checkpoint::CheckpointStore store = store_in(folder.path());
  store.save("row", "12 34 56");
  const std::filesystem::path path = folder.path() / "row.checkpoint";
  const std::string good = content_of(path);
  REQUIRE(store.load("row") == "12 34 56");
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    put(path, bad);
    CHECK_MESSAGE(names(refusal(store), "row.checkpoint"), "byte ", i);
    put(path, good.substr(0, i));
    CHECK_MESSAGE(names(refusal(store), "row.checkpoint"), "length ", i);
  }
  put(path, good + "x");
  CHECK(names(refusal(store), "is damaged and is not used"));
  put(path, good);
  CHECK(store.load("row") == "12 34 56");
}

TEST_CASE("a checkpoint of another run is refused, and the sentence says what differs") {
  const Folder folder;
  store_in(folder.path()).save("row", "body");
  CHECK(names(refusal(store_in(folder.path(), "61")), "its max-k is 60, not 61"));
  CHECK(names(refusal(store_in(folder.path(), "60", "dropcert 2")),
              "its program is dropcert 1, not dropcert 2"));
  const checkpoint::CheckpointStore verify(folder.path(), "dropcert 1", "verify", {});
  CHECK(names(refusal(verify), "its command is theorem1, not verify"));
}

TEST_CASE("a piece under another's name, and a right digest of another format, are refused") {
  const Folder folder;
  const checkpoint::CheckpointStore store = store_in(folder.path());
  store.save("column", "body");
  std::filesystem::rename(folder.path() / "column.checkpoint", folder.path() / "row.checkpoint");
  CHECK(names(refusal(store), "its piece is column, not row"));
  for (const std::string text : {"dropcert checkpoint 2\n\n", "dropcert checkpoint 1\nprogram x\ncommand y",
                                 "dropcert \n\n", "dropcert checkpoint 1\nprogram\n\n"}) {
    put(folder.path() / "row.checkpoint", fmt::format("{}sha256 {}\n", text, sha256(text)));
    CHECK(refusal(store) != "");
  }
}

TEST_CASE("one run at a time, and what a killed one left unfinished is cleared") {
  const Folder folder;
  put(folder.path() / "row.checkpoint.unfinished-0123456789abcdef", "half");
  put(folder.path() / "mine.txt", "kept");
  {
    const checkpoint::CheckpointStore store = store_in(folder.path());
    CHECK(!std::filesystem::exists(folder.path() / "row.checkpoint.unfinished-0123456789abcdef"));
    CHECK(std::filesystem::exists(folder.path() / "mine.txt"));
    CHECK_THROWS_AS(store_in(folder.path()), std::runtime_error);
  }
  CHECK_NOTHROW(store_in(folder.path()));
}

TEST_CASE("a folder or a name that cannot be is refused") {
  const Folder folder;
  put(folder.path() / "file", "");
  CHECK_THROWS_AS(store_in(folder.path() / "file"), std::runtime_error);
  const checkpoint::CheckpointStore store = store_in(folder.path());
  for (const std::string name : {"", "../row", ".hidden", "a b"})
    CHECK_THROWS_AS(store.save(name, ""), std::invalid_argument);
  CHECK_THROWS_AS(checkpoint::record_text({"shard", "p", "c", {{"two words", "x"}}}, ""),
                  std::invalid_argument);
  CHECK_THROWS_AS(checkpoint::record_text({"shard", "p", "c", {{"name", "two\nlines"}}}, ""),
                  std::invalid_argument);
}

TEST_CASE("a record as text is the record as a file") {
  const Folder folder;
  const checkpoint::Identity identity{"shard", "dropcert 1", "theorem1", {{"max-k", "60"}, {"shard", "1/2"}}};
  put(folder.path() / "shard", checkpoint::record_text(identity, "body\n"));
  checkpoint::RecordReader reader{run::InputFile((folder.path() / "shard").string())};
  CHECK_NOTHROW(reader.require(identity));
  CHECK(*reader.identity().find("shard") == "1/2");
  CHECK(reader.read_rest() == "body\n");
  CHECK(checkpoint::difference(reader.identity(), {"shard", "dropcert 1", "theorem1", {{"max-k", "60"}}}) ==
        "it has shard 1/2, which is not expected");
}
