#include "check/identity.hpp"

#include "check/arithmetic.hpp"
#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr Bits unused = MPFR_PREC_MIN;  // of operations on exact values

}  // namespace

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
  const auto& [below, divisor] = fraction.denominator.terms()[0];
  Value result = mpq_class(1);
  for (const auto& [monomial, coefficient] : fraction.numerator.terms()) {
    mpq_class factor(coefficient, divisor);
    factor.canonicalize();
    result = multiply(result, exp_of_term(quotient({monomial, 1}, {below, 1}), factor), unused);
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
        return power(quotient(generators_[g].argument.numerator, generators_[g].argument.denominator), times,
                     unused);
  const Value part = multiply(mpq_class(1, coefficient.get_den()), term, unused);
  return power(generator("exp", as_fraction(part)), times, unused);
}

// Positive coefficients, pi and exponentials only.
bool Generators::is_positive(const Polynomial& polynomial) const {
  for (const auto& [monomial, coefficient] : polynomial.terms()) {
    if (coefficient < 0 || monomial[generator_p] != 0) return false;
    for (std::size_t g = 0; g < generators_.size(); ++g)
      if (monomial[first_free_generator + g] != 0 && generators_[g].kind != "exp") return false;
  }
  return !polynomial.terms().empty();
}

Value Generators::log(const Value& argument) {
  const Fraction fraction = as_fraction(argument);
  if (const auto* rational = get_if<mpq_class>(argument); rational && *rational <= 0)
    throw Undefined("the logarithm of a number that is not positive");
  if (!is_positive(fraction.numerator) || !is_positive(fraction.denominator))
    return generator("log", fraction);
  return subtract(log_of_positive(fraction.numerator), log_of_positive(fraction.denominator), unused);
}

// The common exponentials come out of the logarithm.
Value Generators::log_of_positive(const Polynomial& polynomial) {
  const Monomial common = polynomial.content().first;
  Polynomial::Term taken_out{{}, 1};
  Value sum = mpq_class(0);
  for (std::size_t g = 0; g < generators_.size(); ++g) {
    int exponent = common[first_free_generator + g];
    taken_out.first[first_free_generator + g] = exponent;
    const Fraction& argument = generators_[g].argument;
    sum = add(sum, quotient(argument.numerator * Polynomial(exponent), argument.denominator), unused);
  }
  Polynomial rest = polynomial;
  rest /= taken_out;
  return rest == Polynomial(1) ? sum : add(sum, generator("log", {rest, Polynomial(1)}), unused);
}

}  // namespace dropcert::check
