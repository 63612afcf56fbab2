// Text to tokens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/source.hpp"

namespace dropcert::language {

enum class TokenKind { number, word, string, symbol, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;  // a string's content without quotes, white space folded to single spaces
  Position at;
};

inline constexpr std::size_t max_line_length = 100'000;    // bytes; a longer line is refused, not parsed
inline constexpr std::size_t max_source_length = 1 << 24;  // bytes

/// The tokens of `text`, closed by one of kind end. Comments run from '#' to the end of the line; a byte
/// order mark at the start is skipped. Strings hold UTF-8 without control characters. What begins no token is
/// put into `errors` and skipped. Throws SourceError for text beyond the limits above. Linear time.
std::vector<Token> tokenize(std::string_view text, const std::string& source,
                            std::vector<SourceError>& errors);

/// How a token that is not the end is named in a message: 'text'.
std::string describe(const Token& token);

}  // namespace dropcert::language
