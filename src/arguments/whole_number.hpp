// The one way to read a whole number: decimal digits and nothing else.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace dropcert::arguments {

/// The number that the whole text is, in decimal digits, behind '-' if Number is signed; leading zeros are
/// nothing. Nothing for any other text, and for a number that Number cannot hold.
template <typename Number>
std::optional<Number> whole_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace dropcert::arguments
