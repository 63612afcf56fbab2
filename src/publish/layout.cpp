#include "publish/layout.hpp"

#include <fmt/core.h>

namespace dropcert::publish {

std::string wrapped(std::string_view text, std::size_t width, std::size_t first, std::size_t rest) {
  std::string result(first, ' ');
  std::size_t column = first;
  bool line_is_empty = true;
  for (std::size_t start = 0; start < text.size();) {
    std::size_t stop = std::min(text.find(' ', start), text.size());
    std::string_view word = text.substr(start, stop - start);
    start = stop + 1;
    if (word.empty()) continue;
    if (!line_is_empty && column + 1 + word.size() > width) {
      result += '\n' + std::string(rest, ' ');
      column = rest;
      line_is_empty = true;
    }
    if (!line_is_empty) {
      result += ' ';
      ++column;
    }
    result += word;
    column += word.size();
    line_is_empty = false;
  }
  return result;
}

std::string clipped(std::string_view text, std::size_t width) {
  if (text.size() <= width) return std::string(text);
  return std::string(text.substr(0, width - 3)) + "...";
}

std::string seconds_text(double seconds) {
  return seconds < 0 ? "-" : fmt::format("{:.2f}", seconds);
}

std::string styled(std::string_view text, Style style, bool colour) {
  if (!colour || style == Style::plain) return std::string(text);
  const char* code = "";
  switch (style) {
    case Style::plain:
      break;
    case Style::bold:
      code = "1";
      break;
    case Style::dim:
      code = "2";
      break;
    case Style::green:
      code = "32";
      break;
    case Style::yellow:
      code = "33";
      break;
    case Style::red:
      code = "31";
      break;
  }
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

}  // namespace dropcert::publish
