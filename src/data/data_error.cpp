#include "data/data_error.hpp"

#include <algorithm>

#include "language/utf8.hpp"

namespace dropcert::data {

using namespace language;

DataError::DataError(const std::string& file, DataPosition at, const std::string& sentence)
    : std::runtime_error(file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
                         sentence),
      sentence_(sentence),
      at_(at) {}

DataError::DataError(const std::string& sentence) : std::runtime_error(sentence), sentence_(sentence) {}

std::string shown(std::string_view text, std::size_t longest) {
  std::size_t end = std::min(text.size(), longest);
  // Not within a character, which has at most three bytes after its first.
  for (int i = 0;
       i < 3 && end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U; ++i)
    --end;
  return "'" + printable(text.substr(0, end)) + (end < text.size() ? "...'" : "'");
}

std::string shown_name(const std::string& path) {
  constexpr std::size_t longest = 250;
  return shown(path, longest);
}

std::string shell_word(std::string_view text) {
  constexpr std::size_t longest = 250;
  if (text.size() > longest || !is_printable_utf8(text)) return "";
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'')
      word += "'\\''";
    else
      word += c;
  }
  return word + "'";
}

}  // namespace dropcert::data
