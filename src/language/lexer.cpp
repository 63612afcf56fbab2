#include "language/lexer.hpp"

#include <fmt/core.h>

#include <array>
#include <utility>

#include "language/utf8.hpp"

namespace dropcert::language {

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
  Lexer(std::string_view text, const std::string& source, std::vector<SourceError>& errors)
      : text_(text), source_(source), errors_(errors) {}

  std::vector<Token> run() {
    check_size();
    if (text_.substr(0, byte_order_mark.size()) == byte_order_mark)
      text_.remove_prefix(byte_order_mark.size());
    std::vector<Token> tokens;
    while (skip_blanks()) {
      const std::size_t begin = offset_;
      try {
        tokens.push_back(next());
      } catch (const SourceError& error) {
        // A second fault in a line says nothing new.
        if (errors_.empty() || errors_.back().at().line != error.at().line) errors_.push_back(error);
        if (offset_ == begin) advance();
      }
    }
    tokens.push_back({TokenKind::end, "", here_});
    return tokens;
  }

 private:
  static constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

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
      if (offset_ >= text_.size()) {
        errors_.emplace_back(source_, token.at, "the string that begins here is not closed; expected '\"'");
        return token;
      }
      if (is_space(peek(0))) {
        if (!token.text.empty() && token.text.back() != ' ') token.text += ' ';
        advance();
      } else {
        for (std::size_t bytes = printable_character(); bytes > 0; --bytes) take(token);
      }
    }
    advance();
    while (!token.text.empty() && token.text.back() == ' ') token.text.pop_back();
    return token;
  }

  Token symbol() {
    static constexpr std::array<std::string_view, 4> pairs = {"..", "<=", ">=", "!="};
    static constexpr std::string_view singles = "+-*/^!()[]{},:;=<>";
    Token token{TokenKind::symbol, "", here_};
    refuse_foreign();
    for (std::string_view pair : pairs)
      if (text_.substr(offset_, 2) == pair) {
        take(token);
        take(token);
        return token;
      }
    if (singles.find(peek(0)) == std::string_view::npos)
      throw SourceError(source_, here_,
                        fmt::format("unexpected character '{}'; expected a number, a name or an operator",
                                    text_.substr(offset_, printable_character())));
    take(token);
    return token;
  }

  // What other languages, or a typeset formula, write for a symbol of this one.
  void refuse_foreign() {
    using Pair = std::pair<std::string_view, std::string_view>;
    static constexpr auto foreign = std::to_array<Pair>({{"==", "'='"},
                                                         {"**", "'^'"},
                                                         {"<>", "'!='"},
                                                         {"=<", "'<='"},
                                                         {"=>", "'>=' or 'implies'"},
                                                         {"&&", "'and'"},
                                                         {"||", "'or'"},
                                                         {"\xe2\x89\xa4", "'<='"},
                                                         {"\xe2\x89\xa5", "'>='"},
                                                         {"\xe2\x89\xa0", "'!='"},
                                                         {"\xe2\x88\x92", "'-'"},
                                                         {"\xe2\x80\x93", "'-'"},
                                                         {"\xc3\x97", "'*'"},
                                                         {"\xc2\xb7", "'*'"},
                                                         {"\xe2\x8b\x85", "'*'"},
                                                         {"\xcf\x80", "'pi'"},
                                                         {"\xe2\x88\x9e", "'oo'"},
                                                         {"\xe2\x88\x88", "'in'"},
                                                         {"\xe2\x88\x9a", "'sqrt(...)'"},
                                                         {"\xe2\x88\x80", "'for'"},
                                                         {"\xe2\x88\x83", "'some'"},
                                                         {"|", "'abs(...)', or 'or'"},
                                                         {"&", "'and'"},
                                                         {"%", "'mod(a, b)', or '/100'"},
                                                         {"\xe2\x87\x92", "'implies'"},
                                                         {"\xe2\x9f\xb9", "'implies'"},
                                                         {"\xe2\x86\x92", "'implies'"},
                                                         {"\xe2\x88\xa7", "'and'"},
                                                         {"\xe2\x88\xa8", "'or'"},
                                                         {"\xc2\xac", "'not'"},
                                                         {"\xc2\xb2", "'^2'"},
                                                         {"\xc2\xb3", "'^3'"},
                                                         {"\xe2\x80\xa6", "'..'"},
                                                         {"\xe2\x88\x91", "'sum(k = a..b, ...)'"},
                                                         {"\xe2\x88\x8f", "'prod(k = a..b, ...)'"},
                                                         {"\xe2\x88\xab", "'integral(x in [a, b], ...)'"},
                                                         {"\xe2\x8c\x8a", "'floor(...)'"},
                                                         {"\xe2\x8c\x88", "'ceil(...)'"},
                                                         {"\xe2\x84\x9d", "'real'"},
                                                         {"\xe2\x84\x95", "'1..oo', or '0..oo'"},
                                                         {"\xe2\x84\xa4", "'-oo..oo'"},
                                                         {"\xce\x93", "'gamma(...)'"},
                                                         {"\xce\xb6", "'zeta(...)'"}});
    for (const auto& [theirs, ours] : foreign)
      if (text_.substr(offset_, theirs.size()) == theirs) {
        SourceError error(source_, here_, fmt::format("unexpected '{}'; expected {}", theirs, ours));
        for (std::size_t i = 0; i < theirs.size(); ++i) advance();
        throw error;
      }
  }

  // The length of the character here.
  std::size_t printable_character() const {
    const Utf8Character character = first_character(text_.substr(offset_));
    if (character.length != 0 && is_printable(character.code)) return character.length;
    throw SourceError(
        source_, here_,
        fmt::format("unexpected byte 0x{:02x}; only printable UTF-8 characters are read, and they "
                    "only in strings and comments",
                    static_cast<unsigned char>(peek(0))));
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
  std::vector<SourceError>& errors_;
  std::size_t offset_ = 0;
  Position here_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, const std::string& source,
                            std::vector<SourceError>& errors) {
  return Lexer(text, source, errors).run();
}

std::string describe(const Token& token) {
  constexpr std::size_t shown = 40;
  if (token.text.size() > shown) return "'" + token.text.substr(0, shown) + "...'";
  return token.kind == TokenKind::string ? "the string \"" + token.text + "\"" : "'" + token.text + "'";
}

}  // namespace dropcert::language
