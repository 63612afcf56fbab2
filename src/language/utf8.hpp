// One character of UTF-8 at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dropcert::language {

struct Utf8Character {
  std::uint32_t code = 0;
  std::size_t length = 0;  // bytes; 0 if none is well formed
};

/// The character at the start of `bytes`: length 0 for an empty text, a surrogate, an overlong form, or any
/// other fault (RFC 3629).
Utf8Character first_character(std::string_view bytes);

/// The bytes of the character at the start of a text that is not empty: 1 where none is well formed.
std::size_t length_of_first(std::string_view bytes);

/// Whether the character prints something where it stands: no control character, and none that changes the
/// direction of what follows.
bool is_printable(std::uint32_t code);

/// Whether the whole text is well formed and printable.
bool is_printable_utf8(std::string_view text);

/// The text for one line of a terminal, a message or a file: what is no printable character of UTF-8 is shown
/// as \xNN.
std::string printable(std::string_view text);

/// The same for a text of several lines: line feeds stay.
std::string printable_lines(std::string_view text);

}  // namespace dropcert::language
