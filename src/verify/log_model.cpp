// Products by their signs and the logarithms of their sizes, which grow slowly enough to be compared.
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

// 1 or -1, of a factor that is positive or negative at all points.
int sign_of_factor(const Signs& signs) {
  if (!signs.only_positive() && !signs.only_negative())
    throw Unsupported("the sign of a factor is not known");
  return signs.positive ? 1 : -1;
}

bool is_written_product(const Code& code) {
  return code.written && code.source->name == "prod";
}

}  // namespace

// Whether logarithms help: a factor is a factorial, a gamma function, a binomial coefficient, a Bernoulli
// number, or a power or a root whose exponent or order varies; or an exponential, of whose logarithm alone
// that is said.
bool Machine::is_product_of_powers(const Code& code, bool or_exponentials) {
  charge(1);
  auto is_one = [&](const Code& operand) { return is_product_of_powers(operand, or_exponentials); };
  switch (code.kind) {
    case Kind::factorial:
      return true;
    case Kind::power:
      return code.arguments[1].kind != Kind::number;
    case Kind::negate:
    case Kind::multiply:
    case Kind::divide:
      return std::any_of(code.arguments.begin(), code.arguments.end(), is_one);
    case Kind::call:
    case Kind::name: {
      if (code.slot >= 0 || code.is_by_equations) return false;
      if (code.definition >= 0) {
        const std::pair place(code.definition, or_exponentials);
        if (const auto known = products_.find(place); known != products_.end()) return known->second;
        return products_[place] = is_one(program_.procedures[static_cast<std::size_t>(code.definition)].body);
      }
      const std::string& name = code.source->name;
      if (name == "gamma" || name == "binomial" || name == "bernoulli") return true;
      if (name == "abs") return is_one(code.arguments[0]);
      if (name == "exp") return or_exponentials;
      if (name == "root") return code.arguments[1].kind != Kind::number;
      return name == "sqrt" && is_one(code.arguments[0]);
    }
    case Kind::binding:
      return is_written_product(code) && is_one(code.written->result);
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
    const SizeAndSign found = log_of(code);
    const Model log = whole_log(found);
    if (log->exponent.empty() && !log->logarithm && log->valuation >= 0 && arf_is_finite(log->value.low()) &&
        arf_is_finite(log->value.high()))
      return Value(with_sign(found.sign, arithmetic().models().exp(log)));
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

// B_2m = (-1)^(m+1) 2 (2m)! zeta(2m)/(2 pi)^(2m) for m >= 1 (DLMF 25.6.2).
Machine::SizeAndSign Machine::log_of_bernoulli(const Value& index) {
  const Arithmetic arithmetic = this->arithmetic();
  const ModelArithmetic models = arithmetic.models();
  const Model n = models.convert(index);
  if (!models.signs(n).only_positive() || models.sign_of_power(n) != 1)
    throw Unsupported("a Bernoulli number whose index is not known to be even");
  const Model two = models.convert(Rational(2));
  const Model pi = models.convert(Value(ExactNumber::pi()));
  const Model log_two_pi = models.add(models.log(two), models.log(pi));
  Model log = models.subtract(models.log(two), models.multiply(n, log_two_pi));
  std::optional<int> sign = models.sign_of_power(models.divide(n, two));
  if (sign) sign = -*sign;
  return product({log, sign, {{models.zeta(n), 1}}}, factorial_of(index), 1);
}

// z! as itself, where z tends to infinity, for others to cancel.
Machine::SizeAndSign Machine::factorial_of(const Value& argument) {
  const Arithmetic arithmetic = this->arithmetic();
  const ModelArithmetic models = arithmetic.models();
  const Model z = models.convert(argument);
  if (!is_over_integers(z) || models.direction_of(z) <= 0) return {log_factorial(argument), 1};
  SizeAndSign result{models.convert(Rational(0)), 1};
  result.factorials.emplace_back(z, 1);
  return result;
}

// |a| |b|^power, for a power of 1 or -1. Equal factors are one; of factorials whose arguments differ by few
// the lesser one is kept: (z + d)! = z! (z + 1) ... (z + d).
Machine::SizeAndSign Machine::product(const SizeAndSign& a, const SizeAndSign& b, long power) {
  constexpr long most_factors = 64;
  const Arithmetic arithmetic = this->arithmetic();
  const ModelArithmetic models = arithmetic.models();
  SizeAndSign result = a;
  result.log = power > 0 ? models.add(a.log, b.log) : models.subtract(a.log, b.log);
  result.sign = a.sign && b.sign ? std::optional(*a.sign * *b.sign) : std::nullopt;
  const auto multiply_by = [&](const Model& factor, long count) {
    for (auto& [other, power_of_other] : result.factors)
      if (models.subtract(factor, other)->is_zero()) {
        power_of_other += count;
        return;
      }
    result.factors.emplace_back(factor, count);
  };
  for (const auto& [factor, count] : b.factors) multiply_by(factor, count * power);
  for (const auto& [z, count] : b.factorials) {
    const auto meets = [&, &z = z, &count = count](std::pair<Model, long>& other) {
      const Model difference = models.subtract(z, other.first);
      const std::optional<long> d = difference->is_zero() ? 0 : integer_constant(*difference);
      if (!d || std::abs(*d) > most_factors) return false;
      const Model least = *d > 0 ? other.first : z;
      for (long k = 1; k <= std::abs(*d); ++k)
        multiply_by(models.add(least, models.convert(Rational(k))), *d > 0 ? count * power : other.second);
      other = {least, other.second + count * power};
      return true;
    };
    if (std::none_of(result.factorials.begin(), result.factorials.end(), meets))
      result.factorials.emplace_back(z, count * power);
  }
  return result;
}

Model Machine::whole_log(const SizeAndSign& a) {
  const Arithmetic arithmetic = this->arithmetic();
  const ModelArithmetic models = arithmetic.models();
  Model above = models.convert(Rational(1));
  Model below = above;
  for (const auto& [factor, count] : a.factors) {
    Model& side = count > 0 ? above : below;
    if (count != 0) side = models.multiply(side, models.power(factor, std::abs(count)));
  }
  const Model quotient = models.divide(above, below);
  const bool is_positive = sign_of_factor(models.signs(quotient)) > 0;
  Model log = models.add(a.log, models.log(is_positive ? quotient : models.negate(quotient)));
  for (const auto& [z, count] : a.factorials)
    if (count != 0) log = models.add(log, models.multiply(models.convert(Rational(count)), log_factorial(z)));
  return log;
}

// size, or -size, or either.
Model Machine::with_sign(const std::optional<int>& sign, const Model& size) {
  const Arithmetic arithmetic = this->arithmetic();
  const ModelArithmetic models = arithmetic.models();
  if (sign) return *sign > 0 ? size : models.negate(size);
  const Model twice = models.multiply(models.convert(Rational(2)), models.from_zero_to_one());
  return models.multiply(size, models.subtract(twice, models.convert(Rational(1))));
}

Model Machine::bernoulli(const Model& index) {
  const Arithmetic arithmetic = this->arithmetic();
  const ModelArithmetic models = arithmetic.models();
  const Model from_one = models.subtract(index, models.convert(Rational(1)));
  if (models.sign_of_power(index) == -1 && models.signs(from_one).only_positive())
    return models.convert(Rational(0));
  const SizeAndSign found = log_of_bernoulli(index);
  return with_sign(found.sign, models.exp(whole_log(found)));
}

// Throws Unsupported where no size is found, or it is not known to be nowhere 0.
Machine::SizeAndSign Machine::log_of(const Code& code) {
  Nesting nesting(nesting_);
  if (nesting.is_too_deep()) throw TooLarge("definitions nested too deep");
  charge(1);
  const Arithmetic arithmetic = this->arithmetic();
  const ModelArithmetic models = arithmetic.models();
  const std::vector<Code>& operands = code.arguments;
  const std::string& name = code.source->name;
  auto model = [&](const Code& term) { return models.convert(value(term)); };
  switch (code.kind) {
    case Kind::negate: {
      SizeAndSign a = log_of(operands[0]);
      if (a.sign) a.sign = -*a.sign;
      return a;
    }
    case Kind::multiply:
    case Kind::divide: {
      const SizeAndSign a = log_of(operands[0]);
      return product(a, log_of(operands[1]), code.kind == Kind::multiply ? 1 : -1);
    }
    case Kind::power: {
      const Model exponent = model(operands[1]);
      const SizeAndSign base = log_of(operands[0]);
      const Model log = models.multiply(exponent, whole_log(base));
      if (base.sign == 1) return {log, 1};
      const std::optional<int> sign = models.sign_of_power(exponent);
      if (sign && (*sign == 1 || base.sign)) return {log, *sign == 1 ? 1 : base.sign};
      if (!is_over_integers(exponent)) throw Unsupported("a power of what is not known to be positive");
      return {log, std::nullopt};
    }
    case Kind::factorial:
      return factorial_of(value(operands[0]));
    case Kind::call:
      if (code.is_by_equations) break;
      if (code.definition >= 0) {
        if (operands.empty()) return in_frame(code, {}, [this](const Code& body) { return log_of(body); });
        return in_frame(code, argument_values(code), [this](const Code& body) { return log_of(body); });
      }
      if (name == "exp") return {model(operands[0]), 1};
      if (name == "gamma") {
        const Model x = model(operands[0]);
        if (models.signs(x).only_positive()) return {models.lgamma(x), 1};
        break;
      }
      if (name == "abs" && is_product_of_powers(operands[0])) {
        SizeAndSign a = log_of(operands[0]);
        a.sign = 1;
        return a;
      }
      if (name == "bernoulli") return log_of_bernoulli(value(operands[0]));
      if (name == "sqrt")
        return {models.multiply(models.convert(Rational(1, 2)), log_of_positive(operands[0])), 1};
      if (name == "root") return {models.divide(log_of_positive(operands[0]), model(operands[1])), 1};
      if (name == "binomial") {
        const Value n = value(operands[0]);
        const Value k = value(operands[1]);
        const SizeAndSign above = product(factorial_of(n), factorial_of(k), -1);
        return product(above, factorial_of(arithmetic.subtract(n, k)), -1);
      }
      break;
    case Kind::binding:
      if (!is_written_product(code) || is_short(code.binders[0])) break;
      require_guards(*code.written);
      return log_of(code.written->result);
    default:
      break;
  }
  const Model term = model(code);
  const int sign = sign_of_factor(models.signs(term));
  if (expansion.doubt) throw Unsupported("a factor that is perhaps undefined");
  return {models.convert(Rational(0)), sign, {{term, 1}}};
}

Model Machine::log_of_positive(const Code& code) {
  const SizeAndSign found = log_of(code);
  if (found.sign != 1) throw Unsupported("a factor is not known to be positive");
  return whole_log(found);
}

// A chain. Of two sides with one sign the greater has the greater logarithm, if that is +.
Outcomes Machine::relation_of_logarithms(const Code& code) {
  const auto side = [this](const Code& term) {
    const auto* number = term.kind == Kind::number ? get_if<Rational>(term.constant) : nullptr;
    return number && number->is_zero() ? SizeAndSign{nullptr, 0} : log_of(term);
  };
  return context([&] {
    try {
      Outcomes all = Outcome::true_;
      SizeAndSign left = side(code.arguments[0]);
      used_balls = true;
      for (std::size_t i = 0; i < code.source->relations.size() && all.may_be_true(); ++i) {
        SizeAndSign right = side(code.arguments[i + 1]);
        if (!left.sign || !right.sign) throw Unsupported("the sign of a side is not known");
        Value a = Rational(*left.sign);
        Value b = Rational(*right.sign);
        if (*left.sign == *right.sign && *left.sign != 0) {
          a = whole_log(*left.sign > 0 ? product(left, right, -1) : product(right, left, -1));
          b = Rational(0);
        }
        all = conjunction(all, arithmetic().compare(a, code.source->relations[i], b));
        left = std::move(right);
      }
      return all;
    } catch (const Undefined&) {  // the logarithm, if not the side
      throw Unsupported("a side that has no logarithm");
    }
  });
}

}  // namespace dropcert::verify
