#include "verify/certified.hpp"

#include <fmt/core.h>

#include <stdexcept>

#include "ball/ladder.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "verify/arithmetic.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

constexpr long decimals = 20;
constexpr long most_bits = 40'000;  // of a number written out: more digits than a line of a certificate takes

// An exact number as the language writes it; nullopt if it is too long for a line of a certificate.
std::optional<std::string> in_the_language(const std::string& text) {
  if (text.size() > max_digits) return std::nullopt;
  return to_text(parse_expression(text, "value"));
}

std::optional<std::string> enclosure_of(const Ball& ball) {
  if (!ball.is_finite() || arf_cmpabs_2exp_si(arb_midref(ball.raw()), most_bits) > 0) return std::nullopt;
  try {
    if (std::optional<Enclosure> enclosure = directed(ball, decimals))
      return fmt::format("in [{}, {}]", enclosure->lower, enclosure->upper);
  } catch (const std::length_error&) {  // too large, or too small, to be written in decimals
  }
  return std::nullopt;
}

// With square roots it is no term without functions, and shown as any irrational number.
std::optional<std::string> irrational(const ExactNumber& number) {
  return first_found(Bits(256), Bits(1L << 16),
                     [&](Bits bits) { return enclosure_of(enclose(number, bits)); });
}

// The coordinates of a point, which are known exactly.
std::optional<std::string> list_of_numbers(const std::vector<Value>& elements) {
  std::string text;
  for (const Value& element : elements) {
    if (!is_exact_real(element)) return std::nullopt;
    text += (text.empty() ? "" : ", ") + certified_coordinate(element);
  }
  return "[" + text + "]";
}

}  // namespace

std::optional<std::string> certified(const Value& value) {
  if (const auto* rational = get_if<Rational>(value))
    return rational->bits() > 2 * static_cast<std::size_t>(most_bits) ? std::nullopt
                                                                      : in_the_language(rational->str());
  if (const auto* number = get_if<ExactNumber>(value)) {
    if (std::optional<Quotient> in_pi = number->in_pi()) return in_the_language(in_pi->str("pi"));
    return irrational(*number);
  }
  if (const auto* element = get_if<RingElement>(value)) return in_the_language(element->function.str("p"));
  if (const auto* list = get_if<List>(value)) return list_of_numbers(**list);
  const auto* ball = get_if<Ball>(value);
  return ball ? enclosure_of(*ball) : std::nullopt;
}

std::string certified_coordinate(const Value& value) {
  const auto* number = get_if<ExactNumber>(value);
  return (number ? in_the_language(number->str()) : certified(value)).value_or("?");
}

}  // namespace dropcert::verify
