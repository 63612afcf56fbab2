#include "ball/decimal.hpp"

#include <stdexcept>

namespace dropcert {

namespace {

constexpr long least_plain_exponent = -7;

void require_digits(long digits, long least) {
  if (digits < least || digits > max_decimal_digits)
    throw std::invalid_argument("a number of decimal digits is not in " + std::to_string(least) +
                                "..1000000");
}

Rational power_of_ten(long exponent) {
  return pow(Rational(10), exponent);
}

Integer nearest(const Rational& x) {
  const Integer below = floor(x);
  const Rational rest = x - below;
  const Rational half(1, 2);
  const bool up = rest == half ? fmpz_is_odd(below.raw()) != 0 : rest > half;
  return up ? below + 1 : below;
}

/// The e with 10^e <= x < 10^(e+1), for x > 0.
long decimal_exponent(const Rational& x) {
  const auto binary = static_cast<long>(x.numerator().bits()) -
                      static_cast<long>(x.denominator().bits());  // log2 x, within 1
  long e = binary * 30103 / 100000;  // a guess near log10 x; the comparisons decide
  while (power_of_ten(e) > x) --e;
  while (power_of_ten(e + 1) <= x) ++e;
  return e;
}

/// sign * significand * 10^(exponent - digits + 1), the significand having exactly `digits` digits.
struct Decimal {
  int sign = 0;
  Integer significand;
  long exponent = 0;
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

Decimal rounded(const Rational& x, long digits) {
  if (x.is_zero()) return {};
  Decimal result{x.sign(), 0, decimal_exponent(abs(x))};
  result.significand = nearest(abs(x) * power_of_ten(digits - 1 - result.exponent));
  const Integer limit = pow(Integer(10), static_cast<unsigned long>(digits));
  if (result.significand == limit) {  // 9.99... went up to 10
    result.significand = divide_exact(limit, 10);
    ++result.exponent;
  }
  return result;
}

/// The digits with a point before the last `decimals` of them, padded with zeros on the left.
std::string with_point(std::string digits, std::size_t decimals) {
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
  return digits;
}

std::string written(const Decimal& x) {
  if (x.sign == 0) return "0";
  std::string digits = x.significand.str();
  const auto count = static_cast<long>(digits.size());
  const std::string sign = x.sign < 0 ? "-" : "";
  if (least_plain_exponent <= x.exponent && x.exponent < count)
    return sign + with_point(digits, static_cast<std::size_t>(count - 1 - x.exponent));
  return sign + with_point(digits, static_cast<std::size_t>(count - 1)) + "e" + std::to_string(x.exponent);
}

std::string fixed_point(const Integer& multiple, long decimals) {
  const std::string digits = with_point(abs(multiple).str(), static_cast<std::size_t>(decimals));
  return multiple.sign() < 0 ? "-" + digits : digits;
}

}  // namespace

std::string correctly_rounded(const Rational& x, long digits) {
  require_digits(digits, 1);
  return written(rounded(x, digits));
}

std::optional<std::string> correctly_rounded(const Ball& x, long digits) {
  require_digits(digits, 1);
  if (!x.is_finite()) return std::nullopt;
  // Rounding is monotone: if both end points round to one decimal, so does all that lies between.
  const Decimal low = rounded(x.lower(), digits);
  if (!x.is_exact() && low != rounded(x.upper(), digits)) return std::nullopt;
  return written(low);
}

Enclosure directed(const Rational& x, long decimals) {
  require_digits(decimals, 0);
  const Rational scaled = x * power_of_ten(decimals);
  return {fixed_point(floor(scaled), decimals), fixed_point(ceil(scaled), decimals)};
}

std::optional<Enclosure> directed(const Ball& x, long decimals) {
  require_digits(decimals, 0);
  if (!x.is_finite()) return std::nullopt;
  Enclosure low = directed(x.lower(), decimals);  // floor and ceiling are monotone
  if (!x.is_exact() && low != directed(x.upper(), decimals)) return std::nullopt;
  return low;
}

}  // namespace dropcert
