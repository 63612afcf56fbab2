// Forms with bounds of logarithms by one of the terms inside.
#include <algorithm>

#include "check/forms/form_signs.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

constexpr std::size_t most_terms = 4;  // in a logarithm

Value value_of(const Polynomial& a) {
  return quotient(a, Polynomial(1));
}

}  // namespace

// Where m is a product of exponentials, and r is not negative, log(m + r) is log m + e and log m + r/m - f,
// with e, f >= 0 (> 0 if r is positive): what is seen for all such e and f holds.
bool FormSigns::by_tangents(const Polynomial& a, Want want, std::size_t first_logarithm) {
  const std::size_t count = forms_.count();
  for (std::size_t g = first_logarithm; g < count; ++g) {
    const std::size_t place = first_free_generator + g;
    if (generator(g).kind != Kind::logarithm || degree_in(a, place) != 1) continue;
    const Value inside = argument(g);
    const Polynomial argument_terms = as_fraction(inside).numerator;
    const bool is_sum = as_fraction(inside).denominator == Polynomial(1) &&
                        argument_terms.terms().size() > 1 && argument_terms.terms().size() <= most_terms;
    if (!is_sum) continue;
    Polynomial coefficient;
    Polynomial rest;
    for (auto [monomial, number] : a.terms()) {
      const bool is_factor = std::exchange(monomial.exponents[place], 0) == 1;
      (is_factor ? coefficient : rest).add(monomial, number);
    }
    for (const auto& [monomial, number] : argument_terms.terms()) {
      const Polynomial m(monomial, 1);
      const Value r = inside - value_of(m);
      const std::optional<Value> log_m = log_of_exponentials(monomial);
      if (number != 1 || !log_m || !has_nonnegative_terms(r)) continue;
      const bool is_strict = by_terms(as_fraction(r).numerator, Want::positive);
      for (const bool is_below : {true, false}) {
        if (++searched_ > most_forms) return false;
        const Value difference = forms_.variable(Bounds{mpq_class(0), std::nullopt, is_strict});
        const Value bound = is_below ? *log_m + difference : *log_m + r / value_of(m) - difference;
        const Fraction whole = as_fraction(value_of(coefficient) * bound + value_of(rest));
        const std::optional<int> below = forms_.sign(value_of(whole.denominator));
        const Polynomial numerator = whole.numerator * Polynomial(below.value_or(1));
        const bool is_seen = below && (by_terms(numerator, want) || by_tangents(numerator, want, g + 1));
        forms_.forget_after(count);
        if (is_seen) return true;
      }
    }
  }
  return false;
}

// The logarithm of a product of exponentials; nullopt if it is something else.
std::optional<Value> FormSigns::log_of_exponentials(const Monomial& monomial) const {
  Value sum = mpq_class(0);
  Monomial rest = monomial;
  for (std::size_t g = 0; g < forms_.count(); ++g) {
    const std::int32_t exponent = std::exchange(rest.exponents[first_free_generator + g], 0);
    if (exponent == 0) continue;
    if (generator(g).kind != Kind::exponential) return std::nullopt;
    sum = sum + mpq_class(exponent) * argument(g);
  }
  return rest == Monomial() ? std::optional(sum) : std::nullopt;
}

}  // namespace dropcert::check
