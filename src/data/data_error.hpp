// Places in a data file, and the error that names one.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dropcert::data {

/// A place in a data file; both counts start at 1, columns count bytes.
struct DataPosition {
  std::size_t line = 1;
  std::size_t column = 1;
  friend bool operator==(const DataPosition&, const DataPosition&) = default;
};

/// Bad input: one sentence that says what was found and what was expected, after "file:line:column: ".
class DataError : public std::runtime_error {
 public:
  DataError(const std::string& file, DataPosition at, const std::string& sentence);
  /// About the file as a whole; the sentence names it.
  explicit DataError(const std::string& sentence);

  /// The sentence without the place; line 0 where the error is about the file as a whole.
  const std::string& sentence() const { return sentence_; }
  DataPosition at() const { return at_; }

 private:
  std::string sentence_;
  DataPosition at_{0, 0};
};

/// Text of a file as it may stand in a message: in quotes, cut after `longest` bytes, what is no printable
/// character of UTF-8 written as \xNN.
std::string shown(std::string_view text, std::size_t longest = 40);

/// The same for a file's name.
std::string shown_name(const std::string& path);

/// The text in quotes as a word of a shell, to be pasted: all of it. Empty if it has bytes that no terminal
/// shows, or more than a line has room for.
std::string shell_word(std::string_view text);

}  // namespace dropcert::data
