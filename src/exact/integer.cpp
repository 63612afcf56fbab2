#include "exact/integer.hpp"

#include <algorithm>
#include <stdexcept>

namespace dropcert::exact {

std::optional<Integer> Integer::parse(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  Integer n;
  fmpz_set_str(n.raw(), std::string(text).c_str(), 10);
  return n;
}

std::optional<long> Integer::to_long() const {
  if (fmpz_fits_si(value_) == 0) return std::nullopt;
  return fmpz_get_si(value_);
}

Integer abs(const Integer& a) {
  Integer result;
  fmpz_abs(result.raw(), a.raw());
  return result;
}

Integer pow(const Integer& base, unsigned long exponent) {
  // 0, 1 and -1 have one bit at most, and no power of theirs grows.
  if (base.bits() > 1 && exponent > max_power_bits / base.bits())
    throw std::length_error("a power would have more than 2^30 bits");
  Integer result;
  fmpz_pow_ui(result.raw(), base.raw(), exponent);
  return result;
}

Integer gcd(const Integer& a, const Integer& b) {
  Integer result;
  fmpz_gcd(result.raw(), a.raw(), b.raw());
  return result;
}

Integer divide_exact(const Integer& a, const Integer& b) {
  if (b.is_zero()) throw std::domain_error("division by zero");
  Integer quotient;
  Integer remainder;
  fmpz_tdiv_qr(quotient.raw(), remainder.raw(), a.raw(), b.raw());
  if (!remainder.is_zero()) throw std::domain_error("an integer division leaves a remainder");
  return quotient;
}

}  // namespace dropcert::exact
