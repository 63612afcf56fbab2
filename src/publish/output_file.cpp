#include "publish/output_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/random.h>  // getentropy, on some systems
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <utility>
#include <vector>

#include "run/files.hpp"

namespace dropcert::publish {

namespace {

constexpr std::string_view mark = ".unfinished-";
constexpr std::size_t number_digits = 16;
constexpr std::size_t mark_size = mark.size() + number_digits;

std::filesystem::path temporary_of(const std::filesystem::path& target) {
  std::uint64_t number = 0;
  if (getentropy(&number, sizeof number) != 0)
    throw std::runtime_error(fmt::format("the system gives no random number: {}", std::strerror(errno)));
  return fmt::format("{}{}{:016x}", target.string(), mark, number);
}

// The target of such a name; "" for another.
std::string target_of(const std::string& name) {
  if (name.size() <= mark_size) return "";
  const std::string end = name.substr(name.size() - mark_size);
  const bool fits = end.starts_with(mark) && std::all_of(end.begin() + mark.size(), end.end(), [](char c) {
                      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                    });
  return fits ? name.substr(0, name.size() - mark_size) : "";
}

bool is_still(int descriptor, const std::filesystem::path& path) {
  struct stat opened {};
  struct stat named {};
  return fstat(descriptor, &opened) == 0 && lstat(path.c_str(), &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

// A descriptor that holds the lock of a file which a process that is no more has left; -1 if there is none.
// The lock may have been gained from one that renamed or removed the file in between: then it is not ours.
int lock_left_behind(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return -1;
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0 && is_still(descriptor, path)) return descriptor;
  ::close(descriptor);
  return -1;
}

// A descriptor of a new file, locked if locks exist; -1 with errno if it cannot be made, or if one that
// removes what was left behind came between the making and the lock.
int make_locked(const std::filesystem::path& path) {
  constexpr mode_t mode = 0666;
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  if (descriptor < 0) return -1;
  const bool taken = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  if (!taken && is_still(descriptor, path)) return descriptor;
  ::close(descriptor);
  errno = EEXIST;
  return -1;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : ".";
}

// So that a new name survives a loss of power. Some file systems do not offer it.
void hand_to_disk(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  ::close(descriptor);
}

bool begins_with_one(const std::filesystem::path& path, const Openings& openings) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return false;
  std::string start(256, '\0');
  const ssize_t n = ::read(descriptor, start.data(), start.size());
  ::close(descriptor);
  start.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return n == 0 || std::any_of(openings.begin(), openings.end(),
                               [&](std::string_view opening) { return start.starts_with(opening); });
}

}  // namespace

void remove_unfinished(const std::filesystem::path& folder,
                       const std::function<bool(const std::string&)>& is_target) {
  std::error_code error;
  std::vector<std::filesystem::path> found;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string target = target_of(entry->path().filename().string());
    if (!target.empty() && is_target(target)) found.push_back(entry->path());
  }
  for (const std::filesystem::path& path : found) {
    const int descriptor = lock_left_behind(path);
    if (descriptor < 0) continue;
    unlink(path.c_str());
    ::close(descriptor);
  }
}

OutputFile::OutputFile(const std::filesystem::path& target, Links links) : target_(target) {
  struct stat status {};
  if (links == Links::followed) {
    const bool leads_to_file =
        stat(target_.c_str(), &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
    if (!leads_to_file) {
      open_directly();
      return;
    }
    follow_link();
  }
  const bool exists = lstat(target_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) fail(EISDIR);
  open_temporary();
  constexpr mode_t permissions = 0777;
  if (exists && S_ISREG(status.st_mode)) fchmod(fileno(file_), status.st_mode & permissions);
}

OutputFile OutputFile::standard_output() {
  OutputFile file;
  file.target_ = run::standard_stream;
  std::fflush(stdout);
  const int descriptor = dup(STDOUT_FILENO);
  if (descriptor >= 0) file.file_ = fdopen(descriptor, "wb");
  if (file.file_ == nullptr) file.fail(errno);
  return file;
}

void OutputFile::follow_link() {
  struct stat link {};
  if (lstat(target_.c_str(), &link) != 0 || !S_ISLNK(link.st_mode)) return;
  // As Linux does it (protected_symlinks): where everybody may put a link, only one's own is followed.
  struct stat folder {};
  if (stat(folder_of(target_).c_str(), &folder) == 0 && (folder.st_mode & S_ISVTX) != 0 &&
      (folder.st_mode & S_IWOTH) != 0 && link.st_uid != geteuid() && link.st_uid != folder.st_uid)
    fail(EACCES);
  std::error_code error;
  const std::filesystem::path end = std::filesystem::weakly_canonical(target_, error);
  if (error) fail(error.value());
  if (!std::filesystem::exists(end, error))
    throw run::FileConflict(fmt::format(
        "'{}' is a link that leads to no file; remove it, or name the file itself", target_.string()));
  target_ = end;
}

void OutputFile::open_directly() {
  const int descriptor = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor >= 0) file_ = fdopen(descriptor, "wb");
  if (file_ == nullptr) fail(errno);
}

void OutputFile::open_temporary() {
  constexpr int attempts = 10;
  for (int i = 0; i < attempts; ++i) {
    const std::filesystem::path path = temporary_of(target_);
    run::Temporary guard(path.string());  // before it exists: a signal may come in between
    const int descriptor = make_locked(path);
    if (descriptor < 0 && errno == EEXIST) continue;
    if (descriptor < 0) fail(errno);
    guard_ = std::move(guard);
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
      guard_(std::move(other.guard_)),
      file_(std::exchange(other.file_, nullptr)),
      finished_(other.finished_) {}

OutputFile::~OutputFile() {
  if (!temporary_.empty()) unlink(temporary_.c_str());
  if (file_ != nullptr) std::fclose(file_);
}

void OutputFile::fail(int error) const {
  if (target_ == run::standard_stream)
    throw std::runtime_error(
        fmt::format("the results cannot be written to standard output: {}", std::strerror(error)));
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
    guard_.let_go();
    hand_to_disk(folder_of(target_));
  }
  close();
}

OutputFile open_output(const std::filesystem::path& target, const Openings& openings, bool force) {
  run::claim_output(target);
  if (target == run::standard_stream) return OutputFile::standard_output();
  std::error_code error;
  if (!force && std::filesystem::is_regular_file(target, error) && !begins_with_one(target, openings))
    throw run::FileConflict(fmt::format("'{}' exists{}; --force replaces it", target.string(),
                                        openings.empty() ? "" : " and is no such file of dropcert"));
  const std::filesystem::path end = std::filesystem::weakly_canonical(target, error);
  if (!error)
    remove_unfinished(folder_of(end), [&](const std::string& name) { return name == end.filename(); });
  return OutputFile(target);
}

void write_file(const std::filesystem::path& target, std::string_view content) {
  OutputFile file(target);
  file.write(content);
  file.commit();
}

}  // namespace dropcert::publish
