#include "ball/double_decimal.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace dropcert::ball {

using namespace exact;

namespace {

constexpr int least_plain_exponent = -7;  // as correctly_rounded
constexpr int most_exponent = 250;

using Powers = std::array<DoubleBall, 2 * most_exponent + 1>;

const DoubleBall& power_of_ten(int exponent) {
  static const Powers powers = [] {
    Powers table;
    for (int e = -most_exponent; e <= most_exponent; ++e)
      table[static_cast<std::size_t>(e + most_exponent)] = DoubleBall::from(pow(Rational(10), e));
    return table;
  }();
  return powers[static_cast<std::size_t>(exponent + most_exponent)];
}

/// sign * significand * 10^(exponent - digits + 1).
struct Decimal {
  std::uint64_t significand = 0;
  int exponent = 0;
};

/// x scaled so that it has `digits` digits before the point; `exponent` is a guess that may be off by one.
bool scaled(DoubleBall x, int digits, int& exponent, DoubleBall& y) {
  const double least = power_of_ten(digits - 1).midpoint;  // exact: at most 10^14
  for (int attempt = 0; attempt < 3; ++attempt) {
    const int shift = digits - 1 - exponent;
    if (shift < -most_exponent || shift > most_exponent) return false;
    y = x * power_of_ten(shift);
    if (y.midpoint - y.radius > least && y.midpoint + y.radius < 10 * least - 1) return true;
    if (y.midpoint < least)
      --exponent;
    else if (y.midpoint >= 10 * least)
      ++exponent;
    else
      return false;
  }
  return false;
}

/// The nearest decimal, if every number of the ball has the same. y < 10^15 < 2^53, so its integer part and
/// what is left are exact, and the distance from the half-way point rounds by at most 2^-54; the radius of y
/// is at least 2^-53 y >= 2^-53.
bool nearest(DoubleBall x, int digits, Decimal& decimal) {
  const double size = x.midpoint;
  if (!x.is_finite() || !(x.radius < size) || !(size < 1e200) || !(size > 1e-200)) return false;
  decimal.exponent = static_cast<int>(std::floor(std::ilogb(size) * 0.30103));
  DoubleBall y;
  if (!scaled(x, digits, decimal.exponent, y)) return false;
  const auto below = static_cast<std::uint64_t>(y.midpoint);
  const double rest = y.midpoint - static_cast<double>(below);
  if (!(std::abs(rest - 0.5) > 2 * y.radius)) return false;
  decimal.significand = below + (rest > 0.5);
  return true;
}

char* write_digits(char* out, std::uint64_t value, int count) {
  for (int i = count - 1; i >= 0; --i, value /= 10) out[i] = static_cast<char>('0' + value % 10);
  return out + count;
}

char* write_plain(char* out, const Decimal& x, int digits) {
  if (x.exponent < 0) {
    *out++ = '0';
    *out++ = '.';
    for (int i = -1; i > x.exponent; --i) *out++ = '0';
    return write_digits(out, x.significand, digits);
  }
  char* end = write_digits(out, x.significand, digits);
  const int decimals = digits - 1 - x.exponent;
  if (decimals == 0) return end;
  std::memmove(end - decimals + 1, end - decimals, static_cast<std::size_t>(decimals));
  *(end - decimals) = '.';
  return end + 1;
}

char* write_scientific(char* out, const Decimal& x, int digits) {
  char* end = write_plain(out, {x.significand, 0}, digits);
  *end++ = 'e';
  if (x.exponent < 0) *end++ = '-';
  const int size = std::abs(x.exponent);
  const int count = size < 10 ? 1 : size < 100 ? 2 : 3;
  return write_digits(end, static_cast<std::uint64_t>(size), count);
}

}  // namespace

char* write_correctly_rounded(char* out, DoubleBall x, int digits) {
  Decimal decimal;
  if (!nearest(abs(x), digits, decimal)) return nullptr;
  if (x.midpoint < 0) *out++ = '-';
  const bool plain = least_plain_exponent <= decimal.exponent && decimal.exponent < digits;
  return plain ? write_plain(out, decimal, digits) : write_scientific(out, decimal, digits);
}

}  // namespace dropcert::ball
