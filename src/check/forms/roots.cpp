// Real numbers known exactly: their enclosures, signs and roots.
#include "check/forms/roots.hpp"

#include <algorithm>
#include <numeric>

#include "check/value.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

constexpr std::size_t most_roots = 16;        // in a number that is kept exactly,
constexpr std::size_t most_terms = 24;        // and terms
constexpr std::uint64_t longest_root = 4096;  // bits of a number of which an exact root is looked for

std::optional<mpz_class> perfect_root(const mpz_class& a, std::uint64_t n) {
  mpz_class result;
  if (bits_of(a) > longest_root || n > longest_root || !mpz_root(result.get_mpz_t(), a.get_mpz_t(), word(n)))
    return std::nullopt;
  return result;
}

const std::vector<unsigned>& small_primes() {
  static const std::vector<unsigned> primes = [] {
    std::vector<unsigned> found;
    for (unsigned n = 2; n <= 1000; ++n)
      if (std::all_of(found.begin(), found.end(), [&](unsigned prime) { return n % prime != 0; }))
        found.push_back(n);
    return found;
  }();
  return primes;
}

// sqrt(a) = c sqrt(n), n squarefree, if that is found: by the primes up to 1000. What they leave is
// squarefree if it is less than 10^9 and no square, as it has then at most two prime factors.
std::optional<Polynomial> square_root(mpz_class a) {
  if (bits_of(a) > longest_root) return std::nullopt;
  mpz_class outside = 1;
  mpz_class inside = 1;
  for (const unsigned prime : small_primes()) {
    charge(1);
    if (!mpz_divisible_ui_p(a.get_mpz_t(), prime)) continue;
    while (mpz_divisible_ui_p(a.get_mpz_t(), prime * prime)) {
      a /= prime * prime;
      outside *= prime;
    }
    if (!mpz_divisible_ui_p(a.get_mpz_t(), prime)) continue;
    a /= prime;
    inside *= prime;
  }
  if (const std::optional<mpz_class> root = perfect_root(a, 2))
    outside *= *root;
  else if (a < 1'000'000'000)
    inside *= a;
  else
    return std::nullopt;
  const std::optional<std::int64_t> squarefree = to_int64(inside);
  if (!squarefree) return std::nullopt;
  Monomial monomial;
  monomial.root = static_cast<std::uint64_t>(*squarefree);
  return Polynomial(monomial, outside);
}

// The root of c pi^(n m), c a positive integer. It is negative where a sum below is, as in -1/(pi - 4).
std::optional<Polynomial> exact_root(const Polynomial& a, std::uint64_t n) {
  const auto& [monomial, coefficient] = a.terms().front();
  const auto circles = static_cast<std::uint64_t>(monomial[generator_pi]);
  if (!a.is_monomial() || a.has_roots() || circles % n != 0 || (n % 2 == 0 && coefficient < 0))
    return std::nullopt;
  std::optional<Polynomial> root;
  if (const std::optional<mpz_class> integer = perfect_root(coefficient, n)) root = Polynomial(*integer);
  if (!root && n == 2) root = square_root(coefficient);
  if (!root) return std::nullopt;
  return *root * Polynomial(generator_power(generator_pi, static_cast<std::int32_t>(circles / n)), 1);
}

Value root_of_exact(const Value& a, std::uint64_t n, Bits bits) {
  const int sign = exact_sign(a);
  if (sign == 0) return mpq_class(0);
  if (sign < 0 && n % 2 == 0) throw Undefined("an even root of a negative number");
  if (sign < 0) return -root_of_exact(-a, n, bits);
  const Fraction fraction = as_fraction(a);
  const std::optional<Polynomial> above = exact_root(fraction.numerator, n);
  const std::optional<Polynomial> below = exact_root(fraction.denominator, n);
  return above && below ? quotient(*above, *below) : root(to_interval(a, bits), n);
}

// An element of the coprime base that the roots generate: each root is a multiple of it, or prime to it.
std::uint64_t base_element(const Polynomial& a) {
  std::uint64_t base = 1;
  for (const auto& [monomial, coefficient] : a.terms()) {
    if (base == 1) base = monomial.root;
    const std::uint64_t common = std::gcd(base, monomial.root);
    if (common > 1) base = common;
  }
  return base;
}

}  // namespace

// With a = u + v, v the terms with a factor of the coprime base or with i, (u + v)(u - v) = u^2 - v^2 has it
// no longer.
Polynomial conjugate_factor(const Polynomial& a) {
  Polynomial factor(1);
  Polynomial rest = a;
  while (rest.has_roots() || rest.mentions(generator_i, generator_i + 1)) {
    const std::uint64_t base = base_element(rest);
    Polynomial conjugate;
    for (const auto& [monomial, coefficient] : rest.terms()) {
      const bool changes = base == 1 ? monomial[generator_i] == 1 : monomial.root % base == 0;
      conjugate.add(monomial, changes ? mpz_class(-coefficient) : coefficient);
    }
    factor = factor * conjugate;
    rest = rest * conjugate;
  }
  return factor;
}

Value nth_root(const Value& a, std::uint64_t n, Bits bits) {
  if (n == 1) return a;
  if (is_exact_real(a)) return root_of_exact(a, n, bits);
  const Interval x = to_interval(a, bits);
  if (n % 2 == 1) return root(x, n);
  if (mpfr_sgn(x.high()) < 0) throw Undefined("an even root of a negative number");
  if (mpfr_sgn(x.low()) < 0) note_perhaps_undefined();
  return root(x, n);
}

Interval at_pi(const Polynomial& polynomial, Bits bits) {
  Interval sum(0, bits);
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    Interval term(coefficient, bits);
    if (const std::int32_t circles = monomial[generator_pi]; circles != 0)
      term = term * power(pi(bits), circles);
    if (monomial.root != 1) term = term * root(Interval(to_mpz(monomial.root), bits), 2);
    sum = polynomial.terms().size() == 1 ? std::move(term) : sum + term;
  }
  return sum;
}

int exact_sign(const Value& a) {
  if (const auto* rational = get_if<mpq_class>(a)) return sgn(*rational);
  for (Bits bits = 64; bits <= 1 << 20; bits *= 2)
    if (std::optional<int> result = sign(to_interval(a, bits))) return *result;
  throw OutOfReach("the sign of a number known exactly needs too much precision");
}

Value settled(Value value, Bits bits) {
  const auto* fraction = get_if<Fraction>(value);
  if (!fraction || is_function(value)) return value;
  const std::size_t terms = fraction->numerator.terms().size() + fraction->denominator.terms().size();
  if (terms <= most_roots) return value;
  std::vector<std::uint64_t> roots;
  for (const auto& [monomial, coefficient] : fraction->numerator.terms()) roots.push_back(monomial.root);
  std::sort(roots.begin(), roots.end());
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  const bool grows = !fraction->denominator.is_monomial() && terms > most_terms;
  return roots.size() > most_roots || grows ? Value(to_interval(value, bits)) : value;
}

}  // namespace dropcert::check
