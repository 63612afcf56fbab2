// What TeX takes for a command, a blank, a comment.
#pragma once

#include <algorithm>
#include <string_view>

namespace dropcert::paper {

inline bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

inline bool is_tex_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The letters behind the backslash at `at`; '@' is taken for one, as in packages. Empty for a command that
/// is a single other character.
inline std::string_view control_word(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (is_tex_letter(text[end]) || text[end] == '@')) ++end;
  return text.substr(at + 1, end - at - 1);
}

/// From the '%' at `at` to the next line, behind the blanks with which it begins.
inline void skip_comment(std::string_view text, std::size_t& at) {
  at = std::min(text.find('\n', at), text.size() - 1) + 1;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')) ++at;
}

}  // namespace dropcert::paper
