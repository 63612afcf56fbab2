#include "verify/symbol_table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <numeric>

#include "exact/power.hpp"
#include "verify/arithmetic.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

constexpr long max_exponent = 1000;
constexpr long max_denominator = 5040;

RationalFunction constant(long n) {
  return RationalFunction(Rational(n));
}

bool is_one(const RationalFunction& function) {
  std::optional<Rational> c = function.constant();
  return c && *c == Rational(1);
}

// The generator that the function is, or -1.
int single_generator(const RationalFunction& function) {
  std::optional<std::vector<long>> exponents = function.monomial_exponents();
  if (!exponents || std::accumulate(exponents->begin(), exponents->end(), 0L) != 1) return -1;
  auto found = std::find(exponents->begin(), exponents->end(), 1L);
  if (found == exponents->end()) return -1;
  auto index = static_cast<int>(found - exponents->begin());
  return function == RationalFunction::generator(index) ? index : -1;
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result;
    for (int i = 0; i < RationalFunction::max_generators; ++i) result.push_back("x" + std::to_string(i));
    return result;
  }();
  return names;
}

}  // namespace

unsigned long SymbolTable::new_edition() {
  static std::atomic<unsigned long> last = 0;
  return ++last;
}

void SymbolTable::reset() {
  edition_ = new_edition();
  generators_.clear();
  obligations_.clear();
  is_open_ = false;
}

void SymbolTable::release(const Mark& mark, bool denominators_too) {
  edition_ = new_edition();
  generators_.resize(std::min(generators_.size(), mark.generators));
  if (denominators_too) denominators_ = mark.denominators;
}

RationalFunction SymbolTable::generator(Kind kind, const RationalFunction& argument) {
  for (std::size_t i = 0; i < generators_.size(); ++i)
    if (generators_[i].kind == kind && generators_[i].argument == argument)
      return RationalFunction::generator(static_cast<int>(i));
  if (generators_.size() >= RationalFunction::max_generators)
    throw Unsupported(fmt::format("the identity has more than {} variables, exponentials and logarithms",
                                  RationalFunction::max_generators));
  generators_.push_back({kind, argument, Range::real, {}, "", {}, 0, {}});
  return RationalFunction::generator(static_cast<int>(generators_.size()) - 1);
}

int SymbolTable::index_of_variable(const std::string& name) const {
  for (std::size_t i = 0; i < generators_.size(); ++i)
    if (generators_[i].kind == Kind::variable && generators_[i].name == name) return static_cast<int>(i);
  return -1;
}

Symbolic SymbolTable::variable(const std::string& name, Range range, const SignRange& bounds) {
  int known = index_of_variable(name);
  if (known < 0) {
    // An argument that no other variable has.
    RationalFunction x = generator(Kind::variable, constant(static_cast<long>(generators_.size()) + 1));
    known = single_generator(x);
    generators_[static_cast<std::size_t>(known)].name = name;
  }
  Generator& entry = generators_[static_cast<std::size_t>(known)];
  entry.range = range;
  entry.bounds = bounds;
  if (range != Range::real && (!bounds.low || bounds.low->sign() < 0)) entry.bounds.low = Rational(0);
  entry.bounds.excludes_low = (bounds.excludes_low && entry.bounds.low == bounds.low) ||
                              (range == Range::positive && entry.bounds.low->is_zero());
  const auto power = denominators_.find("var " + name);
  if (power == denominators_.end() || range == Range::real) return {RationalFunction::generator(known)};
  // The generator is a root of the variable, whose bounds are not needed.
  entry.bounds = {Rational(0), std::nullopt, range == Range::positive};
  return {pow(RationalFunction::generator(known), power->second)};
}

Symbolic SymbolTable::function_value(const std::string& function, const std::vector<Symbolic>& arguments,
                                     Range range, const SignRange& bounds) {
  std::string name = function;
  for (const Symbolic& argument : arguments) {
    if (mentions_ring(argument.function)) throw Unsupported("a function of p where a real number is needed");
    name += "; " + argument.function.str(texts());
  }
  const Symbolic result = variable(name, range, bounds);
  Generator& entry = generators_[static_cast<std::size_t>(index_of_variable(name))];
  entry.arguments.clear();
  for (const Symbolic& argument : arguments) entry.arguments.push_back(argument.function);
  return result;
}

Symbolic SymbolTable::absolute_value(const Symbolic& form) {
  if (const std::optional<bool> known = is_negative(form))
    return *known ? Symbolic{constant(-1) * form.function} : form;
  if (mentions_ring(form.function)) throw Unsupported("a function of p where a real number is needed");
  for (const int g : form.function.generators())
    if (is(g, Kind::i) || is(g, Kind::cis)) throw Unsupported("the absolute value of a circular function");
  const RationalFunction opposite = constant(-1) * form.function;
  for (std::size_t i = 0; i < generators_.size(); ++i)
    if (generators_[i].kind == Kind::variable && generators_[i].argument == opposite)
      return {RationalFunction::generator(static_cast<int>(i))};
  const RationalFunction x = generator(Kind::variable, form.function);
  Generator& entry = generators_[static_cast<std::size_t>(single_generator(x))];
  entry.range = Range::nonnegative;
  entry.bounds = {Rational(0), std::nullopt, false};
  return {x};
}

RationalFunction SymbolTable::pi() {
  return generator(Kind::pi, constant(0));
}

RationalFunction SymbolTable::imaginary_unit() {
  RationalFunction i = generator(Kind::i, constant(0));
  Generator& entry = generators_[static_cast<std::size_t>(single_generator(i))];
  entry.relation_power = 2;
  entry.relation_value = constant(-1);
  return i;
}

RationalFunction SymbolTable::root_of_prime(const Integer& prime) {
  RationalFunction value{Rational(prime)};
  RationalFunction root = generator(Kind::root, value);
  Generator& entry = generators_[static_cast<std::size_t>(single_generator(root))];
  entry.relation_power = 2;
  entry.relation_value = value;
  return root;
}

RationalFunction SymbolTable::root_of(const Integer& radicand) {
  RationalFunction product = constant(1);
  if (radicand == Integer(1)) return product;
  n_factor_t factors;
  n_factor_init(&factors);
  n_factor(&factors, fmpz_get_ui(radicand.raw()), 1);
  for (int i = 0; i < factors.num; ++i) product = product * root_of_prime(Integer(factors.p[i]));
  return product;
}

// The relations of later generators speak of earlier ones alone.
RationalFunction SymbolTable::reduced(RationalFunction function) const {
  for (std::size_t i = generators_.size(); i-- > 0;)
    if (generators_[i].relation_power != 0)
      function = function.with_relation(static_cast<int>(i), generators_[i].relation_power,
                                        generators_[i].relation_value);
  return function;
}

bool SymbolTable::has_complex_parts(const RationalFunction& function) const {
  std::vector<int> all = function.generators();
  return std::any_of(all.begin(), all.end(), [&](int g) { return is(g, Kind::i) || is(g, Kind::cis); });
}

bool SymbolTable::mentions_ring(const RationalFunction& function) const {
  std::vector<int> all = function.generators();
  return std::any_of(all.begin(), all.end(), [&](int g) { return is(g, Kind::ring); });
}

Symbolic SymbolTable::divide(const Symbolic& a, const Symbolic& b) {
  if (b.function.is_zero()) throw Undefined("division by zero");
  if (!definite_sign(b)) {
    is_open_ = true;
    obligations_.push_back(b.function.numerator());
  }
  return {reduced(a.function / b.function)};
}

Symbolic SymbolTable::power(const Symbolic& base, long exponent) {
  if (exponent < -max_exponent || exponent > max_exponent)
    throw Unsupported(fmt::format("an exponent in the identity is beyond {}", max_exponent));
  if (exponent < 0) return power(divide({constant(1)}, base), -exponent);
  return {power_by_squaring(
      base.function, exponent, constant(1),
      [this](const RationalFunction& a, const RationalFunction& b) { return reduced(a * b); })};
}

// ---- exponentials
// ----------------------------------------------------------------------------------------

Symbolic SymbolTable::exp(const Symbolic& argument) {
  return {reduced(product_over_terms(argument.function, Kind::exp))};
}

Symbolic SymbolTable::cis(const Symbolic& argument) {
  return {reduced(product_over_terms(argument.function, Kind::cis))};
}

Symbolic SymbolTable::sin(const Symbolic& argument) {
  RationalFunction e = product_over_terms(argument.function, Kind::cis);
  return {reduced((constant(1) / e - e) * imaginary_unit() / constant(2))};
}

Symbolic SymbolTable::cos(const Symbolic& argument) {
  RationalFunction e = product_over_terms(argument.function, Kind::cis);
  return {reduced((e + constant(1) / e) / constant(2))};
}

// The rules hold for real exponents: what is complex by itself (sin(x) in cis form) stays together.
RationalFunction SymbolTable::product_over_terms(const RationalFunction& argument, Kind kind) {
  if (mentions_ring(argument)) throw Unsupported("a function of p where a real number is needed");
  RationalFunction result = constant(1);
  RationalFunction together;
  for (const auto& [coefficient, rest] : argument.terms()) {
    if (has_complex_parts(rest))
      together = together + RationalFunction(coefficient) * rest;
    else
      result = result * of_term(kind, coefficient, rest);
  }
  if (together.is_zero()) return result;
  const Rational lead = together.terms().front().first;
  return result * unit_power(kind, lead, together / RationalFunction(lead));
}

RationalFunction SymbolTable::of_term(Kind kind, const Rational& coefficient, const RationalFunction& rest) {
  const int g = single_generator(rest);
  if (kind == Kind::cis && g >= 0 && is(g, Kind::pi))
    if (std::optional<RationalFunction> exact = exact_cis(coefficient)) return *exact;
  if (kind != Kind::exp || g < 0 || !is(g, Kind::log)) return unit_power(kind, coefficient, rest);
  // exp(c log u) = u^floor(c) times a power of exp(log(u)/b), whose b-th power is u.
  const RationalFunction u = generators_[static_cast<std::size_t>(g)].argument;
  const Integer whole = floor(coefficient);
  std::optional<long> power = whole.to_long();
  if (!power || *power > max_exponent || *power < -max_exponent)
    throw Unsupported(fmt::format("an exponent in the identity is beyond {}", max_exponent));
  RationalFunction result = pow(u, *power);
  const Rational fraction = coefficient - Rational(whole);
  return fraction.is_zero() ? result : result * unit_power(kind, fraction, rest);
}

// exp or cis of coefficient * rest, as a power of the generator for rest over the common denominator.
RationalFunction SymbolTable::unit_power(Kind kind, const Rational& coefficient,
                                         const RationalFunction& rest) {
  std::optional<long> numerator = coefficient.numerator().to_long();
  std::optional<long> denominator = coefficient.denominator().to_long();
  if (!numerator || *numerator > max_exponent || *numerator < -max_exponent || !denominator ||
      *denominator > max_denominator)
    throw Unsupported(fmt::format("an exponent in the identity is beyond {}", max_exponent));
  long& common =
      denominators_.try_emplace((kind == Kind::exp ? "exp " : "cis ") + rest.str(texts()), *denominator)
          .first->second;
  if (common % *denominator != 0) {
    const long next = std::lcm(common, *denominator);
    if (next > max_denominator) throw Unsupported("the exponents in the identity have no small denominator");
    common = next;
    throw NewDenominator();
  }
  const long b = common;
  const int log = single_generator(rest);
  const bool is_root = kind == Kind::exp && log >= 0 && is(log, Kind::log);
  long power = b;
  RationalFunction value;
  if (is_root) {
    value = generators_[static_cast<std::size_t>(log)].argument;
    const std::optional<Rational> number = b % 2 == 0 ? value.constant() : std::nullopt;
    if (const auto root = number ? ExactNumber::sqrt(*number) : std::nullopt) {  // has a form of its own
      value = convert(exact_value(*root)).function;
      power = b / 2;
    }
  }
  RationalFunction unit = generator(kind, rest / constant(b));
  if (is_root) {
    Generator& entry = generators_[static_cast<std::size_t>(single_generator(unit))];
    entry.relation_power = power;
    entry.relation_value = value;
    if (power == 1) return pow(value, *numerator * (b / *denominator));
  }
  const long exponent = *numerator * (b / *denominator);
  if (exponent > max_exponent || exponent < -max_exponent)
    throw Unsupported(fmt::format("an exponent in the identity is beyond {}", max_exponent));
  return pow(unit, exponent);
}

// cos(r pi) + i sin(r pi), where both are known exactly.
std::optional<RationalFunction> SymbolTable::exact_cis(const Rational& multiple_of_pi) {
  std::optional<ExactNumber> real = cos_of_pi(multiple_of_pi);
  std::optional<ExactNumber> imaginary = cos_of_pi(Rational(1, 2) - multiple_of_pi);
  if (!real || !imaginary) return std::nullopt;
  return convert(exact_value(*real)).function + imaginary_unit() * convert(exact_value(*imaginary)).function;
}

// ---- logarithms and powers
// -------------------------------------------------------------------------------

Symbolic SymbolTable::log(const Symbolic& argument) {
  if (mentions_ring(argument.function)) throw Unsupported("a function of p where a real number is needed");
  const std::optional<int> known = sign(argument);
  if (known && *known <= 0) throw Undefined("the logarithm of a number that is not positive");
  if (known || (searches_ && search(argument, Want::positive, deepest))) return log_where_positive(argument);
  is_open_ = true;
  obligations_.push_back(argument.function.numerator());
  return {generator(Kind::log, argument.function)};
}

Symbolic SymbolTable::log_where_positive(const Symbolic& argument) {
  RationalFunction above = argument.function.numerator();
  RationalFunction below = argument.function.denominator();
  const std::optional<int> known = definite_sign({above}, 1);
  if (!known) return {generator(Kind::log, argument.function)};
  if (known == -1) {
    above = constant(-1) * above;
    below = constant(-1) * below;
  }
  return {reduced(log_of_positive(above) - log_of_positive(below))};
}

RationalFunction SymbolTable::log_of_rational(const Rational& q) {
  constexpr unsigned long last_prime = 1000;
  RationalFunction sum;
  for (const auto& [part, side] : {std::pair(q.numerator(), 1L), std::pair(q.denominator(), -1L)}) {
    Integer n = part;
    for (unsigned long p = 2; p <= last_prime && n > Integer(1); p += p == 2 ? 1 : 2) {
      Integer rest;
      const slong power = fmpz_remove(rest.raw(), n.raw(), Integer(p).raw());
      if (power == 0) continue;
      n = rest;
      sum = sum + constant(side * power) * generator(Kind::log, RationalFunction(Rational(Integer(p))));
    }
    if (n > Integer(1)) sum = sum + constant(side) * generator(Kind::log, RationalFunction(Rational(n)));
  }
  return sum;
}

// log of a positive form with denominator 1: the sum over its factors, if all of them are positive forms.
RationalFunction SymbolTable::log_of_positive(const RationalFunction& polynomial) {
  if (is_one(polynomial)) return {};
  auto [content, factors] = polynomial.factors();
  RationalFunction sum;
  for (auto& [base, exponent] : factors) {
    std::optional<int> known = sign({base});
    if (known == -1) {
      base = constant(-1) * base;
      if (exponent % 2 != 0) content = -content;
    } else if (known != 1) {
      const Rational lead = abs(polynomial.terms().front().first);
      return log_of_rational(lead) + generator(Kind::log, polynomial / RationalFunction(lead));
    }
    const int g = single_generator(base);
    RationalFunction part;
    if (g >= 0 && is(g, Kind::exp))
      part = generators_[static_cast<std::size_t>(g)].argument;
    else if (g >= 0 && is(g, Kind::root))
      part = RationalFunction(Rational(1, 2)) *
             log_of_rational(*generators_[static_cast<std::size_t>(g)].argument.constant());
    else
      part = generator(Kind::log, base);
    sum = sum + constant(exponent) * part;
  }
  if (content.sign() <= 0) throw Unsupported("a logarithm in the identity is not split");
  return sum + log_of_rational(content);
}

// x^y is defined for x = 0 < y too, and for x < 0 at integers y, where exp(y log x) is not its value: so a
// base that is perhaps 0 has no power here unless its zeros are those of variables; one that is perhaps
// negative has none.
Symbolic SymbolTable::power(const Symbolic& base, const Symbolic& exponent) {
  if (base.function.is_zero() && is_positive(exponent)) return {constant(0)};
  const bool has_logarithm = is_positive(base);
  if (std::optional<Rational> q = exponent.function.constant(); q && (searches_ || !has_logarithm))
    if (std::optional<Symbolic> result = power_of_variables(base, *q)) return *result;
  if (!has_logarithm) throw Unsupported("a power in the identity whose base is perhaps not positive");
  return exp({exponent.function * log_where_positive(base).function});
}

// c x^k y^l ... times what is positive, x and y not negative: x is then written as a power of one of its
// roots, so that the power is exact.
std::optional<Symbolic> SymbolTable::power_of_variables(const Symbolic& base, const Rational& exponent) {
  const std::optional<long> above = exponent.numerator().to_long();
  const std::optional<long> below = exponent.denominator().to_long();
  if (!above || !below || *above > max_exponent || *below > max_denominator || exponent.sign() <= 0)
    return std::nullopt;
  RationalFunction rest = base.function;
  RationalFunction result = constant(1);
  bool has_variable = false;
  for (const auto& [function, side] :
       {std::pair(base.function.numerator(), 1L), std::pair(base.function.denominator(), -1L)}) {
    for (const auto& [factor, multiplicity] : function.factors().second) {
      const int g = single_generator(factor);
      if (g < 0 || !is(g, Kind::variable)) continue;
      const Generator& entry = generators_[static_cast<std::size_t>(g)];
      if (entry.name.empty() || entry.range == Range::real) continue;
      if (side < 0 && entry.range != Range::positive) continue;
      const long total = multiplicity * *above;
      if (total > max_exponent) return std::nullopt;
      if (total % *below != 0) {
        const long missing = *below / std::gcd(total, *below);
        long& root = denominators_.try_emplace("var " + entry.name, 1).first->second;
        if (root * missing > max_denominator) return std::nullopt;
        root *= missing;
        throw NewDenominator();
      }
      has_variable = true;
      result = result * pow(factor, side * (total / *below));
      rest = rest / pow(factor, side * multiplicity);
    }
  }
  if (!has_variable || !is_positive({rest})) return std::nullopt;
  return multiply({reduced(result)}, power({rest}, {RationalFunction(exponent)}));
}

// ---- constants
// -------------------------------------------------------------------------------------------

Symbolic SymbolTable::convert(const Value& value) {
  if (const auto* symbolic = get_if<Symbolic>(value)) return *symbolic;
  if (const auto* rational = get_if<Rational>(value)) return {RationalFunction(*rational)};
  auto substitute = [](const Quotient& quotient, const RationalFunction& x) {
    auto at = [&](const Polynomial& polynomial) {
      RationalFunction sum;
      for (long n = polynomial.degree(); n >= 0; --n)
        sum = sum * x + RationalFunction(polynomial.coefficient(static_cast<unsigned long>(n)));
      return sum;
    };
    constexpr long most_degree = 500;
    if (quotient.numerator().degree() > most_degree || quotient.denominator().degree() > most_degree)
      throw Unsupported("a constant of the identity is too large");
    return at(quotient.numerator()) / at(quotient.denominator());
  };
  if (const auto* number = get_if<ExactNumber>(value)) {
    RationalFunction sum;
    for (const ExactNumber::Term& term : number->terms())
      sum = sum + (term.coefficient.constant() ? RationalFunction(*term.coefficient.constant())
                                               : substitute(term.coefficient, pi())) *
                      root_of(term.radicand);
    return {sum};
  }
  if (const auto* element = get_if<RingElement>(value))
    return {substitute(element->function, generator(Kind::ring, constant(0)))};
  throw Unsupported("a term of the identity is not a function in closed form");
}

// The number that pi or the root of a prime is.
Ball SymbolTable::number_of(const Generator& generator, Bits precision) {
  return generator.kind == Kind::pi
             ? const_pi(precision)
             : ball::sqrt(Ball::from(*generator.argument.constant(), precision), precision);
}

std::optional<Ball> SymbolTable::enclosure(const Symbolic& form, Bits precision) const {
  std::vector<std::optional<Ball>> known(generators_.size());
  for (int g : form.function.generators()) {
    const auto index = static_cast<std::size_t>(g);
    const Generator& entry = generators_[index];
    switch (entry.kind) {
      case Kind::pi:
      case Kind::root:
        known[index] = number_of(entry, precision);
        break;
      case Kind::exp:
      case Kind::log: {
        std::optional<Ball> inner = enclosure({entry.argument}, precision);
        if (!inner) return std::nullopt;
        known[index] = entry.kind == Kind::exp ? ball::exp(*inner, precision) : ball::log(*inner, precision);
        break;
      }
      default:
        return std::nullopt;
    }
  }
  auto sum_of = [&](const std::vector<RationalFunction::Term>& terms) {
    Ball sum;
    for (const RationalFunction::Term& term : terms) {
      Ball product = Ball::from(term.coefficient, precision);
      for (std::size_t g = 0; g < known.size(); ++g)
        if (term.exponents[g] != 0)
          product = mul(product, pow(*known[g], static_cast<long>(term.exponents[g]), precision), precision);
      sum = ball::add(sum, product, precision);
    }
    return sum;
  };
  return div(sum_of(form.function.numerator_terms()), sum_of(form.function.denominator_terms()), precision);
}

}  // namespace dropcert::verify
