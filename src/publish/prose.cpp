#include "publish/prose.hpp"

#include <optional>

#include "language/parser.hpp"
#include "language/print.hpp"
#include "publish/html.hpp"
#include "publish/latex.hpp"

namespace dropcert::publish {

namespace {

std::optional<Node> formula(std::string_view text) {
  try {
    return parse_expression(std::string(text), "formula");
  } catch (const SourceError&) {
    return std::nullopt;
  }
}

template <class Words, class Formula, class Code>
std::string in_parts(std::string_view text, const Words& words, const Formula& set, const Code& code) {
  std::string result;
  while (!text.empty()) {
    const std::size_t begin = text.find('`');
    const std::size_t end = begin == std::string_view::npos ? begin : text.find('`', begin + 1);
    if (end == std::string_view::npos) return result + words(text);
    result += words(text.substr(0, begin));
    const std::string_view inside = text.substr(begin + 1, end - begin - 1);
    const std::optional<Node> tree = formula(inside);
    result += tree ? set(*tree) : code(inside);
    text.remove_prefix(end + 1);
  }
  return result;
}

}  // namespace

std::string html_prose(std::string_view text) {
  return in_parts(
      text, [](std::string_view words) { return html_text(words); },
      [](const Node& tree) { return html_formula(tree); },
      [](std::string_view code) { return "<code>" + html_text(code) + "</code>"; });
}

std::string latex_prose(std::string_view text) {
  return in_parts(
      text, [](std::string_view words) { return latex_escaped(words); },
      [](const Node& tree) { return "$" + to_latex(tree) + "$"; },
      [](std::string_view code) { return "\\texttt{" + latex_escaped(code) + "}"; });
}

}  // namespace dropcert::publish
