#include "certificate/value.hpp"

#include <algorithm>
#include <stdexcept>

#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert::certificate {

using namespace language;

namespace {

[[noreturn]] void refuse(const std::string& text) {
  throw std::runtime_error("'" + text + "' is no value in the form that a certificate has");
}

// -?digits.digits with the decimals that all enclosures have, times 10^decimals.
mpz_class scaled_decimal(const std::string& text, const std::string& whole) {
  std::size_t start = text.rfind('-', 0) == 0 ? 1 : 0;
  std::size_t dot = text.size() - std::min(text.size(), certificate_decimals + 1);
  if (dot <= start || text[dot] != '.' || (text[start] == '0' && dot > start + 1)) refuse(whole);
  std::string digits = text.substr(start, dot - start) + text.substr(dot + 1);
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) refuse(whole);
  mpz_class result(digits, 10);
  if (start == 1 && result == 0) refuse(whole);
  return start == 1 ? mpz_class(-result) : result;
}

CertifiedValue read_enclosure(const std::string& text) {
  std::size_t comma = text.find(", ");
  if (comma == std::string::npos || text.back() != ']') refuse(text);
  mpz_class low = scaled_decimal(text.substr(4, comma - 4), text);
  mpz_class high = scaled_decimal(text.substr(comma + 2, text.size() - comma - 3), text);
  if (high != low && high != low + 1) refuse(text);
  mpz_class scale;
  mpz_ui_pow_ui(scale.get_mpz_t(), 10, certificate_decimals);
  CertifiedValue result;
  result.floor = mpq_class(low) / scale;
  result.ceiling = mpq_class(high) / scale;
  return result;
}

// Numbers, square roots of natural ones, pi, p and the operations that make polynomials and quotients of
// them.
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
    case Kind::call:
      return node.name == "sqrt" && node.children.size() == 1 && node.children[0].kind == Kind::number &&
             node.children[0].number.get_den() == 1;
    default:
      return false;
  }
}

}  // namespace

CertifiedValue read_value(const std::string& text) {
  CertifiedValue result;
  result.undefined = text == "undefined";
  if (result.undefined) return result;
  if (text.rfind("in [", 0) == 0) return read_enclosure(text);
  result.exact = parse_expression(text, "value");
  if (!is_plain(*result.exact) || to_text(*result.exact) != text) refuse(text);
  return result;
}

}  // namespace dropcert::certificate
