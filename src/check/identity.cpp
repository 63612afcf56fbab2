#include "check/identity.hpp"

#include "check/outcome.hpp"

namespace dropcert::check {

Value Generators::generator(const std::string& kind, const Fraction& argument) {
  std::size_t number = 0;
  while (number < generators_.size() &&
         !(generators_[number].kind == kind && generators_[number].argument == argument))
    ++number;
  if (first_free_generator + number >= max_generators)
    throw Unsupported("an identity has too many variables, exponentials and logarithms");
  if (number == generators_.size()) generators_.push_back({kind, argument});
  return generator_value(first_free_generator + number, 1);
}

// exp of a sum of terms, each over the denominator if that is a monomial.
Value Generators::exp(const Value& argument) {
  const Fraction fraction = as_fraction(argument);
  if (!fraction.denominator.is_monomial()) return exp_of_term(argument, 1);
  const auto& [below, divisor] = *fraction.denominator.terms().begin();
  Value result = mpq_class(1);
  for (const auto& [monomial, coefficient] : fraction.numerator.terms()) {
    mpq_class factor(coefficient, divisor);
    factor.canonicalize();
    result = result * exp_of_term(quotient({monomial, 1}, {below, 1}), factor);
  }
  return result;
}

// exp(c t): the a-th power of exp(t/b) for c = a/b; of u where t = log u and c is an integer.
Value Generators::exp_of_term(const Value& term, const mpq_class& coefficient) {
  if (abs(coefficient.get_num()) > 1000) throw Unsupported("an exponent in an identity is beyond 1000");
  long times = coefficient.get_num().get_si();
  if (coefficient.get_den() == 1)
    for (std::size_t g = 0; g < generators_.size(); ++g)
      if (generators_[g].kind == "log" &&
          as_fraction(term) == as_fraction(generator_value(first_free_generator + g, 1)))
        return power(quotient(generators_[g].argument.numerator, generators_[g].argument.denominator), times);
  const Value part = mpq_class(1, coefficient.get_den()) * term;
  return power(generator("exp", as_fraction(part)), times);
}

// Positive coefficients, pi and exponentials only.
bool Generators::is_positive(const Polynomial& polynomial) const {
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    if (coefficient < 0 || monomial[generator_p] != 0) return false;
    for (std::size_t g = 0; g < generators_.size(); ++g)
      if (monomial[first_free_generator + g] != 0 && generators_[g].kind != "exp") return false;
  }
  return !polynomial.is_zero();
}

Value Generators::log(const Value& argument) {
  const Fraction fraction = as_fraction(argument);
  if (const auto* rational = get_if<mpq_class>(argument); rational && *rational <= 0)
    throw Undefined("the logarithm of a number that is not positive");
  if (!is_positive(fraction.numerator) || !is_positive(fraction.denominator))
    return generator("log", fraction);
  return log_of_positive(fraction.numerator) - log_of_positive(fraction.denominator);
}

// The common exponentials come out of the logarithm.
Value Generators::log_of_positive(const Polynomial& polynomial) {
  const Monomial common = polynomial.content().first;
  Monomial taken_out{};
  Value sum = mpq_class(0);
  for (std::size_t g = 0; g < generators_.size(); ++g) {
    int exponent = taken_out[first_free_generator + g] = common[first_free_generator + g];
    const Fraction& argument = generators_[g].argument;
    sum = sum + quotient(argument.numerator * Polynomial(exponent), argument.denominator);
  }
  const Polynomial rest = polynomial.without({taken_out, 1});
  return rest == Polynomial(1) ? sum : sum + generator("log", {rest, Polynomial(1)});
}

}  // namespace dropcert::check
