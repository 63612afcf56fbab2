// A file that appears whole or not at all.
#pragma once

#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "run/emergency.hpp"

namespace dropcert::publish {

/// Writes to a temporary beside the target, TARGET.unfinished-NUMBER, which `commit` puts in the target's
/// place in one step; so no reader ever meets half a file, and what stood there before stays until then. The
/// number is random, and the temporary is never one that exists. Without a commit it is removed. What a
/// killed process left is removed by remove_unfinished: a temporary is locked (flock) as long as its process
/// lives, on whatever machine, so one that can be locked belongs to nobody. Where a file system has no locks
/// it stays, and is never mistaken for the result. A target that is no regular file (a pipe, a terminal,
/// /dev/null) is written to directly. All errors are std::runtime_error with a sentence that names the
/// target.
class OutputFile {
 public:
  /// What becomes of a link at the target: the file that it leads to is replaced, or the link itself.
  enum class Links { followed, replaced };

  /// The folder of the target must exist.
  explicit OutputFile(const std::filesystem::path& target, Links links = Links::followed);
  /// Standard output as it is.
  static OutputFile standard_output();
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
  OutputFile() = default;
  void follow_link();
  void open_directly();
  void open_temporary();
  void close();
  [[noreturn]] void fail(int error) const;

  std::filesystem::path target_;
  std::filesystem::path temporary_;  // empty: written to directly, or committed
  run::Temporary guard_;
  std::FILE* file_ = nullptr;  // holds the lock of the temporary; closed when there is none any more
  bool finished_ = false;
};

/// How the files of a kind begin that this program writes; any of these.
using Openings = std::vector<std::string_view>;

inline constexpr std::string_view certificate_opening = "dropcert-certificate ";
inline constexpr std::string_view shard_opening = "dropcert shard ";
inline constexpr std::string_view coq_opening = "(** Written by dropcert ";
inline constexpr std::string_view figure_opening =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"";
inline const Openings row_openings = {"line,z0,deviation,", "line,spread,radius_at_least,",
                                      "line,spread,bound,"};

/// The output of a run that goes to `target`; "-" is standard output. A file that stands there must be empty
/// or begin as this program's files of the kind do, if these begin in some way; with `force` any is replaced.
/// Throws FileConflict if not,
/// or if the run has another use for the file (claim_output).
OutputFile open_output(const std::filesystem::path& target, const Openings& openings, bool force);

/// The whole file at once.
void write_file(const std::filesystem::path& target, std::string_view content);

/// Removes the temporaries of these files of a folder that belong to no living process.
void remove_unfinished(const std::filesystem::path& folder,
                       const std::function<bool(const std::string&)>& is_target);

}  // namespace dropcert::publish
