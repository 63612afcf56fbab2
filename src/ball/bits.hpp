#pragma once

#include <compare>
#include <stdexcept>

namespace dropcert::ball {

/// A working precision in bits, between `least` and `most`. Results are enclosures at any precision; only
/// their width depends on it.
struct Bits {
  static constexpr long least = 2;
  static constexpr long most = 1L << 24;

  /// Throws std::length_error out of range.
  explicit constexpr Bits(long bits) : value(bits) {
    if (bits < least || bits > most) throw std::length_error("a precision is not between 2 and 2^24 bits");
  }
  constexpr Bits doubled() const { return Bits(2 * value); }
  friend constexpr auto operator<=>(const Bits&, const Bits&) = default;

  long value;
};

}  // namespace dropcert::ball
