// Polynomials over Q in a few generators: pi, the ring variable p, and those of an identity.
#pragma once

#include <gmpxx.h>

#include <array>
#include <map>
#include <optional>
#include <string>

namespace dropcert::check {

inline constexpr std::size_t max_generators = 12;
inline constexpr std::size_t generator_pi = 0;
inline constexpr std::size_t generator_p = 1;
inline constexpr std::size_t first_free_generator = 2;

/// The exponent of each generator.
using Monomial = std::array<int, max_generators>;

inline bool is_one(const Monomial& m) {
  return m == Monomial{};
}
Monomial generator_power(std::size_t generator, int exponent);

/// A sum of terms; no coefficient is zero, so that equal polynomials have equal terms. Every operation that
/// can make it large throws Unsupported beyond max_terms.
class Polynomial {
 public:
  static constexpr std::size_t max_terms = 2500;

  Polynomial() = default;
  explicit Polynomial(const mpq_class& constant) { add_term({}, constant); }
  Polynomial(const Monomial& monomial, const mpq_class& coefficient) { add_term(monomial, coefficient); }

  const std::map<Monomial, mpq_class>& terms() const { return terms_; }
  bool is_zero() const { return terms_.empty(); }
  bool is_monomial() const { return terms_.size() == 1; }
  std::optional<mpq_class> constant() const;
  /// Whether a generator from `first` up to, not including, `last` occurs.
  bool mentions(std::size_t first, std::size_t last) const;

  void add_term(const Monomial& monomial, const mpq_class& coefficient);
  Polynomial& operator+=(const Polynomial& b);
  Polynomial& operator*=(const mpq_class& factor);
  /// Times a monomial whose exponents may be negative; none may become so.
  Polynomial shifted(const Monomial& by) const;
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  friend bool operator==(const Polynomial& a, const Polynomial& b) { return a.terms_ == b.terms_; }
  friend bool operator<(const Polynomial& a, const Polynomial& b) { return a.terms_ < b.terms_; }

  /// D with D(p) = p - p^2, all other generators being constants.
  Polynomial derivation() const;

  /// Its terms as text: equal for equal polynomials only.
  std::string key() const;

 private:
  std::map<Monomial, mpq_class> terms_;
};

Polynomial pow(const Polynomial& a, unsigned long n);

/// The greatest monomial that divides every term of both.
Monomial common_monomial(const Polynomial& a, const Polynomial& b);

}  // namespace dropcert::check
