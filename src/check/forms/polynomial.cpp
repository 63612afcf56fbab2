#include "check/forms/polynomial.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "check/integers.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

constexpr std::size_t max_terms = 5000;
constexpr std::uint64_t max_root = std::uint64_t{1} << 62;

constexpr const char* too_large = "an exponent of a polynomial is too large";

// a becomes a b; returns the integer that this is to be multiplied by, as i^2 = -1 and sqrt(g)^2 = g.
std::int64_t multiply(Monomial& a, const Monomial& b) {
  std::int32_t greatest = 0;
  for (std::size_t g = 0; g < max_generators; ++g)
    greatest = std::max(greatest, a.exponents[g] += b.exponents[g]);  // both are at most max_exponent
  if (greatest > max_exponent) throw OutOfReach(too_large);
  std::int64_t factor = 1;
  if (a.exponents[generator_i] > 1) {
    a.exponents[generator_i] -= 2;
    factor = -1;
  }
  if (b.root == 1) return factor;
  const std::uint64_t common = std::gcd(a.root, b.root);
  const std::uint64_t rest = b.root / common;
  if (times(a.root / common, rest) >= max_root) throw OutOfReach("a square root of a product is too large");
  a.root = a.root / common * rest;
  return factor * static_cast<std::int64_t>(common);
}

void charge_product(const mpz_class& a, const mpz_class& b) {
  const std::uint64_t x = words_of(a);
  const std::uint64_t y = words_of(b);
  require_size((x + y) * 64);
  charge(1 + x * y / 64);
}

}  // namespace

Monomial generator_power(std::size_t generator, std::int32_t exponent) {
  Monomial result;
  result.exponents[generator] = exponent;
  return result;
}

Polynomial::Polynomial() = default;
Polynomial::Polynomial(const Polynomial& other) = default;
Polynomial::Polynomial(Polynomial&& other) noexcept = default;
Polynomial& Polynomial::operator=(const Polynomial& other) = default;
Polynomial& Polynomial::operator=(Polynomial&& other) noexcept = default;
Polynomial::~Polynomial() = default;

Polynomial::Polynomial(const Monomial& monomial, const mpz_class& coefficient) {
  add(monomial, coefficient);
}

bool Polynomial::mentions(std::size_t first, std::size_t last) const {
  for (const auto& [monomial, coefficient] : terms_)
    for (std::size_t g = first; g < last; ++g)
      if (monomial[g] != 0) return true;
  return false;
}

bool Polynomial::has_roots() const {
  return std::any_of(terms_.begin(), terms_.end(), [](const Term& term) { return term.first.root != 1; });
}

Polynomial::Term Polynomial::content() const {
  if (terms_.empty()) return {{}, 1};
  Monomial common = terms_.begin()->first;
  common.root = 1;
  mpz_class divisor;
  for (const auto& [monomial, coefficient] : terms_) {
    divisor = gcd(divisor, coefficient);
    for (std::size_t g = 0; g < max_generators; ++g)
      common.exponents[g] = std::min(common.exponents[g], monomial.exponents[g]);
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
  if (terms_.size() > max_terms) throw OutOfReach("a polynomial has too many terms");
}

Polynomial& Polynomial::operator+=(const Polynomial& b) {
  for (const auto& [monomial, coefficient] : b.terms_) add(monomial, coefficient);
  return *this;
}

void Polynomial::scale(const mpz_class& factor) {
  for (auto& [monomial, coefficient] : terms_) {
    charge_product(coefficient, factor);
    coefficient *= factor;
  }
}

Polynomial Polynomial::without(const Term& factor) const {
  Polynomial result;
  for (auto [monomial, coefficient] : terms_) {
    for (std::size_t g = 0; g < max_generators; ++g) monomial.exponents[g] -= factor.first.exponents[g];
    result.add(monomial, coefficient / factor.second);
  }
  return result;
}

Polynomial operator*(Polynomial a, const Polynomial& b) {
  if (b.is_one()) return a;
  Polynomial result;
  for (const auto& [monomial, coefficient] : a.terms_)
    for (const auto& [other, factor] : b.terms_) {
      charge_product(coefficient, factor);
      Monomial both = monomial;
      const std::int64_t integer = multiply(both, other);
      result.add(both, integer == 1 ? mpz_class(coefficient * factor)
                                    : mpz_class(coefficient * factor * signed_mpz(integer)));
    }
  return result;
}

// The greatest term of b divides that of a product with b, as the order of monomials is kept by products.
bool Polynomial::divide(const Polynomial& b, Polynomial& result) const {
  const auto& [lead, divisor] = b.terms_.back();
  Polynomial rest = *this;
  result = Polynomial();
  while (!rest.is_zero()) {
    auto [monomial, coefficient] = rest.terms_.back();
    for (std::size_t g = 0; g < max_generators; ++g)
      if ((monomial.exponents[g] -= lead.exponents[g]) < 0) return false;
    if (!mpz_divisible_p(coefficient.get_mpz_t(), divisor.get_mpz_t())) return false;
    const Polynomial term(monomial, coefficient / divisor);
    result += term;
    rest += b * (term * Polynomial(-1));
  }
  return true;
}

Polynomial pow(const Polynomial& a, std::uint64_t n) {
  if (a.is_monomial() && a.terms().begin()->second == 1 && !a.has_roots() &&
      !a.mentions(generator_i, generator_i + 1)) {
    Monomial power = a.terms().begin()->first;
    for (std::int32_t& exponent : power.exponents) {
      if (exponent == 0) continue;
      if (n > static_cast<std::uint64_t>(max_exponent / exponent)) throw OutOfReach(too_large);
      exponent *= static_cast<std::int32_t>(n);
    }
    return {power, 1};
  }
  if (!a.is_monomial() && n > max_terms) throw OutOfReach("a polynomial has too many terms");
  Polynomial result(1);
  Polynomial square = a;
  for (; n > 0; n /= 2) {
    if (n % 2 == 1) result = result * square;
    if (n > 1) square = square * square;
  }
  return result;
}

std::int32_t degree_in(const Polynomial& a, std::size_t x) {
  std::int32_t degree = 0;
  for (const auto& [monomial, coefficient] : a.terms()) degree = std::max(degree, monomial[x]);
  return degree;
}

Polynomial substituted(const Polynomial& a, std::size_t x, const Polynomial& top, const Polynomial& bottom) {
  const std::int32_t degree = degree_in(a, x);
  std::vector<Polynomial> parts(static_cast<std::size_t>(degree) + 1);  // a is their sum, times powers of x
  for (auto [monomial, coefficient] : a.terms()) {
    const auto n = static_cast<std::size_t>(std::exchange(monomial.exponents[x], 0));
    parts[n].add(monomial, coefficient);
  }
  std::vector<Polynomial> below{Polynomial(1)};
  for (std::int32_t n = 0; n < degree; ++n) below.push_back(below.back() * bottom);
  Polynomial above(1);
  Polynomial result;
  for (const Polynomial& part : parts) {
    if (!part.is_zero()) result += part * (above * below.back());
    below.pop_back();
    if (!below.empty()) above = above * top;
  }
  return result;
}

// Term by term from the greatest: what is left of a - q^2 has its greatest term from twice that of q times
// the next. The square is compared in the end.
std::optional<Polynomial> square_root(const Polynomial& a) {
  if (a.is_zero() || a.has_roots() || a.mentions(generator_i, generator_i + 1) || a.terms().back().second < 0)
    return std::nullopt;
  Monomial lead = a.terms().back().first;
  for (std::int32_t& exponent : lead.exponents) {
    if (exponent % 2 != 0) return std::nullopt;
    exponent /= 2;
  }
  const mpz_class first = sqrt(a.terms().back().second);
  Polynomial root(lead, first);
  Polynomial rest = a;
  rest += root * root * Polynomial(-1);
  while (!rest.is_zero()) {
    auto [monomial, coefficient] = rest.terms().back();
    for (std::size_t g = 0; g < max_generators; ++g)
      if ((monomial.exponents[g] -= lead.exponents[g]) < 0) return std::nullopt;
    const mpz_class twice = 2 * first;
    if (!mpz_divisible_p(coefficient.get_mpz_t(), twice.get_mpz_t()) || !(monomial < lead))
      return std::nullopt;
    const Polynomial next(monomial, coefficient / twice);
    Polynomial change = Polynomial(2) * root;  // (root + next)^2 - root^2 = (2 root + next) next
    change += next;
    rest += change * next * Polynomial(-1);
    root += next;
  }
  return root;
}

}  // namespace dropcert::check
