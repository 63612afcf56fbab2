// The one way to open and read a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace dropcert::run {

/// A file that cannot be read: a sentence that names it.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class InputFile {
 public:
  /// Whose it is: what the run is given, by a path or as standard input by "-", so that none of its outputs
  /// takes its place; or the program's own, which it may replace.
  enum class Owner { user, program };

  /// Throws InputError if it cannot be opened or is a directory, FileConflict as open_input does.
  explicit InputFile(const std::string& path, Owner owner = Owner::user);
  ~InputFile();
  InputFile(InputFile&& other) noexcept
      : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}
  InputFile& operator=(InputFile&& other) noexcept;
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  const std::string& path() const { return path_; }
  /// The bytes of a file on disk; none of a pipe or a device.
  std::optional<std::uint64_t> size() const;
  /// The next bytes, `size` of them at most; 0 only at the end. Throws InputError.
  std::size_t read(char* buffer, std::size_t size);
  /// All that is left, read block by block. Throws InputError if it is more than `most` bytes, as a device
  /// without end is.
  std::string rest(std::size_t most);
  /// Whence it is read next. What is no file on disk has been copied to one by make_seekable.
  void seek(std::uint64_t at);
  void make_seekable();

 private:
  [[noreturn]] void fail(int reason) const;

  std::string path_;
  int descriptor_;
};

/// All its bytes. Throws InputError if they are more than `most`.
std::string content_of(const std::string& path, std::size_t most,
                       InputFile::Owner owner = InputFile::Owner::user);

}  // namespace dropcert::run
