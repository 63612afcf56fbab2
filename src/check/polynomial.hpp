// Polynomials over Z in a few generators: pi, the ring variable p, and those of an identity.
#pragma once

#include <gmpxx.h>

#include <array>
#include <compare>
#include <utility>
#include <vector>

namespace dropcert::check {

inline constexpr std::size_t max_generators = 12;
inline constexpr std::size_t generator_pi = 0;
inline constexpr std::size_t generator_p = 1;
inline constexpr std::size_t first_free_generator = 2;

/// The exponent of each generator.
using Monomial = std::array<int, max_generators>;

Monomial generator_power(std::size_t generator, int exponent);

/// Throws Unsupported if a number is longer than 2^24 bits.
void require_size(std::size_t bits);

/// A sum of terms, in the order of their monomials; no coefficient is zero, so that equal polynomials have
/// equal terms. Throws Unsupported for too many terms, an exponent or a coefficient that is too large.
class Polynomial {
 public:
  using Term = std::pair<Monomial, mpz_class>;

  Polynomial() = default;
  Polynomial(const mpz_class& constant) : Polynomial({}, constant) {}
  Polynomial(const Monomial& monomial, const mpz_class& coefficient);

  const std::vector<Term>& terms() const { return terms_; }
  bool is_zero() const { return terms_.empty(); }
  bool is_monomial() const { return terms_.size() == 1; }
  bool is_one() const { return is_monomial() && is_constant() && terms_.begin()->second == 1; }
  bool is_constant() const { return !mentions(0, max_generators); }
  /// Whether a generator from `first` up to, not including, `last` occurs.
  bool mentions(std::size_t first, std::size_t last) const;
  /// The greatest integer that divides all coefficients, and monomial that divides all terms.
  Term content() const;

  void add(const Monomial& monomial, mpz_class coefficient);
  Polynomial& operator+=(const Polynomial& b);
  /// The polynomial without a factor that divides each of its terms.
  Polynomial without(const Term& factor) const;
  friend Polynomial operator*(Polynomial a, const Polynomial& b);
  friend bool operator==(const Polynomial& a, const Polynomial& b) = default;
  friend auto operator<=>(const Polynomial& a, const Polynomial& b) = default;

  /// D with D(p) = p - p^2, all other generators being constants.
  Polynomial derivation() const;

 private:
  std::vector<Term> terms_;
};

Polynomial pow(const Polynomial& a, unsigned long n);

}  // namespace dropcert::check
