// Decimals of a real number that is computed at rising precision.
#pragma once

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>

#include "ball/decimal.hpp"

namespace dropcert::publish {

/// The number that f(precision) encloses, correctly rounded to `digits` significant digits; "0" if f gives
/// exactly 0. Throws std::length_error if `attempts` doublings of the precision do not tell.
template <typename Function>
std::string rounded_digits(Function f, long digits, int attempts = 8) {
  long bits = digits * 10 / 3 + 10;
  for (int i = 0; i < attempts; ++i) {
    const Ball value = f(Bits(bits));
    if (const std::optional<std::string> text = correctly_rounded(value, digits)) return *text;
    bits = i == 0 ? bits + 24 : 2 * bits;  // a value just beside a tie needs little more
  }
  throw std::length_error("A number is too close to a tie between two decimals to be rounded.");
}

/// A rational number: as it is if that is short, else rounded.
inline std::string shown_exactly(const Rational& x, long digits) {
  const std::string text = x.str();
  return static_cast<long>(text.size()) <= digits + 2 ? text : correctly_rounded(x, digits);
}

}  // namespace dropcert::publish
