// Functions of models: each by its Taylor coefficients.
#include <algorithm>

#include "model/logistic.hpp"
#include "verify/arithmetic.hpp"
#include "verify/builtins.hpp"
#include "verify/function_values.hpp"
#include "verify/outcome.hpp"
#include "verify/taylor_model.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace model;

namespace {

const Coefficient& one() {
  static const Coefficient value{Interval::between_integers(1, 1), Value(Rational(1))};
  return value;
}

}  // namespace

// The function of the language at a coefficient: in `range`, and exactly where the engine knows it.
Coefficient ModelArithmetic::exactly(std::string_view function, const Coefficient& y, Interval range,
                                     const std::vector<Value>& before_y) const {
  Coefficient result{std::move(range), std::nullopt};
  if (!y.exact) return result;
  const Builtin* builtin = find_builtin(function);
  // A value that has no form is a variable of the forms, the same for the same argument.
  const std::optional<Value> value = exact(y, y, [&](const Value& x, const Value&) {
    std::vector<Value> arguments = before_y;
    arguments.push_back(x);
    if (expansion_.keeps_exact) return function_value(*expansion_.machine, *builtin, arguments);
    return builtin->function(*expansion_.machine, arguments);
  });
  if (!value || get_if<Ball>(*value)) return result;
  result.exact = value;
  if (result.is_zero()) result.range = Interval();
  if (get_if<Rational>(*value)) result.range = coefficient(*value).range;
  return result;
}

// ---- exponential, logarithm, powers

std::vector<Coefficient> ModelArithmetic::exp_coefficients(const Coefficient& y, long count) const {
  std::vector<Coefficient> result{exactly("exp", y, ball::exp(y.range, precision()))};
  for (long k = 1; k < count; ++k) result.push_back(times(result.back(), Rational(1, k)));
  return result;
}

std::vector<Coefficient> ModelArithmetic::log_coefficients(const Coefficient& y, long count) const {
  std::vector<Coefficient> result{exactly("log", y, ball::log(y.range, precision()))};
  Coefficient power = one();
  for (long k = 1; k < count; ++k) {
    power = over(power, y);
    power.range = inv(pow(y.range, k, precision()), precision());
    result.push_back(times(power, Rational(k % 2 == 0 ? -1 : 1, k)));
  }
  return result;
}

Model ModelArithmetic::exp(const Model& a) const {
  if (a->logarithm) {  // exp(k log u) = u^k
    const std::optional<long> power = integer_constant(*a->logarithm);
    if (!power || !a->exponent.empty()) return exp(bounded_logarithm(a));
    TaylorModel result = *exp(without_logarithm(a));
    result.valuation += *power;
    result.value = ball::exp(a->value, precision());
    return make(std::move(result));
  }
  if (a->smaller && !a->greater->constant())
    return within(multiply(exp(a->greater), exp(a->smaller)), ball::exp(a->value, precision()));
  const long known = a->count();
  if (a->exponent.empty() && a->valuation < 0 && expansion_.u.is_nonnegative() &&
      (a->is_polynomial() || a->valuation + known >= 0)) {  // what has a pole becomes the exponent
    std::vector<Coefficient> exponent;
    for (long k = 1; k <= -a->valuation; ++k) {
      const long i = -a->valuation - k;
      exponent.push_back(i < known ? a->known[static_cast<std::size_t>(i)] : Coefficient::zero());
    }
    TaylorModel regular;
    for (long i = -a->valuation; i < known; ++i)
      regular.known.push_back(a->known[static_cast<std::size_t>(i)]);
    regular.rest = a->rest;
    regular.value = bracket(regular);
    return with_exponent(exp(make(std::move(regular))), std::move(exponent),
                         ball::exp(a->value, precision()));
  }
  return compose(a, {[this](const Interval& y) { return ball::exp(y, precision()); },
                     [this](const Coefficient& y, long count) { return exp_coefficients(y, count); }});
}

// Of u^v b with b > 0, where u > 0: v log u + log b.
Model ModelArithmetic::log(const Model& a) const {
  if (a->logarithm) return log(bounded_logarithm(a));
  const Signs possible = signs(a);
  if (!possible.positive) throw Undefined("the logarithm of a number that is not positive");
  if (!possible.only_positive()) expansion_.doubt = true;
  if (a->smaller && !a->greater->constant() && signs(a->greater).only_positive())
    return within(add(log(a->greater), log(one_and_the_rest(a))), ball::log(a->value, precision()));
  if (!a->exponent.empty()) {  // log exp Q = Q
    TaylorModel exponent;
    exponent.valuation = -static_cast<long>(a->exponent.size());
    exponent.known.assign(a->exponent.rbegin(), a->exponent.rend());
    exponent.value = range_of_exponent(a->exponent);
    const Model rest = without_exponent(a);
    if (!signs(rest).only_positive()) return somewhere(ball::log(a->value, precision()));
    return add(make(std::move(exponent)), log(rest));
  }
  const SmoothFunction logarithm{
      [this](const Interval& y) { return ball::log(y, precision()); },
      [this](const Coefficient& y, long count) { return log_coefficients(y, count); }, on_positive_numbers};
  const Interval inner = bracket(*a);
  if (a->valuation == 0 || !inner.is_positive() || !expansion_.u.is_nonnegative()) {
    if (!a->value.is_positive()) return somewhere(ball::log(a->value, precision()));
    return compose(a, logarithm);
  }
  const Model rest = compose(unit_of(*a, inner), logarithm);
  return with_logarithm(rest, constant(coefficient(Rational(a->valuation))),
                        ball::log(a->value, precision()));
}

Model ModelArithmetic::scaled(const Model& a, const Coefficient& c) const {
  return multiply(constant(c), a);
}

// y^q: c_k = c_(k-1) (q - k + 1) / (k y).
Model ModelArithmetic::power(const Model& a, const Rational& exponent) const {
  if (exponent.is_integer() && exponent.numerator().to_long())
    return power(a, *exponent.numerator().to_long());
  if (a->logarithm) return power(bounded_logarithm(a), exponent);
  const Signs possible = signs(a);
  if (!possible.positive && !(possible.zero && exponent.sign() > 0))
    throw Undefined("a power of a negative number with an exponent that is not an integer");
  if (possible.negative || (possible.zero && exponent.sign() < 0)) expansion_.doubt = true;
  const SmoothFunction function{
      [this, exponent](const Interval& y) { return pow(y, exponent, precision()); },
      [this, exponent](const Coefficient& y, long count) {
        Coefficient first{pow(y.range, exponent, precision()), std::nullopt};
        if (y.exact)
          first.exact = exact(y, y, [&](const Value& x, const Value&) {
            if (exponent == Rational(1, 2)) return find_builtin("sqrt")->function(*expansion_.machine, {x});
            const std::optional<long> n = exponent.denominator().to_long();
            const std::optional<long> m = exponent.numerator().to_long();
            if (!n || !m || !is_exact_real(x)) return arithmetic_.power(x, exponent);
            const Value root = arithmetic_.nth_root(x, static_cast<unsigned long>(*n));
            return arithmetic_.power(root, Rational(*m));
          });
        if (first.exact && get_if<Ball>(*first.exact)) first.exact.reset();
        std::vector<Coefficient> result{first};
        Rational binomial(1);
        for (long k = 1; k < count; ++k) {
          Coefficient next = over(times(result.back(), (exponent - Rational(k - 1)) / Rational(k)), y);
          binomial *= (exponent - Rational(k - 1)) / Rational(k);
          next.range = mul(Interval::from(binomial, precision()),
                           pow(y.range, exponent - Rational(k), precision()), precision());
          result.push_back(std::move(next));
        }
        return result;
      },
      on_positive_numbers};
  if (a->smaller && !a->greater->constant() && signs(a->greater).only_positive())
    return within(multiply(power(a->greater, exponent), power(one_and_the_rest(a), exponent)),
                  pow(a->value, exponent, precision()));
  if (!a->exponent.empty()) {
    const Interval value = pow(a->value, exponent, precision());
    if (!possible.only_positive()) return somewhere(value);
    return with_exponent(power(without_exponent(a), exponent), scaled(a->exponent, exponent), value);
  }
  const Rational from_u = Rational(a->valuation) * exponent;
  const Interval inner = bracket(*a);
  if (a->valuation == 0 || !inner.is_positive() || !from_u.is_integer() || !expansion_.u.is_nonnegative()) {
    if (!a->value.is_positive()) return somewhere(pow(a->value, exponent, precision()));
    return compose(a, function);
  }
  TaylorModel result = *compose(unit_of(*a, inner), function);
  result.valuation += *from_u.numerator().to_long();
  result.value = pow(a->value, exponent, precision());
  return make(std::move(result));
}

// (-1)^e for e = c j + d, where j = 1/u^power is an integer, c an even and d any integer.
std::optional<int> ModelArithmetic::sign_of_power(const Model& exponent) const {
  const TaylorModel& e = *exponent;
  if (const std::optional<long> n = e.is_zero() ? 0 : integer_constant(e)) return *n % 2 == 0 ? 1 : -1;
  if (!expansion_.is_over_integers || !is_integer_valued(e, expansion_.power)) return std::nullopt;
  int sign = 1;
  for (long i = 0; i < e.count(); ++i) {
    const Coefficient& c = e.known[static_cast<std::size_t>(i)];
    if (c.is_zero() || fmpz_is_even(get_if<Rational>(*c.exact)->numerator().raw()) != 0) continue;
    if (e.valuation + i != 0) return std::nullopt;
    sign = -1;
  }
  return sign;
}

Model ModelArithmetic::power(const Model& a, const Model& b) const {
  if (const Value* value = b->constant())
    if (const auto* q = get_if<Rational>(*value)) return power(a, *q);
  if (b->is_zero()) return constant(one());
  const Signs base = signs(a);
  const Signs exponent = signs(b);
  if (a->is_zero() && exponent.only_positive()) return a;
  if (base.negative && !base.zero && !base.positive)
    if (const std::optional<int> sign = sign_of_power(b)) {
      const Model size = power(negate(a), b);
      return *sign > 0 ? size : negate(size);
    }
  if (base.negative) {  // defined where the exponent is an integer
    expansion_.doubt = true;
    return somewhere(Interval::whole());
  }
  if (base.zero) {  // 0 to a positive power is 0
    if (!exponent.only_positive()) expansion_.doubt = true;
    if (!exponent.only_positive()) return somewhere(Interval::nonnegative());
    Interval value = ball::exp(mul(b->value, ball::log(a->value, precision()), precision()), precision());
    return somewhere(hull(Interval(), value));
  }
  return exp(multiply(b, log(a)));
}

Model ModelArithmetic::root(const Model& a, unsigned long n) const {
  if (n == 1) return a;
  const Rational exponent(Integer(1), Integer(n));
  const Signs possible = signs(a);
  if (n % 2 == 0 || !possible.negative) return power(a, exponent);
  if (!possible.positive && !possible.zero) return negate(power(negate(a), exponent));
  return somewhere(ball::root(a->value, n, precision()));
}

// ---- circular and logistic functions

// The derivatives of sin are cos, -sin, -cos, sin, ...; `shift` 0 begins with sin, 1 with cos.
std::vector<Coefficient> ModelArithmetic::circular_coefficients(const Coefficient& y, long count,
                                                                long shift) const {
  return alternating(exactly("sin", y, ball::sin(y.range, precision())),
                     exactly("cos", y, ball::cos(y.range, precision())), -1, count, shift);
}

// The derivatives s, c, side s, side c, s, ..., from the one of number `shift` on, over factorials.
std::vector<Coefficient> ModelArithmetic::alternating(const Coefficient& s, const Coefficient& c, long side,
                                                      long count, long shift) const {
  std::vector<Coefficient> result;
  Rational factor(1);
  for (long k = 0; k < count; ++k) {
    if (k > 0) factor /= Rational(k);
    const long n = k + shift;
    result.push_back(times(n % 2 == 0 ? s : c, n % 4 < 2 ? factor : Rational(side) * factor));
  }
  return result;
}

Model ModelArithmetic::sin(const Model& a) const {
  return compose(a,
                 {[this](const Interval& y) { return ball::sin(y, precision()); },
                  [this](const Coefficient& y, long count) { return circular_coefficients(y, count, 0); }});
}

Model ModelArithmetic::cos(const Model& a) const {
  return compose(a,
                 {[this](const Interval& y) { return ball::cos(y, precision()); },
                  [this](const Coefficient& y, long count) { return circular_coefficients(y, count, 1); }});
}

// t' = 1 - t^2. Towards infinity it is (1 - e)/(1 + e) with e = exp(-2 a).
Model ModelArithmetic::tanh(const Model& a) const {
  if (const int side = direction(*a); side != 0) {
    const Model e = exp(scaled(a, coefficient(Rational(-2 * side))));
    const Model unit = constant(one());
    const Model result = divide(subtract(unit, e), add(unit, e));
    return side > 0 ? result : negate(result);
  }
  return compose(a, {[this](const Interval& y) { return ball::tanh(y, precision()); },
                     [this](const Coefficient& y, long count) {
                       std::vector<Coefficient> t{exactly("tanh", y, ball::tanh(y.range, precision()))};
                       for (long k = 1; k < count; ++k) {
                         Coefficient square = product(t, t, k).back();
                         if (k == 1) square.range = pow(t[0].range, 2, precision());
                         Coefficient next = k == 1 ? plus(one(), minus(square)) : minus(square);
                         t.push_back(times(next, Rational(1, k)));
                       }
                       return t;
                     }});
}

// s' = s (1 - s), at most 1/4.
std::vector<Coefficient> ModelArithmetic::sigmoid_coefficients(const Coefficient& y, long count) const {
  auto value = [this](const Interval& x) {
    return increasing(model::sigmoid, x, Interval::between_integers(0, 1), precision());
  };
  std::vector<Coefficient> s{exactly("sigmoid", y, value(y.range))};
  for (long k = 1; k < count; ++k) {
    Coefficient next = plus(s.back(), minus(product(s, s, k).back()));
    if (k == 1) {
      const Interval most = Interval::from(Rational(0), Rational(1, 4), precision());
      next.range = intersection(mul(value(y.range), value(neg(y.range)), precision()), most);
    }
    s.push_back(times(next, Rational(1, k)));
  }
  return s;
}

// Towards infinity it is 1/(1 + exp(-a)), towards minus infinity exp(a)/(1 + exp(a)).
Model ModelArithmetic::sigmoid(const Model& a) const {
  if (const int side = direction(*a); side != 0) {
    const Model e = exp(side > 0 ? negate(a) : a);
    return divide(side > 0 ? constant(one()) : e, add(constant(one()), e));
  }
  return compose(a, {[this](const Interval& y) {
                       return increasing(model::sigmoid, y, Interval::between_integers(0, 1), precision());
                     },
                     [this](const Coefficient& y, long count) { return sigmoid_coefficients(y, count); }});
}

// Its derivative is the sigmoid.
std::vector<Coefficient> ModelArithmetic::softplus_coefficients(const Coefficient& y, long count) const {
  std::vector<Coefficient> result{
      exactly("softplus", y, increasing(model::softplus, y.range, Interval::nonnegative(), precision()))};
  if (count == 1) return result;
  const std::vector<Coefficient> s = sigmoid_coefficients(y, count - 1);
  for (long k = 1; k < count; ++k)
    result.push_back(times(s[static_cast<std::size_t>(k - 1)], Rational(1, k)));
  return result;
}

Model ModelArithmetic::softplus(const Model& a) const {
  if (const int side = direction(*a); side != 0) {  // log(1 + exp(a)) = a + log(1 + exp(-a))
    const Model small = log(add(constant(one()), exp(side > 0 ? negate(a) : a)));
    return side > 0 ? add(a, small) : small;
  }
  return compose(a, {[this](const Interval& y) {
                       return increasing(model::softplus, y, Interval::nonnegative(), precision());
                     },
                     [this](const Coefficient& y, long count) { return softplus_coefficients(y, count); }});
}

Model ModelArithmetic::softplus_derivative(const Model& a, unsigned long order) const {
  constexpr unsigned long most = 40;
  if (order == 0) return softplus(a);
  if (order == 1) return sigmoid(a);
  if (order > most) throw Unsupported("a derivative of high order on a piece");
  const auto n = static_cast<long>(order);
  if (const int side = direction(*a); side != 0) {  // a polynomial in the sigmoid; even or odd
    Machine& machine = *expansion_.machine;
    const Polynomial polynomial = machine.cache().derivative(
        Polynomial::variable(), order - 1, [&machine](unsigned long steps) { machine.charge(steps); });
    const Model s = sigmoid(side > 0 ? negate(a) : a);
    Model result = constant(coefficient(Rational(0)));
    for (long k = polynomial.degree(); k >= 0; --k)
      result = add(multiply(result, s),
                   constant(coefficient(polynomial.coefficient(static_cast<unsigned long>(k)))));
    return side > 0 && n % 2 != 0 ? negate(result) : result;
  }
  auto coefficients = [this, n](const Coefficient& y, long count) {
    const std::vector<Coefficient> all = softplus_coefficients(y, n + count);
    std::vector<Coefficient> result;
    for (long k = 0; k < count; ++k) {
      Rational factor(1);
      for (long i = k + 1; i <= n + k; ++i) factor *= Rational(i);
      result.push_back(times(all[static_cast<std::size_t>(n + k)], factor));
    }
    return result;
  };
  return compose(a, {[coefficients](const Interval& y) {
                       return coefficients(Coefficient{y, std::nullopt}, 1)[0].range;
                     },
                     coefficients});
}

Coefficient ModelArithmetic::root_of_pi() const {
  const Coefficient pi = coefficient(ExactNumber::pi());
  return exactly("sqrt", pi, pow(pi.range, Rational(1, 2), precision()));
}

Model ModelArithmetic::from_zero_to_one() const {
  return somewhere(Interval::between_integers(0, 1));
}

// exp(-a^2) / (a sqrt(pi)) (1 - 1/(2 a^2) + 3/(2 a^2)^2 - ...) for a > 0; what is left out lies between 0 and
// the first term left out (DLMF 7.12.1).
Model ModelArithmetic::erfc_at_infinity(const Model& a) const {
  const Model square = multiply(a, a);
  const Model half = inverse(scaled(square, coefficient(Rational(2))));
  Model term = constant(one());
  Model series = constant(one());
  const long count = std::max(1L, expansion_.order / 2);
  for (long k = 1; k <= count; ++k) {
    term = multiply(scaled(term, coefficient(Rational(-(2 * k - 1)))), half);
    if (k < count) series = add(series, term);
  }
  series = add(series, multiply(from_zero_to_one(), term));
  const Coefficient factor = over(one(), root_of_pi());
  const Model result = multiply(exp(negate(square)), multiply(scaled(series, factor), inverse(a)));
  return within(result, ball::erfc(a->value, precision()));
}

// Its derivative is -2/sqrt(pi) exp(-y^2), whose coefficients q have (k + 1) q_(k+1) = -2 (y q_k + q_(k-1)).
Model ModelArithmetic::erfc(const Model& a) const {
  if (a->logarithm) return erfc(bounded_logarithm(a));
  if (const int side = direction(*a); side > 0)
    return erfc_at_infinity(a);
  else if (side < 0)
    return subtract(constant(coefficient(Rational(2))), erfc_at_infinity(negate(a)));
  return compose(
      a,
      {[this](const Interval& y) { return ball::erfc(y, precision()); },
       [this](const Coefficient& y, long count) {
         std::vector<Coefficient> result{exactly("erfc", y, ball::erfc(y.range, precision()))};
         if (count == 1) return result;
         Coefficient square = times(y, y);
         square.range = pow(y.range, 2, precision());
         std::vector<Coefficient> q{exactly("exp", minus(square), ball::exp(neg(square.range), precision()))};
         for (long k = 1; k < count - 1; ++k) {
           Coefficient next = times(y, q.back());
           if (k > 1) next = plus(next, q[static_cast<std::size_t>(k - 2)]);
           q.push_back(times(next, Rational(-2, k)));
         }
         const Coefficient factor = times(over(one(), root_of_pi()), Rational(-2));
         for (long k = 1; k < count; ++k)
           result.push_back(times(times(q[static_cast<std::size_t>(k - 1)], factor), Rational(1, k)));
         return result;
       }});
}

// ---- cases

Model ModelArithmetic::absolute(const Model& a) const {
  const Signs possible = signs(a);
  if (!possible.negative) return a;
  if (!possible.positive) return negate(a);
  return somewhere(ball::abs(a->value));
}

Model ModelArithmetic::minimum(const Model& a, const Model& b) const {
  const Signs difference = signs(subtract(a, b));
  if (!difference.positive) return a;
  if (!difference.negative) return b;
  return somewhere(ball::min(a->value, b->value));
}

Model ModelArithmetic::maximum(const Model& a, const Model& b) const {
  const Signs difference = signs(subtract(a, b));
  if (!difference.negative) return a;
  if (!difference.positive) return b;
  return somewhere(ball::max(a->value, b->value));
}

Model ModelArithmetic::either(const Model& a, const Model& b) const {
  return somewhere(hull(a->value, b->value));
}

}  // namespace dropcert::verify
