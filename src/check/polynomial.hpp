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

/// A sum of terms in increasing order of monomials; no coefficient is zero, so that equal polynomials have
/// equal terms. Throws Unsupported beyond max_terms.
class Polynomial {
 public:
  using Term = std::pair<Monomial, mpz_class>;
  static constexpr std::size_t max_terms = 5000;

  Polynomial() = default;
  Polynomial(const mpz_class& constant) : Polynomial({}, constant) {}
  Polynomial(const Monomial& monomial, const mpz_class& coefficient);

  const std::vector<Term>& terms() const { return terms_; }
  bool is_monomial() const { return terms_.size() == 1; }
  bool is_constant() const;
  bool is_one() const { return is_constant() && !terms_.empty() && terms_[0].second == 1; }
  /// Whether a generator from `first` up to, not including, `last` occurs.
  bool mentions(std::size_t first, std::size_t last) const;
  /// The greatest integer that divides all coefficients, and monomial that divides all terms.
  Term content() const;

  Polynomial& operator+=(Polynomial b);
  Polynomial& operator*=(const Term& factor);
  /// The monomial and the integer must divide it.
  Polynomial& operator/=(const Term& divisor);
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  friend bool operator==(const Polynomial& a, const Polynomial& b) = default;
  friend auto operator<=>(const Polynomial& a, const Polynomial& b) = default;

  /// D with D(p) = p - p^2, all other generators being constants.
  Polynomial derivation() const;

 private:
  std::vector<Term> terms_;
};

Polynomial pow(const Polynomial& a, unsigned long n);

}  // namespace dropcert::check
