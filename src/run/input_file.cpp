#include "run/input_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "run/files.hpp"

namespace dropcert::run {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;

int opened(const std::string& path, InputFile::Owner owner) {
  return owner == InputFile::Owner::user ? open_input(path)
                                         : open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

}  // namespace

InputFile::InputFile(const std::string& path, Owner owner) : path_(path), descriptor_(opened(path, owner)) {
  struct stat status {};
  if (descriptor_ < 0 || fstat(descriptor_, &status) != 0) fail(errno);
  if (!S_ISDIR(status.st_mode)) return;
  close(descriptor_);
  throw InputError(fmt::format("'{}' is a directory; expected a file", path_));
}

InputFile::~InputFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

InputFile& InputFile::operator=(InputFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

void InputFile::fail(int reason) const {
  if (reason == ENOENT || reason == ENOTDIR) throw InputError(fmt::format("there is no file '{}'", path_));
  throw InputError(fmt::format("the file '{}' cannot be read: {}", path_, std::strerror(reason)));
}

std::optional<std::uint64_t> InputFile::size() const {
  struct stat status {};
  if (fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

std::size_t InputFile::read(char* buffer, std::size_t size) {
  for (;;) {
    const ssize_t n = ::read(descriptor_, buffer, size);
    if (n >= 0) return static_cast<std::size_t>(n);
    if (errno != EINTR) fail(errno);
  }
}

std::string InputFile::rest(std::size_t most) {
  std::string content;
  std::string block(block_size, '\0');
  for (std::size_t n = 0; (n = read(block.data(), block.size())) > 0;) {
    content.append(block, 0, n);
    if (content.size() > most) throw InputError(fmt::format("'{}' has more than {} bytes", path_, most));
  }
  return content;
}

void InputFile::seek(std::uint64_t at) {
  if (lseek(descriptor_, static_cast<off_t>(at), SEEK_SET) < 0) fail(errno);
}

void InputFile::make_seekable() {
  if (size()) return;
  // It has no name, so that nothing is left behind.
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> copy(std::tmpfile(), std::fclose);
  const auto failed = [&] {
    throw InputError(fmt::format("'{}' cannot be kept for reading: {}", path_, std::strerror(errno)));
  };
  if (!copy) failed();
  std::string block(block_size, '\0');
  for (std::size_t n = 0; (n = read(block.data(), block.size())) > 0;)
    if (std::fwrite(block.data(), 1, n, copy.get()) != n) failed();
  if (std::fflush(copy.get()) != 0) failed();
  const int descriptor = fcntl(fileno(copy.get()), F_DUPFD_CLOEXEC, 0);
  if (descriptor < 0) failed();
  close(std::exchange(descriptor_, descriptor));
  seek(0);
}

std::string content_of(const std::string& path, std::size_t most, InputFile::Owner owner) {
  return InputFile(path, owner).rest(most);
}

}  // namespace dropcert::run
