#include "check/polynomial.hpp"

#include <algorithm>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr int max_exponent = 1 << 24;

Monomial product(const Monomial& a, const Monomial& b) {
  Monomial result = a;
  for (std::size_t g = 0; g < max_generators; ++g) {
    result[g] += b[g];
    if (result[g] > max_exponent) throw Unsupported("an exponent of a polynomial is too large");
  }
  return result;
}

}  // namespace

Monomial generator_power(std::size_t generator, int exponent) {
  Monomial result{};
  result[generator] = exponent;
  return result;
}

std::optional<mpq_class> Polynomial::constant() const {
  if (is_zero()) return mpq_class(0);
  if (is_monomial() && is_one(terms_.begin()->first)) return terms_.begin()->second;
  return std::nullopt;
}

bool Polynomial::mentions(std::size_t first, std::size_t last) const {
  for (const auto& [monomial, coefficient] : terms_)
    for (std::size_t g = first; g < last; ++g)
      if (monomial[g] != 0) return true;
  return false;
}

void Polynomial::add_term(const Monomial& monomial, const mpq_class& coefficient) {
  if (coefficient == 0) return;
  auto [entry, is_new] = terms_.try_emplace(monomial, coefficient);
  if (is_new) {
    if (terms_.size() > max_terms) throw Unsupported("a polynomial has too many terms");
    return;
  }
  entry->second += coefficient;
  if (entry->second == 0) terms_.erase(entry);
}

Polynomial& Polynomial::operator+=(const Polynomial& b) {
  for (const auto& [monomial, coefficient] : b.terms_) add_term(monomial, coefficient);
  return *this;
}

Polynomial& Polynomial::operator*=(const mpq_class& factor) {
  if (factor == 0) terms_.clear();
  for (auto& [monomial, coefficient] : terms_) coefficient *= factor;
  return *this;
}

Polynomial Polynomial::shifted(const Monomial& by) const {
  Polynomial result;
  for (const auto& [monomial, coefficient] : terms_)
    result.terms_.emplace_hint(result.terms_.end(), product(monomial, by), coefficient);
  return result;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  if (a.terms_.size() > b.terms_.size()) return b * a;
  Polynomial result;
  for (const auto& [left, c] : a.terms_)
    for (const auto& [right, d] : b.terms_) result.add_term(product(left, right), mpq_class(c * d));
  return result;
}

// p^n has the derivative n p^n - n p^(n+1).
Polynomial Polynomial::derivation() const {
  Polynomial result;
  for (const auto& [monomial, coefficient] : terms_) {
    if (monomial[generator_p] == 0) continue;
    mpq_class scaled = coefficient * monomial[generator_p];
    result.add_term(monomial, scaled);
    mpq_neg(scaled.get_mpq_t(), scaled.get_mpq_t());
    result.add_term(product(monomial, generator_power(generator_p, 1)), scaled);
  }
  return result;
}

std::string Polynomial::key() const {
  std::string text;
  for (const auto& [monomial, coefficient] : terms_) {
    text += "+" + coefficient.get_str();
    for (std::size_t g = 0; g < max_generators; ++g)
      if (monomial[g] != 0) text += "*g" + std::to_string(g) + "^" + std::to_string(monomial[g]);
  }
  return text;
}

Polynomial pow(const Polynomial& a, unsigned long n) {
  if (n > static_cast<unsigned long>(max_exponent))
    throw Unsupported("an exponent of a polynomial is too large");
  if (a.is_monomial()) {
    const auto& [monomial, coefficient] = *a.terms().begin();
    Monomial power = monomial;
    for (int& e : power) {
      long wide = static_cast<long>(e) * static_cast<long>(n);
      if (wide > max_exponent) throw Unsupported("an exponent of a polynomial is too large");
      e = static_cast<int>(wide);
    }
    mpq_class scale;
    mpz_pow_ui(scale.get_num_mpz_t(), coefficient.get_num_mpz_t(), n);
    mpz_pow_ui(scale.get_den_mpz_t(), coefficient.get_den_mpz_t(), n);
    return {power, scale};
  }
  Polynomial result{mpq_class(1)};
  Polynomial square = a;
  for (; n > 0; n /= 2) {
    if (n % 2 == 1) result = result * square;
    if (n > 1) square = square * square;
  }
  return result;
}

Monomial common_monomial(const Polynomial& a, const Polynomial& b) {
  Monomial least;
  least.fill(max_exponent);
  for (const Polynomial* polynomial : {&a, &b})
    for (const auto& [monomial, coefficient] : polynomial->terms())
      for (std::size_t g = 0; g < max_generators; ++g) least[g] = std::min(least[g], monomial[g]);
  return least;
}

}  // namespace dropcert::check
