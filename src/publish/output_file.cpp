#include "publish/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace dropcert {

namespace {

// So many runs may write to one target at a time, or have left a temporary where there are no locks.
constexpr unsigned most_temporaries = 100;
// So many are looked for when stale ones are removed: more than two runs at a time are a mistake.
constexpr unsigned looked_for = 4;

std::filesystem::path temporary_of(const std::filesystem::path& target, unsigned number) {
  return fmt::format("{}.unfinished-{}", target.string(), number);
}

bool is_still(int descriptor, const std::filesystem::path& path) {
  struct stat opened {};
  struct stat named {};
  return fstat(descriptor, &opened) == 0 && stat(path.c_str(), &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

// A descriptor that holds the lock of a file which a process that is no more has left; -1 if there is none.
// The lock may have been gained from one that renamed or removed the file in between: then it is not ours.
int lock_left_behind(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return -1;
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0 && is_still(descriptor, path)) return descriptor;
  ::close(descriptor);
  return -1;
}

// A descriptor of a new file, locked if locks exist; -1 with errno if it cannot be made, or if one that
// removes what was left behind came between the making and the lock.
int make_locked(const std::filesystem::path& path) {
  constexpr mode_t mode = 0666;
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) return -1;
  const bool taken = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  if (!taken && is_still(descriptor, path)) return descriptor;
  ::close(descriptor);
  errno = EEXIST;
  return -1;
}

}  // namespace

void remove_unfinished(const std::filesystem::path& target) {
  for (unsigned number = 0; number < looked_for; ++number) {
    const std::filesystem::path path = temporary_of(target, number);
    const int descriptor = lock_left_behind(path);
    if (descriptor < 0) continue;
    unlink(path.c_str());
    ::close(descriptor);
  }
}

OutputFile::OutputFile(const std::filesystem::path& target) : target_(target) {
  std::error_code error;
  if (std::filesystem::is_symlink(target, error)) {
    std::filesystem::path end = std::filesystem::weakly_canonical(target, error);
    if (!error) target_ = end;
  }
  const std::filesystem::file_status status = std::filesystem::status(target_, error);
  if (std::filesystem::is_directory(status)) fail(EISDIR);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    file_ = std::fopen(target_.c_str(), "wb");
    if (file_ == nullptr) fail(errno);
    return;
  }
  open_temporary();
  if (std::filesystem::is_regular_file(status))
    std::filesystem::permissions(temporary_, status.permissions(), error);
}

void OutputFile::open_temporary() {
  remove_unfinished(target_);
  for (unsigned number = 0; number < most_temporaries; ++number) {
    const std::filesystem::path path = temporary_of(target_, number);
    const int descriptor = make_locked(path);
    if (descriptor < 0 && errno == EEXIST) continue;  // of another process that writes to the same target
    if (descriptor < 0) fail(errno);
    file_ = fdopen(descriptor, "wb");
    if (file_ == nullptr) {
      const int reason = errno;
      unlink(path.c_str());
      ::close(descriptor);
      fail(reason);
    }
    temporary_ = path;
    return;
  }
  fail(EBUSY);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      file_(std::exchange(other.file_, nullptr)),
      finished_(other.finished_) {}

OutputFile::~OutputFile() {
  if (!temporary_.empty()) unlink(temporary_.c_str());
  if (file_ != nullptr) std::fclose(file_);
}

void OutputFile::fail(int error) const {
  throw std::runtime_error(fmt::format("'{}' cannot be written: {}", target_.string(), std::strerror(error)));
}

void OutputFile::write(std::string_view bytes) {
  if (file_ == nullptr || finished_) throw std::logic_error("a file is written to after its end");
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail(errno);
}

void OutputFile::finish() {
  if (file_ == nullptr || finished_) return;
  if (std::fflush(file_) != 0) fail(errno);
  if (!temporary_.empty() && fsync(fileno(file_)) != 0) fail(errno);
  finished_ = true;
}

void OutputFile::close() {
  if (file_ != nullptr && std::fclose(std::exchange(file_, nullptr)) != 0) fail(errno);
}

void OutputFile::commit() {
  finish();
  if (!temporary_.empty()) {
    if (std::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
    temporary_.clear();
  }
  close();
}

void write_file(const std::filesystem::path& target, std::string_view content) {
  OutputFile file(target);
  file.write(content);
  file.commit();
}

}  // namespace dropcert
