#include "verify/builtins.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exact/factorial.hpp"
#include "language/functions.hpp"
#include "model/convergence.hpp"
#include "model/derivatives.hpp"
#include "model/deviation.hpp"
#include "model/logistic.hpp"
#include "model/moments.hpp"
#include "model/partial_regulariser.hpp"
#include "model/radius.hpp"
#include "model/regulariser.hpp"
#include "verify/outcome.hpp"

namespace dropcert {

namespace {

using Arguments = std::vector<Value>;

// The index n of a sequence: an integer >= 0.
unsigned long index(const Machine& machine, const Value& value, std::string_view what) {
  Integer n = require_integer(value, what);
  if (n.sign() < 0) throw Undefined(fmt::format("{} is negative", what));
  std::optional<long> small = n.to_long();
  if (!small || static_cast<unsigned long>(*small) > machine.limits().index)
    throw TooLarge(fmt::format("{} is beyond {}", what, machine.limits().index));
  return static_cast<unsigned long>(*small);
}

bool is_zero(const Value& value) {
  const auto* rational = get_if<Rational>(value);
  return rational && rational->is_zero();
}

bool is_symbolic(const Value& value) {
  return get_if<Symbolic>(value) != nullptr;
}

// ---- elementary functions
// -----------------------------------------------------------------------------------

using RealFunction = Ball (*)(const Ball&, Bits);

template <RealFunction function>
Value real(Machine& machine, const Arguments& arguments) {
  return function(machine.arithmetic().ball(arguments[0]), machine.precision());
}

// A function that takes the exact value `at_zero` at 0.
template <RealFunction function, int at_zero>
Value real_exact_at_zero(Machine& machine, const Arguments& arguments) {
  if (is_zero(arguments[0])) return Rational(at_zero);
  return real<function>(machine, arguments);
}

Value exp_value(Machine& machine, const Arguments& arguments) {
  if (const auto* symbolic = get_if<Symbolic>(arguments[0]))
    return machine.arithmetic().symbols().exp(*symbolic);
  return real_exact_at_zero<exp, 1>(machine, arguments);
}

Value log_value(Machine& machine, const Arguments& arguments) {
  const Value& x = arguments[0];
  if (const auto* symbolic = get_if<Symbolic>(x)) return machine.arithmetic().symbols().log(*symbolic);
  if (is_exact_real(x) && exact_sign(x) <= 0)
    throw Undefined("the logarithm of a number that is not positive");
  if (const auto* rational = get_if<Rational>(x); rational && *rational == Rational(1)) return Rational(0);
  Ball ball = machine.arithmetic().ball(x);
  if (ball.sign() == -1 || ball.sign() == 0)
    throw Undefined("the logarithm of a number that is not positive");
  return log(ball, machine.precision());
}

// cos and sin at integer multiples of pi are exact.
std::optional<Integer> multiple_of_pi(const Value& value) {
  const auto* number = get_if<PiNumber>(value);
  if (!number || number->polynomial.degree() != 1 || !number->polynomial.coefficient(0).is_zero())
    return std::nullopt;
  Rational factor = number->polynomial.coefficient(1);
  return factor.is_integer() ? std::optional(factor.numerator()) : std::nullopt;
}

Value sin_value(Machine& machine, const Arguments& arguments) {
  if (multiple_of_pi(arguments[0])) return Rational(0);
  return real_exact_at_zero<sin, 0>(machine, arguments);
}

Value cos_value(Machine& machine, const Arguments& arguments) {
  if (std::optional<Integer> n = multiple_of_pi(arguments[0]))
    return Rational(fmpz_is_even(n->raw()) ? 1 : -1);
  return real_exact_at_zero<cos, 1>(machine, arguments);
}

Value zeta_value(Machine& machine, const Arguments& arguments) {
  const Value& s = arguments[0];
  Truth beyond_the_pole = machine.arithmetic().compare(s, Relation::greater, Rational(1));
  if (beyond_the_pole == false) throw Undefined("zeta(s) for s <= 1");
  if (!beyond_the_pole) throw Imprecise("zeta(s) where s is not known to be greater than 1");
  if (std::optional<Integer> n = as_integer(s))
    return zeta_ui(index(machine, s, "the argument of zeta"), machine.precision());
  return zeta(machine.arithmetic().ball(s), machine.precision());
}

Value tanh_value(Machine& machine, const Arguments& arguments) {
  if (!get_if<Symbolic>(arguments[0])) return real_exact_at_zero<tanh, 0>(machine, arguments);
  Arithmetic arithmetic = machine.arithmetic();
  Value e = arithmetic.symbols().exp(*get_if<Symbolic>(arithmetic.multiply(Rational(2), arguments[0])));
  return arithmetic.divide(arithmetic.subtract(e, Rational(1)), arithmetic.add(e, Rational(1)));
}

Value abs_value(Machine& machine, const Arguments& arguments) {
  return machine.arithmetic().absolute(arguments[0]);
}
Value sqrt_value(Machine& machine, const Arguments& arguments) {
  return machine.arithmetic().square_root(arguments[0]);
}

Value root_value(Machine& machine, const Arguments& arguments) {
  unsigned long n = index(machine, arguments[1], "the order of the root");
  if (n == 0) throw Undefined("the 0-th root");
  return machine.arithmetic().nth_root(arguments[0], n);
}

Value min_value(Machine& machine, const Arguments& arguments) {
  Value least = arguments[0];
  for (const Value& argument : arguments) least = machine.arithmetic().minimum(least, argument);
  return least;
}

Value max_value(Machine& machine, const Arguments& arguments) {
  Value greatest = arguments[0];
  for (const Value& argument : arguments) greatest = machine.arithmetic().maximum(greatest, argument);
  return greatest;
}

// ---- numbers
// ------------------------------------------------------------------------------------------------

Value binomial_value(Machine& machine, const Arguments& arguments) {
  return Rational(binomial(index(machine, arguments[0], "the upper index of a binomial coefficient"),
                           index(machine, arguments[1], "the lower index of a binomial coefficient")));
}

Value stirling2_value(Machine& machine, const Arguments& arguments) {
  return Rational(
      machine.cache().stirling2(index(machine, arguments[0], "the first index of a Stirling number"),
                                index(machine, arguments[1], "the second index of a Stirling number")));
}

Value surjections_value(Machine& machine, const Arguments& arguments) {
  return Rational(machine.cache().surjections(index(machine, arguments[0], "the first index of T(n, k)"),
                                              index(machine, arguments[1], "the second index of T(n, k)")));
}

Value bell_value(Machine& machine, const Arguments& arguments) {
  return Rational(machine.cache().bell(index(machine, arguments[0], "the index of a Bell number")));
}

Value bernoulli_value(Machine& machine, const Arguments& arguments) {
  return machine.cache().bernoulli(index(machine, arguments[0], "the index of a Bernoulli number"));
}

Value length_value(Machine&, const Arguments& arguments) {
  return Rational(static_cast<long>((*get_if<List>(arguments[0]))->size()));
}

// ---- the logistic model
// -------------------------------------------------------------------------------------

// 1/(1 + exp(-z)) as a function.
Value symbolic_sigmoid(Machine& machine, const Value& z) {
  Arithmetic arithmetic = machine.arithmetic();
  Value e = arithmetic.symbols().exp(*get_if<Symbolic>(z));
  return arithmetic.divide(e, arithmetic.add(Rational(1), e));
}

Value symbolic_softplus(Machine& machine, const Value& z) {
  Arithmetic arithmetic = machine.arithmetic();
  Value e = arithmetic.symbols().exp(*get_if<Symbolic>(z));
  return arithmetic.symbols().log(*get_if<Symbolic>(arithmetic.add(Rational(1), e)));
}

Value sigmoid_value(Machine& machine, const Arguments& arguments) {
  if (is_symbolic(arguments[0])) return symbolic_sigmoid(machine, arguments[0]);
  if (is_zero(arguments[0])) return Rational(Integer(1), Integer(2));
  return sigmoid(machine.arithmetic().ball(arguments[0]), machine.precision());
}

Value softplus_value(Machine& machine, const Arguments& arguments) {
  if (is_symbolic(arguments[0])) return symbolic_softplus(machine, arguments[0]);
  return softplus(machine.arithmetic().ball(arguments[0]), machine.precision());
}

// The n-th derivative of the sigmoid as a polynomial in it.
Value symbolic_sigmoid_derivative(Machine& machine, unsigned long n, const Value& z) {
  constexpr unsigned long most = 60;
  if (n > most) throw Unsupported(fmt::format("a derivative of order beyond {} in an identity", most));
  const Polynomial& polynomial = machine.cache().derivative(Polynomial::variable(), n);
  Value p = symbolic_sigmoid(machine, z);
  Value sum = Rational(0);
  for (long j = polynomial.degree(); j >= 0; --j)
    sum = machine.arithmetic().add(machine.arithmetic().multiply(sum, p),
                                   polynomial.coefficient(static_cast<unsigned long>(j)));
  return sum;
}

Value sigmoid_derivative_value(Machine& machine, const Arguments& arguments) {
  unsigned long n = index(machine, arguments[0], "the order of a derivative");
  if (is_symbolic(arguments[1])) return symbolic_sigmoid_derivative(machine, n, arguments[1]);
  if (const auto* z = get_if<Rational>(arguments[1]))
    if (std::optional<Rational> exact = sigmoid_derivative_exact(n, *z)) return *exact;
  return sigmoid_derivative(n, machine.arithmetic().ball(arguments[1]), machine.precision());
}

Value softplus_derivative_value(Machine& machine, const Arguments& arguments) {
  unsigned long n = index(machine, arguments[0], "the order of a derivative");
  if (is_symbolic(arguments[1]))
    return n == 0 ? symbolic_softplus(machine, arguments[1])
                  : symbolic_sigmoid_derivative(machine, n - 1, arguments[1]);
  if (const auto* z = get_if<Rational>(arguments[1]))
    if (std::optional<Rational> exact = softplus_derivative_exact(n, *z)) return *exact;
  return softplus_derivative(n, machine.arithmetic().ball(arguments[1]), machine.precision());
}

// sqrt(pi^2 + z^2), exact where that is a polynomial in pi.
Value radius_value(Machine& machine, const Arguments& arguments) {
  if (!is_exact_real(arguments[0]))
    return radius(machine.arithmetic().ball(arguments[0]), machine.precision());
  Arithmetic arithmetic = machine.arithmetic();
  Value square = arithmetic.multiply(arguments[0], arguments[0]);
  return arithmetic.square_root(arithmetic.add(PiNumber{Polynomial::monomial(1, 2)}, square));
}

// ---- dropout
// ------------------------------------------------------------------------------------------------

void require_probability(Machine& machine, const Value& delta) {
  Arithmetic arithmetic = machine.arithmetic();
  Truth above = arithmetic.compare(delta, Relation::greater, Rational(0));
  Truth below = arithmetic.compare(delta, Relation::less, Rational(1));
  if (above == false || below == false)
    throw Undefined("dropout needs a probability strictly between 0 and 1");
  if (!above || !below) throw Imprecise("a dropout probability is not known to be between 0 and 1");
}

// A function for a probability stands for those of its values that are one.
DropoutLaw law_of(Machine& machine, const Value& contributions, const Value& delta) {
  if (!is_symbolic(delta)) require_probability(machine, delta);
  return {*get_if<List>(contributions), std::make_shared<const Value>(delta)};
}

// q with value = q pi, or nullopt.
std::optional<Rational> units_of_pi(const Value& value) {
  if (is_zero(value)) return Rational(0);
  const auto* number = get_if<PiNumber>(value);
  if (!number || number->polynomial.degree() != 1 || !number->polynomial.coefficient(0).is_zero())
    return std::nullopt;
  return number->polynomial.coefficient(1);
}

// The model with rational delta and contributions all rational, or all rational multiples of pi.
std::optional<Dropout> exact_model(const Value& contributions, const Value& delta) {
  const auto* d = get_if<Rational>(delta);
  if (!d) return std::nullopt;
  std::vector<Rational> plain;
  std::vector<Rational> in_pi;
  for (const Value& a : **get_if<List>(contributions)) {
    if (const auto* rational = get_if<Rational>(a)) plain.push_back(*rational);
    if (std::optional<Rational> units = units_of_pi(a)) in_pi.push_back(*units);
  }
  std::size_t size = (*get_if<List>(contributions))->size();
  if (plain.size() == size) return Dropout(std::move(plain), *d);
  if (in_pi.size() == size) return Dropout(std::move(in_pi), *d, true);
  return std::nullopt;
}

// q pi^n, or q if the model is not in units of pi.
Value in_units(const Dropout& model, const Rational& q, unsigned long n) {
  return model.in_units_of_pi ? pi_number(Polynomial::monomial(q, n)) : Value(q);
}

Value logit(Machine& machine, const Value& contributions) {
  Value sum = Rational(0);
  for (const Value& a : **get_if<List>(contributions)) sum = machine.arithmetic().add(sum, a);
  return sum;
}

Value dropout_value(Machine& machine, const Arguments& arguments) {
  return law_of(machine, arguments[0], arguments[1]);
}

// E f(noised logit) by enumeration.
template <class Function>
Value expectation(Machine& machine, const Value& contributions, const Value& delta, Function f) {
  Arithmetic arithmetic = machine.arithmetic();
  Value sum = Rational(0);
  for (const auto& [point, weight] : machine.atoms(law_of(machine, contributions, delta)))
    sum = arithmetic.add(sum, arithmetic.multiply(weight, f(point)));
  return sum;
}

Value moment_of(Machine& machine, const Value& contributions, const Value& delta, unsigned long n) {
  if (std::optional<Dropout> model = exact_model(contributions, delta))
    return in_units(*model, moment(*model, n), n);
  Value z0 = logit(machine, contributions);
  return expectation(machine, contributions, delta, [&](const Value& z) {
    return machine.arithmetic().power(machine.arithmetic().subtract(z, z0), Rational(static_cast<long>(n)));
  });
}

Value moment_value(Machine& machine, const Arguments& arguments) {
  return moment_of(machine, arguments[0], arguments[1],
                   index(machine, arguments[2], "the order of a moment"));
}

// max(r P + N, P + r N), P and N the sums of the positive and of the moduli of the negative contributions.
Value deviation_value(Machine& machine, const Arguments& arguments) {
  if (std::optional<Dropout> model = exact_model(arguments[0], arguments[1]))
    return in_units(*model, deviation(*model), 1);
  require_probability(machine, arguments[1]);
  Arithmetic arithmetic = machine.arithmetic();
  Value odds = arithmetic.divide(arguments[1], arithmetic.subtract(Rational(1), arguments[1]));
  Value positive = Rational(0);
  Value negative = Rational(0);
  for (const Value& a : **get_if<List>(arguments[0])) {
    positive = arithmetic.add(positive, arithmetic.maximum(a, Rational(0)));
    negative = arithmetic.subtract(negative, arithmetic.minimum(a, Rational(0)));
  }
  return arithmetic.maximum(arithmetic.add(arithmetic.multiply(odds, positive), negative),
                            arithmetic.add(positive, arithmetic.multiply(odds, negative)));
}

Value regulariser_value(Machine& machine, const Arguments& arguments) {
  if (std::optional<Dropout> model = exact_model(arguments[0], arguments[1]))
    return regulariser(*model, machine.precision());
  require_probability(machine, arguments[1]);
  Value mean = expectation(machine, arguments[0], arguments[1],
                           [&](const Value& z) { return softplus_value(machine, {z}); });
  return machine.arithmetic().subtract(mean, softplus_value(machine, {logit(machine, arguments[0])}));
}

Value partial_regulariser_value(Machine& machine, const Arguments& arguments) {
  unsigned long k = index(machine, arguments[0], "the order of an approximation");
  if (std::optional<Dropout> model = exact_model(arguments[1], arguments[2])) {
    if (std::optional<Rational> exact = partial_regulariser_exact(k, *model)) return *exact;
    return partial_regulariser(k, *model, machine.precision());
  }
  constexpr unsigned long most = 200;
  if (k > most)
    throw TooLarge(
        fmt::format("an approximation of order beyond {} with contributions that are not rational", most));
  require_probability(machine, arguments[2]);
  Arithmetic arithmetic = machine.arithmetic();
  Value z0 = logit(machine, arguments[1]);
  Value sum = Rational(0);
  for (unsigned long j = 2; j <= k; ++j) {
    Value derivative = softplus_derivative_value(machine, {Rational(static_cast<long>(j)), z0});
    Value term = arithmetic.multiply(derivative, moment_of(machine, arguments[1], arguments[2], j));
    sum = arithmetic.add(sum, arithmetic.divide(term, Rational(machine.cache().factorial(j))));
  }
  return sum;
}

// V <= sqrt(pi^2 + z0^2).
Truth converges_truth(Machine& machine, const Arguments& arguments) {
  if (std::optional<Dropout> model = exact_model(arguments[0], arguments[1])) return converges(*model);
  Arithmetic arithmetic = machine.arithmetic();
  Value greatest = deviation_value(machine, arguments);
  Value z0 = logit(machine, arguments[0]);
  Value excess = arithmetic.subtract(arithmetic.multiply(greatest, greatest), arithmetic.multiply(z0, z0));
  return arithmetic.compare(excess, Relation::less_equal, PiNumber{Polynomial::monomial(1, 2)});
}

// ---- the ring Q[p]
// ------------------------------------------------------------------------------------------

Polynomial polynomial_in_p(const Value& value) {
  if (const auto* element = get_if<RingElement>(value)) return element->polynomial;
  if (const auto* rational = get_if<Rational>(value)) return Polynomial(*rational);
  throw Unsupported("a polynomial in p with rational coefficients is expected");
}

Value derivation_value(Machine& machine, const Arguments& arguments) {
  unsigned long order = arguments.size() > 1 ? index(machine, arguments[1], "the order of a derivative") : 1;
  constexpr unsigned long most = 5000;
  if (order > most) throw TooLarge(fmt::format("a derivative of order beyond {} in Q[p]", most));
  return ring_element(machine.cache().derivative(polynomial_in_p(arguments[0]), order));
}

Value at_value(Machine& machine, const Arguments& arguments) {
  Polynomial polynomial = polynomial_in_p(arguments[0]);
  if (const auto* x = get_if<Rational>(arguments[1])) {
    machine.arithmetic().require_size(static_cast<std::size_t>(std::max(polynomial.degree(), 0L)) *
                                      (x->bits() > 1 ? x->bits() : 0));
    return polynomial.evaluate(*x);
  }
  Arithmetic arithmetic = machine.arithmetic();
  Value sum = Rational(0);
  for (long n = polynomial.degree(); n >= 0; --n)
    sum = arithmetic.add(arithmetic.multiply(sum, arguments[1]),
                         polynomial.coefficient(static_cast<unsigned long>(n)));
  return sum;
}

Value mean_over_p_value(Machine&, const Arguments& arguments) {
  return polynomial_in_p(arguments[0]).integrate(Rational(0), Rational(1));
}

const std::vector<Builtin>& builtins() {
  static const std::vector<Builtin> table = [] {
    std::vector<Builtin> entries = {{"binomial", binomial_value},
                                    {"stirling2", stirling2_value},
                                    {"surjections", surjections_value},
                                    {"bell", bell_value},
                                    {"bernoulli", bernoulli_value},
                                    {"zeta", zeta_value},
                                    {"exp", exp_value},
                                    {"log", log_value},
                                    {"sqrt", sqrt_value},
                                    {"sin", sin_value},
                                    {"cos", cos_value},
                                    {"tanh", tanh_value},
                                    {"erfc", real_exact_at_zero<erfc, 1>},
                                    {"abs", abs_value},
                                    {"min", min_value},
                                    {"max", max_value},
                                    {"root", root_value},
                                    {"sigmoid", sigmoid_value},
                                    {"softplus", softplus_value},
                                    {"sigmoid_derivative", sigmoid_derivative_value},
                                    {"softplus_derivative", softplus_derivative_value},
                                    {"radius", radius_value},
                                    {"dropout", dropout_value},
                                    {"moment", moment_value},
                                    {"deviation", deviation_value},
                                    {"regulariser", regulariser_value},
                                    {"partial_regulariser", partial_regulariser_value},
                                    {"converges", nullptr, converges_truth},
                                    {"length", length_value},
                                    {"D", derivation_value},
                                    {"at", at_value},
                                    {"mean_over_p", mean_over_p_value}};
    for (Builtin& entry : entries)
      if (const Function* function = find_function(entry.name)) entry.theorem = function->theorem;
    return entries;
  }();
  return table;
}

}  // namespace

const Builtin* find_builtin(std::string_view name) {
  for (const Builtin& entry : builtins())
    if (entry.name == name) return &entry;
  return nullptr;
}

}  // namespace dropcert
