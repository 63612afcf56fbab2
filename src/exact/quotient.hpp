#pragma once

#include <memory>
#include <optional>
#include <string>

#include "exact/polynomial.hpp"

namespace dropcert::exact {

/// A rational function in one variable over the rationals, in lowest terms with monic denominator: equal
/// functions have equal representations. A polynomial costs what a Polynomial does. Operations whose result
/// would pass the limits of Polynomial or of its gcd throw std::length_error.
class Quotient {
 public:
  Quotient() = default;
  Quotient(Polynomial polynomial) : numerator_(std::move(polynomial)) {}
  Quotient(const Rational& constant) : numerator_(constant) {}
  /// numerator / denominator. Throws std::domain_error if the denominator is 0.
  Quotient(Polynomial numerator, Polynomial denominator);

  const Polynomial& numerator() const { return numerator_; }
  Polynomial denominator() const { return denominator_ ? *denominator_ : Polynomial(1); }
  bool is_polynomial() const { return !denominator_; }
  bool is_zero() const { return numerator_.is_zero(); }
  std::optional<Rational> constant() const;
  Quotient derivative() const;
  /// An estimate of the bits of all coefficients together.
  std::size_t bits() const { return numerator_.bits() + (denominator_ ? denominator_->bits() : 0); }
  /// Like "1 + p" or "(1 + p)/(1 - 2*p)"; a term of the language.
  std::string str(const std::string& variable) const;

  /// In place where both are polynomials.
  Quotient& operator+=(const Quotient& b);
  Quotient& operator+=(Quotient&& b);

  friend Quotient operator+(Quotient a, const Quotient& b) {
    a += b;
    return a;
  }
  friend Quotient operator-(const Quotient& a);
  friend Quotient operator-(const Quotient& a, const Quotient& b) { return a + (-b); }
  friend Quotient operator*(const Quotient& a, const Quotient& b);
  friend Quotient operator*(const Quotient& a, const Rational& c);
  /// Throws std::domain_error if b is 0.
  friend Quotient operator/(const Quotient& a, const Quotient& b);
  friend bool operator==(const Quotient& a, const Quotient& b);

 private:
  Polynomial numerator_;
  std::shared_ptr<const Polynomial> denominator_;  // none: 1
};

/// base^exponent. Throws std::domain_error for a negative power of 0.
Quotient pow(const Quotient& base, long exponent);

}  // namespace dropcert::exact
