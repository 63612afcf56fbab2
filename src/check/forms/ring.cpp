// The field R(p) with the derivation D(p) = p - p^2.
#include "check/forms/ring.hpp"
#include "check/functions/functions.hpp"

namespace dropcert::check {

namespace {

// By p, all other generators being constants.
Polynomial derivative(const Polynomial& a) {
  Polynomial result;
  for (const auto& [monomial, coefficient] : a.terms()) {
    charge(words_of(coefficient));
    Monomial next = monomial;
    next.exponents[generator_p] -= 1;
    if (monomial[generator_p] > 0) result.add(next, coefficient * monomial[generator_p]);
  }
  return result;
}

Polynomial at_integer(const Polynomial& a, const mpz_class& p) {
  Polynomial result;
  for (const auto& [monomial, coefficient] : a.terms()) {
    const auto exponent = static_cast<std::uint64_t>(monomial[generator_p]);
    require_size(times(exponent, bits_of(p)));
    charge(1 + times(exponent, bits_of(p)) / 64);
    mpz_class power;
    mpz_pow_ui(power.get_mpz_t(), p.get_mpz_t(), word(exponent));
    Monomial rest = monomial;
    rest.exponents[generator_p] = 0;
    result.add(rest, coefficient * power);
  }
  return result;
}

bool is_number(const Value& value) {
  return get_if<Interval>(value) || is_exact_real(value);
}

// A quotient of polynomials in p with integers as coefficients.
Fraction ring_element(const Value& value) {
  Fraction fraction = as_fraction(value);
  if (fraction.mentions(generator_pi, generator_p) || fraction.mentions(generator_i, max_generators) ||
      fraction.numerator.has_roots())
    throw OutOfReach("a function of p with rational coefficients is expected");
  return fraction;
}

// D(u/v) = (D(u) v - u D(v))/v^2.
Value derivation(Evaluator& evaluator, const Value& value, std::uint64_t order) {
  if (is_number(value)) return order == 0 ? value : mpq_class(0);
  Fraction element = ring_element(value);
  if (element == as_fraction(generator_value(generator_p))) return derived_p(evaluator, order);
  Value result = value;
  for (; order > 0 && !equals(result, 0); --order) {
    charge(size_of(result));
    element = ring_element(result);
    const Polynomial& u = element.numerator;
    const Polynomial& v = element.denominator;
    result = v.is_constant() ? quotient(derivation(u), v)
                             : quotient(derivation(u)* v += u * derivation(v) * Polynomial(-1), v * v);
  }
  return result;
}

// The sum of the terms c p^n with f(n) for p^n.
template <class F>
Value over_powers(const Polynomial& polynomial, F f) {
  Value sum = mpq_class(0);
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    charge(1 + bits_of(coefficient) / 64);
    sum = std::move(sum) + mpq_class(coefficient) * f(monomial[generator_p]);
  }
  return sum;
}

// The value at u/v: the terms c u^n v^(N - n), N being the degree, over v^N. Added one by one, as quotients,
// the terms would have the product of their denominators below.
Value at_quotient(const Polynomial& polynomial, const Fraction& x) {
  if (polynomial.is_zero()) return mpq_class(0);
  Polynomial above, below(1);
  auto term = polynomial.terms().rbegin();
  for (std::int32_t n = term->first[generator_p]; n >= 0; --n) {
    above = above * x.numerator;
    if (term != polynomial.terms().rend() && term->first[generator_p] == n)
      above += below * Polynomial(Monomial(), (term++)->second);
    if (n > 0) below = below * x.denominator;
  }
  return quotient(std::move(above), std::move(below));
}

Value mean_over_p(const Value& function) {
  if (is_number(function)) return function;
  const Fraction element = ring_element(function);
  if (!element.denominator.is_constant())
    throw OutOfReach("the mean of a function of p that is no polynomial");
  return over_powers(element.numerator, [](std::int32_t n) { return Value(mpq_class(1, n + 1)); }) /
         quotient(element.denominator, Polynomial(1));
}

constexpr Function functions[] = {
    {"D",
     [](Evaluator& e, const Arguments& a) { return derivation(e, a[0], a.size() > 1 ? natural(a[1]) : 1); }},
    {"at", [](Evaluator&, const Arguments& a) { return at(a[0], a[1]); }},
    {"mean_over_p", [](Evaluator&, const Arguments& a) { return mean_over_p(a[0]); }},
};

}  // namespace

std::span<const Function> ring_functions() {
  return functions;
}

// It is constant if its derivative is zero: then its value at an integer is its value.
std::optional<Value> constant_in_p(const Polynomial& numerator, const Polynomial& denominator) {
  if (!denominator.mentions(generator_p, generator_p + 1) ||
      derivative(numerator) * denominator != numerator * derivative(denominator))
    return std::nullopt;
  mpz_class point = 0;
  while (at_integer(denominator, point).is_zero()) ++point;
  return quotient(at_integer(numerator, point), at_integer(denominator, point));
}

// p^n has the derivative n p^n - n p^(n+1) for D.
Polynomial derivation(const Polynomial& a) {
  Polynomial result;
  for (const auto& [monomial, coefficient] : a.terms()) {
    charge(words_of(coefficient));
    const mpz_class scaled = coefficient * monomial[generator_p];
    Monomial next = monomial;
    if (++next.exponents[generator_p] > max_exponent) throw OutOfReach("a power of p is too large");
    result.add(monomial, scaled);
    result.add(next, -scaled);
  }
  return result;
}

// D^n p, which is the polynomial that the n-th derivative of the sigmoid is.
Value derived_p(Evaluator& evaluator, std::uint64_t n) {
  const Triangle::Row& row = evaluator.sequences().sigmoid_derivative(n);
  Polynomial result;
  for (std::size_t j = 1; j < row.size(); ++j)
    result.add(generator_power(generator_p, static_cast<std::int32_t>(j)), row[j]);
  return quotient(std::move(result), Polynomial(1));
}

// Where numerator and denominator are both 0, p - x is divided out of them: x is rational then.
Value at(const Value& function, const Value& x) {
  require_real(x);
  if (is_number(function)) return function;
  const Fraction element = ring_element(function);
  auto put_in = [&](const Polynomial& polynomial) {
    const auto* fraction = get_if<Fraction>(x);
    if (fraction && !fraction->denominator.is_monomial()) return at_quotient(polynomial, *fraction);
    return over_powers(polynomial, [&](std::int32_t n) { return power(x, n); });
  };
  const Value above = put_in(element.numerator);
  if (element.denominator.is_constant()) return above / quotient(element.denominator, Polynomial(1));
  const Value below = put_in(element.denominator);
  if (is_form(below)) throw OutOfReach("a function of p at a variable of an identity");
  if (!is_exact(below) || !equals(below, 0)) return above / below;
  if (!equals(above, 0)) throw Undefined("a function of p at a pole");
  const auto* point = get_if<mpq_class>(x);
  if (!point) throw OutOfReach("a function of p at a number that is not rational");
  Polynomial root(generator_power(generator_p, 1), point->get_den());
  root.add(Monomial(), -point->get_num());
  Polynomial numerator;
  Polynomial denominator;
  if (!element.numerator.divide(root, numerator) || !element.denominator.divide(root, denominator))
    throw OutOfReach("a function of p at a common zero");
  return at(quotient(numerator, denominator), x);
}

}  // namespace dropcert::check
