#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <string>

#include "exact/integer.hpp"

namespace dropcert::exact {

/// A rational number in lowest terms with positive denominator (FLINT's fmpq, owned by value). Moving steals.
class Rational {
 public:
  Rational() noexcept { fmpq_init(value_); }
  Rational(const Integer& n) : Rational() { fmpz_set(fmpq_numref(value_), n.raw()); }
  template <std::integral T>
  Rational(T n) : Rational(Integer(n)) {}
  template <std::floating_point T>
  Rational(T) = delete;  // a double never enters unseen
  /// numerator / denominator in lowest terms. Throws std::domain_error if the denominator is 0.
  Rational(const Integer& numerator, const Integer& denominator);
  /// Any initialised mpq, in lowest terms or not. Throws std::domain_error if its denominator is 0.
  explicit Rational(mpq_srcptr q);

  Rational(const Rational& other) : Rational() { fmpq_set(value_, other.value_); }
  Rational(Rational&& other) noexcept : Rational() { fmpq_swap(value_, other.value_); }
  Rational& operator=(const Rational& other) {
    fmpq_set(value_, other.value_);
    return *this;
  }
  Rational& operator=(Rational&& other) noexcept {
    fmpq_swap(value_, other.value_);
    return *this;
  }
  ~Rational() { fmpq_clear(value_); }

  fmpq* raw() noexcept { return value_; }
  const fmpq* raw() const noexcept { return value_; }

  Integer numerator() const;
  Integer denominator() const;
  bool is_integer() const { return fmpz_is_one(fmpq_denref(value_)) != 0; }
  bool is_zero() const { return fmpq_is_zero(value_) != 0; }
  /// -1, 0 or 1.
  int sign() const { return fmpq_sgn(value_); }
  /// The larger of the numbers of bits of numerator and denominator; at least 1.
  std::size_t bits() const { return fmpq_height_bits(value_); }
  /// "p/q", or "p" for an integer.
  std::string str() const { return take_string(fmpq_get_str(nullptr, 10, value_)); }

  Rational& operator+=(const Rational& b) {
    fmpq_add(value_, value_, b.value_);
    return *this;
  }
  Rational& operator-=(const Rational& b) {
    fmpq_sub(value_, value_, b.value_);
    return *this;
  }
  Rational& operator*=(const Rational& b) {
    fmpq_mul(value_, value_, b.value_);
    return *this;
  }
  /// Throws std::domain_error if b is 0.
  Rational& operator/=(const Rational& b);

  friend Rational operator+(const Rational& a, const Rational& b) {
    Rational sum;
    fmpq_add(sum.value_, a.value_, b.value_);
    return sum;
  }
  friend Rational operator-(const Rational& a, const Rational& b) {
    Rational difference;
    fmpq_sub(difference.value_, a.value_, b.value_);
    return difference;
  }
  friend Rational operator*(const Rational& a, const Rational& b) {
    Rational product;
    fmpq_mul(product.value_, a.value_, b.value_);
    return product;
  }
  /// Throws std::domain_error if b is 0.
  friend Rational operator/(const Rational& a, const Rational& b) {
    Rational quotient = a;
    quotient /= b;
    return quotient;
  }
  friend Rational operator-(const Rational& a) {
    Rational opposite;
    fmpq_neg(opposite.value_, a.value_);
    return opposite;
  }
  friend bool operator==(const Rational& a, const Rational& b) { return fmpq_equal(a.value_, b.value_) != 0; }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    return fmpq_cmp(a.value_, b.value_) <=> 0;
  }

 private:
  fmpq_t value_;
};

Rational abs(const Rational& a);

/// base^exponent, with 0^0 = 1. Throws std::domain_error for a negative power of 0, and std::length_error if
/// numerator or denominator would have more than max_power_bits bits.
Rational pow(const Rational& base, long exponent);

/// The greatest integer that is at most a.
Integer floor(const Rational& a);

/// The least integer that is at least a.
Integer ceil(const Rational& a);

}  // namespace dropcert::exact
