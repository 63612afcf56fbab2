// Signs of forms at all points.
#include <algorithm>

#include "verify/symbol_table.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

const Bits coefficient_bits(256);  // with which signs of coefficients are found

}  // namespace

std::optional<int> SymbolTable::sign(const Symbolic& form) const {
  if (form.function.is_zero()) return 0;
  if (std::optional<Rational> c = form.function.constant()) return c->sign();
  std::optional<int> above = sign_of(form.function.numerator_terms());
  if (!above) return std::nullopt;
  std::optional<int> below = sign_of(form.function.denominator_terms());
  return below ? std::optional(*above * *below) : std::nullopt;
}

// The common sign of the terms if each has one for all values of the variables, and one of them is never 0.
std::optional<int> SymbolTable::sign_of(const std::vector<RationalFunction::Term>& terms) const {
  std::map<std::vector<unsigned long>, Ball> coefficients;  // by the exponents of what is no constant
  bool one_is_never_zero = false;
  for (const RationalFunction::Term& term : terms) {
    std::vector<unsigned long> exponents = term.exponents;
    Ball coefficient = Ball::from(term.coefficient, coefficient_bits);
    bool is_never_zero = true;
    for (std::size_t g = 0; g < generators_.size(); ++g) {
      if (exponents[g] == 0) continue;
      const Generator& entry = generators_[g];
      switch (entry.kind) {
        case Kind::ring:
        case Kind::i:
        case Kind::cis:
          return std::nullopt;
        case Kind::exp:
          break;
        case Kind::variable:
        case Kind::log:
          if (entry.range == Range::positive) break;
          if (entry.range == Range::real && exponents[g] % 2 != 0) return std::nullopt;
          is_never_zero = false;
          break;
        case Kind::pi:
        case Kind::root: {
          const Ball base = number_of(entry, coefficient_bits);
          coefficient = mul(coefficient, pow(base, static_cast<long>(exponents[g]), coefficient_bits),
                            coefficient_bits);
          exponents[g] = 0;
        }
      }
    }
    one_is_never_zero = one_is_never_zero || is_never_zero;
    Ball& sum = coefficients[exponents];
    sum = ball::add(sum, coefficient, coefficient_bits);
  }
  std::optional<int> common;
  for (const auto& [exponents, coefficient] : coefficients) {
    std::optional<int> one = coefficient.is_finite() ? coefficient.sign() : std::nullopt;
    if (!one || *one == 0 || (common && common != one)) return std::nullopt;
    common = one;
  }
  return one_is_never_zero ? common : std::nullopt;
}

// What is known of a generator at all points.
SignRange SymbolTable::range_of(const Generator& generator) const {
  switch (generator.kind) {
    case Kind::variable:
      return generator.bounds;
    case Kind::exp: {
      const Symbolic argument{generator.argument};
      if (has_nonnegative_terms(argument.function)) return {Rational(1), std::nullopt};
      if (has_nonnegative_terms(RationalFunction(Rational(-1)) * argument.function))
        return {Rational(0), Rational(1), true};
      return {Rational(0), std::nullopt, true};
    }
    case Kind::log: {
      const RationalFunction beyond = generator.argument - RationalFunction(Rational(1));
      if (has_nonnegative_terms(beyond)) return {Rational(0), std::nullopt};
      if (has_nonnegative_terms(RationalFunction(Rational(-1)) * beyond)) return {std::nullopt, Rational(0)};
      return {};
    }
    case Kind::pi:
    case Kind::root: {
      const Ball number = number_of(generator, coefficient_bits);
      return {number.lower(), number.upper()};
    }
    default:
      return {};
  }
}

// Whether no term of numerator and denominator is ever negative.
bool SymbolTable::has_nonnegative_terms(const RationalFunction& function) const {
  auto are_nonnegative = [&](const std::vector<RationalFunction::Term>& terms) {
    return std::all_of(terms.begin(), terms.end(), [&](const RationalFunction::Term& term) {
      if (term.coefficient.sign() < 0) return false;
      for (std::size_t g = 0; g < generators_.size(); ++g) {
        const Generator& entry = generators_[g];
        if (term.exponents[g] == 0) continue;
        const bool is_real = entry.kind == Kind::variable || entry.kind == Kind::log;
        if (is_real && entry.range == Range::real && term.exponents[g] % 2 != 0) return false;
        if (entry.kind == Kind::i || entry.kind == Kind::cis || entry.kind == Kind::ring) return false;
      }
      return true;
    });
  };
  return are_nonnegative(function.numerator_terms()) && are_nonnegative(function.denominator_terms());
}

}  // namespace dropcert::verify
