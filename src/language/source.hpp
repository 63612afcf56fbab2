// Places in a source text, and the error that names one.
#pragma once

#include <stdexcept>
#include <string>

namespace dropcert {

/// A place in a source text; both counts start at 1, columns count bytes.
struct Position {
  int line = 1;
  int column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

/// Bad input: one sentence that says where (source, line, column), what was found and what was expected.
class SourceError : public std::runtime_error {
 public:
  /// `source` is a file name, or "expression" for text from the command line.
  SourceError(const std::string& source, Position at, const std::string& sentence)
      : std::runtime_error(source + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
                           sentence) {}
};

}  // namespace dropcert
