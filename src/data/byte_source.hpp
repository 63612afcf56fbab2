// A file as a stream of bytes, plain or compressed with gzip.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace dropcert::data {

/// Reads a file, or standard input for "-", from its beginning to its end. One that begins with gzip's magic
/// number (RFC 1952) is uncompressed on the way, all its members one after the other, whatever its name. One
/// that begins with the magic number of bzip2, xz, zstd, or of tables that are no text (ZIP and Excel, NumPy,
/// Parquet, HDF5, R) is refused, with the command that helps.
class ByteSource {
 public:
  /// Throws DataError if there is no such file, it is a directory, or it cannot be read, FileConflict
  /// if the run writes to it.
  explicit ByteSource(const std::string& path);
  ~ByteSource();
  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;

  /// Fills the buffer with the next `size` bytes, fewer only at the end of the file; the number of bytes.
  /// Throws DataError for a compressed file that is damaged, ends too early, or has other bytes behind its
  /// last member.
  std::size_t read(char* buffer, std::size_t size);

  /// The share of the file's own bytes that has been read, 0 to 1; 0 where its size is not known (a pipe).
  double share_read() const;

  bool is_compressed() const;
  /// The file as the user named it.
  const std::string& name() const;

 private:
  class File;
  std::unique_ptr<File> file_;
};

/// The whole text of such a file, without a byte order mark; nothing if it has more than `most` bytes. Throws
/// as ByteSource.
std::optional<std::string> content_of(const std::string& path, std::size_t most);

}  // namespace dropcert::data
