// A file that appears whole or not at all.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace dropcert {

/// Writes to a temporary beside the target, which `commit` puts in the target's place in one step; so no
/// reader ever meets half a file, and what stood there before stays until then. Without a commit the
/// temporary is removed. A target that is no regular file (a pipe, a terminal, /dev/null) is written to
/// directly. All errors are std::runtime_error with a sentence that names the target.
class OutputFile {
 public:
  /// The folder of the target must exist. A link is followed: the file that it leads to is replaced.
  explicit OutputFile(const std::filesystem::path& target);
  ~OutputFile();
  OutputFile(OutputFile&& other) noexcept;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;

  void write(std::string_view bytes);
  /// All bytes handed to the disk and closed, under the temporary name still. `commit` does it if need be.
  void finish();
  void commit();

 private:
  [[noreturn]] void fail(int error) const;

  std::filesystem::path target_;
  std::filesystem::path temporary_;  // empty: written to directly, or committed
  std::FILE* file_ = nullptr;
};

/// The whole file at once.
void write_file(const std::filesystem::path& target, std::string_view content);

}  // namespace dropcert
