// A file that appears whole or not at all.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace dropcert {

/// Writes to a temporary beside the target, TARGET.unfinished-N, which `commit` puts in the target's place in
/// one step; so no reader ever meets half a file, and what stood there before stays until then. Without a
/// commit the temporary is removed. What a killed process left is removed by the next that writes to the same
/// target: a temporary is locked (flock) as long as its process lives, on whatever machine, so one that can
/// be locked belongs to nobody. Where a file system has no locks it stays, and is never mistaken for the
/// result. A target that is no regular file (a pipe, a terminal, /dev/null) is written to directly. All
/// errors are std::runtime_error with a sentence that names the target.
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
  /// All bytes handed to the disk, under the temporary name still. `commit` does it if need be.
  void finish();
  void commit();

 private:
  void open_temporary();
  void close();
  [[noreturn]] void fail(int error) const;

  std::filesystem::path target_;
  std::filesystem::path temporary_;  // empty: written to directly, or committed
  std::FILE* file_ = nullptr;        // holds the lock of the temporary; closed when there is none any more
  bool finished_ = false;
};

/// The whole file at once.
void write_file(const std::filesystem::path& target, std::string_view content);

/// Removes the temporaries of this target that belong to no living process.
void remove_unfinished(const std::filesystem::path& target);

}  // namespace dropcert
