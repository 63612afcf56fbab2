// Polynomials over Z in a few generators: pi, the ring variable p, the imaginary unit, and those of an
// identity; and in square roots of integers.
#pragma once

#include <gmpxx.h>

#include <array>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace dropcert::check {

inline constexpr std::size_t max_generators = 20;
inline constexpr std::size_t generator_pi = 0;
inline constexpr std::size_t generator_p = 1;
inline constexpr std::size_t generator_i = 2;  // with i^2 = -1, so that its exponent is 0 or 1
inline constexpr std::size_t first_free_generator = 3;

inline constexpr std::int32_t max_exponent = 1 << 24;

/// A product of powers of generators and of sqrt(root), root being squarefree and less than 2^62.
struct Monomial {
  std::array<std::int32_t, max_generators> exponents{};
  std::uint64_t root = 1;

  std::int32_t operator[](std::size_t generator) const { return exponents[generator]; }
  friend bool operator==(const Monomial& a, const Monomial& b) = default;
  friend bool operator<(const Monomial& a, const Monomial& b) {
    return std::tie(a.exponents, a.root) < std::tie(b.exponents, b.root);
  }
};

Monomial generator_power(std::size_t generator, std::int32_t exponent);

/// A sum of terms, in the order of their monomials; no coefficient is zero, so that equal polynomials have
/// equal terms. As i and the square roots of distinct squarefree numbers are linearly independent over the
/// rational functions of the other generators, those terms are the same only for equal elements of the ring.
/// Throws OutOfReach for too many terms, an exponent or a coefficient that is too large; charges its work.
class Polynomial {
 public:
  using Term = std::pair<Monomial, mpz_class>;

  // Not inline: each is slow to compile, and was in every file.
  Polynomial();
  Polynomial(const Polynomial& other);
  Polynomial(Polynomial&& other) noexcept;
  Polynomial& operator=(const Polynomial& other);
  Polynomial& operator=(Polynomial&& other) noexcept;
  ~Polynomial();
  Polynomial(const mpz_class& constant) : Polynomial({}, constant) {}
  Polynomial(const Monomial& monomial, const mpz_class& coefficient);

  const std::vector<Term>& terms() const { return terms_; }
  bool is_zero() const { return terms_.empty(); }
  bool is_monomial() const { return terms_.size() == 1; }
  bool is_one() const { return is_monomial() && is_constant() && terms_.begin()->second == 1; }
  /// Whether it is an integer.
  bool is_constant() const { return !mentions(0, max_generators) && !has_roots(); }
  /// Whether a generator from `first` up to, not including, `last` occurs.
  bool mentions(std::size_t first, std::size_t last) const;
  bool has_roots() const;
  /// The greatest integer that divides all coefficients, and monomial without roots that divides all terms.
  Term content() const;

  void add(const Monomial& monomial, mpz_class coefficient);
  Polynomial& operator+=(const Polynomial& b);
  /// Each coefficient times the factor, which is not 0.
  void scale(const mpz_class& factor);
  /// The polynomial without a factor that divides each of its terms.
  Polynomial without(const Term& factor) const;
  friend Polynomial operator*(Polynomial a, const Polynomial& b);
  friend bool operator==(const Polynomial& a, const Polynomial& b) = default;
  friend bool operator<(const Polynomial& a, const Polynomial& b) { return a.terms_ < b.terms_; }

  /// The quotient by b, if there is one that is a polynomial; b has neither roots nor i, and no integer
  /// divides it.
  bool divide(const Polynomial& b, Polynomial& result) const;

 private:
  std::vector<Term> terms_;
};

Polynomial pow(const Polynomial& a, std::uint64_t n);

/// a with x -> top/bottom, times bottom^d, where d is the degree of a in x.
Polynomial substituted(const Polynomial& a, std::size_t x, const Polynomial& top, const Polynomial& bottom);

/// The degree of a in x.
std::int32_t degree_in(const Polynomial& a, std::size_t x);

/// q with q^2 = a, if there is one with a positive greatest coefficient; a has neither roots nor i.
std::optional<Polynomial> square_root(const Polynomial& a);

}  // namespace dropcert::check
