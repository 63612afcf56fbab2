#include "run/files.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace dropcert::run {

namespace {

struct FileId {
  dev_t device;
  ino_t inode;
  friend bool operator==(const FileId&, const FileId&) = default;
};

std::optional<FileId> regular_file(const struct stat& status) {
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  return FileId{status.st_dev, status.st_ino};
}

std::optional<FileId> regular_file(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 ? regular_file(status) : std::nullopt;
}

std::optional<FileId> regular_file(const std::filesystem::path& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? regular_file(status) : std::nullopt;
}

std::optional<FileId> folder_id(const std::filesystem::path& path) {
  struct stat status {};
  if (stat(path.empty() ? "." : path.c_str(), &status) != 0) return std::nullopt;
  return FileId{status.st_dev, status.st_ino};
}

std::string quoted(const std::string& name) {
  return "'" + name + "'";
}

struct Output {
  std::string name;                   // quoted, or one of the standard streams
  std::filesystem::path path;         // links followed; empty for the standard streams
  std::optional<FileId> stream = {};  // of these
  std::optional<FileId> folder = {};  // with the last part of its path, for files that do not exist yet

  /// As it is now: a number is given to another file once its file is gone.
  std::optional<FileId> file() const { return path.empty() ? stream : regular_file(path); }
  bool is(const Output& other) const {
    const auto id = file();
    return (id && id == other.file()) ||
           (folder && folder == other.folder && path.filename() == other.path.filename());
  }
};

/// Of the whole process, as its descriptors are.
class RunFiles {
 public:
  static RunFiles& get() {
    static RunFiles files;
    return files;
  }

  void read(std::optional<FileId> file, const std::string& name) {
    if (!file) return;
    const std::lock_guard lock(mutex_);
    for (const Output& output : outputs_)
      if (output.file() == file)
        throw FileConflict(fmt::format("'{}' is read, and {} would be written to it", name, output.name));
    inputs_.emplace_back(*file, name);
  }

  void keep_checkpoints(const std::filesystem::path& folder) {
    const std::lock_guard lock(mutex_);
    if (const auto id = folder_id(folder)) checkpoints_.push_back(*id);
  }

  void write(Output output, bool lasting) {
    const std::lock_guard lock(mutex_);
    const auto target = output.file();
    for (const auto& [file, name] : inputs_)
      if (target == file)
        throw FileConflict(output.name == quoted(name)
                               ? fmt::format("{} would be overwritten by what is read from it", output.name)
                               : fmt::format("{} would be overwritten: '{}' is the same file and is read",
                                             output.name, name));
    if (is_checkpoint(output))
      throw FileConflict(fmt::format("{} belongs to the checkpoints of this run", output.name));
    for (const Output& other : outputs_)
      if (output.is(other))
        throw FileConflict(
            fmt::format("{} and {} are one file; two outputs need two", output.name, other.name));
    if (lasting) outputs_.push_back(std::move(output));
  }

  void claim_standard_output() {
    const std::lock_guard lock(mutex_);
    if (std::exchange(standard_output_claimed_, true))
      throw FileConflict("'-' is given for two outputs; standard output takes one");
  }
  bool standard_output_claimed() {
    const std::lock_guard lock(mutex_);
    return standard_output_claimed_;
  }

 private:
  RunFiles() {
    for (const auto& [descriptor, name] :
         {std::pair(STDOUT_FILENO, "standard output"), std::pair(STDERR_FILENO, "standard error")})
      if (const auto file = regular_file(descriptor)) outputs_.push_back({name, {}, file});
  }

  bool is_checkpoint(const Output& output) const {
    const std::string last = output.path.filename().string();
    const bool named = last == "lock" || last.ends_with(".checkpoint");
    return named && output.folder &&
           std::find(checkpoints_.begin(), checkpoints_.end(), *output.folder) != checkpoints_.end();
  }

  std::mutex mutex_;
  std::vector<std::pair<FileId, std::string>> inputs_;
  std::vector<FileId> checkpoints_;
  std::vector<Output> outputs_;
  bool standard_output_claimed_ = false;
};

void claim(const std::filesystem::path& target, bool lasting) {
  std::error_code error;
  const std::filesystem::path end = std::filesystem::weakly_canonical(target, error);
  const std::filesystem::path& path = error ? target : end;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) return;
  RunFiles::get().write({quoted(target.string()), path, {}, folder_id(path.parent_path())}, lasting);
}

}  // namespace

int open_input(const std::string& path) {
  int descriptor = -1;
  if (path == standard_stream) {
    static std::atomic<bool> taken{false};
    if (taken.exchange(true))
      throw FileConflict("'-' is given for two inputs; standard input can be read once");
    descriptor = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
  } else {
    descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  }
  if (descriptor < 0) return -1;
  try {
    note_input(descriptor, path);
  } catch (...) {
    close(descriptor);
    throw;
  }
  return descriptor;
}

void note_input(int descriptor, const std::string& name) {
  RunFiles::get().read(regular_file(descriptor), name);
}

void note_input(const std::string& path) {
  RunFiles::get().read(regular_file(std::filesystem::path(path)), path);
}

void note_checkpoints(const std::filesystem::path& folder) {
  RunFiles::get().keep_checkpoints(folder);
}

void claim_output(const std::filesystem::path& target) {
  if (target == standard_stream)
    RunFiles::get().claim_standard_output();
  else
    claim(target, true);
}

void require_free(const std::filesystem::path& target) {
  claim(target, false);
}

bool standard_output_is_claimed() {
  return RunFiles::get().standard_output_claimed();
}

}  // namespace dropcert::run
