#include "verify/certified.hpp"

#include <fmt/format.h>

#include "ball/decimal.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert {

namespace {

constexpr long decimals = 20;

std::string in_the_language(const std::string& text) {
  return to_text(parse_expression(text, "value"));
}

}  // namespace

std::optional<std::string> certified(const Value& value) {
  if (const auto* rational = get_if<Rational>(value)) return in_the_language(rational->str());
  if (const auto* number = get_if<PiNumber>(value)) return in_the_language(number->polynomial.str("pi"));
  if (const auto* element = get_if<RingElement>(value)) return in_the_language(element->polynomial.str("p"));
  const auto* ball = get_if<Ball>(value);
  if (!ball || !ball->is_finite()) return std::nullopt;
  std::optional<Enclosure> enclosure = directed(*ball, decimals);
  if (!enclosure) return std::nullopt;
  return fmt::format("in [{}, {}]", enclosure->lower, enclosure->upper);
}

}  // namespace dropcert
