#include "verify/certified.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "ball/decimal.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert {

namespace {

constexpr long decimals = 20;

// An exact number as the language writes it; nullopt if it is too long for a line of a certificate.
std::optional<std::string> in_the_language(const std::string& text) {
  if (text.size() > max_digits) return std::nullopt;
  return to_text(parse_expression(text, "value"));
}

std::optional<std::string> enclosure_of(const Ball& ball) {
  if (!ball.is_finite()) return std::nullopt;
  try {
    if (std::optional<Enclosure> enclosure = directed(ball, decimals))
      return fmt::format("in [{}, {}]", enclosure->lower, enclosure->upper);
  } catch (const std::length_error&) {  // too large, or too small, to be written in decimals
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> certified(const Value& value) {
  if (const auto* rational = get_if<Rational>(value)) return in_the_language(rational->str());
  if (const auto* number = get_if<PiNumber>(value)) return in_the_language(number->polynomial.str("pi"));
  if (const auto* element = get_if<RingElement>(value)) return in_the_language(element->polynomial.str("p"));
  const auto* ball = get_if<Ball>(value);
  return ball ? enclosure_of(*ball) : std::nullopt;
}

}  // namespace dropcert
