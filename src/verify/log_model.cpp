// Products of positive factors by their logarithms, which grow slowly enough to be compared.
#include <algorithm>

#include "exact/bernoulli.hpp"
#include "exact/factorial.hpp"
#include "verify/builtins.hpp"
#include "verify/frame.hpp"
#include "verify/nesting.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

namespace {

// Whether it is a x + b with integers a and b, if x = 1/u or 1/u^power is one.
bool is_integer_valued(const TaylorModel& a, long power) {
  if (!a.is_polynomial() || !a.exponent.empty() || a.logarithm || a.valuation < -power) return false;
  for (std::size_t i = 0; i < a.known.size(); ++i) {
    const long exponent = a.valuation + static_cast<long>(i);
    const auto* c = a.known[i].exact ? get_if<Rational>(*a.known[i].exact) : nullptr;
    if (!c || (!c->is_zero() && !(c->is_integer() && (exponent == 0 || exponent == -power)))) return false;
  }
  return true;
}

}  // namespace

// Whether logarithms help: a factor is a factorial, a gamma function, a binomial coefficient, or a power or a
// root whose exponent or order varies; or an exponential, of whose logarithm alone that is said.
bool Machine::is_product_of_powers(const Code& code, bool or_exponentials) {
  charge(1);
  auto is_one = [&](const Code& operand) { return is_product_of_powers(operand, or_exponentials); };
  switch (code.kind) {
    case Kind::factorial:
      return true;
    case Kind::power:
      return code.arguments[1].kind != Kind::number;
    case Kind::multiply:
    case Kind::divide:
      return std::any_of(code.arguments.begin(), code.arguments.end(), is_one);
    case Kind::call:
    case Kind::name: {
      if (code.slot >= 0 || code.is_by_equations) return false;
      if (code.definition >= 0)
        return is_one(program_.procedures[static_cast<std::size_t>(code.definition)].body);
      const std::string& name = code.source->name;
      if (name == "gamma" || name == "binomial") return true;
      if (name == "exp") return or_exponentials;
      if (name == "root") return code.arguments[1].kind != Kind::number;
      return name == "sqrt" && is_one(code.arguments[0]);
    }
    default:
      return false;
  }
}

// Whether a comparison in the statement has such a side.
bool Machine::compares_powers(const Code& statement) {
  if (statement.kind == Kind::relation)
    return std::any_of(statement.arguments.begin(), statement.arguments.end(),
                       [this](const Code& side) { return is_product_of_powers(side); });
  return std::any_of(statement.arguments.begin(), statement.arguments.end(),
                     [this](const Code& part) { return compares_powers(part); });
}

bool Machine::is_over_integers(const Model& a) const {
  return expansion.is_over_integers && is_integer_valued(*a, expansion.power);
}

// 1 + 1/2 + ... + 1/n = digamma(n + 1) + euler_gamma (DLMF 5.4.14).
Model Machine::harmonic(const Model& n) {
  const Arithmetic arithmetic = this->arithmetic();
  const ModelArithmetic models = arithmetic.models();
  if (!is_over_integers(n) || models.direction_of(n) <= 0)
    throw Unsupported("the harmonic number of a number that is not known");
  const Model next = models.add(n, models.convert(Rational(1)));
  return models.add(models.digamma(next), models.convert(find_builtin("euler_gamma")->function(*this, {})));
}

// What the product is by its logarithm, where that is bounded: nothing if it is not seen to be.
std::optional<Value> Machine::product_by_logarithm(const Code& code) {
  if (mode_ != Mode::models || !expansion.is_over_integers || !is_product_of_powers(code))
    return std::nullopt;
  const bool doubt = doubt_;
  const bool open = expansion.doubt;
  try {
    const Model log = log_of(code);
    if (log->exponent.empty() && !log->logarithm && log->valuation >= 0 && arf_is_finite(log->value.low()) &&
        arf_is_finite(log->value.high()))
      return Value(arithmetic().models().exp(log));
  } catch (const Unsupported&) {
  } catch (const Undefined&) {
  }
  doubt_ = doubt;
  expansion.doubt = open;
  return std::nullopt;
}

// log x! for x > 0: x log x - x + log(2 pi x)/2 + sum B_2k / (2k (2k - 1) x^(2k-1)); what is left out lies
// between 0 and the first term left out (DLMF 5.11.1 and 5.11(ii)).
Model Machine::log_factorial(const Value& argument) {
  const Arithmetic arithmetic = this->arithmetic();
  const ModelArithmetic models = arithmetic.models();
  const Model x = models.convert(argument);
  if (const std::optional<long> n = x->is_zero() ? 0 : integer_constant(*x)) {
    if (*n < 0) throw Undefined("the factorial of a negative number");
    return models.log(models.convert(Rational(cache_.factorial(static_cast<unsigned long>(*n)))));
  }
  if (!is_over_integers(x) || models.direction_of(x) <= 0)
    throw Unsupported("the factorial of a number that is not known");
  const Model log_x = models.log(x);
  const Model half = models.convert(Rational(1, 2));
  const Model two_pi = models.convert(arithmetic.multiply(Rational(2), ExactNumber::pi()));
  Model sum = models.subtract(models.multiply(models.add(x, half), log_x), x);
  sum = models.add(sum, models.multiply(half, models.log(two_pi)));
  const Model inverse = models.power(x, -1L);
  const Model square = models.multiply(inverse, inverse);
  Model power = inverse;
  const long count = std::max(1L, expansion.order / 2);
  for (long k = 1; k <= count; ++k) {
    const Rational c = cache_.bernoulli(static_cast<unsigned long>(2 * k)) / Rational(2 * k * (2 * k - 1));
    Model term = models.multiply(models.convert(c), power);
    if (k == count) term = models.multiply(models.from_zero_to_one(), term);
    sum = models.add(sum, term);
    power = models.multiply(power, square);
  }
  return sum;
}

// Throws Unsupported if it is not known to be positive.
Model Machine::log_of(const Code& code) {
  Nesting nesting(nesting_);
  if (nesting.is_too_deep()) throw TooLarge("definitions nested too deep");
  charge(1);
  const Arithmetic arithmetic = this->arithmetic();
  const ModelArithmetic models = arithmetic.models();
  const std::vector<Code>& operands = code.arguments;
  const std::string& name = code.source->name;
  auto model = [&](const Code& term) { return models.convert(value(term)); };
  switch (code.kind) {
    case Kind::multiply:
      return models.add(log_of(operands[0]), log_of(operands[1]));
    case Kind::divide:
      return models.subtract(log_of(operands[0]), log_of(operands[1]));
    case Kind::power:
      return models.multiply(model(operands[1]), log_of(operands[0]));
    case Kind::factorial:
      return log_factorial(value(operands[0]));
    case Kind::call:
      if (code.is_by_equations) break;
      if (code.definition >= 0) {
        if (operands.empty()) return in_frame(code, {}, [this](const Code& body) { return log_of(body); });
        return in_frame(code, argument_values(code), [this](const Code& body) { return log_of(body); });
      }
      if (name == "exp") return model(operands[0]);
      if (name == "gamma") {
        const Model x = model(operands[0]);
        if (models.signs(x).only_positive()) return models.lgamma(x);
        break;
      }
      if (name == "sqrt") return models.multiply(models.convert(Rational(1, 2)), log_of(operands[0]));
      if (name == "root") return models.divide(log_of(operands[0]), model(operands[1]));
      if (name == "binomial") {
        const Value n = value(operands[0]);
        const Value k = value(operands[1]);
        const Model below = models.add(log_factorial(k), log_factorial(arithmetic.subtract(n, k)));
        return models.subtract(log_factorial(n), below);
      }
      break;
    default:
      break;
  }
  const Model term = model(code);
  if (!models.signs(term).only_positive() || expansion.doubt)
    throw Unsupported("a factor is not known to be positive");
  return models.log(term);
}

// A chain of positive terms.
Outcomes Machine::relation_of_logarithms(const Code& code) {
  return context([&] {
    try {
      Outcomes all = Outcome::true_;
      Model left = log_of(code.arguments[0]);
      used_balls = true;
      for (std::size_t i = 0; i < code.source->relations.size() && all.may_be_true(); ++i) {
        Model right = log_of(code.arguments[i + 1]);
        all = conjunction(all, arithmetic().compare(left, code.source->relations[i], right));
        left = std::move(right);
      }
      return all;
    } catch (const Undefined&) {  // the logarithm, if not the side
      throw Unsupported("a side that has no logarithm");
    }
  });
}

}  // namespace dropcert::verify
