// The files that a run reads and those that it writes: none is both.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace dropcert::run {

/// Standard input or output, where a file is to be named.
inline constexpr const char* standard_stream = "-";

/// An output that would take the place of something else, or two that would be one: a sentence.
class FileConflict : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Opens a file for reading, or standard input for "-", which can be read once, and notes it. -1 with errno
/// if it cannot be opened. Throws FileConflict as note_input.
int open_input(const std::string& path);

/// Notes that the run reads this file, known by its device and inode, so by whatever name or link. Whoever
/// opens one calls it. Throws FileConflict if the run writes to it, be it by standard output or error.
void note_input(int descriptor, const std::string& name);
void note_input(const std::string& path);

/// Notes a folder in which the run keeps checkpoints: no other output goes to one of its files.
void note_checkpoints(const std::filesystem::path& folder);

/// Notes that the run writes to this file, links followed, or to standard output (standard_stream). Throws
/// FileConflict if it is read, belongs to the checkpoints, or is another output. Pipes, terminals and devices
/// are nobody's own.
void claim_output(const std::filesystem::path& target);

/// Throws FileConflict as claim_output does, and notes nothing: for a folder of files, no two of one name.
void require_free(const std::filesystem::path& target);

/// Whether standard output has been claimed for a file: reports then go to standard error.
bool standard_output_is_claimed();

}  // namespace dropcert::run
