#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "exact/rational.hpp"

#include <flint/fmpq_poly.h>

namespace dropcert::exact {

/// Most coefficients kept between the lowest and the highest power of one polynomial.
inline constexpr unsigned long max_polynomial_length = 1UL << 24;
/// Most bits that the coefficients of a product or a power may be expected to take.
inline constexpr unsigned long max_polynomial_bits = 1UL << 33;

/// A polynomial in one variable over the rationals: x^valuation times a dense polynomial with non-zero
/// constant term (FLINT's fmpq_poly, owned by value), so that c x^m takes O(1) words whatever m. Moving
/// steals. Operations whose result would pass the limits above, or a degree above LONG_MAX, throw
/// std::length_error.
class Polynomial {
 public:
  Polynomial() { fmpq_poly_init(poly_); }
  /// A constant: anything that is a Rational.
  template <typename T>
  requires std::convertible_to<const T&, Rational> Polynomial(const T& constant)
      : Polynomial(monomial(constant, 0)) {}

  Polynomial(const Polynomial& other) : Polynomial() { *this = other; }
  Polynomial(Polynomial&& other) noexcept : Polynomial() { *this = std::move(other); }
  Polynomial& operator=(const Polynomial& other);
  Polynomial& operator=(Polynomial&& other) noexcept;
  ~Polynomial() { fmpq_poly_clear(poly_); }

  /// x.
  static Polynomial variable() { return monomial(1, 1); }
  /// c x^degree.
  static Polynomial monomial(const Rational& c, unsigned long degree);

  bool is_zero() const { return fmpq_poly_is_zero(poly_) != 0; }
  bool is_constant() const { return degree() <= 0; }
  /// The value of a constant polynomial; nullopt if x occurs.
  std::optional<Rational> constant() const;
  /// -1 for the zero polynomial.
  long degree() const;
  /// The lowest power present; 0 for the zero polynomial.
  unsigned long valuation() const { return valuation_; }
  /// The coefficient of x^n; 0 above the degree.
  Rational coefficient(unsigned long n) const;
  Polynomial derivative() const;
  /// Becomes (x - x^2) f', in place.
  void derive_along_sigmoid();
  /// The antiderivative that is 0 at 0.
  Polynomial antiderivative() const;
  Rational evaluate(const Rational& x) const;
  /// The integral from a to b.
  Rational integrate(const Rational& a, const Rational& b) const;
  /// An upper bound, and within a small factor an estimate, of the bits of all coefficients together.
  std::size_t bits() const;
  /// Ascending powers, like "p - 3*p^2 + 2*p^3" or "1/2*p"; "0" for zero.
  std::string str(const std::string& variable) const;

  /// Adding c x^m, with c an integer and integer coefficients, costs one addition and O(1) amortised
  /// otherwise as long as m is not below the lowest power present; below it, the words of all coefficients
  /// are moved.
  Polynomial& operator+=(const Polynomial& b);
  Polynomial& operator+=(Polynomial&& b);
  Polynomial& operator-=(const Polynomial& b) { return *this += -b; }
  Polynomial& operator*=(const Polynomial& b) { return *this = *this * b; }

  friend Polynomial operator+(Polynomial a, const Polynomial& b) {
    a += b;
    return a;
  }
  friend Polynomial operator-(Polynomial a, const Polynomial& b) {
    a -= b;
    return a;
  }
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator*(Polynomial a, const Rational& c);
  friend Polynomial operator-(Polynomial a) {
    fmpq_poly_neg(a.poly_, a.poly_);
    return a;
  }
  friend bool operator==(const Polynomial& a, const Polynomial& b) {
    return a.valuation_ == b.valuation_ && fmpq_poly_equal(a.poly_, b.poly_) != 0;
  }
  friend Polynomial pow(const Polynomial& base, unsigned long exponent);
  friend std::optional<Polynomial> divide_exact(const Polynomial& a, const Polynomial& b);
  friend Polynomial gcd(const Polynomial& a, const Polynomial& b);

 private:
  unsigned long length() const { return static_cast<unsigned long>(fmpq_poly_length(poly_)); }
  std::size_t coefficient_bits() const;
  void extend_to(unsigned long new_length);
  void extend_down_to(unsigned long valuation);
  void add_constant_of(const Polynomial& b, unsigned long index);
  void normalise();

  unsigned long valuation_ = 0;  // 0 for the zero polynomial
  fmpq_poly_t poly_;             // its constant term is not 0, unless the polynomial is 0
};

/// base^exponent, with 0^0 = 1.
Polynomial pow(const Polynomial& base, unsigned long exponent);

/// The q with a = q b, nullopt if there is none. Throws std::domain_error if b is 0.
std::optional<Polynomial> divide_exact(const Polynomial& a, const Polynomial& b);

/// The monic greatest common divisor; gcd(0, 0) = 0. Throws std::length_error if the two take more than 2^21
/// bits together and neither is a monomial.
Polynomial gcd(const Polynomial& a, const Polynomial& b);

}  // namespace dropcert::exact
