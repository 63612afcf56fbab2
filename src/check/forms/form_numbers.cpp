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

Value Forms::without_powers_of_roots(Value a) const {
  for (std::size_t g = 0; g < generators_.size() && is_function(a); ++g) {
    const Generator& root = generators_[g];
    const std::size_t place = first_free_generator + g;
    if (root.kind != Kind::exponential || root.divisor == 1 || root.divisor > max_exponent ||
        !as_fraction(a).mentions(place, place + 1))
      continue;
    for (std::size_t l = 0; l < generators_.size(); ++l) {
      const Generator& log = generators_[l];
      if (log.kind != Kind::logarithm ||
          root.argument != as_fraction(generator_value(first_free_generator + l)))
        continue;
      const auto replaced = [&](const Polynomial& polynomial) {
        std::map<std::int32_t, Polynomial> parts;  // by powers of a
        for (auto [monomial, coefficient] : polynomial.terms()) {
          const std::int32_t n = monomial[place];
          const auto b = static_cast<std::int32_t>(*to_int64(root.divisor));
          monomial.exponents[place] = n % b;
          parts[n / b].add(monomial, coefficient);
        }
        Value sum = mpq_class(0);
        for (const auto& [n, part] : parts)
          sum = sum + quotient(part, Polynomial(1)) *
                          check::power(quotient(log.argument.numerator, log.argument.denominator), n);
        return sum;
      };
      const Fraction fraction = as_fraction(a);
      a = replaced(fraction.numerator) / replaced(fraction.denominator);
      break;
    }
  }
  return a;
}

}  // namespace dropcert::check
