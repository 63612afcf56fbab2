#include "publish/prose.hpp"

#include <optional>
#include <set>

#include "language/parser.hpp"
#include "language/print.hpp"
#include "publish/evidence.hpp"
#include "publish/html.hpp"
#include "publish/latex.hpp"

namespace dropcert::publish {

using namespace language;
using namespace verify;

namespace {

std::optional<Node> formula(std::string_view text) {
  try {
    return parse_expression(std::string(text), "formula");
  } catch (const SourceError&) {
    return std::nullopt;
  }
}

template <class Formula>
std::string in_parts(std::string_view text, const Part& words, const Formula& set, const Part& code) {
  return in_backquotes(text, words, [&](std::string_view inside) {
    const std::optional<Node> tree = formula(inside);
    return tree ? std::string(set(*tree)) : code(inside);
  });
}

void gather_names(std::string_view text, std::set<std::string>& names) {
  in_parts(
      text, [](std::string_view) { return ""; },
      [&](const Node& tree) {
        each_part(tree, [&](const Node& part) {
          if (part.kind == Kind::name || part.kind == Kind::call) names.insert(part.name);
        });
        return "";
      },
      [](std::string_view) { return ""; });
}

}  // namespace

std::string in_backquotes(std::string_view text, const Part& words, const Part& code) {
  std::string result;
  while (!text.empty()) {
    const std::size_t begin = text.find('`');
    const std::size_t end = begin == std::string_view::npos ? begin : text.find('`', begin + 1);
    if (end == std::string_view::npos) return result + words(text);
    result += words(text.substr(0, begin)) + code(text.substr(begin + 1, end - begin - 1));
    text.remove_prefix(end + 1);
  }
  return result;
}

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

std::string text_prose(std::string_view text) {
  return in_parts(
      text, [](std::string_view words) { return std::string(words); },
      [](const Node& tree) { return to_text(tree); },
      [](std::string_view code) { return std::string(code); });
}

std::vector<const Notation*> notations_used(const Ledger& ledger,
                                            const std::vector<std::string_view>& sentences) {
  std::set<std::string> names;
  for (const std::string_view sentence : sentences) gather_names(sentence, names);
  std::vector<bool> is_used(ledger.notations.size(), false);
  for (bool changes = true; changes;) {
    changes = false;
    for (std::size_t i = 0; i < is_used.size(); ++i) {
      if (is_used[i] || names.count(ledger.notations[i].name) == 0) continue;
      is_used[i] = changes = true;
      gather_names(ledger.notations[i].text, names);
    }
  }
  std::vector<const Notation*> used;
  for (std::size_t i = 0; i < is_used.size(); ++i)
    if (is_used[i]) used.push_back(&ledger.notations[i]);
  return used;
}

std::vector<const Notation*> notations_used(const Ledger& ledger, const Claim& claim) {
  return notations_used(ledger, {claim.says, claim.because, claim.historical ? *claim.historical : ""});
}

std::vector<const Notation*> notations_used(const Ledger& ledger, const std::vector<ClaimResult>& results,
                                            bool with_claims) {
  std::vector<std::string_view> sentences;
  for (const Headline& headline : ledger.headlines)
    if (established(headline, results)) sentences.push_back(headline.text);
  for (const ClaimResult& result : results) {
    if (!with_claims) break;
    const Claim& claim = *result.claim;
    sentences.insert(sentences.end(), {claim.says, claim.because});
    if (claim.historical) sentences.push_back(*claim.historical);
  }
  return notations_used(ledger, sentences);
}

std::string text_notation(const Notation& notation) {
  return notation.name + ": " + text_prose(notation.text);
}

std::string html_notation(const Notation& notation) {
  return html_formula(notation.name) + ": " + html_prose(notation.text);
}

std::string latex_notation(const Notation& notation) {
  return latex_of_term(notation.name) + ": " + latex_prose(notation.text);
}

}  // namespace dropcert::publish
