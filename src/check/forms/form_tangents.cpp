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

// Where m and r are positive or 0, log(m + r) is log m + e, log m + r/(m + r) + f and log m + r/m - g, with
// e, f, g >= 0 (> 0 if r is positive): what is seen for all such numbers holds. m is one of the terms of m +
// r, or stands in another logarithm.
bool FormSigns::by_tangents(const Polynomial& a, Want want, std::size_t first_logarithm) {
  const std::size_t count = forms_.count();
  std::vector<std::size_t> logarithms;
  for (std::size_t g = 0; g < count; ++g)
    if (generator(g).kind == Kind::logarithm && degree_in(a, first_free_generator + g) > 0)
      logarithms.push_back(g);
  for (const std::size_t g : logarithms) {
    const std::size_t place = first_free_generator + g;
    const Value whole = argument(g);
    const Polynomial sum = as_fraction(whole).numerator;
    if (g < first_logarithm || degree_in(a, place) != 1 || sum.terms().size() > most_terms ||
        !(as_fraction(whole).denominator == Polynomial(1)))
      continue;
    Polynomial coefficient;
    Polynomial rest;
    for (auto [monomial, number] : a.terms()) {
      const bool is_factor = std::exchange(monomial.exponents[place], 0) == 1;
      (is_factor ? coefficient : rest).add(monomial, number);
    }
    std::vector<Value> parts;
    for (const auto& [monomial, number] : sum.terms())
      parts.push_back(value_of(Polynomial(monomial, number)));
    for (const std::size_t other : logarithms)
      if (other != g) parts.push_back(argument(other));
    for (const Value& m : parts) {
      const Value r = whole - m;
      if (forms_.sign(m) != 1 || forms_.sign(r) == 0 || !has_nonnegative_terms(r)) continue;
      const Value log_m = forms_.log(m);
      const bool is_strict = by_terms(as_fraction(r).numerator, Want::positive);
      const std::size_t known = forms_.count();  // log m may be a new one
      for (const int bound : {0, 1, 2}) {
        if (++searched_ > most_forms) return false;
        const Value number = forms_.variable(Bounds{mpq_class(0), std::nullopt, is_strict});
        const Value value = bound == 0   ? log_m + number
                            : bound == 1 ? log_m + r / whole + number
                                         : log_m + r / m - number;
        const Fraction result = as_fraction(value_of(coefficient) * value + value_of(rest));
        const std::optional<int> below = forms_.sign(value_of(result.denominator));
        const Polynomial numerator = result.numerator * Polynomial(below.value_or(1));
        const bool is_seen = below && (by_terms(numerator, want) || by_tangents(numerator, want, g + 1));
        forms_.forget_after(known);
        if (is_seen) return true;
      }
    }
  }
  return false;
}

}  // namespace dropcert::check
