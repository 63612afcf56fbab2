// exp, log, roots, circular functions, zeta, min and max.
#include <fmt/core.h>

#include "exact/bernoulli.hpp"
#include "exact/factorial.hpp"
#include "verify/builtins.hpp"
#include "verify/closed_forms.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

// Beyond these, a single call may take minutes.
constexpr long most_elementary_bits = 4'000'000;
constexpr long most_erfc_bits = 100'000;
constexpr long most_zeta_bits = 6'000;  // at any real number
constexpr long most_zeta_integer_bits = 300'000;
constexpr long most_exponent = 1L << 22;  // of 2, in an argument of sin or cos

using RealFunction = Ball (*)(const Ball&, Bits);

template <RealFunction function>
Value real(Machine& machine, const Value& x) {
  require_precision(machine, most_elementary_bits);
  return function(machine.arithmetic().ball(x), machine.precision());
}

Value exp_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.arithmetic().models().exp(*model);
  if (is_zero(arguments[0])) return Rational(1);
  if (std::optional<Symbolic> form = as_form(machine, arguments[0]))
    return machine.arithmetic().symbols().exp(*form);
  return real<exp>(machine, arguments[0]);
}

Value log_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.arithmetic().models().log(*model);
  const Value& x = arguments[0];
  if (is_exact_real(x) && exact_sign(x) <= 0)
    throw Undefined("the logarithm of a number that is not positive");
  if (const auto* rational = get_if<Rational>(x); rational && *rational == Rational(1)) return Rational(0);
  if (std::optional<Symbolic> form = as_form(machine, x)) return machine.arithmetic().symbols().log(*form);
  Ball ball = machine.arithmetic().ball(x);
  if (ball.is_finite() && (ball.sign() == -1 || ball.sign() == 0))
    throw Undefined("the logarithm of a number that is not positive");
  require_precision(machine, most_elementary_bits);
  return log(ball, machine.precision());
}

Value sin_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.arithmetic().models().sin(*model);
  const Value& x = arguments[0];
  if (std::optional<Rational> r = units_of_pi(x))
    if (std::optional<ExactNumber> exact = cos_of_pi(Rational(1, 2) - *r)) return exact_value(*exact);
  if (std::optional<Symbolic> form = as_form(machine, x)) return machine.arithmetic().symbols().sin(*form);
  return sin(angle(machine, x), machine.precision());
}

Value cos_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.arithmetic().models().cos(*model);
  const Value& x = arguments[0];
  if (std::optional<Rational> r = units_of_pi(x))
    if (std::optional<ExactNumber> exact = cos_of_pi(*r)) return exact_value(*exact);
  if (std::optional<Symbolic> form = as_form(machine, x)) return machine.arithmetic().symbols().cos(*form);
  return cos(angle(machine, x), machine.precision());
}

Value tanh_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.arithmetic().models().tanh(*model);
  if (is_zero(arguments[0])) return Rational(0);
  std::optional<Symbolic> form = as_form(machine, arguments[0]);
  if (!form) return real<tanh>(machine, arguments[0]);
  Arithmetic arithmetic = machine.arithmetic();
  Value twice = arithmetic.multiply(Rational(2), *form);
  Value e = arithmetic.symbols().exp(arithmetic.symbols().convert(twice));
  return arithmetic.divide(arithmetic.subtract(e, Rational(1)), arithmetic.add(e, Rational(1)));
}

Value erfc_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.arithmetic().models().erfc(*model);
  if (is_zero(arguments[0])) return Rational(1);
  require_precision(machine, most_erfc_bits);
  return erfc(machine.arithmetic().ball(arguments[0]), machine.precision());
}

// zeta(-n) = -B_(n+1)/(n+1), zeta(2m) = (-1)^(m+1) B_2m (2 pi)^2m / (2 (2m)!).
Value exact_zeta(Machine& machine, const Integer& s) {
  constexpr long most = 2000;  // beyond, the exact number is longer than it is useful
  std::optional<long> n = s.to_long();
  if (n && *n <= 0) {
    if (*n % 2 == 0 && *n < 0) return Rational(0);
    if (*n < -static_cast<long>(max_bernoulli_index) + 1)
      throw TooLarge("zeta at a negative number that is too large");
    const auto m = static_cast<unsigned long>(1 - *n);
    Rational value = machine.cache().bernoulli(m) / Rational(m);
    return m == 1 ? value : -value;  // bernoulli(1) = -1/2 = zeta(0)
  }
  if (n && *n % 2 == 0 && *n <= most) {
    const auto m = static_cast<unsigned long>(*n);
    Rational c =
        abs(machine.cache().bernoulli(m)) * pow(Rational(2), *n - 1) / Rational(machine.cache().factorial(m));
    return ExactNumber(Quotient(Polynomial::monomial(c, m)));
  }
  if (s.sign() < 0) throw TooLarge("zeta at a negative number that is too large");
  require_precision(machine, most_zeta_integer_bits);
  if (n && machine.mode() == Machine::Mode::forms)
    return named_constant(machine.symbols(), "zeta " + std::to_string(*n));
  if (!n) return zeta(machine.arithmetic().ball(Rational(s)), machine.precision());
  return zeta_ui(static_cast<unsigned long>(*n), machine.precision());
}

Value zeta_value(Machine& machine, const Arguments& arguments) {
  const Value& s = arguments[0];
  if (const auto* model = get_if<Model>(s)) return machine.arithmetic().models().zeta(*model);
  if (std::optional<Integer> n = as_integer(s)) {
    if (*n == Integer(1)) throw Undefined("zeta(1)");
    return exact_zeta(machine, *n);
  }
  Ball ball = machine.arithmetic().ball(s);
  constexpr long largest = 10'000;  // of a negative argument, whose value grows like a factorial
  if (ball.is_finite() && less(ball, Ball(-largest)) != false)
    throw TooLarge("zeta at a negative number that is too large");
  require_precision(machine, most_zeta_bits);
  return zeta(ball, machine.precision());
}

Value abs_value(Machine& machine, const Arguments& arguments) {
  return machine.arithmetic().absolute(arguments[0]);
}

Value sqrt_value(Machine& machine, const Arguments& arguments) {
  if (machine.decides_forms() && get_if<Ball>(arguments[0]))
    throw Unsupported("a root that is not known exactly");
  Value root = machine.arithmetic().square_root(arguments[0]);
  const bool keeps_forms = machine.decides_forms();
  if (!keeps_forms || !get_if<Ball>(root) || !is_exact_real(arguments[0])) return root;
  // sqrt(q pi^(2m + 1)) = sqrt(q) pi^m sqrt(pi), and the same with 1/pi.
  SymbolTable& symbols = machine.symbols();
  const Arithmetic arithmetic = machine.arithmetic();
  const Value pi = ExactNumber::pi();
  const Symbolic root_of_pi = symbols.power(symbols.convert(pi), symbols.convert(Rational(1, 2)));
  const Value over = arithmetic.square_root(arithmetic.divide(arguments[0], pi));
  if (is_exact_real(over)) return arithmetic.multiply(over, root_of_pi);
  const Value times = arithmetic.square_root(arithmetic.multiply(arguments[0], pi));
  return is_exact_real(times) ? arithmetic.divide(times, root_of_pi) : root;
}

Value root_value(Machine& machine, const Arguments& arguments) {
  unsigned long n = index(machine, arguments[1], "the order of the root");
  if (n == 0) throw Undefined("the 0-th root");
  return machine.arithmetic().nth_root(arguments[0], n);
}

template <bool greatest>
Value extremum_value(Machine& machine, const Arguments& arguments) {
  Arithmetic arithmetic = machine.arithmetic();
  if (get_if<RingElement>(arguments[0])) arithmetic.ball(arguments[0]);  // throws: no order
  Value best = arguments[0];
  for (std::size_t i = 1; i < arguments.size(); ++i)
    best = greatest ? arithmetic.maximum(best, arguments[i]) : arithmetic.minimum(best, arguments[i]);
  return best;
}

}  // namespace

void require_precision(const Machine& machine, long most) {
  if (machine.precision().value > most)
    throw TooLarge(fmt::format("a value to more than {} bits of a function that takes long", most));
}

// The argument of sin or cos; one that is very large takes as many digits of pi.
Ball angle(Machine& machine, const Value& x) {
  Ball ball = machine.arithmetic().ball(x);
  if (ball.is_finite() && arf_cmpabs_2exp_si(arb_midref(ball.raw()), most_exponent) > 0)
    throw TooLarge("the sine or cosine of a number that is too large");
  require_precision(machine, most_elementary_bits);
  return ball;
}

std::vector<Builtin> elementary_functions() {
  return {{"zeta", zeta_value},
          {"exp", exp_value},
          {"log", log_value},
          {"sqrt", sqrt_value},
          {"sin", sin_value},
          {"cos", cos_value},
          {"tanh", tanh_value},
          {"erfc", erfc_value},
          {"abs", abs_value},
          {"root", root_value},
          {"min", extremum_value<false>},
          {"max", extremum_value<true>}};
}

}  // namespace dropcert::verify
