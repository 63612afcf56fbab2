#pragma once

#include "ball/double_ball.hpp"

namespace dropcert::ball {

/// Most significant digits that a double may decide.
inline constexpr int max_double_digits = 15;

/// The longest text that write_correctly_rounded writes.
inline constexpr std::size_t max_double_decimal_length = 32;

/// Writes the decimal with that many significant digits nearest to the number in the ball, in the notation of
/// correctly_rounded, without a terminating NUL. The end of what was written; nullptr if the ball does not
/// tell which decimal is nearest (it holds 0, or a number half-way between two decimals, or is near a power
/// of ten): then exact arithmetic must. 1 <= digits <= max_double_digits. Costs some 20 ns.
char* write_correctly_rounded(char* out, DoubleBall x, int digits);

}  // namespace dropcert::ball
