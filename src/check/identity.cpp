#include "check/identity.hpp"

#include "check/arithmetic.hpp"
#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr Bits unused = MPFR_PREC_MIN;  // of operations on exact values

std::string key_of(const Value& value) {
  Fraction fraction = as_fraction(value);
  return fraction.numerator.key() + "/" + fraction.denominator.key();
}

}  // namespace

Value Generators::generator(const std::string& kind, const std::string& key, const Value& argument) {
  auto [entry, is_new] = index_.try_emplace(kind + " " + key, first_free_generator + generators_.size());
  if (is_new) {
    if (entry->second >= max_generators)
      throw Unsupported("an identity has too many variables, exponentials and logarithms");
    generators_.push_back({kind, argument});
  }
  return quotient({generator_power(entry->second, 1), 1}, Polynomial(mpq_class(1)));
}

Value Generators::variable(const std::string& name) {
  return generator("variable", name, mpq_class(0));
}

// exp of a sum of terms, each over the denominator if that is a monomial.
Value Generators::exp(const Value& argument) {
  Fraction fraction = as_fraction(argument);
  if (!fraction.denominator.is_monomial()) return exp_of_term(argument, 1);
  Value result = mpq_class(1);
  for (const auto& [monomial, coefficient] : fraction.numerator.terms())
    result =
        multiply(result, exp_of_term(quotient({monomial, 1}, fraction.denominator), coefficient), unused);
  return result;
}

// exp(c t): the a-th power of exp(t/b) for c = a/b; of u where t = log u and c is an integer.
Value Generators::exp_of_term(const Value& term, const mpq_class& coefficient) {
  if (!coefficient.get_num().fits_sint_p() || abs(coefficient.get_num()) > 1000)
    throw Unsupported("an exponent in an identity is beyond 1000");
  long times = coefficient.get_num().get_si();
  if (coefficient.get_den() == 1)
    for (std::size_t g = 0; g < generators_.size(); ++g)
      if (generators_[g].kind == "log" &&
          key_of(term) ==
              key_of(quotient({generator_power(first_free_generator + g, 1), 1}, Polynomial(mpq_class(1)))))
        return power(generators_[g].argument, times, unused);
  Value part = multiply(mpq_class(1, coefficient.get_den()), term, unused);
  return power(generator("exp", key_of(part), part), times, unused);
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
  Fraction fraction = as_fraction(argument);
  if (std::optional<mpq_class> c = fraction.numerator.constant();
      c && fraction.denominator.constant() && *c <= 0)
    throw Undefined("the logarithm of a number that is not positive");
  if (!is_positive(fraction.numerator) || !is_positive(fraction.denominator))
    return generator("log", key_of(argument), argument);
  return subtract(log_of_positive(fraction.numerator), log_of_positive(fraction.denominator), unused);
}

// The common exponentials come out of the logarithm.
Value Generators::log_of_positive(const Polynomial& polynomial) {
  Monomial common = common_monomial(polynomial, polynomial);
  Monomial inverse{};
  Value sum = mpq_class(0);
  for (std::size_t g = 0; g < generators_.size(); ++g) {
    int exponent = common[first_free_generator + g];
    inverse[first_free_generator + g] = -exponent;
    if (exponent != 0) sum = add(sum, multiply(mpq_class(exponent), generators_[g].argument, unused), unused);
  }
  Value rest = quotient(polynomial.shifted(inverse), Polynomial(mpq_class(1)));
  if (const auto* one = get_if<mpq_class>(rest); one && *one == 1) return sum;
  return add(sum, generator("log", key_of(rest), rest), unused);
}

Value Generators::sigmoid(const Value& argument) {
  Value e = exp(argument);
  return divide(e, add(mpq_class(1), e, unused), unused);
}

Value Generators::softplus(const Value& argument) {
  return log(add(mpq_class(1), exp(argument), unused));
}

}  // namespace dropcert::check
