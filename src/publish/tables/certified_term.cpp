#include "publish/tables/certified_term.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "data/data_error.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "verify/decide.hpp"
#include "verify/outcome.hpp"
#include "verify/value_of.hpp"

namespace dropcert::publish {

using namespace language;
using namespace verify;

namespace {

// 0.1 as the double that is nearest to it. Throws std::invalid_argument beyond the greatest.
void use_doubles(Node& node) {
  if (node.kind == Kind::number && node.name.find_first_of(".eE") != std::string::npos) {
    double nearest = 0;
    const auto [end, error] = std::from_chars(node.name.data(), node.name.data() + node.name.size(), nearest);
    const bool is_range = error == std::errc::result_out_of_range;
    const bool is_tiny = is_range && node.number < 1;  // less than half of the least double, or 0
    if (is_tiny) nearest = 0;
    if ((error != std::errc() && !is_tiny) || end != node.name.data() + node.name.size() ||
        !std::isfinite(nearest))
      throw std::invalid_argument(fmt::format("no double is near the argument {}", node.name));
    node.number = nearest;  // exactly
    node.name.clear();
  }
  for (Node& child : node.children) use_doubles(child);
  for (Binder& binder : node.binders)
    for (Node& term : binder.domain.terms) use_doubles(term);
}

// Where brackets that stand at `open` end.
std::size_t end_of_group(const std::string& text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  throw std::invalid_argument("a brace is not closed");
}

// \frac{a}{b} as ((a)/(b)), the rest of LaTeX's commands as the language's words.
std::string without_commands(std::string text) {
  static constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"$", ""},          {"\\left", ""},     {"\\right", ""},       {"\\,", " "},
      {"\\;", " "},       {"\\!", ""},        {"\\:", " "},          {"\\ ", " "},
      {"\\cdot", " * "},  {"\\times", " * "}, {"\\dfrac", "\\frac"}, {"\\tfrac", "\\frac"},
      {"\\sqrt", "sqrt"}, {"\\pi", "pi"},     {"\\exp", "exp"},      {"\\log", "log"},
      {"\\ln", "log"},    {"\xcf\x80", "pi"}, {"\xe2\x88\x92", "-"}};
  for (const auto& [latex, word] : words)
    for (std::size_t at = 0; (at = text.find(latex, at)) != std::string::npos; at += word.size())
      text.replace(at, latex.size(), word);
  for (std::size_t at; (at = text.find("\\frac{")) != std::string::npos;) {
    const std::size_t above = at + 5;
    const std::size_t middle = end_of_group(text, above);
    if (middle + 1 >= text.size() || text[middle + 1] != '{')
      throw std::invalid_argument("\\frac has no divisor in braces");
    const std::size_t end = end_of_group(text, middle + 1);
    text = fmt::format("{}(({})/({})){}", text.substr(0, at), text.substr(above + 1, middle - above - 1),
                       text.substr(middle + 2, end - middle - 2), text.substr(end + 1));
  }
  for (char& c : text) c = c == '{' ? '(' : c == '}' ? ')' : c;
  return text;
}

// A product sign between a number or a bracket and what follows it: 3 pi, sqrt(3) pi, 2(1 + x).
std::string with_products(const std::string& text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  std::string result;
  bool is_in_name = false;
  char last = ' ';
  for (const char c : text) {
    const bool ends_number = is_digit(last) && !is_in_name;
    const bool begins = is_letter(c) || c == '(';
    const bool is_exponent = ends_number && (c == 'e' || c == 'E') && result.back() == last;
    if (((ends_number && begins) || (last == ')' && (begins || is_digit(c)))) && !is_exponent) result += '*';
    if (is_letter(c) || c == '_')
      is_in_name = true;
    else if (!is_digit(c))
      is_in_name = false;
    result += c;
    if (c != ' ') last = c;
  }
  return result;
}

Node checked(const std::string& text) {
  Node term = parse_expression(text, "term");
  check_expression(term, "term");
  return term;
}

// What prints(term, "...") comes out as.
Answer decide_printed(const Node& term, const Printed& printed, const Scope& scope, const Policy& policy) {
  Node text;
  text.kind = Kind::text;
  text.name = to_text(printed);
  Node statement;
  statement.kind = Kind::call;
  statement.name = "prints";
  statement.children = {term, std::move(text)};
  const Finding finding = decide(statement, scope, policy);
  if (finding.counterexample && !finding.counterexample->undefined.empty())
    throw std::invalid_argument("the term is undefined: " + finding.counterexample->undefined);
  if (finding.verdict == Verdict::undecided) return {std::nullopt, finding.reason};
  return {finding.verdict == Verdict::holds};
}

// The term divided by a power of 10, and what is printed likewise, where its exponent is beyond the
// language's.
std::pair<Node, Printed> within_range(const Node& term, const Printed& printed) {
  if (std::abs(printed.exponent) <= max_decimal_exponent) return {term, printed};
  Printed near = printed;
  near.exponent = 0;
  Node scale;
  scale.kind = Kind::power;
  for (const long n : {10L, -printed.exponent}) {
    Node number;
    number.kind = Kind::number;
    number.number = n;
    scale.children.push_back(std::move(number));
  }
  Node product;
  product.kind = Kind::multiply;
  product.children = {term, std::move(scale)};
  return {std::move(product), std::move(near)};
}

// A term's value: what is known exactly is decided without evaluating it again.
class TermValue {
 public:
  TermValue(Node term, bool is_statement, std::shared_ptr<const Names> names, const Policy& policy)
      : term_(std::move(term)), is_statement_(is_statement), names_(std::move(names)), policy_(policy) {}

  std::string text(long digits) {
    if (!exact_.empty()) return exact_;
    if (digits == digits_) return text_;
    policy_.digits = digits;
    try {
      text_ = evaluate_in(names_->scope, term_, is_statement_, "term", policy_).text;
    } catch (const SourceError& error) {  // undefined, or too large
      throw std::invalid_argument(error.what());
    }
    digits_ = digits;
    if (shows_rational(text_)) exact_ = text_;
    return text_;
  }

  Answer is_printed(const Printed& printed) {
    if (!exact_.empty()) return {is_printed_of(interval_of(exact_), printed)};
    const bool is_long = printed.digits.get_str().size() > max_digits;
    if (is_long) return known_by_text([&](long digits) { return text(digits); }, true).is_printed(printed);
    if (printed.kind != Printed::Kind::exact && !text_.empty())  // what the digits tell needs no deciding
      if (const std::optional<bool> found = is_printed_of(interval_of(text_), printed)) return {found};
    const auto [term, near] = within_range(term_, printed);
    return decide_printed(term, near, names_->scope, policy_);
  }

 private:
  Node term_;
  bool is_statement_;
  std::shared_ptr<const Names> names_;
  Policy policy_;
  std::string exact_;
  std::string text_;
  long digits_ = 0;  // of the text
};

}  // namespace

Names::Names(const std::string& definitions, const std::string& source)
    : ledger(checked_ledger(definitions + "claim C \"\" printed 0 = 0", source)), scope(ledger) {}

Node term_of(const std::string& text, bool double_arguments) {
  const auto read = [&] {
    try {
      return checked(text);
    } catch (const SourceError& error) {
      try {
        return checked(with_products(without_commands(text)));
      } catch (const std::exception&) {
        throw std::invalid_argument(fmt::format("{} in {}", error.what(), data::shown(text)));
      }
    }
  };
  Node term = read();
  if (double_arguments) use_doubles(term);
  return term;
}

CertifiedValue value_of(const Node& term, bool is_statement, std::shared_ptr<const Names> names,
                        const Policy& policy) {
  if (!names) {
    static const auto none = std::make_shared<const Names>("", "term");
    names = none;
  }
  const auto value = std::make_shared<TermValue>(term, is_statement, std::move(names), policy);
  return {[value](long digits) { return value->text(digits); },
          [value](const Printed& printed) { return value->is_printed(printed); }, is_statement};
}

}  // namespace dropcert::publish
