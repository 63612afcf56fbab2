#include "language/utf8.hpp"

namespace dropcert::language {

Utf8Character first_character(std::string_view bytes) {
  if (bytes.empty()) return {};
  auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || bytes.size() < length) return {};
  std::uint32_t code = first & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return {};
    code = code << 6U | (byte(i) & 0x3fU);
  }
  static constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < least[length] || code > 0x10ffff || is_surrogate) return {};
  return {code, length};
}

std::size_t length_of_first(std::string_view bytes) {
  const std::size_t length = first_character(bytes).length;
  return length == 0 ? 1 : length;
}

bool is_printable(std::uint32_t code) {
  const bool is_control = code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029;
  const bool is_direction = code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
                            (code >= 0x2066 && code <= 0x2069);
  return !is_control && !is_direction && code != 0xfeff;
}

namespace {

std::string printed(std::string_view text, bool has_lines) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const Utf8Character character = first_character(text);
    const std::size_t length = character.length == 0 ? 1 : character.length;
    if ((has_lines && text.front() == '\n') || (character.length > 0 && is_printable(character.code))) {
      result += text.substr(0, length);
    } else {
      for (const char c : text.substr(0, length)) {
        const auto byte = static_cast<unsigned char>(c);
        (result += "\\x") += {hexadecimal[byte / 16], hexadecimal[byte % 16]};
      }
    }
    text.remove_prefix(length);
  }
  return result;
}

}  // namespace

std::string printable(std::string_view text) {
  return printed(text, false);
}

std::string printable_lines(std::string_view text) {
  return printed(text, true);
}

bool is_printable_utf8(std::string_view text) {
  while (!text.empty()) {
    const Utf8Character character = first_character(text);
    if (character.length == 0 || !is_printable(character.code)) return false;
    text.remove_prefix(character.length);
  }
  return true;
}

}  // namespace dropcert::language
