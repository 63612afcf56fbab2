// Arguments of commands, as TeX reads them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "paper/source_text.hpp"

namespace dropcert::paper {

/// What stands between braces or brackets, as \detokenize writes it, without blanks at its ends: line ends
/// are blanks, several blanks are one, and one stands behind each command of letters. So the package, which
/// asks TeX, has the same characters.
struct Argument {
  std::string text;
  std::vector<std::size_t> offsets;  // of each of its bytes, in the paper's text
  std::size_t begin = 0;             // of its brace
  std::size_t end = 0;               // behind its closing one

  /// The place in the paper's text of a byte of `text`, or of its end.
  std::size_t offset(std::size_t index) const {
    return index < offsets.size() ? offsets[index] : end == 0 ? 0 : end - 1;
  }
};

inline constexpr std::size_t max_argument_length = 50'000;  // bytes

/// Behind the blanks at `at`; a line without a character stops it.
std::size_t behind_blanks(const std::string& text, std::size_t at);

/// The argument in braces at `at`, blanks before it allowed; nullopt if no brace stands there. Throws
/// SourceError for one that is not closed before the paragraph ends, is too long, or has a macro's parameter.
std::optional<Argument> braced_argument(const SourceText& source, std::size_t at);

/// The same for an optional one in brackets; braces within are balanced.
std::optional<Argument> bracketed_argument(const SourceText& source, std::size_t at);

/// The part of the text from `begin` to `end`, as such an argument.
Argument argument_between(const SourceText& source, std::size_t begin, std::size_t end);

/// "KEY = VALUE, KEY, ..." with the braces around a value taken off.
struct Option {
  Argument key, value;
};
std::vector<Option> options_in(const SourceText& source, const Argument& argument);

}  // namespace dropcert::paper
