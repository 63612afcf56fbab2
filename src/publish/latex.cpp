#include "publish/latex.hpp"

#include <utility>

#include "language/parser.hpp"
#include "language/print.hpp"
#include "language/utf8.hpp"

namespace dropcert::publish {

using namespace language;

namespace {

// Signs of printed numbers that LaTeX does not know in text, or only with a package.
std::string_view sign_in_latex(std::string_view character) {
  static constexpr std::pair<std::string_view, std::string_view> signs[] = {
      {"\xe2\x88\x92", "$-$"},      {"\xc3\x97", "$\\times$"},     {"\xc2\xb7", "$\\cdot$"},
      {"\xe2\x8b\x85", "$\\cdot$"}, {"\xe2\x80\xa6", "\\ldots{}"}, {"\xcf\x80", "$\\pi$"}};
  for (const auto& [sign, latex] : signs)
    if (character == sign) return latex;
  return "";
}

}  // namespace

std::string latex_escaped(std::string_view given) {
  const std::string text = printable_lines(given);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t length = length_of_first(std::string_view(text).substr(i));
    if (length > 1) {
      const std::string_view character = std::string_view(text).substr(i, length);
      const std::string_view sign = sign_in_latex(character);
      result += sign.empty() ? character : sign;
      i += length - 1;
      continue;
    }
    const char c = text[i];
    switch (c) {
      case '\\':
        result += "\\textbackslash{}";
        break;
      case '^':
        result += "\\textasciicircum{}";
        break;
      case '~':
        result += "\\textasciitilde{}";
        break;
      case '<':
        result += "\\textless{}";
        break;
      case '>':
        result += "\\textgreater{}";
        break;
      case '|':
        result += "\\textbar{}";
        break;
      case '"':
        result += "\\textquotedbl{}";
        break;
      case '#':
      case '$':
      case '%':
      case '&':
      case '_':
      case '{':
      case '}':
        result += '\\';
        [[fallthrough]];
      default:
        result += c;
    }
  }
  return result;
}

std::string latex_of_term(const std::string& term) {
  return "$" + to_latex(parse_expression(term, "term")) + "$";
}

}  // namespace dropcert::publish
