// sigmoid, softplus, their derivatives, and the radius of convergence.
#include <fmt/core.h>

#include "exact/bernoulli.hpp"
#include "model/derivatives.hpp"
#include "model/logistic.hpp"
#include "model/radius.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace model;

namespace {

constexpr long most_logistic_bits = 1'000'000;
// A derivative of order n to b bits costs about n b word operations, and more.
constexpr unsigned long most_order_times_bits = 1UL << 28;
constexpr long most_derivative_bits = 60'000;

void require_effort(const Machine& machine, unsigned long order) {
  const auto bits = static_cast<unsigned long>(machine.precision().value);
  if (order > 1 && (machine.precision().value > most_derivative_bits ||
                    std::min(order, 20'000UL) * bits > most_order_times_bits))
    throw TooLarge(fmt::format("a derivative of order {} to {} bits", order, bits));
  if (machine.precision().value > most_logistic_bits)
    throw TooLarge(
        fmt::format("a value to more than {} bits of a function that takes long", most_logistic_bits));
}

// 1/(1 + exp(-z)) as a function.
Value symbolic_sigmoid(Machine& machine, const Symbolic& z) {
  Arithmetic arithmetic = machine.arithmetic();
  Value e = arithmetic.symbols().exp(z);
  return arithmetic.divide(e, arithmetic.add(Rational(1), e));
}

Value symbolic_softplus(Machine& machine, const Symbolic& z) {
  Arithmetic arithmetic = machine.arithmetic();
  Value e = arithmetic.symbols().exp(z);
  return arithmetic.symbols().log(arithmetic.symbols().convert(arithmetic.add(Rational(1), e)));
}

// The n-th derivative of the sigmoid as a polynomial in it.
Value symbolic_sigmoid_derivative(Machine& machine, unsigned long n, const Symbolic& z) {
  constexpr unsigned long most = 60;
  if (n > most) throw Unsupported(fmt::format("a derivative of order beyond {} in an identity", most));
  const Polynomial polynomial = machine.cache().derivative(
      Polynomial::variable(), n, [&](unsigned long steps) { machine.charge(steps); });
  Value p = symbolic_sigmoid(machine, z);
  Value sum = Rational(0);
  for (long j = polynomial.degree(); j >= 0; --j)
    sum = machine.arithmetic().add(machine.arithmetic().multiply(sum, p),
                                   polynomial.coefficient(static_cast<unsigned long>(j)));
  return sum;
}

Value sigmoid_derivative_of(Machine& machine, unsigned long n, const Value& z) {
  if (n == 0) return sigmoid_value(machine, {z});
  if (const auto* model = get_if<Model>(z))
    return machine.arithmetic().models().softplus_derivative(*model, n + 1);
  if (is_zero(z)) {
    if (n % 2 == 0) return Rational(0);
    if (n < max_bernoulli_index)
      if (std::optional<Rational> exact = sigmoid_derivative_exact(n, Rational(0))) return *exact;
  }
  if (std::optional<Symbolic> form = as_form(machine, z))
    return symbolic_sigmoid_derivative(machine, n, *form);
  const Ball ball = machine.arithmetic().ball(z);
  require_effort(machine, n);
  return sigmoid_derivative(n, ball, machine.precision());
}

Value sigmoid_derivative_value(Machine& machine, const Arguments& arguments) {
  return sigmoid_derivative_of(machine, index(machine, arguments[0], "the order of a derivative"),
                               arguments[1]);
}

// sqrt(pi^2 + z^2), exact where that is known.
Value radius_value(Machine& machine, const Arguments& arguments) {
  if (is_model(arguments[0])) {
    const Arithmetic arithmetic = machine.arithmetic();
    const Value pi_squared = ExactNumber(Quotient(Polynomial::monomial(1, 2)));
    return arithmetic.square_root(
        arithmetic.add(pi_squared, arithmetic.multiply(arguments[0], arguments[0])));
  }
  if (!is_exact_real(arguments[0]))
    return radius(machine.arithmetic().ball(arguments[0]), machine.precision());
  Arithmetic arithmetic = machine.arithmetic();
  Value square = arithmetic.multiply(arguments[0], arguments[0]);
  Value pi_squared = ExactNumber(Quotient(Polynomial::monomial(1, 2)));
  return arithmetic.square_root(arithmetic.add(pi_squared, square));
}

}  // namespace

Value sigmoid_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.arithmetic().models().sigmoid(*model);
  if (is_zero(arguments[0])) return Rational(1, 2);
  if (std::optional<Symbolic> form = as_form(machine, arguments[0])) return symbolic_sigmoid(machine, *form);
  const Ball ball = machine.arithmetic().ball(arguments[0]);
  require_effort(machine, 0);
  return sigmoid(ball, machine.precision());
}

Value softplus_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.arithmetic().models().softplus(*model);
  if (std::optional<Symbolic> form = as_form(machine, arguments[0])) return symbolic_softplus(machine, *form);
  const Ball ball = machine.arithmetic().ball(arguments[0]);
  require_effort(machine, 0);
  return softplus(ball, machine.precision());
}

Value softplus_derivative_value(Machine& machine, const Arguments& arguments) {
  unsigned long n = index(machine, arguments[0], "the order of a derivative");
  return n == 0 ? softplus_value(machine, {arguments[1]})
                : sigmoid_derivative_of(machine, n - 1, arguments[1]);
}

std::vector<Builtin> logistic_functions() {
  return {{"sigmoid", sigmoid_value},
          {"softplus", softplus_value},
          {"sigmoid_derivative", sigmoid_derivative_value},
          {"softplus_derivative", softplus_derivative_value},
          {"radius", radius_value}};
}

}  // namespace dropcert::verify
