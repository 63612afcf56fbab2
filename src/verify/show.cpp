#include "verify/show.hpp"

#include <fmt/core.h>

#include "ball/ladder.hpp"
#include "verify/arithmetic.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

constexpr std::size_t longest = 120;  // characters of an exact number shown whole

std::string shortened(const std::string& text) {
  constexpr std::size_t kept = 40;
  if (text.size() <= longest) return text;
  return fmt::format("{}...{} ({} characters)", text.substr(0, kept), text.substr(text.size() - kept),
                     text.size());
}

std::optional<std::string> list_text(const List& list, long digits,
                                     std::optional<std::string> (*element_text)(const Value&, long)) {
  std::string text;
  for (const Value& element : *list) {
    std::optional<std::string> one = element_text(element, digits);
    if (!one) return std::nullopt;
    text += (text.empty() ? "" : ", ") + *one;
  }
  return "[" + text + "]";
}

// An irrational number in decimals; ends, since such a number is never a tie between two decimals.
std::string decimal(const ExactNumber& number, long digits) {
  return rounded_decimal([&](Bits bits) { return enclose(number, bits); }, digits, 64, Bits(Bits::most));
}

}  // namespace

std::optional<std::string> show_in_full(const Value& value, long digits) {
  if (const auto* rational = get_if<Rational>(value)) return rational->str();
  if (const auto* number = get_if<ExactNumber>(value)) return number->str();
  if (const auto* element = get_if<RingElement>(value)) return element->function.str("p");
  if (const auto* ball = get_if<Ball>(value)) return correctly_rounded(*ball, digits);
  if (const auto* list = get_if<List>(value)) return list_text(*list, digits, show_in_full);
  if (const auto* law = get_if<DropoutLaw>(value)) {
    std::optional<std::string> contributions = list_text(law->contributions, digits, show_in_full);
    std::optional<std::string> delta = show_in_full(*law->delta, digits);
    if (!contributions || !delta) return std::nullopt;
    return fmt::format("dropout({}, {})", *contributions, *delta);
  }
  if (const auto* law = get_if<FiniteLaw>(value)) {
    std::string pairs;
    for (const auto& [point, weight] : *law->atoms) {
      const std::optional<std::string> x = show_in_full(point, digits);
      const std::optional<std::string> probability = show_in_full(weight, digits);
      if (!x || !probability) return std::nullopt;
      pairs += fmt::format("{}({}, {})", pairs.empty() ? "" : ", ", *x, *probability);
    }
    return "law([" + pairs + "])";
  }
  if (const auto* text = get_if<PrintedText>(value)) return fmt::format("\"{}\"", text->text);
  return "a function";
}

std::optional<std::string> show(const Value& value, long digits) {
  std::optional<std::string> text = show_in_full(value, digits);
  if (!text) return std::nullopt;
  if (const auto* number = get_if<ExactNumber>(value))
    return fmt::format("{} = {}", shortened(*text), decimal(*number, digits));
  const auto* rational = get_if<Rational>(value);
  if (rational && text->size() > longest)
    return "about " + correctly_rounded(*rational, digits) + " (an exact fraction)";
  return shortened(*text);
}

std::string describe_assignment(const std::vector<std::pair<std::string, std::string>>& assignment) {
  std::string text;
  for (const auto& [name, value] : assignment)
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", name, value);
  return text;
}

}  // namespace dropcert::verify
