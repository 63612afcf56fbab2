#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "exact/quotient.hpp"

namespace dropcert::exact {

/// A real number known exactly: a sum of c sqrt(n) with c in Q(pi), c not 0, and distinct squarefree n >= 1.
/// As pi is transcendental and the square roots of distinct squarefree numbers are linearly independent over
/// Q(pi), two of them are equal as numbers only if they are equal as sums. Operations whose result would be
/// too large (more than max_terms roots, more than max_span powers of pi from the lowest to the highest of a
/// polynomial, or the limits of Quotient) throw std::length_error.
class ExactNumber {
 public:
  static constexpr std::size_t max_terms = 16;
  static constexpr unsigned long max_span = 1UL << 12;

  struct Term {
    Integer radicand;
    Quotient coefficient;  // in the variable pi
  };

  ExactNumber() = default;  // 0
  ExactNumber(const Rational& q) : ExactNumber(Quotient(q)) {}
  /// A rational function of pi.
  ExactNumber(Quotient in_pi);
  static ExactNumber pi() { return Quotient(Polynomial::variable()); }
  /// sqrt(q) for q >= 0; nullopt if the squarefree part of q is not found: primes up to 1000 are tried, and
  /// what is left must be a square or less than 10^9. Throws std::domain_error for q < 0.
  static std::optional<ExactNumber> sqrt(const Rational& q);

  bool is_zero() const { return terms_.empty(); }
  std::optional<Rational> rational() const;
  /// The number as a rational function of pi, if no square root occurs.
  std::optional<Quotient> in_pi() const;
  /// By ascending radicand.
  const std::vector<Term>& terms() const { return terms_; }
  std::size_t bits() const;
  /// Like "1/2*pi + 2*sqrt(3)"; a term of the language.
  std::string str() const;

  friend ExactNumber operator+(const ExactNumber& a, const ExactNumber& b);
  friend ExactNumber operator-(const ExactNumber& a);
  friend ExactNumber operator-(const ExactNumber& a, const ExactNumber& b) { return a + (-b); }
  friend ExactNumber operator*(const ExactNumber& a, const ExactNumber& b);
  /// Throws std::domain_error if b is 0.
  friend ExactNumber operator/(const ExactNumber& a, const ExactNumber& b) { return a * b.inverse(); }
  friend bool operator==(const ExactNumber& a, const ExactNumber& b);

 private:
  void put(const Integer& radicand, const Quotient& coefficient);
  ExactNumber inverse() const;

  std::vector<Term> terms_;
};

/// base^exponent, with 0^0 = 1. Throws std::domain_error for a negative power of 0.
ExactNumber pow(const ExactNumber& base, long exponent);

}  // namespace dropcert::exact
