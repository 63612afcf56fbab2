#include "publish/latex.hpp"

#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert::publish {

std::string latex_escaped(std::string_view text) {
  std::string result;
  for (char c : text) switch (c) {
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
  return result;
}

std::string latex_of_term(const std::string& term) {
  return "$" + to_latex(parse_expression(term, "term")) + "$";
}

}  // namespace dropcert::publish
