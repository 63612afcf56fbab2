#include "language/lexer.hpp"

#include <fmt/format.h>

#include <array>

namespace dropcert {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Lexer {
 public:
  Lexer(std::string_view text, const std::string& source) : text_(text), source_(source) {}

  std::vector<Token> run() {
    check_size();
    std::vector<Token> tokens;
    while (skip_blanks()) tokens.push_back(next());
    tokens.push_back({TokenKind::end, "", here_});
    return tokens;
  }

 private:
  void check_size() const {
    if (text_.size() > max_source_length)
      throw SourceError(
          source_, {},
          fmt::format("the text has {} bytes; at most {} are read", text_.size(), max_source_length));
    Position at;
    for (std::size_t start = 0; start < text_.size(); ++at.line) {
      std::size_t stop = std::min(text_.find('\n', start), text_.size());
      if (stop - start > max_line_length)
        throw SourceError(
            source_, at,
            fmt::format("the line has {} bytes; at most {} are read", stop - start, max_line_length));
      start = stop + 1;
    }
  }

  bool skip_blanks() {
    while (offset_ < text_.size()) {
      if (text_[offset_] == '#')
        while (offset_ < text_.size() && text_[offset_] != '\n') advance();
      else if (is_space(text_[offset_]))
        advance();
      else
        return true;
    }
    return false;
  }

  Token next() {
    char c = text_[offset_];
    if (is_digit(c)) return number();
    if (is_letter(c)) return word();
    if (c == '"') return string();
    return symbol();
  }

  // digits [. digits] [e [+-] digits]; "1..5" is the range from 1 to 5, not a decimal point.
  Token number() {
    Token token{TokenKind::number, "", here_};
    take_digits(token);
    if (peek(0) == '.' && is_digit(peek(1))) {
      take(token);
      take_digits(token);
    }
    bool sign = peek(1) == '+' || peek(1) == '-';
    if ((peek(0) == 'e' || peek(0) == 'E') && is_digit(peek(sign ? 2 : 1))) {
      take(token);
      if (sign) take(token);
      take_digits(token);
    }
    if (is_letter(peek(0)))
      throw SourceError(
          source_, here_,
          fmt::format("unexpected '{}' after the number {}; expected an operator", peek(0), token.text));
    return token;
  }

  Token word() {
    Token token{TokenKind::word, "", here_};
    while (is_letter(peek(0)) || is_digit(peek(0))) take(token);
    return token;
  }

  Token string() {
    Token token{TokenKind::string, "", here_};
    advance();
    while (peek(0) != '"') {
      if (offset_ >= text_.size())
        throw SourceError(source_, token.at, "the string that begins here is not closed; expected '\"'");
      if (is_space(peek(0))) {
        if (!token.text.empty() && token.text.back() != ' ') token.text += ' ';
        advance();
      } else {
        require_printable(peek(0));
        take(token);
      }
    }
    advance();
    while (!token.text.empty() && token.text.back() == ' ') token.text.pop_back();
    return token;
  }

  Token symbol() {
    static constexpr std::array<std::string_view, 4> pairs = {"..", "<=", ">=", "!="};
    static constexpr std::string_view singles = "+-*/^!()[]{},:=<>";
    Token token{TokenKind::symbol, "", here_};
    for (std::string_view pair : pairs)
      if (text_.substr(offset_, 2) == pair) {
        take(token);
        take(token);
        return token;
      }
    require_printable(peek(0));
    if (singles.find(peek(0)) == std::string_view::npos)
      throw SourceError(
          source_, here_,
          fmt::format("unexpected character '{}'; expected a number, a name or an operator", peek(0)));
    take(token);
    return token;
  }

  void require_printable(char c) const {
    auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte > 0x7e)
      throw SourceError(
          source_, here_,
          fmt::format("unexpected byte 0x{:02x}; only printable ASCII characters are read", byte));
  }

  char peek(std::size_t ahead) const {
    return offset_ + ahead < text_.size() ? text_[offset_ + ahead] : '\0';
  }

  void advance() {
    if (text_[offset_++] == '\n')
      here_ = {here_.line + 1, 1};
    else
      ++here_.column;
  }

  void take(Token& token) {
    token.text += text_[offset_];
    advance();
  }

  void take_digits(Token& token) {
    while (is_digit(peek(0))) take(token);
  }

  std::string_view text_;
  const std::string& source_;
  std::size_t offset_ = 0;
  Position here_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, const std::string& source) {
  return Lexer(text, source).run();
}

std::string describe(const Token& token) {
  constexpr std::size_t shown = 40;
  if (token.kind == TokenKind::end) return "the end of the text";
  if (token.text.size() > shown) return "'" + token.text.substr(0, shown) + "...'";
  return token.kind == TokenKind::string ? "the string \"" + token.text + "\"" : "'" + token.text + "'";
}

}  // namespace dropcert
