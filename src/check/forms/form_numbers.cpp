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

}  // namespace dropcert::check
