#include "verify/symbol_table.hpp"

#include <fmt/format.h>

#include "verify/outcome.hpp"

namespace dropcert {

Symbolic SymbolTable::generator(const std::string& key, const std::string& kind,
                                const RationalFunction& argument) {
  std::string full = kind + " " + key;
  auto known = index_.find(full);
  if (known == index_.end()) {
    if (names_.size() >= RationalFunction::max_generators)
      throw Unsupported(fmt::format("the identity has more than {} variables, exponentials and logarithms",
                                    RationalFunction::max_generators));
    known = index_.emplace(full, static_cast<int>(names_.size())).first;
    generators_.push_back({kind, argument});
    names_.push_back("x" + std::to_string(names_.size()));
  }
  return {RationalFunction::generator(known->second)};
}

Symbolic SymbolTable::exp(const Symbolic& argument) {
  RationalFunction result{Rational(1)};
  for (const auto& [coefficient, rest] : argument.function.terms())
    result = result * exp_of_term(coefficient, rest);
  return {result};
}

// exp(c m): a power of exp(m), or of u where m = log u. A fractional c = a/b becomes the a-th power of
// exp(m/b).
RationalFunction SymbolTable::exp_of_term(const Rational& coefficient, const RationalFunction& rest) {
  std::optional<long> power = coefficient.numerator().to_long();
  if (!power || *power > 1000 || *power < -1000)
    throw Unsupported("an exponent in the identity is beyond 1000");
  if (coefficient.is_integer())
    if (std::optional<std::vector<long>> exponents = rest.monomial_exponents())
      for (std::size_t g = 0; g < names_.size(); ++g)
        if (generators_[g].kind == "log" && rest == RationalFunction::generator(static_cast<int>(g)))
          return pow(generators_[g].argument, *power);
  RationalFunction unit = rest * RationalFunction(Rational(Integer(1), coefficient.denominator()));
  return pow(generator(unit.str(names_), "exp", unit).function, *power);
}

bool SymbolTable::is_positive(const RationalFunction& function) const {
  if (!function.has_positive_coefficients()) return false;
  for (int g : function.generators())
    if (generators_[static_cast<std::size_t>(g)].kind != "exp" &&
        generators_[static_cast<std::size_t>(g)].kind != "pi")
      return false;
  return true;
}

Symbolic SymbolTable::log(const Symbolic& argument) {
  if (argument.function.is_zero()) throw Undefined("the logarithm of 0");
  if (std::optional<Rational> c = argument.function.constant(); c && c->sign() < 0)
    throw Undefined("the logarithm of a negative number");
  if (!is_positive(argument.function))
    return generator(argument.function.str(names_), "log", argument.function);
  return {log_of_positive(argument.function.numerator()) - log_of_positive(argument.function.denominator())};
}

// log of a polynomial with positive coefficients in exponentials: the exponents of its common monomial factor
// come out.
RationalFunction SymbolTable::log_of_positive(const RationalFunction& polynomial) {
  if (polynomial == RationalFunction(Rational(1))) return {};
  RationalFunction rest = polynomial;
  RationalFunction sum;
  for (int g : polynomial.generators()) {
    if (generators_[static_cast<std::size_t>(g)].kind != "exp") continue;
    RationalFunction x = RationalFunction::generator(g);
    for (RationalFunction q = rest / x; q.denominator() == RationalFunction(Rational(1)); q = rest / x) {
      rest = q;
      sum = sum + generators_[static_cast<std::size_t>(g)].argument;
    }
  }
  if (rest == RationalFunction(Rational(1))) return sum;
  return sum + generator(rest.str(names_), "log", rest).function;
}

Symbolic SymbolTable::convert(const Value& value) {
  if (const auto* symbolic = get_if<Symbolic>(value)) return *symbolic;
  if (const auto* rational = get_if<Rational>(value)) return {RationalFunction(*rational)};
  auto substitute = [](const Polynomial& polynomial, const Symbolic& x) {
    RationalFunction sum;
    for (long n = polynomial.degree(); n >= 0; --n)
      sum = sum * x.function + RationalFunction(polynomial.coefficient(static_cast<unsigned long>(n)));
    return Symbolic{sum};
  };
  if (const auto* number = get_if<PiNumber>(value)) return substitute(number->polynomial, pi());
  if (const auto* element = get_if<RingElement>(value))
    return substitute(element->polynomial, ring_variable());
  throw Unsupported("a term of the identity is not a function in closed form");
}

}  // namespace dropcert
