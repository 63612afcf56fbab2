#pragma once

#include <optional>
#include <string>

#include "ball/ball.hpp"

namespace dropcert::ball {

/// Most digits, or decimals, of one number.
inline constexpr long max_decimal_digits = 1'000'000;

/// The decimal with that many significant digits nearest to x, ties to the even last digit. All digits are
/// printed, trailing zeros too; 0 is "0". Plain notation like "-0.0012500" where the leading digit stands for
/// 10^e with -7 <= e < digits, else scientific notation like "1.2345e-30". Throws std::invalid_argument
/// unless 1 <= digits <= max_decimal_digits.
std::string correctly_rounded(const exact::Rational& x, long digits);

/// The same for a real number known to lie in the ball: the one decimal that every number in the ball rounds
/// to, or nullopt if there are two (then double the precision; a number half-way between two decimals never
/// gets there unless its ball is exact). Throws as above, and std::length_error beyond max_exact_exponent.
std::optional<std::string> correctly_rounded(const Ball& x, long digits);

/// The multiples of 10^-decimals next to a number: floor and ceiling; the same if the number is one.
struct Enclosure {
  std::string lower;
  std::string upper;
  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// Floor and ceiling of x at that many decimals, in plain notation with all decimals printed. Throws
/// std::invalid_argument unless 0 <= decimals <= max_decimal_digits.
Enclosure directed(const exact::Rational& x, long decimals);

/// The same for a real number known to lie in the ball; nullopt if the ball is too wide to tell (then double
/// the precision; a number that is itself such a decimal never gets there unless its ball is exact).
std::optional<Enclosure> directed(const Ball& x, long decimals);

}  // namespace dropcert::ball
