#include "check/polynomial.hpp"

#include <algorithm>
#include <utility>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr long max_exponent = 1 << 24;
constexpr std::size_t max_terms = 5000;
constexpr std::size_t max_number_bits = std::size_t{1} << 24;

// a b^n.
Monomial product(Monomial a, const Monomial& b, long n) {
  for (std::size_t g = 0; g < max_generators; ++g) {
    const long exponent = a[g] + b[g] * n;
    if (exponent > max_exponent) throw Unsupported("an exponent of a polynomial is too large");
    a[g] = static_cast<int>(exponent);
  }
  return a;
}

}  // namespace

void require_size(std::size_t bits) {
  if (bits > max_number_bits) throw Unsupported("an exact number is too large");
}

Monomial generator_power(std::size_t generator, int exponent) {
  Monomial result{};
  result[generator] = exponent;
  return result;
}

Polynomial::Polynomial(const Monomial& monomial, const mpz_class& coefficient) {
  add(monomial, coefficient);
}

bool Polynomial::mentions(std::size_t first, std::size_t last) const {
  for (const auto& [monomial, coefficient] : terms_)
    for (std::size_t g = first; g < last; ++g)
      if (monomial[g] != 0) return true;
  return false;
}

Polynomial::Term Polynomial::content() const {
  if (terms_.empty()) return {{}, 1};
  Monomial common = terms_.begin()->first;
  mpz_class divisor;
  for (const auto& [monomial, coefficient] : terms_) {
    divisor = gcd(divisor, coefficient);
    for (std::size_t g = 0; g < max_generators; ++g) common[g] = std::min(common[g], monomial[g]);
  }
  return {common, divisor};
}

void Polynomial::add(const Monomial& monomial, mpz_class coefficient) {
  auto place = terms_.end();  // where most terms come
  if (!terms_.empty() && !(terms_.back().first < monomial))
    place = std::lower_bound(terms_.begin(), terms_.end(), monomial,
                             [](const Term& term, const Monomial& m) { return term.first < m; });
  if (place != terms_.end() && place->first == monomial) {
    place->second += coefficient;
    if (place->second == 0) terms_.erase(place);
  } else if (coefficient != 0) {
    terms_.emplace(place, monomial, std::move(coefficient));
  }
  if (terms_.size() > max_terms) throw Unsupported("a polynomial has too many terms");
}

Polynomial& Polynomial::operator+=(const Polynomial& b) {
  for (const auto& [monomial, coefficient] : b.terms_) add(monomial, coefficient);
  return *this;
}

Polynomial Polynomial::without(const Term& factor) const {
  Polynomial result;
  for (const auto& [monomial, coefficient] : terms_)
    result.add(product(monomial, factor.first, -1), coefficient / factor.second);
  return result;
}

Polynomial operator*(Polynomial a, const Polynomial& b) {
  if (b.is_one()) return a;
  Polynomial result;
  for (const auto& [monomial, coefficient] : a.terms_)
    for (const auto& [other, factor] : b.terms_) {
      require_size(mpz_sizeinbase(coefficient.get_mpz_t(), 2) + mpz_sizeinbase(factor.get_mpz_t(), 2));
      result.add(product(monomial, other, 1), coefficient * factor);
    }
  return result;
}

// p^n has the derivative n p^n - n p^(n+1).
Polynomial Polynomial::derivation() const {
  Polynomial result;
  for (const auto& [monomial, coefficient] : terms_) {
    const mpz_class scaled = coefficient * monomial[generator_p];
    result.add(monomial, scaled);
    result.add(product(monomial, generator_power(generator_p, 1), 1), -scaled);
  }
  return result;
}

Polynomial pow(const Polynomial& a, unsigned long n) {
  if (a.is_monomial() && a.terms().begin()->second == 1 && n <= 1UL << 24)
    return {product({}, a.terms().begin()->first, static_cast<long>(n)), 1};
  Polynomial result(1);
  Polynomial square = a;
  for (; n > 0; n /= 2) {
    if (n % 2 == 1) result = result * square;
    if (n > 1) square = square * square;
  }
  return result;
}

}  // namespace dropcert::check
