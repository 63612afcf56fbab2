// A file that appears whole or not at all.
#include "publish/output_file.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "run/files.hpp"

using namespace dropcert;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("dropcert-output-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path operator/(const char* name) const { return path_ / name; }
  long entries() const { return std::distance(fs::directory_iterator(path_), fs::directory_iterator()); }

 private:
  fs::path path_;
};

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a file appears only when it is whole") {
  Folder folder;
  const fs::path target = folder / "result";
  publish::OutputFile file(target);
  file.write("one\n");
  CHECK_FALSE(fs::exists(target));
  file.write("two\n");
  file.commit();
  CHECK(content(target) == "one\ntwo\n");
  CHECK(folder.entries() == 1);
}

TEST_CASE("without a commit the old file stays, and nothing else") {
  Folder folder;
  const fs::path target = folder / "result";
  publish::write_file(target, "old");
  {
    publish::OutputFile file(target);
    file.write("new");
    file.finish();
    CHECK(content(target) == "old");
  }
  CHECK(content(target) == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a link is followed, and permissions are kept") {
  Folder folder;
  const fs::path target = folder / "result";
  publish::write_file(target, "old");
  fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write | fs::perms::others_read);
  fs::create_symlink(target, folder / "link");
  publish::write_file(folder / "link", "new");
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(content(target) == "new");
  CHECK(fs::status(target).permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write | fs::perms::others_read));
}

TEST_CASE("what a killed process left is removed by the next that writes there") {
  Folder folder;
  const fs::path target = folder / "result";
  publish::write_file(target, "old");
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    publish::OutputFile first(target);
    publish::OutputFile second(target);
    first.write(std::string(100'000, 'x'));
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  REQUIRE(folder.entries() == 3);
  SUBCASE("as it begins") {
    publish::OutputFile file = publish::open_output(target, {"old"}, false);
    CHECK(folder.entries() == 2);
    CHECK(content(target) == "old");
    file.write("new");
    file.commit();
    CHECK(content(target) == "new");
  }
  SUBCASE("or because it is asked for") {
    publish::remove_unfinished(target.parent_path(),
                               [](const std::string& name) { return name == "result"; });
    CHECK(content(target) == "old");
  }
  CHECK(folder.entries() == 1);
}

TEST_CASE("what a living process writes is let alone: the last commit counts") {
  Folder folder;
  const fs::path target = folder / "result";
  publish::OutputFile first(target);
  first.write("first");
  publish::OutputFile second(target);
  second.write("second");
  second.finish();
  const auto remove = [&] {
    publish::remove_unfinished(target.parent_path(),
                               [](const std::string& name) { return name == "result"; });
  };
  remove();
  CHECK(folder.entries() == 2);
  second.commit();
  CHECK(content(target) == "second");
  remove();
  first.commit();
  CHECK(content(target) == "first");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a file of another kind stays, unless it is empty or force is used") {
  Folder folder;
  publish::write_file(folder / "theirs", "notes\n");
  publish::write_file(folder / "ours", "shard 1\n");
  publish::write_file(folder / "empty", "");
  CHECK_THROWS_AS(publish::open_output(folder / "theirs", {"other", "shard "}, false), run::FileConflict);
  for (const char* name : {"ours", "empty"}) {
    publish::OutputFile file = publish::open_output(folder / name, {"other", "shard "}, false);
    file.write("shard 2\n");
    file.commit();
    CHECK(content(folder / name) == "shard 2\n");
  }
  CHECK(content(folder / "theirs") == "notes\n");
}

TEST_CASE("what is read is not written to, by whatever name, and no file is two outputs") {
  Folder folder;
  const fs::path input = folder / "input";
  publish::write_file(input, "shard");
  fs::create_symlink(input, folder / "link");
  fs::create_hard_link(input, folder / "twin");
  run::note_input(input.string());
  for (const char* name : {"input", "link", "twin"})
    CHECK_THROWS_AS(publish::open_output(folder / name, {"shard"}, true), run::FileConflict);
  const publish::OutputFile file = publish::open_output(folder / "new", {}, false);
  CHECK_THROWS_AS(publish::open_output(folder / "new", {}, false), run::FileConflict);
  CHECK_THROWS_AS(publish::open_output(folder / "./new", {}, false), run::FileConflict);
  run::note_checkpoints(input.parent_path());
  CHECK_THROWS_AS(publish::open_output(folder / "rows.checkpoint", {}, true), run::FileConflict);
  CHECK_THROWS_AS(publish::open_output(folder / "lock", {}, true), run::FileConflict);
  CHECK(content(input) == "shard");
}

TEST_CASE("a link can be replaced itself") {
  Folder folder;
  publish::write_file(folder / "other", "kept");
  fs::create_symlink(folder / "other", folder / "link");
  publish::OutputFile file(folder / "link", publish::OutputFile::Links::replaced);
  file.write("new");
  file.commit();
  CHECK_FALSE(fs::is_symlink(folder / "link"));
  CHECK(content(folder / "link") == "new");
  CHECK(content(folder / "other") == "kept");
}

TEST_CASE("what cannot be written is named") {
  Folder folder;
  const std::string missing = (folder / "no-such-folder/result").string();
  CHECK_THROWS_WITH_AS(publish::write_file(missing, "x"),
                       ("'" + missing + "' cannot be written: No such file or directory").c_str(),
                       std::runtime_error);
  CHECK_THROWS_AS(publish::write_file(folder / "", "x"), std::runtime_error);  // a folder
  CHECK_THROWS_AS(publish::write_file("/dev/full", "x"), std::runtime_error);
  CHECK(folder.entries() == 0);
}
