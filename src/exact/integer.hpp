#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "exact/flint.hpp"

namespace dropcert::exact {

/// Powers whose result would have more bits are refused with std::length_error.
inline constexpr unsigned long max_power_bits = 1UL << 30;

/// An integer of any size (FLINT's fmpz, owned by value). Moving steals; a moved-from Integer holds some
/// value.
class Integer {
 public:
  Integer() noexcept = default;
  template <std::signed_integral T>
  Integer(T n) {  // implicit: every machine integer is an Integer
    fmpz_init_set_si(value_, n);
  }
  template <std::unsigned_integral T>
  Integer(T n) {
    fmpz_init_set_ui(value_, n);
  }
  template <std::floating_point T>
  Integer(T) = delete;  // a double never enters unseen
  explicit Integer(mpz_srcptr n) { fmpz_set_mpz(value_, n); }

  Integer(const Integer& other) { fmpz_init_set(value_, other.value_); }
  Integer(Integer&& other) noexcept { fmpz_swap(value_, other.value_); }
  Integer& operator=(const Integer& other) {
    fmpz_set(value_, other.value_);
    return *this;
  }
  Integer& operator=(Integer&& other) noexcept {
    fmpz_swap(value_, other.value_);
    return *this;
  }
  ~Integer() { fmpz_clear(value_); }

  /// Reads an optional minus sign and decimal digits, nothing else; nullopt for any other text.
  static std::optional<Integer> parse(std::string_view text);

  fmpz* raw() noexcept { return value_; }
  const fmpz* raw() const noexcept { return value_; }

  /// Decimal digits, with a minus sign if negative.
  std::string str() const { return take_string(fmpz_get_str(nullptr, 10, value_)); }
  /// -1, 0 or 1.
  int sign() const { return fmpz_sgn(value_); }
  bool is_zero() const { return fmpz_is_zero(value_) != 0; }
  /// The value as a machine integer, nullopt if it does not fit.
  std::optional<long> to_long() const;
  /// Number of bits of |n|; 0 for 0.
  std::size_t bits() const { return fmpz_bits(value_); }

  Integer& operator+=(const Integer& b) {
    fmpz_add(value_, value_, b.value_);
    return *this;
  }
  Integer& operator-=(const Integer& b) {
    fmpz_sub(value_, value_, b.value_);
    return *this;
  }
  Integer& operator*=(const Integer& b) {
    fmpz_mul(value_, value_, b.value_);
    return *this;
  }

  friend Integer operator+(const Integer& a, const Integer& b) {
    Integer sum;
    fmpz_add(sum.value_, a.value_, b.value_);
    return sum;
  }
  friend Integer operator-(const Integer& a, const Integer& b) {
    Integer difference;
    fmpz_sub(difference.value_, a.value_, b.value_);
    return difference;
  }
  friend Integer operator*(const Integer& a, const Integer& b) {
    Integer product;
    fmpz_mul(product.value_, a.value_, b.value_);
    return product;
  }
  friend Integer operator-(const Integer& a) {
    Integer opposite;
    fmpz_neg(opposite.value_, a.value_);
    return opposite;
  }
  friend bool operator==(const Integer& a, const Integer& b) { return fmpz_equal(a.value_, b.value_) != 0; }
  friend std::strong_ordering operator<=>(const Integer& a, const Integer& b) {
    return fmpz_cmp(a.value_, b.value_) <=> 0;
  }

 private:
  fmpz_t value_ = {0};
};

Integer abs(const Integer& a);

/// base^exponent, with 0^0 = 1. Throws std::length_error beyond max_power_bits.
Integer pow(const Integer& base, unsigned long exponent);

/// The non-negative greatest common divisor; gcd(0, 0) = 0.
Integer gcd(const Integer& a, const Integer& b);

/// The q with a = q b. Throws std::domain_error if b is 0 or does not divide a.
Integer divide_exact(const Integer& a, const Integer& b);

}  // namespace dropcert::exact
