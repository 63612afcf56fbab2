// A file of work done: what it belongs to, a body, and a digest of both.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "certificate/sha256.hpp"
#include "publish/output_file.hpp"
#include "run/input_file.hpp"

namespace dropcert::checkpoint {

/// What a record belongs to. Names hold no space, values no line break.
struct Identity {
  std::string kind;                                             // checkpoint, shard
  std::string program;                                          // name and version
  std::string command;                                          // the subcommand
  std::vector<std::pair<std::string, std::string>> parameters;  // all that the result depends on

  /// The value of a parameter, or nullptr.
  const std::string* find(std::string_view name) const;
};

/// A record that is damaged or belongs to something else: a sentence that names the file.
class RecordError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Writes
///   dropcert KIND 1
///   program PROGRAM
///   command COMMAND
///   NAME VALUE          (one line a parameter)
///   (an empty line)
///   BODY
///   sha256 DIGEST       (of all bytes before this line)
/// to a file that appears whole or not at all.
class RecordWriter {
 public:
  /// Throws std::runtime_error if the file cannot be written, std::invalid_argument for a name or a value
  /// that breaks its line.
  RecordWriter(publish::OutputFile file, const Identity& identity);

  void write(std::string_view bytes);
  /// Eight bytes, the lowest first; a text with its length before it.
  void write_number(std::uint64_t number);
  void write_text(std::string_view text);
  void commit();

 private:
  publish::OutputFile file_;
  certificate::Sha256 digest_;
};

/// The same as text.
std::string record_text(const Identity& identity, std::string_view body);

/// Reads what RecordWriter wrote. The digest has been found right before anything else is looked at. Memory
/// does not grow with the body, save what the caller asks for.
class RecordReader {
 public:
  /// Throws RecordError if it is no record or is damaged, InputError if it cannot be read.
  explicit RecordReader(run::InputFile file);

  const Identity& identity() const { return identity_; }
  /// Bytes of the body not read yet.
  std::uint64_t remaining() const { return remaining_; }
  /// The next bytes of the body. Throws RecordError if there are fewer.
  std::string read(std::uint64_t bytes);
  std::string read_rest() { return read(remaining_); }
  /// What write_number and write_text wrote.
  std::uint64_t read_number();
  std::string read_text() { return read(read_number()); }
  /// Throws RecordError with a sentence that names the first difference unless the record belongs to
  /// `expected`.
  void require(const Identity& expected) const;

 private:
  void go_to_start(std::uint64_t remaining);
  void check_digest();
  void read_heading();
  std::string read_line();
  [[noreturn]] void damaged(const std::string& reason) const;

  run::InputFile file_;
  std::string block_;  // of the file, from begin_ on not read yet
  std::size_t begin_ = 0;
  Identity identity_;
  std::uint64_t remaining_ = 0;
};

/// How `found` differs from `expected`, as "its max-k is 100, not 200"; none if they are the same.
std::optional<std::string> difference(const Identity& found, const Identity& expected);

}  // namespace dropcert::checkpoint
