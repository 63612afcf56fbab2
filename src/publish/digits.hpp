// Decimals of a real number that is computed at rising precision.
#pragma once

#include <algorithm>
#include <string>

#include "ball/ladder.hpp"

namespace dropcert::publish {

/// As rounded_decimal, of a number that is costly: few spare bits at first, and the end after `doublings`.
template <typename Function>
std::string rounded_digits(Function f, long digits, int doublings = 7) {
  constexpr long spare_bits = 10;
  const long first = ball::bits_for_digits(digits, spare_bits).value;
  return rounded_decimal(f, digits, spare_bits, ball::Bits(std::min(first << doublings, ball::Bits::most)));
}

/// A rational number: as it is if that is short, else rounded.
inline std::string shown_exactly(const exact::Rational& x, long digits) {
  const std::string text = x.str();
  return static_cast<long>(text.size()) <= digits + 2 ? text : ball::correctly_rounded(x, digits);
}

}  // namespace dropcert::publish
