// Forms in which no variable stands, as numbers.
#include "check/forms/forms.hpp"
#include "check/forms/roots.hpp"
#include "check/work.hpp"

namespace dropcert::check {

std::optional<Interval> Forms::number(const Polynomial& a, Bits bits) const {
  Interval sum(0, bits);
  for (const auto& [monomial, coefficient] : a.terms()) {
    charge(1);
    if (monomial[generator_p] != 0 || monomial[generator_i] != 0) return std::nullopt;
    Monomial known;
    known.root = monomial.root;
    known.exponents[generator_pi] = monomial[generator_pi];
    Interval term = at_pi(Polynomial(known, coefficient), bits);
    for (std::size_t g = first_free_generator; g < max_generators; ++g) {
      if (monomial[g] == 0) continue;
      if (!is_exponential(g) && !is_logarithm(g)) return std::nullopt;
      std::optional<Interval> x = number(inside(g), bits);
      if (!x || (is_logarithm(g) && mpfr_sgn(x->low()) <= 0)) return std::nullopt;
      term = term * check::power(increasing(is_logarithm(g) ? mpfr_log : mpfr_exp, *x, bits), monomial[g]);
    }
    sum = sum + term;
  }
  return sum;
}

std::optional<Interval> Forms::number(const Value& a, Bits bits) const {
  const Fraction fraction = as_fraction(a);
  std::optional<Interval> above = number(fraction.numerator, bits);
  const std::optional<Interval> below = above ? number(fraction.denominator, bits) : std::nullopt;
  if (!below) return std::nullopt;
  return *above / *below;
}

std::optional<std::size_t> Forms::logarithm(const Fraction& a) const {
  for (std::size_t g = first_free_generator; g < first_free_generator + generators_.size(); ++g)
    if (is_logarithm(g) && a == as_fraction(generator_value(g))) return g;
  return std::nullopt;
}

Value Forms::without_powers_of_roots(Value a) const {
  for (std::size_t g = 0; g < generators_.size() && is_function(a); ++g) {
    const Generator& root = generators_[g];
    const std::size_t place = first_free_generator + g;
    if (root.kind != Kind::exponential || root.divisor == 1 || !as_fraction(a).mentions(place, place + 1))
      continue;
    const std::optional<std::size_t> log = logarithm(root.argument);
    if (!log || root.divisor > max_exponent) continue;
    Value base = inside(*log);
    auto b = static_cast<std::int32_t>(*to_int64(root.divisor));
    if (b % 2 == 0 && get_if<mpq_class>(base))  // the square root has a form of its own
      if (Value half = nth_root(base, 2, 64); is_exact(half)) {
        base = std::move(half);
        b /= 2;
      }
    const auto replaced = [&](const Polynomial& polynomial) {
      std::map<std::int32_t, Polynomial> parts;  // by powers of the base
      for (auto [monomial, coefficient] : polynomial.terms()) {
        const std::int32_t n = std::exchange(monomial.exponents[place], monomial[place] % b);
        parts[n / b].add(monomial, coefficient);
      }
      Value sum = mpq_class(0);
      for (const auto& [n, part] : parts) sum = sum + quotient(part, Polynomial(1)) * check::power(base, n);
      return sum;
    };
    const Fraction fraction = as_fraction(a);
    a = replaced(fraction.numerator) / replaced(fraction.denominator);
  }
  return a;
}

Value Forms::constant(const std::string& name) {
  const auto [known, is_new] = constants_.emplace(name, generators_.size());
  if (!is_new) return generator_value(first_free_generator + known->second);
  return generator(Kind::positive, {Polynomial(), Polynomial(1)});
}

}  // namespace dropcert::check
