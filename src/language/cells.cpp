#include "language/cells.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "language/parser.hpp"

namespace dropcert::language {

namespace {

// Whether a variable stands in the place of a string.
class TextUse {
 public:
  explicit TextUse(const FindDefinition& find) : find_(find) {}

  bool in(const Node& node, const std::string& name) {
    for (std::size_t i = 0; i < node.children.size(); ++i)
      if (is_name(node.children[i], name) && takes_text(node, i)) return true;
    // The terms of a domain see the names of the binders before it; what stands after a binder of the same
    // name means that one.
    for (const Binder& binder : node.binders) {
      for (const Node& term : binder.domain.terms)
        if (in(term, name)) return true;
      if (std::find(binder.names.begin(), binder.names.end(), name) != binder.names.end()) return false;
    }
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](const Node& child) { return in(child, name); });
  }

 private:
  static bool is_name(const Node& node, const std::string& name) {
    return node.kind == Kind::name && node.name == name;
  }

  bool takes_text(const Node& call, std::size_t argument) {
    if (call.kind != Kind::call) return false;
    const Definition* definition = find_(call.name);
    if (!definition) return call.name == "prints" && argument == 1;
    if (!entered_.emplace(definition, argument).second) return false;  // known, or being looked at
    if (!definition->is_by_equations())
      return argument < definition->parameters.size() &&
             in(definition->body, definition->parameters[argument]);
    return std::any_of(definition->equations.begin(), definition->equations.end(), [&](const Equation& one) {
      return argument < one.patterns.size() && one.patterns[argument].kind == Kind::name &&
             in(one.body, one.patterns[argument].name);
    });
  }

  const FindDefinition& find_;
  std::set<std::pair<const Definition*, std::size_t>> entered_;
};

std::size_t digits(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && '0' <= text[n] && text[n] <= '9') ++n;
  return n;
}

// How long the number is with which the text begins; 0 if it begins with none.
std::size_t length_of_number(std::string_view text) {
  std::size_t n = digits(text);
  if (n == 0) return 0;
  if (n < text.size() && text[n] == '.') {
    const std::size_t more = digits(text.substr(n + 1));
    if (more == 0) return 0;
    n += 1 + more;
  }
  if (n == text.size() || (text[n] != 'e' && text[n] != 'E')) return n;
  const std::size_t sign = n + 1 < text.size() && (text[n + 1] == '+' || text[n + 1] == '-') ? 1 : 0;
  const std::size_t more = digits(text.substr(std::min(n + 1 + sign, text.size())));
  return more == 0 ? 0 : n + 1 + sign + more;
}

Node literal(std::string_view text) {
  Node node;
  node.name = text;
  node.number = value_of_literal(text);
  return node;
}

}  // namespace

const std::string* path_of_file(const Domain& domain) {
  if (domain.kind != DomainKind::elements || domain.terms.size() != 1) return nullptr;
  const Node& term = domain.terms[0];
  const bool is_file = term.kind == Kind::call && term.name == "file" && term.children.size() == 1 &&
                       term.children[0].kind == Kind::text;
  return is_file ? &term.children[0].name : nullptr;
}

std::vector<bool> texts_of_binder(const Node& quantifier, std::size_t binder, const FindDefinition& find) {
  Node rest;  // what sees the names
  rest.kind = quantifier.kind;
  rest.binders.assign(quantifier.binders.begin() + static_cast<std::ptrdiff_t>(binder) + 1,
                      quantifier.binders.end());
  rest.children.push_back(quantifier.children[0]);
  std::vector<bool> result;
  for (const std::string& name : quantifier.binders[binder].names)
    result.push_back(TextUse(find).in(rest, name));
  return result;
}

mpq_class value_of_literal(std::string_view text) {
  if (text.size() > max_digits)
    throw std::invalid_argument(fmt::format("has more than {} digits", max_digits));
  std::string mantissa(text);
  const std::string beyond = fmt::format("has an exponent beyond {}", max_decimal_exponent);
  long exponent = 0;
  if (std::size_t e = mantissa.find_first_of("eE"); e != std::string::npos) {
    if (mantissa.size() - e > 8) throw std::invalid_argument(beyond);
    exponent = std::stol(mantissa.substr(e + 1));
    mantissa.resize(e);
  }
  if (std::abs(exponent) > max_decimal_exponent) throw std::invalid_argument(beyond);
  if (std::size_t dot = mantissa.find('.'); dot != std::string::npos) {
    exponent -= static_cast<long>(mantissa.size() - dot - 1);
    mantissa.erase(dot, 1);
  }
  mpz_class scale;
  mpz_ui_pow_ui(scale.get_mpz_t(), 10, static_cast<unsigned long>(std::abs(exponent)));
  mpq_class value =
      exponent < 0 ? mpq_class(mpz_class(mantissa, 10), scale) : mpq_class(mpz_class(mantissa, 10) * scale);
  value.canonicalize();
  return value;
}

Node number_in_cell(std::string_view text) {
  const std::string_view whole = text;
  const bool is_negative = !text.empty() && text[0] == '-';
  if (is_negative) text.remove_prefix(1);
  const std::size_t length = length_of_number(text);
  const std::string_view rest = text.substr(length);
  const bool is_fraction =
      !rest.empty() && rest[0] == '/' && length_of_number(rest.substr(1)) == rest.size() - 1;
  if (length == 0 || (!rest.empty() && (!is_fraction || rest.size() == 1))) {
    constexpr std::size_t most = 40;
    std::string shown;  // what is no printable character of ASCII is not shown as it is
    for (const char c : whole.substr(0, most)) shown += ' ' <= c && c <= '~' ? c : '?';
    throw std::invalid_argument(fmt::format("'{}{}' is no number; expected one such as 12, -0.5, 1e-3 or 1/3",
                                            shown, whole.size() > most ? "..." : ""));
  }
  Node node;
  try {
    node = literal(text.substr(0, length));
    if (is_fraction) {
      Node quotient;
      quotient.kind = Kind::divide;
      quotient.children.push_back(std::move(node));
      quotient.children.push_back(literal(rest.substr(1)));
      node = std::move(quotient);
    }
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(std::string("the number ") + error.what());
  }
  if (!is_negative) return node;
  Node negative;
  negative.kind = Kind::negate;
  // -1/3 is (-1)/3 in the language.
  if (node.kind == Kind::divide) {
    negative.children.push_back(std::move(node.children[0]));
    node.children[0] = std::move(negative);
    return node;
  }
  negative.children.push_back(std::move(node));
  return negative;
}

}  // namespace dropcert::language
