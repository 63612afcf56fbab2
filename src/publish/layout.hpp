// Plain text for a terminal: wrapping, columns, and colour where it is wanted.
#pragma once

#include <string>
#include <string_view>

namespace dropcert::publish {

/// The words of `text` in lines of at most `width` characters; the first line is indented by `first` spaces,
/// the others by `rest`. A longer word stands on a line of its own.
std::string wrapped(std::string_view text, std::size_t width, std::size_t first = 0, std::size_t rest = 0);

/// At most `width` characters: a longer text ends in "...".
std::string clipped(std::string_view text, std::size_t width);

/// Seconds with two decimals, "-" if they are negative: not told.
std::string seconds_text(double seconds);

enum class Style { plain, bold, dim, green, yellow, red };

/// `text` in that style by ANSI escape sequences, or as it is if `colour` is false.
std::string styled(std::string_view text, Style style, bool colour);

}  // namespace dropcert::publish
