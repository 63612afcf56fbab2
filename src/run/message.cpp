#include "run/message.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "language/utf8.hpp"

namespace dropcert::run {

using namespace language;

namespace {

const char* program = "dropcert";

}  // namespace

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

void say_lines(std::string_view text) noexcept {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    say_text(text.substr(0, end));
    text.remove_prefix(std::min(end, text.size() - 1) + 1);
  }
}

void say_at_once(const char* sentence) noexcept {
  if (isatty(STDERR_FILENO) != 0) write_to_error("\r\x1b[K");  // a progress line may stand there
  for (const char* part : {program, ": ", sentence, "\n"}) write_to_error(part);
}

}  // namespace dropcert::run
