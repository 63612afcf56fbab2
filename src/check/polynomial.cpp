#include "check/polynomial.hpp"

#include <algorithm>
#include <iterator>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr long max_exponent = 1 << 24;

// a b^n.
Monomial product(Monomial a, const Monomial& b, long n) {
  for (std::size_t g = 0; g < max_generators; ++g) {
    long exponent = a[g] + b[g] * n;
    if (exponent > max_exponent) throw Unsupported("an exponent of a polynomial is too large");
    a[g] = static_cast<int>(exponent);
  }
  return a;
}

}  // namespace

Monomial generator_power(std::size_t generator, int exponent) {
  Monomial result{};
  result[generator] = exponent;
  return result;
}

Polynomial::Polynomial(const Monomial& monomial, const mpz_class& coefficient) {
  if (coefficient != 0) terms_.emplace_back(monomial, coefficient);
}

bool Polynomial::is_constant() const {
  return terms_.empty() || (is_monomial() && terms_[0].first == Monomial{});
}

bool Polynomial::mentions(std::size_t first, std::size_t last) const {
  for (const auto& [monomial, coefficient] : terms_)
    for (std::size_t g = first; g < last; ++g)
      if (monomial[g] != 0) return true;
  return false;
}

Polynomial::Term Polynomial::content() const {
  if (terms_.empty()) return {{}, 1};
  Term result{terms_[0].first, 0};
  for (const auto& [monomial, coefficient] : terms_) {
    result.second = gcd(result.second, coefficient);
    for (std::size_t g = 0; g < max_generators; ++g) result.first[g] = std::min(result.first[g], monomial[g]);
  }
  return result;
}

Polynomial& Polynomial::operator+=(Polynomial b) {
  if (terms_.empty() || b.terms_.empty() || terms_.back().first < b.terms_.front().first) {
    std::move(b.terms_.begin(), b.terms_.end(), std::back_inserter(terms_));
  } else {
    std::vector<Term> sum;
    auto x = terms_.begin();
    auto y = b.terms_.begin();
    while (x != terms_.end() && y != b.terms_.end()) {
      if (x->first == y->first) {
        x->second += (y++)->second;
        if (x->second != 0) sum.push_back(std::move(*x));
        ++x;
      } else {
        sum.push_back(std::move(x->first < y->first ? *x++ : *y++));
      }
    }
    std::move(x, terms_.end(), std::back_inserter(sum));
    std::move(y, b.terms_.end(), std::back_inserter(sum));
    terms_ = std::move(sum);
  }
  if (terms_.size() > max_terms) throw Unsupported("a polynomial has too many terms");
  return *this;
}

Polynomial& Polynomial::operator*=(const Term& factor) {
  if (factor.second == 0) terms_.clear();
  for (auto& [monomial, coefficient] : terms_) {
    monomial = product(monomial, factor.first, 1);
    coefficient *= factor.second;
  }
  return *this;
}

Polynomial& Polynomial::operator/=(const Term& divisor) {
  for (auto& [monomial, coefficient] : terms_) {
    monomial = product(monomial, divisor.first, -1);
    mpz_divexact(coefficient.get_mpz_t(), coefficient.get_mpz_t(), divisor.second.get_mpz_t());
  }
  return *this;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  if (a.terms_.size() > b.terms_.size() || b.is_one()) return a.is_one() ? b : b * a;
  Polynomial result;
  for (const Polynomial::Term& term : a.terms_) {
    Polynomial product = b;
    result += std::move(product *= term);
  }
  return result;
}

// p^n has the derivative n p^n - n p^(n+1).
Polynomial Polynomial::derivation() const {
  Polynomial result;
  Polynomial raised;
  result.terms_.reserve(2 * terms_.size());
  raised.terms_.reserve(terms_.size());
  const Monomial p = generator_power(generator_p, 1);
  for (const auto& [monomial, coefficient] : terms_) {
    if (monomial[generator_p] == 0) continue;
    result.terms_.emplace_back(monomial, coefficient * monomial[generator_p]);
    raised.terms_.emplace_back(product(monomial, p, 1), -result.terms_.back().second);
  }
  return result += std::move(raised);
}

Polynomial pow(const Polynomial& a, unsigned long n) {
  if (n > static_cast<unsigned long>(max_exponent))
    throw Unsupported("an exponent of a polynomial is too large");
  if (a.is_one()) return a;
  if (a.is_monomial()) {
    const auto& [monomial, coefficient] = a.terms()[0];
    mpz_class power;
    mpz_pow_ui(power.get_mpz_t(), coefficient.get_mpz_t(), n);
    return {product({}, monomial, static_cast<long>(n)), power};
  }
  Polynomial result(1);
  Polynomial square = a;
  for (; n > 0; n /= 2) {
    if (n % 2 == 1) result = result * square;
    if (n > 1) square = square * square;
  }
  return result;
}

}  // namespace dropcert::check
