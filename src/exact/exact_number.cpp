#include "exact/exact_number.hpp"

#include <algorithm>
#include <climits>
#include <stdexcept>

#include "exact/power.hpp"

namespace dropcert::exact {

namespace {

constexpr unsigned long max_radicand_bits = 62;  // so that FLINT factors it at once

bool divides(unsigned long p, const Integer& n) {
  return fmpz_divisible_si(n.raw(), static_cast<slong>(p)) != 0;
}

// n = square^2 * free with squarefree `free`, n >= 1; nullopt if that is not found.
std::optional<std::pair<Integer, Integer>> square_part(Integer n) {
  constexpr unsigned long last_prime = 1000;
  constexpr long squarefree_below = 1'000'000'000;  // what has no prime up to 1000 and is no square
  Integer square = 1;
  Integer free = 1;
  for (unsigned long p = 2; p <= last_prime; p += p == 2 ? 1 : 2) {
    if (!divides(p, n)) continue;  // composite p never divides: its primes are gone
    Integer rest;
    const slong power = fmpz_remove(rest.raw(), n.raw(), Integer(p).raw());
    n = rest;
    square *= pow(Integer(p), static_cast<unsigned long>(power / 2));
    if (power % 2 != 0) free *= Integer(p);
  }
  if (fmpz_is_square(n.raw()) != 0) {
    Integer root;
    fmpz_sqrt(root.raw(), n.raw());
    square *= root;
  } else if (n < squarefree_below) {
    free *= n;
  } else {
    return std::nullopt;
  }
  if (free.bits() > max_radicand_bits) return std::nullopt;
  return std::pair(square, free);
}

// A prime that divides n > 1.
unsigned long some_prime(const Integer& n) {
  n_factor_t factors;
  n_factor_init(&factors);
  n_factor(&factors, fmpz_get_ui(n.raw()), 1);
  return factors.p[0];
}

// From the lowest power of pi to the highest, of the numerator or the denominator.
unsigned long span(const Quotient& a) {
  auto of = [](const Polynomial& x) {
    return x.is_zero() ? 0 : static_cast<unsigned long>(x.degree()) - x.valuation();
  };
  return a.is_polynomial() ? of(a.numerator()) : std::max(of(a.numerator()), of(a.denominator()));
}

void require_span(unsigned long powers) {
  if (powers > ExactNumber::max_span)
    throw std::length_error("an exact number has more than " + std::to_string(ExactNumber::max_span) +
                            " powers of pi");
}

}  // namespace

ExactNumber::ExactNumber(Quotient in_pi) {
  if (!in_pi.is_zero()) terms_.push_back({1, std::move(in_pi)});
}

std::optional<ExactNumber> ExactNumber::sqrt(const Rational& q) {
  if (q.sign() < 0) throw std::domain_error("the square root of a negative number");
  if (q.is_zero()) return ExactNumber();
  const Integer below = q.denominator();  // sqrt(a/b) = sqrt(a b)/b
  std::optional<std::pair<Integer, Integer>> parts = square_part(q.numerator() * below);
  if (!parts) return std::nullopt;
  ExactNumber result;
  result.put(parts->second, Quotient(Rational(parts->first, below)));
  return result;
}

std::optional<Rational> ExactNumber::rational() const {
  if (terms_.empty()) return Rational(0);
  if (terms_.size() != 1 || terms_[0].radicand != Integer(1)) return std::nullopt;
  return terms_[0].coefficient.constant();
}

std::optional<Quotient> ExactNumber::in_pi() const {
  if (terms_.empty()) return Quotient();
  if (terms_.size() != 1 || terms_[0].radicand != Integer(1)) return std::nullopt;
  return terms_[0].coefficient;
}

std::size_t ExactNumber::bits() const {
  std::size_t sum = 0;
  for (const Term& term : terms_) sum += term.coefficient.bits() + term.radicand.bits();
  return sum;
}

std::string ExactNumber::str() const {
  if (terms_.empty()) return "0";
  std::string text;
  for (const Term& term : terms_) {
    std::string part = term.coefficient.str("pi");
    const bool negative = part[0] == '-' && part.find(' ') == std::string::npos;
    if (negative) part.erase(0, 1);
    if (term.radicand != Integer(1)) {
      const std::string root = "sqrt(" + term.radicand.str() + ")";
      if (part.find(' ') != std::string::npos && part[0] != '(') part = "(" + part + ")";
      part = part == "1" ? root : part + "*" + root;
    }
    text += (text.empty() ? negative ? "-" : "" : negative ? " - " : " + ") + part;
  }
  return text;
}

void ExactNumber::put(const Integer& radicand, const Quotient& coefficient) {
  if (coefficient.is_zero()) return;
  auto place = std::lower_bound(terms_.begin(), terms_.end(), radicand,
                                [](const Term& term, const Integer& n) { return term.radicand < n; });
  if (place == terms_.end() || place->radicand != radicand) {
    terms_.insert(place, {radicand, coefficient});
    if (terms_.size() > max_terms)
      throw std::length_error("an exact number has more than " + std::to_string(max_terms) + " square roots");
    return;
  }
  if (place->coefficient.is_polynomial() && coefficient.is_polynomial()) {
    const Polynomial& a = place->coefficient.numerator();
    const Polynomial& b = coefficient.numerator();
    const auto highest = static_cast<unsigned long>(std::max(a.degree(), b.degree()));
    require_span(highest - std::min(a.valuation(), b.valuation()));
  }
  place->coefficient += coefficient;
  if (place->coefficient.is_zero()) terms_.erase(place);
}

// With A + B sqrt(q), q a prime that A and B know nothing of: (A - B sqrt(q)) / (A^2 - q B^2).
ExactNumber ExactNumber::inverse() const {
  if (is_zero()) throw std::domain_error("division by zero");
  if (terms_.size() == 1) {  // 1/(c sqrt(n)) = sqrt(n)/(c n)
    ExactNumber result;
    result.put(terms_[0].radicand,
               Quotient(Rational(1)) / (terms_[0].coefficient * Quotient(Rational(terms_[0].radicand))));
    return result;
  }
  const unsigned long q = some_prime(terms_.back().radicand);
  ExactNumber without;
  ExactNumber conjugate;
  ExactNumber factor;
  for (const Term& term : terms_) {
    const bool has = divides(q, term.radicand);
    if (has)
      factor.put(divide_exact(term.radicand, Integer(q)), term.coefficient);
    else
      without.put(term.radicand, term.coefficient);
    conjugate.put(term.radicand, has ? -term.coefficient : term.coefficient);
  }
  const ExactNumber norm = without * without - ExactNumber(Rational(q)) * factor * factor;
  return conjugate * norm.inverse();
}

ExactNumber operator+(const ExactNumber& a, const ExactNumber& b) {
  ExactNumber sum = a;
  for (const ExactNumber::Term& term : b.terms_) sum.put(term.radicand, term.coefficient);
  return sum;
}

ExactNumber operator-(const ExactNumber& a) {
  ExactNumber result = a;
  for (ExactNumber::Term& term : result.terms_) term.coefficient = -term.coefficient;
  return result;
}

ExactNumber operator*(const ExactNumber& a, const ExactNumber& b) {
  ExactNumber product;
  for (const ExactNumber::Term& x : a.terms_)
    for (const ExactNumber::Term& y : b.terms_) {
      const Integer common = gcd(x.radicand, y.radicand);
      const Integer radicand = divide_exact(x.radicand, common) * divide_exact(y.radicand, common);
      if (radicand.bits() > max_radicand_bits)
        throw std::length_error("an exact number has the square root of too large a number");
      require_span(span(x.coefficient) + span(y.coefficient));
      Quotient coefficient = x.coefficient * y.coefficient;
      if (common != Integer(1)) coefficient = coefficient * Quotient(Rational(common));
      product.put(radicand, coefficient);
    }
  return product;
}

bool operator==(const ExactNumber& a, const ExactNumber& b) {
  return std::equal(a.terms_.begin(), a.terms_.end(), b.terms_.begin(), b.terms_.end(),
                    [](const ExactNumber::Term& x, const ExactNumber::Term& y) {
                      return x.radicand == y.radicand && x.coefficient == y.coefficient;
                    });
}

ExactNumber pow(const ExactNumber& base, long exponent) {
  if (exponent == LONG_MIN) throw std::length_error("an exponent is the least machine integer");
  if (exponent < 0) return pow(ExactNumber(Rational(1)) / base, -exponent);
  if (std::optional<Quotient> in_pi = base.in_pi()) {
    require_span(saturating_product(span(*in_pi), static_cast<unsigned long>(exponent)));
    return pow(*in_pi, exponent);
  }
  return power_by_squaring(base, exponent, ExactNumber(Rational(1)));
}

}  // namespace dropcert::exact
