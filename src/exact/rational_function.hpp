#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exact/polynomial.hpp"
#include "exact/rational.hpp"

#include <flint/fmpq_mpoly.h>

namespace dropcert::exact {

/// A rational function over the rationals in the generators x_0, ..., x_(max_generators - 1): a quotient of
/// coprime polynomials (FLINT's fmpq_mpoly) with monic denominator, so that equal functions have equal
/// representations. Operations whose result would have too many terms, a degree beyond 2^40 or coefficients
/// of more than 2^22 bits, or need a common divisor that may take long to find, throw std::length_error.
class RationalFunction {
 public:
  static constexpr int max_generators = 24;

  RationalFunction();
  RationalFunction(const Rational& constant);
  /// x_index. Throws std::out_of_range unless 0 <= index < max_generators.
  static RationalFunction generator(int index);

  RationalFunction(const RationalFunction& other);
  RationalFunction(RationalFunction&& other) noexcept;
  RationalFunction& operator=(RationalFunction other) noexcept;
  ~RationalFunction();

  bool is_zero() const;
  std::optional<Rational> constant() const;
  /// The number of terms of numerator and denominator together.
  std::size_t size() const;
  /// numerator and denominator as functions with denominator 1.
  RationalFunction numerator() const;
  RationalFunction denominator() const;
  /// The terms of the numerator, each over the denominator, as (coefficient, monic rest).
  std::vector<std::pair<Rational, RationalFunction>> terms() const;
  /// The exponents of the generators if the function is a single monomial with coefficient 1.
  std::optional<std::vector<long>> monomial_exponents() const;
  /// Whether every coefficient of numerator and denominator is positive.
  bool has_positive_coefficients() const;
  /// A term of a polynomial: its coefficient, and the exponent of each generator.
  struct Term {
    Rational coefficient;
    std::vector<unsigned long> exponents;
  };
  std::vector<Term> numerator_terms() const;
  std::vector<Term> denominator_terms() const;
  /// The greatest exponent of the generator in numerator and denominator.
  long degree(int generator) const;
  /// The partial derivative with respect to the generator.
  RationalFunction derivative(int generator) const;
  /// The function where generator^power = value: lower powers of the generator remain.
  RationalFunction with_relation(int generator, long power, const RationalFunction& value) const;
  /// A function with denominator 1 as constant times powers of irreducible ones: (1 or more factors, each
  /// with its exponent). Only the constant and itself where it has many terms or a high degree.
  std::pair<Rational, std::vector<std::pair<RationalFunction, long>>> factors() const;
  /// The indices of the generators that occur.
  std::vector<int> generators() const;
  std::string str(const std::vector<std::string>& names) const;

  friend RationalFunction operator+(const RationalFunction& a, const RationalFunction& b);
  friend RationalFunction operator-(const RationalFunction& a, const RationalFunction& b);
  friend RationalFunction operator*(const RationalFunction& a, const RationalFunction& b);
  /// Throws std::domain_error if b is 0.
  friend RationalFunction operator/(const RationalFunction& a, const RationalFunction& b);
  friend bool operator==(const RationalFunction& a, const RationalFunction& b);

 private:
  void reduce();
  static RationalFunction polynomial(const std::vector<Term>& terms);

  fmpq_mpoly_t numerator_;
  fmpq_mpoly_t denominator_;
};

/// Throws std::domain_error for a negative power of 0, std::length_error for |exponent| > 1000.
RationalFunction pow(const RationalFunction& base, long exponent);

}  // namespace dropcert::exact
