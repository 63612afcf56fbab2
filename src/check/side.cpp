#include "check/side.hpp"

#include <algorithm>
#include <stdexcept>

#include "check/evaluator.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert::check {

namespace {

constexpr std::size_t decimals = 20;

[[noreturn]] void refuse(const std::string& text) {
  throw std::runtime_error("'" + text + "' is no value in the form that a certificate has");
}

// -?digits.digits with the decimals that all enclosures have, times 10^decimals.
mpz_class scaled_decimal(const std::string& text, const std::string& whole) {
  std::size_t start = text.rfind('-', 0) == 0 ? 1 : 0;
  std::size_t dot = text.size() - std::min(text.size(), decimals + 1);
  if (dot <= start || text[dot] != '.' || (text[start] == '0' && dot > start + 1)) refuse(whole);
  std::string digits = text.substr(start, dot - start) + text.substr(dot + 1);
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) refuse(whole);
  mpz_class result(digits, 10);
  return start == 1 ? mpz_class(-result) : result;
}

// Numbers, pi, p and the operations that make polynomials and quotients of them.
bool is_plain(const Node& node) {
  switch (node.kind) {
    case Kind::number:
    case Kind::negate:
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
    case Kind::divide:
    case Kind::power:
      return std::all_of(node.children.begin(), node.children.end(), is_plain);
    case Kind::name:
      return node.name == "pi" || node.name == "p";
    default:
      return false;
  }
}

}  // namespace

Side::Side(const std::string& text) {
  if (text == "undefined") {
    undefined_ = true;
    return;
  }
  if (text.rfind("in [", 0) == 0) {
    std::size_t comma = text.find(", ");
    if (comma == std::string::npos || text.back() != ']') refuse(text);
    mpz_class low = scaled_decimal(text.substr(4, comma - 4), text);
    mpz_class high = scaled_decimal(text.substr(comma + 2, text.size() - comma - 3), text);
    if (high != low && high != low + 1) refuse(text);
    mpz_class scale;
    mpz_ui_pow_ui(scale.get_mpz_t(), 10, decimals);
    floor_ = mpq_class(low) / scale;
    ceiling_ = mpq_class(high) / scale;
    return;
  }
  const Node tree = parse_expression(text, "value");
  if (!is_plain(tree) || to_text(tree) != text) refuse(text);
  Sequences sequences;
  const std::vector<Parameter> parameters;
  const std::vector<const Definition*> definitions;
  exact_ = Evaluator(parameters, definitions, sequences).value(tree);
}

Value Side::exact() const {
  if (!exact_) throw std::runtime_error("an exact value is expected");
  return *exact_;
}

Truth Side::holds(const Value& value, Bits bits) const {
  if (undefined_) return false;
  if (exact_) return compare(value, Relation::equal, *exact_, bits);
  Truth above = compare(value, Relation::greater_equal, floor_, bits);
  Truth below = compare(value, Relation::less_equal, ceiling_, bits);
  if (above == false || below == false) return false;
  return above && below ? Truth(true) : std::nullopt;
}

}  // namespace dropcert::check
