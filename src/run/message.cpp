#include "run/message.hpp"

#include <unistd.h>

#include <cerrno>

#include "language/utf8.hpp"

namespace dropcert::run {

namespace {

const char* program = "dropcert";

}  // namespace

std::string printable(std::string_view text) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const Utf8Character character = first_character(text);
    const std::size_t length = character.length == 0 ? 1 : character.length;
    if (text.front() == '\n' || (character.length > 0 && is_printable(character.code))) {
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

void set_program_name(const char* name) {
  program = name;
}

void write_to_error(std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t n = write(STDERR_FILENO, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

void say_text(std::string_view sentence) noexcept {
  try {
    std::string line = program;
    line += ": ";
    line += printable(sentence);
    line += '\n';
    write_to_error(line);
  } catch (...) {
    for (const std::string_view part : {std::string_view(program), std::string_view(": "), sentence})
      write_to_error(part);
    write_to_error("\n");
  }
}

void say_at_once(const char* sentence) noexcept {
  if (isatty(STDERR_FILENO) != 0) write_to_error("\r\x1b[K");  // a progress line may stand there
  for (const char* part : {program, ": ", sentence, "\n"}) write_to_error(part);
}

}  // namespace dropcert::run
