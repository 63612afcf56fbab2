// Numbers as correctly rounded decimals, by whatever precision it takes.
#pragma once

#include <stdexcept>
#include <string>

#include "ball/decimal.hpp"

namespace dropcert::audit {

/// The correctly rounded decimal of the real number that value(bits) encloses ever more tightly. The number
/// must not lie half-way between two decimals, as none does that is irrational. The first precision is that
/// of the digits and `spare_bits` more. Throws std::length_error if 2^20 bits do not tell.
template <typename Value>
std::string rounded_decimal(Value value, long digits, long spare_bits = 32) {
  for (Bits bits(10 * digits / 3 + 1 + spare_bits); bits.value <= 1L << 20; bits = bits.doubled())
    if (const std::optional<std::string> text = correctly_rounded(value(bits), digits)) return *text;
  throw std::length_error("a number is too near a half-way point between two decimals to be rounded");
}

}  // namespace dropcert::audit
