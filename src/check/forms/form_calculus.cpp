// Forms from an end of a variable's range on, by their derivatives.
#include <algorithm>

#include "check/forms/form_signs.hpp"
#include "check/work.hpp"

namespace dropcert::check {

using namespace language;

// Whether all logarithms are of positive forms, and all denominators have a sign.
bool FormSigns::is_defined_everywhere(const Value& form, int depth) {
  if (get_if<mpq_class>(form)) return true;
  if (!strict_sign(quotient(as_fraction(form).denominator, Polynomial(1)), depth)) return false;
  const std::vector<std::size_t> all = generators_of(form);
  return std::all_of(all.begin(), all.end(), [&](std::size_t g) {
    if (is_variable(g)) return true;
    if (generator(g).kind == Kind::cis) return false;
    const Value inside = argument(g);
    return (generator(g).kind == Kind::exponential || is_seen(inside, Want::positive, depth)) &&
           is_defined_everywhere(inside, depth);
  });
}

void FormSigns::add_variables(const Value& form, std::vector<std::size_t>& variables) const {
  for (const std::size_t g : generators_of(form)) {
    if (!is_variable(g))
      add_variables(argument(g), variables);
    else if (std::find(variables.begin(), variables.end(), g) == variables.end())
      variables.push_back(g);
  }
}

bool FormSigns::by_derivative(const Value& form, Want want, int depth) {
  if (depth <= 0 || !is_defined_everywhere(form, 2)) return false;
  std::vector<std::size_t> variables;
  add_variables(form, variables);
  std::sort(variables.begin(), variables.end());
  return std::any_of(variables.begin(), variables.end(), [&](std::size_t v) {
    return from_end(form, v, true, want, depth) || from_end(form, v, false, want, depth);
  });
}

// The form is defined on all of the range, and continuous up to the end too, as what it becomes there is
// defined: what is not negative there, and does not fall on the way, is not negative.
bool FormSigns::from_end(const Value& form, std::size_t variable, bool is_low, Want want, int depth) {
  const Bounds bounds = generator(variable).bounds;
  const std::optional<mpq_class>& end = is_low ? bounds.low : bounds.high;
  if (!end) return false;
  const bool is_strict = want == Want::positive && is_low && bounds.excludes_low;
  Value start;
  try {
    start = at(form, variable, *end);
  } catch (const Undefined&) {
    return false;
  } catch (const OutOfReach&) {
    return false;
  }
  if (!is_defined_everywhere(start, 2)) return false;
  if (!is_seen(start, is_strict ? Want::nowhere_negative : want, depth - 1)) return false;
  const Value slope = mpq_class(is_low ? 1 : -1) * derivative(form, variable);
  return is_seen(slope, is_strict ? Want::positive : Want::nowhere_negative, depth - 1);
}

// Throws OutOfReach if b is not seen to have a sign.
Value FormSigns::divided(const Value& a, const Value& b) {
  if (!strict_sign(b, 1)) throw OutOfReach("a denominator of unknown sign");
  return a / b;
}

Value FormSigns::at(const Polynomial& a, const std::vector<Value>& values) const {
  Value sum = mpq_class(0);
  for (auto [monomial, coefficient] : a.terms()) {
    Value product = mpq_class(1);
    for (std::size_t g = 0; g < values.size(); ++g)
      if (const std::int32_t n = std::exchange(monomial.exponents[first_free_generator + g], 0); n != 0)
        product = product * power(values[g], n);
    sum = sum + product * quotient({monomial, coefficient}, Polynomial(1));
  }
  return sum;
}

// The form where the variable has that value. Throws OutOfReach unless it is seen to be defined there.
Value FormSigns::at(const Value& form, std::size_t variable, const mpq_class& number) {
  if (get_if<mpq_class>(form)) return form;
  const Fraction fraction = as_fraction(form);
  std::vector<Value> values(forms_.count());
  for (const std::size_t g : generators_of(form)) {
    if (is_variable(g)) {
      require_independent(g, variable);
      values[g] = g == variable ? Value(number) : generator_value(first_free_generator + g);
      continue;
    }
    const Value inside = at(argument(g), variable, number);
    if (generator(g).kind == Kind::cis) throw OutOfReach("a circular function");
    if (generator(g).kind == Kind::logarithm && !is_seen(inside, Want::positive, 2))
      throw OutOfReach("a logarithm of what may not be positive");
    values[g] = generator(g).kind == Kind::logarithm ? forms_.log(inside) : forms_.exp(inside);
  }
  return divided(at(fraction.numerator, values), at(fraction.denominator, values));
}

// The value of a function without a form changes in an unknown way.
void FormSigns::require_independent(std::size_t g, std::size_t variable) const {
  if (forms_.varies(generator(g), first_free_generator + variable))
    throw OutOfReach("a function without a form varies");
}

Value Forms::inside(std::size_t g) const {
  const Generator& entry = generators_.at(g - first_free_generator);
  if (!entry.arguments.empty()) throw OutOfReach("a function without a form varies");
  return quotient(entry.argument.numerator, entry.argument.denominator * Polynomial(entry.divisor));
}

Value Forms::derivative(const Value& a, std::size_t variable) {
  return FormSigns(*this).derivative(a, variable - first_free_generator);
}

Value FormSigns::derivative(const Polynomial& a, std::size_t variable) const {
  Value sum = mpq_class(0);
  for (const std::size_t g : generators_of(quotient(a, Polynomial(1)))) {
    const std::size_t place = first_free_generator + g;
    require_independent(g, variable);
    Value inner = mpq_class(g == variable ? 1 : 0);  // of the generator
    if (!is_variable(g)) {
      inner = derivative(argument(g), variable);
      inner = generator(g).kind == Kind::logarithm ? inner / argument(g) : inner * generator_value(place);
      if (generator(g).kind == Kind::cis) inner = inner * generator_value(generator_i);
    }
    if (forms_.sign(inner) == 0) continue;
    Polynomial partial;
    for (auto [monomial, coefficient] : a.terms()) {
      const std::int32_t n = monomial[place];
      if (n == 0) continue;
      --monomial.exponents[place];
      partial.add(monomial, coefficient * n);
    }
    sum = sum + quotient(partial, Polynomial(1)) * inner;
  }
  return sum;
}

// Of n/d: (n' - (n/d) d')/d.
Value FormSigns::derivative(const Value& form, std::size_t variable) const {
  if (get_if<mpq_class>(form)) return mpq_class(0);
  const Fraction fraction = as_fraction(form);
  const Value change = derivative(fraction.denominator, variable);
  return (derivative(fraction.numerator, variable) - form * change) /
         quotient(fraction.denominator, Polynomial(1));
}

}  // namespace dropcert::check
