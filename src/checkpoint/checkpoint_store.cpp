#include "checkpoint/checkpoint_store.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "run/files.hpp"

namespace dropcert::checkpoint {

using namespace certificate;

namespace {

bool fits_a_file_name(std::string_view name) {
  constexpr std::size_t longest = 200;
  return !name.empty() && name.size() <= longest && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
                  c == '_' || c == '.';
         });
}

// Of the executable's own bytes.
const std::string& build_digest() {
  static const std::string digest = [] {
    run::InputFile file("/proc/self/exe", run::InputFile::Owner::program);
    Sha256 all;
    std::string block(std::size_t{1} << 16, '\0');
    for (std::size_t n = 0; (n = file.read(block.data(), block.size())) > 0;)
      all.update(std::string_view(block).substr(0, n));
    return all.hex();
  }();
  return digest;
}

}  // namespace

CheckpointStore::CheckpointStore(std::filesystem::path folder, std::string program, std::string command,
                                 std::vector<std::pair<std::string, std::string>> parameters)
    : folder_(std::move(folder)),
      identity_{"checkpoint", std::move(program), std::move(command), std::move(parameters)} {
  if (folder_ == run::standard_stream)
    throw std::invalid_argument(
        "'-' is a standard stream; checkpoints need a folder (one of that name: './-')");
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (!std::filesystem::is_directory(folder_))
    throw std::runtime_error(fmt::format("'{}' is no folder and cannot be made one", folder_.string()));
  lock();
  run::note_checkpoints(folder_);
  // Another build may compute otherwise, whatever its version says.
  identity_.parameters.emplace_back("build", build_digest());
  publish::remove_unfinished(folder_, [](const std::string& name) { return name.ends_with(".checkpoint"); });
}

CheckpointStore::~CheckpointStore() {
  if (lock_ >= 0) close(lock_);
}

void CheckpointStore::lock() {
  const std::string path = (folder_ / "lock").string();
  constexpr mode_t mode = 0666;
  // Whatever has been put there, it is not followed, waited for or changed.
  lock_ = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, mode);
  if (lock_ < 0)
    throw std::runtime_error(
        fmt::format("checkpoints cannot be written to '{}': {}", folder_.string(), std::strerror(errno)));
  if (flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
  const int reason = errno;
  close(lock_);
  lock_ = -1;
  // A file system without locks is no reason to refuse the work.
  if (reason == EWOULDBLOCK)
    throw std::runtime_error(fmt::format("another run uses the checkpoints in '{}'", folder_.string()));
}

std::filesystem::path CheckpointStore::path_of(std::string_view name) const {
  if (!fits_a_file_name(name))
    throw std::invalid_argument(fmt::format("'{}' is no name for a checkpoint", name));
  return folder_ / fmt::format("{}.checkpoint", name);
}

std::optional<RecordReader> CheckpointStore::open(std::string_view name) const {
  const std::filesystem::path path = path_of(name);
  if (!std::filesystem::exists(path)) return std::nullopt;
  RecordReader reader(run::InputFile(path.string(), run::InputFile::Owner::program));
  Identity expected = identity_;
  expected.parameters.emplace_back("piece", name);  // a file that was renamed is not what its name says
  reader.require(expected);
  return reader;
}

RecordWriter CheckpointStore::create(std::string_view name) const {
  Identity identity = identity_;
  identity.parameters.emplace_back("piece", name);
  return RecordWriter(publish::OutputFile(path_of(name), publish::OutputFile::Links::replaced), identity);
}

std::optional<std::string> CheckpointStore::load(std::string_view name) const {
  std::optional<RecordReader> reader = open(name);
  if (!reader) return std::nullopt;
  return reader->read_rest();
}

void CheckpointStore::save(std::string_view name, std::string_view body) const {
  RecordWriter writer = create(name);
  writer.write(body);
  writer.commit();
}

}  // namespace dropcert::checkpoint
