#include "publish/output_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace dropcert {

namespace {

// Unlike any other of this process and of those that run now.
std::filesystem::path name_beside(const std::filesystem::path& target) {
  static std::atomic<unsigned> count{0};
  return fmt::format("{}.unfinished-{}-{}", target.string(), getpid(), count++);
}

}  // namespace

OutputFile::OutputFile(const std::filesystem::path& target) : target_(target) {
  std::error_code error;
  if (std::filesystem::is_symlink(target, error)) {
    std::filesystem::path end = std::filesystem::weakly_canonical(target, error);
    if (!error) target_ = end;
  }
  const std::filesystem::file_status status = std::filesystem::status(target_, error);
  if (std::filesystem::is_directory(status)) fail(EISDIR);
  const bool directly = std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
  if (!directly) temporary_ = name_beside(target_);
  file_ = std::fopen((directly ? target_ : temporary_).c_str(), "wb");
  if (file_ == nullptr) {
    const int reason = errno;
    temporary_.clear();
    fail(reason);
  }
  if (std::filesystem::is_regular_file(status))
    std::filesystem::permissions(temporary_, status.permissions(), error);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      file_(std::exchange(other.file_, nullptr)) {}

OutputFile::~OutputFile() {
  if (file_ != nullptr) std::fclose(file_);
  std::error_code error;
  if (!temporary_.empty()) std::filesystem::remove(temporary_, error);
}

void OutputFile::fail(int error) const {
  throw std::runtime_error(fmt::format("'{}' cannot be written: {}", target_.string(), std::strerror(error)));
}

void OutputFile::write(std::string_view bytes) {
  if (file_ == nullptr) throw std::logic_error("a file is written to after its end");
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail(errno);
}

void OutputFile::finish() {
  if (file_ == nullptr) return;
  const bool flushed = std::fflush(file_) == 0 && (temporary_.empty() || fsync(fileno(file_)) == 0);
  const int flush_error = errno;
  const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (!flushed) fail(flush_error);
  if (!closed) fail(errno);
}

void OutputFile::commit() {
  finish();
  if (temporary_.empty()) return;
  if (std::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
  temporary_.clear();
}

void write_file(const std::filesystem::path& target, std::string_view content) {
  OutputFile file(target);
  file.write(content);
  file.commit();
}

}  // namespace dropcert
