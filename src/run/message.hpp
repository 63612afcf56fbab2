// Sentences for the user, which nothing that goes wrong can turn into something worse.
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>

namespace dropcert::run {

/// The name before each message; "dropcert" if it is never set. `name` is kept as it is.
void set_program_name(const char* name);

/// Writes "dropcert: SENTENCE" to standard error, printable and on one line, in one write. Where it cannot be
/// written nothing else happens.
void say_text(std::string_view sentence) noexcept;

/// Each line of the text as a sentence.
void say_lines(std::string_view text) noexcept;

template <typename... Arguments>
void say(fmt::format_string<Arguments...> format, Arguments&&... arguments) noexcept {
  try {
    say_text(fmt::format(format, std::forward<Arguments>(arguments)...));
  } catch (...) {
    say_text("there is not enough memory for a message");
  }
}

/// The same for a sentence that is printable, at the beginning of a terminal's line; allocates nothing and is
/// safe in a signal handler.
void say_at_once(const char* sentence) noexcept;

/// Text for standard error that is no sentence, such as a report whose place another output has taken.
void write_to_error(std::string_view text) noexcept;

}  // namespace dropcert::run
