#include "check/open/summands.hpp"

#include <algorithm>

#include "check/functions/functions.hpp"

namespace dropcert::check {

namespace {

const Value one = mpq_class(1);

}  // namespace

bool are_equal(const Value& a, const Value& b) {
  return equals(a - b, 0);
}

bool varies(const Forms& forms, const Value& form, const std::vector<std::size_t>& variables) {
  return is_form(form) && forms.depends_on(as_fraction(form), variables);
}

// A sum of products of what varies with the variables and what does not. Of the denominator, what does not
// vary is seen where it is the coefficient of a term of it.
Summands summands_of(const Forms& forms, const Value& form, const std::vector<std::size_t>& variables) {
  if (!is_form(form)) return {{one, form}};
  const Fraction fraction = as_fraction(form);
  std::vector<bool> moves(max_generators, false);
  for (std::size_t g = first_free_generator; g < first_free_generator + forms.count(); ++g)
    moves[g] = fraction.mentions(g, g + 1) && varies(forms, generator_value(g), variables);
  const auto halves = [&](const Monomial& monomial) {
    std::pair<Monomial, Monomial> result{{}, monomial};
    for (std::size_t g = 0; g < max_generators; ++g)
      if (moves[g]) std::swap(result.first.exponents[g], result.second.exponents[g]);
    return result;
  };
  Polynomial below = fraction.denominator;
  Value outside = one;
  Value inside = one;
  const auto [common, integer] = below.content();
  const auto [common_inside, common_outside] = halves(common);
  below = below.without({common, integer});
  outside = quotient({common_outside, integer}, Polynomial(1));
  inside = quotient({common_inside, 1}, Polynomial(1));
  Polynomial coefficient;  // of one product that varies
  const Monomial chosen = halves(below.terms().back().first).first;
  for (const auto& [monomial, number] : below.terms())
    if (const auto [own, rest] = halves(monomial); own == chosen) coefficient.add(rest, number);
  coefficient = coefficient.without({{}, coefficient.content().second});
  Polynomial cofactor;
  if (!coefficient.is_constant() && below.divide(coefficient, cofactor)) {
    outside = outside * quotient(coefficient, Polynomial(1));
    below = cofactor;
  }
  const Value rest_below = quotient(below, Polynomial(1));
  (varies(forms, rest_below, variables) ? inside : outside) =
      (varies(forms, rest_below, variables) ? inside : outside) * rest_below;
  Summands parts;
  for (const auto& [monomial, number] : fraction.numerator.terms()) {
    charge(1 + size_of(inside));
    const auto [own, rest] = halves(monomial);
    const Value key = quotient({own, 1}, Polynomial(1)) / inside;
    const Value factor = quotient({rest, number}, Polynomial(1)) / outside;
    const auto known = std::find_if(parts.begin(), parts.end(),
                                    [&](const auto& part) { return are_equal(part.first, key); });
    if (known == parts.end())
      parts.emplace_back(key, factor);
    else
      known->second = known->second + factor;
  }
  return parts;
}

// No absolute value in which the variable stands, nor function without a form.
void require_differentiable(const Forms& forms, const Value& form, std::size_t variable) {
  if (!is_form(form)) return;
  const Fraction fraction = as_fraction(form);
  for (std::size_t g = first_free_generator; g < first_free_generator + forms.count(); ++g) {
    if (!fraction.mentions(g, g + 1) || !varies(forms, generator_value(g), {variable})) continue;
    if (g != variable && !forms.is_exponential(g) && !forms.is_logarithm(g) && !forms.is_circular(g))
      throw OutOfReach("a function without a derivative here");
    if (g != variable) require_differentiable(forms, forms.inside(g), variable);
  }
}

namespace {

Value put(const Polynomial& a, const std::vector<Value>& values) {
  Value sum = mpq_class(0);
  for (auto [monomial, number] : a.terms()) {
    Value product = one;
    for (std::size_t g = first_free_generator; g < values.size(); ++g)
      if (const std::int32_t n = std::exchange(monomial.exponents[g], 0); n != 0)
        product = product * power(values[g], n);
    sum = sum + product * quotient({monomial, number}, Polynomial(1));
  }
  return sum;
}

}  // namespace

Value substituted(Forms& forms, const Value& form, std::size_t variable, const Value& by) {
  if (!varies(forms, form, {variable})) return form;
  const Fraction fraction = as_fraction(form);
  std::vector<Value> values(first_free_generator + forms.count());
  for (std::size_t g = first_free_generator; g < values.size(); ++g) {
    if (!fraction.mentions(g, g + 1)) continue;
    values[g] = generator_value(g);
    if (g == variable)
      values[g] = by;
    else if (varies(forms, values[g], {variable})) {
      const Value inside = substituted(forms, forms.inside(g), variable, by);
      values[g] = forms.is_logarithm(g) ? forms.log(inside)
                  : forms.is_circular(g)
                      ? forms.cos(inside) + generator_value(generator_i) * forms.sin(inside)
                      : forms.exp(inside);
    }
  }
  // What has modulus 1 is never 0.
  Monomial turns;
  Monomial common = fraction.denominator.content().first;
  for (std::size_t g = first_free_generator; g < values.size(); ++g)
    if (common[g] != 0 && forms.is_circular(g)) std::swap(turns.exponents[g], common.exponents[g]);
  const Value below = put(fraction.denominator.without({turns, 1}), values);
  if (!forms.strict_sign(below)) throw OutOfReach("a denominator of unknown sign");
  return put(fraction.numerator, values) / below / put(Polynomial(turns, 1), values);
}

}  // namespace dropcert::check
