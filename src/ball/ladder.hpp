// The one ladder: what a precision does not tell, twice that precision may.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include "ball/decimal.hpp"

namespace dropcert::ball {

/// Where searches end that have no cap of their own.
inline constexpr Bits ladder_end(1L << 20);

/// What found(bits), an optional, holds at the first of the precisions `first`, 2 first, 4 first, ... up to
/// `last` at which it holds something; nothing if there is none. Costs about as much as the last call.
template <class Found>
auto first_found(Bits first, Bits last, Found found) -> decltype(found(first)) {
  for (long bits = first.value; bits <= last.value; bits *= 2)
    if (auto result = found(Bits(bits))) return result;
  return {};
}

/// The precision of a number of that many significant digits, and some bits more.
constexpr Bits bits_for_digits(long digits, long spare_bits = 32) {
  return Bits(10 * digits / 3 + 1 + spare_bits);  // log2(10) < 10/3
}

/// The correctly rounded decimal of the real number that value(bits) encloses ever more tightly; "0" if that
/// is exactly 0. Throws std::length_error if the last precision does not tell, as of a number half-way
/// between two decimals.
template <class Value>
std::string rounded_decimal(Value value, long digits, long spare_bits = 32, Bits last = ladder_end) {
  const auto text = first_found(bits_for_digits(digits, spare_bits), last,
                                [&](Bits bits) { return correctly_rounded(value(bits), digits); });
  if (text) return *text;
  throw std::length_error(std::to_string(last.value) + " bits do not tell how a number is rounded to " +
                          std::to_string(digits) + " digits");
}

}  // namespace dropcert::ball
