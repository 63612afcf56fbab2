// Dropout laws, moments, and the regulariser.
#include <fmt/core.h>

#include <algorithm>

#include "model/convergence.hpp"
#include "model/deviation.hpp"
#include "model/moments.hpp"
#include "model/partial_regulariser.hpp"
#include "model/regulariser.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;
using namespace model;

namespace {

void require_probability(Machine& machine, const Value& delta) {
  Arithmetic arithmetic = machine.arithmetic();
  const Outcomes inside = conjunction(arithmetic.compare(delta, Relation::greater, Rational(0)),
                                      arithmetic.compare(delta, Relation::less, Rational(1)));
  if (inside.is_refuted()) throw Undefined("dropout needs a probability strictly between 0 and 1");
  if (inside.holds()) return;
  if (!is_symbolic(delta)) throw Imprecise("a dropout probability is not known to be between 0 and 1");
  machine.doubt();
}

// Every law is of real numbers with a probability.
void require_law(Machine& machine, const Value& contributions, const Value& delta) {
  for (const Value& a : **get_if<List>(contributions)) require_real(machine, a, "a contribution of a law");
  require_real(machine, delta, "the probability of a law");
  require_probability(machine, delta);
}

DropoutLaw law_of(Machine& machine, const Value& contributions, const Value& delta) {
  require_law(machine, contributions, delta);
  return {*get_if<List>(contributions), std::make_shared<const Value>(delta)};
}

// Where arguments a, d, and perhaps a bias begin.
Value bias_of(Machine& machine, const Arguments& arguments, std::size_t first = 0) {
  if (arguments.size() <= first + 2) return Rational(0);
  require_real(machine, arguments[first + 2], "a bias");
  return arguments[first + 2];
}

// The model with rational delta; contributions and bias all rational, or all rational multiples of pi.
std::optional<Dropout> exact_model(Machine& machine, const Value& contributions, const Value& delta,
                                   const Value& bias = Rational(0)) {
  require_law(machine, contributions, delta);
  const auto* d = get_if<Rational>(delta);
  if (!d) return std::nullopt;
  std::vector<Rational> plain;
  std::vector<Rational> in_pi;
  for (const Value& a : **get_if<List>(contributions)) {
    if (const auto* rational = get_if<Rational>(a)) plain.push_back(*rational);
    if (std::optional<Rational> units = units_of_pi(a)) in_pi.push_back(*units);
  }
  std::size_t size = (*get_if<List>(contributions))->size();
  if (size == 0) plain.push_back(Rational(0));  // the same law
  const auto* b = get_if<Rational>(bias);
  if (b && plain.size() == std::max<std::size_t>(size, 1)) return Dropout(std::move(plain), *d, false, *b);
  const std::optional<Rational> units = b && b->is_zero() ? Rational(0) : units_of_pi(bias);
  if (units && in_pi.size() == size) return Dropout(std::move(in_pi), *d, true, *units);
  return std::nullopt;
}

// Moments up to order n are n^2 operations on numbers of some n times as many bits as the model's.
void require_effort(const Dropout& model, unsigned long n) {
  constexpr double most = 6e9;  // bit operations, a few seconds
  std::size_t bits = model.delta.bits() + 1;
  for (const Rational& a : model.contributions) bits = std::max(bits, a.bits() + 1);
  const auto order = static_cast<double>(n);
  if (order * order * order * static_cast<double>(bits) > most)
    throw TooLarge(fmt::format("a moment of order {} of contributions of {} bits", n, bits));
}

// q pi^n, or q if the model is not in units of pi.
Value in_units(const Dropout& model, const Rational& q, unsigned long n) {
  return model.in_units_of_pi ? exact_value(Quotient(Polynomial::monomial(q, n))) : Value(q);
}

Value logit(Machine& machine, const Value& contributions, const Value& bias = Rational(0)) {
  Value sum = bias;
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
  if (std::optional<Dropout> model = exact_model(machine, contributions, delta)) {
    require_effort(*model, n);
    return in_units(*model, moment(*model, n), n);
  }
  require_probability(machine, delta);
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
  if (std::optional<Dropout> model = exact_model(machine, arguments[0], arguments[1]))
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
  const Value bias = bias_of(machine, arguments);
  if (std::optional<Dropout> model = exact_model(machine, arguments[0], arguments[1], bias);
      model && !machine.decides_forms()) {
    const std::vector<Rational>& a = model->contributions;
    if (std::all_of(a.begin(), a.end(), [](const Rational& x) { return x.is_zero(); })) return Rational(0);
    return regulariser(*model, machine.precision());
  }
  require_probability(machine, arguments[1]);
  Value mean = expectation(machine, arguments[0], arguments[1], [&](const Value& z) {
    return softplus_value(machine, {machine.arithmetic().add(z, bias)});
  });
  return machine.arithmetic().subtract(mean, softplus_value(machine, {logit(machine, arguments[0], bias)}));
}

Value partial_regulariser_value(Machine& machine, const Arguments& arguments) {
  unsigned long k = index(machine, arguments[0], "the order of an approximation");
  const Value bias = bias_of(machine, arguments, 1);
  if (std::optional<Dropout> model = exact_model(machine, arguments[1], arguments[2], bias)) {
    require_effort(*model, k);
    if (std::optional<Rational> exact = partial_regulariser_exact(k, *model)) return *exact;
    if (!machine.decides_forms()) return partial_regulariser(k, *model, machine.precision());
  }
  constexpr unsigned long most = 200;
  if (k > most)
    throw TooLarge(
        fmt::format("an approximation of order beyond {} with contributions that are not rational", most));
  require_probability(machine, arguments[2]);
  Arithmetic arithmetic = machine.arithmetic();
  Value z0 = logit(machine, arguments[1], bias);
  Value sum = Rational(0);
  for (unsigned long j = 2; j <= k; ++j) {
    Value derivative = softplus_derivative_value(machine, {Rational(static_cast<long>(j)), z0});
    Value term = arithmetic.multiply(derivative, moment_of(machine, arguments[1], arguments[2], j));
    sum = arithmetic.add(sum, arithmetic.divide(term, Rational(machine.cache().factorial(j))));
  }
  return sum;
}

// V <= sqrt(pi^2 + z0^2).
Outcomes converges_truth(Machine& machine, const Arguments& arguments) {
  const Value bias = bias_of(machine, arguments);
  if (std::optional<Dropout> model = exact_model(machine, arguments[0], arguments[1], bias))
    return Outcomes::of(converges(*model));
  Arithmetic arithmetic = machine.arithmetic();
  Value greatest = deviation_value(machine, arguments);
  Value z0 = logit(machine, arguments[0], bias);
  Value excess = arithmetic.subtract(arithmetic.multiply(greatest, greatest), arithmetic.multiply(z0, z0));
  return arithmetic.compare(excess, Relation::less_equal, ExactNumber(Quotient(Polynomial::monomial(1, 2))));
}

}  // namespace

std::vector<Builtin> dropout_functions() {
  return {{"dropout", dropout_value},
          {"moment", moment_value},
          {"deviation", deviation_value},
          {"regulariser", regulariser_value},
          {"partial_regulariser", partial_regulariser_value},
          {"converges", nullptr, converges_truth}};
}

}  // namespace dropcert::verify
