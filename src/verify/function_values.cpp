// Values of functions that have no form of their own: one variable each, the same for the same arguments.
#include "verify/function_values.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "language/print.hpp"
#include "verify/builtins.hpp"
#include "verify/closed_forms.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

using Range = SymbolTable::Range;

const RationalFunction one{Rational(1)};
constexpr long most_steps_up = 16;

Symbolic operator-(const Symbolic& a, const Symbolic& b) {
  return {a.function - b.function};
}

Symbolic negated(const Symbolic& a) {
  return Symbolic{RationalFunction()} - a;
}

bool has_negative_lead(const Symbolic& form) {
  return !form.function.is_zero() && form.function.terms().front().first.sign() < 0;
}

bool is_seen_positive(SymbolTable& symbols, const Symbolic& x) {
  return symbols.is_positive(x) || symbols.is_positive_line(x);
}

// Whether the function is seen to be defined for these arguments at all points.
bool is_defined(SymbolTable& symbols, std::string_view name, const std::vector<Symbolic>& arguments) {
  const Symbolic& x = arguments.back();
  const Symbolic unit{one};
  constexpr std::string_view everywhere[] = {"erfc",     "atan", "floor", "primepi", "radius", "exp",
                                             "sin",      "cos",  "sinh",  "cosh",    "tanh",   "sigmoid",
                                             "softplus", "abs",  "min",   "max"};
  if (std::find(std::begin(everywhere), std::end(everywhere), name) != std::end(everywhere)) return true;
  if (name == "gamma" || name == "lgamma" || name == "digamma") return is_seen_positive(symbols, x);
  if (name == "li") return symbols.is_positive(x - unit);
  if (name == "zeta") return symbols.definite_sign(x - unit).value_or(0) != 0;
  if (name == "asin")
    return symbols.is_nowhere_negative(unit - x) && symbols.is_nowhere_negative(x - negated(unit));
  if (name == "bessel_j") {
    const std::optional<Rational> order = arguments[0].function.constant();
    return order && order->is_integer();
  }
  return false;
}

// The gamma function, its logarithm or the derivative of that, at 1/2 or 1, if it has a form.
std::optional<Symbolic> at_special_point(SymbolTable& symbols, const std::string& name, const Rational& x) {
  const bool is_half = x == Rational(1, 2);
  if (!is_half && x != Rational(1)) return std::nullopt;
  const RationalFunction half{Rational(1, 2)};
  const RationalFunction log_pi = symbols.log(symbols.convert(ExactNumber::pi())).function;
  if (name == "lgamma") return Symbolic{is_half ? half * log_pi : RationalFunction()};
  if (name == "gamma") return is_half ? symbols.exp({half * log_pi}) : Symbolic{one};
  const Symbolic euler = symbols.convert(named_constant(symbols, "euler_gamma"));
  if (!is_half) return negated(euler);
  const RationalFunction two{Rational(2)};
  return negated(euler) - Symbolic{two * symbols.log({two}).function};
}

Symbolic from_lower_argument(SymbolTable& symbols, const std::string& name, Symbolic x);

bool is_constant(const RationalFunction::Term& term) {
  return std::all_of(term.exponents.begin(), term.exponents.end(),
                     [](auto exponent) { return exponent == 0; });
}

// Whether x is 2 w, w with integer coefficients at all but the constant, and not all of these even too often.
bool is_double(const Symbolic& x) {
  const std::optional<Rational> below = x.function.denominator().constant();
  if (!below || x.function.constant()) return false;
  const Rational most(8);  // a product of so many factors
  bool is_little = false;
  for (const RationalFunction::Term& term : x.function.numerator_terms()) {
    if (is_constant(term)) continue;
    const Rational coefficient = term.coefficient / *below;
    if (!(coefficient / Rational(2)).is_integer()) return false;
    is_little = is_little || !(coefficient / (most + most)).is_integer();
  }
  return is_little;
}

// gamma(2 w) = 2^(2 w - 1) gamma(w) gamma(w + 1/2)/sqrt(pi), for all w.
Symbolic of_double(SymbolTable& symbols, const std::string& name, const Symbolic& x) {
  const RationalFunction half{Rational(1, 2)};
  const auto at = [&](const RationalFunction& place) {
    return from_lower_argument(symbols, name, {place}).function;
  };
  const RationalFunction first = at(half * x.function);
  const RationalFunction second = at(half * x.function + half);
  const RationalFunction log_two = symbols.log({RationalFunction(Rational(2))}).function;
  if (name == "digamma") return {half * (first + second) + log_two};
  const RationalFunction log_pi = symbols.log(symbols.convert(ExactNumber::pi())).function;
  const RationalFunction rest = (x.function - one) * log_two - half * log_pi;
  if (name == "lgamma") return {rest + first + second};
  return {symbols.exp({rest}).function * first * second};
}

// gamma(x) = pi/(sin(pi t) gamma(t)) and digamma(x) = digamma(t) + pi cot(pi t), t = 1 - x, 0 < t < 1.
Symbolic reflected(SymbolTable& symbols, const std::string& name, const Symbolic& x) {
  const RationalFunction pi = symbols.convert(ExactNumber::pi()).function;
  const Symbolic t{one - x.function};
  const Symbolic angle{pi * t.function};
  const RationalFunction there = from_lower_argument(symbols, name, t).function;
  if (name == "gamma") return {pi / (symbols.sin(angle).function * there)};
  return {there + pi * symbols.cos(angle).function / symbols.sin(angle).function};
}

// gamma(x) = gamma(x + k)/(x (x + 1) ... (x + k - 1)), which is so wherever gamma(x) is defined, and the same
// of digamma; x + k has the same constant for all x that differ by integers, if they are not great.
Symbolic from_higher_argument(SymbolTable& symbols, const std::string& name, Symbolic x) {
  const Rational most(4);
  const std::optional<Rational> below = x.function.denominator().constant();
  Rational constant(0);
  for (const RationalFunction::Term& term : x.function.numerator_terms())
    if (is_constant(term)) constant = below ? term.coefficient / *below : most;
  RationalFunction outside = name == "gamma" ? one : RationalFunction();
  const bool is_moved = below && name != "lgamma" && constant > Rational(-most_steps_up);
  for (; is_moved && constant <= most - Rational(1); constant += Rational(1)) {
    if (name == "gamma")
      outside = outside / x.function;
    else
      outside = outside - one / x.function;
    x = x - negated(Symbolic{one});
  }
  const RationalFunction value = symbols.function_value(name, {x}, Range::real, {}).function;
  return {name == "gamma" ? outside * value : outside + value};
}

// The value for an argument that is no number, and not seen to be greater than 1.
Symbolic value_there(SymbolTable& symbols, const std::string& name, const Symbolic& x) {
  const bool is_positive = is_seen_positive(symbols, x);
  if (name != "lgamma" && is_positive && has_negative_lead(x) &&
      is_seen_positive(symbols, {one - x.function}))
    return reflected(symbols, name, x);
  if (is_double(x)) return of_double(symbols, name, x);
  if (name == "gamma" && is_positive)
    return symbols.exp(symbols.function_value("lgamma", {x}, Range::real, {}));
  return is_positive ? symbols.function_value(name, {x}, Range::real, {})
                     : from_higher_argument(symbols, name, x);
}

// gamma(x) = (x - 1) gamma(x - 1), and the same of its logarithm and of that's derivative, as long as x - 1
// is seen to be positive, or back from a negative number.
Symbolic from_lower_argument(SymbolTable& symbols, const std::string& name, Symbolic x) {
  constexpr int most = 20;
  RationalFunction outside = name == "gamma" ? one : RationalFunction();
  for (int i = 0; i < most; ++i) {
    const Symbolic lower = x - Symbolic{one};
    if (!symbols.is_positive(lower)) break;
    if (name == "gamma")
      outside = outside * lower.function;
    else
      outside = outside + (name == "digamma" ? one / lower.function : symbols.log(lower).function);
    x = lower;
  }
  for (int i = 0; i < most; ++i) {
    const std::optional<Rational> number = x.function.constant();
    if (!number || number->sign() >= 0 || number->is_integer()) break;
    if (name == "gamma")
      outside = outside / x.function;
    else
      outside = outside - (name == "digamma" ? one / x.function : symbols.log(negated(x)).function);
    x = x - negated(Symbolic{one});
  }
  const std::optional<Rational> number = x.function.constant();
  const std::optional<Symbolic> known = number ? at_special_point(symbols, name, *number) : std::nullopt;
  const RationalFunction value = (known ? *known : value_there(symbols, name, x)).function;
  return {name == "gamma" ? outside * value : outside + value};
}

Symbolic named(SymbolTable& symbols, const std::string& name, std::vector<Symbolic> arguments) {
  Symbolic& x = arguments.back();
  const bool is_turned = has_negative_lead(x);
  auto with_opposite = [&] {
    std::vector<Symbolic> turned = arguments;
    turned.back() = negated(x);
    return named(symbols, name, std::move(turned));
  };
  if (name == "erf") return Symbolic{one} - named(symbols, "erfc", arguments);
  if (name == "harmonic")  // of an integer
    return named(symbols, "digamma", {x - Symbolic{RationalFunction(Rational(-1))}}) -
           negated(symbols.convert(named_constant(symbols, "euler_gamma")));
  if (name == "ceil") return negated(named(symbols, "floor", {negated(x)}));
  if (name == "acos")
    return Symbolic{symbols.convert(ExactNumber::pi()).function / RationalFunction(Rational(2))} -
           named(symbols, "asin", arguments);
  if (is_turned && name == "erfc") return Symbolic{RationalFunction(Rational(2))} - with_opposite();
  if (is_turned && (name == "atan" || name == "asin")) return negated(with_opposite());
  if (name == "erfc")
    return symbols.function_value(name, arguments, Range::positive, {Rational(0), Rational(2), true});
  if (name == "gamma" || name == "lgamma" || name == "digamma") return from_lower_argument(symbols, name, x);
  return symbols.function_value(name, arguments, Range::real, {});
}

std::string domain_name(const std::string& name) {
  return name == "erf" ? "erfc" : name == "acos" ? "asin" : name == "ceil" ? "floor" : name;
}

// Not 0: as a power, whose products with others are known.
Value root_of_rational(Machine& machine, const Rational& number, const Value& order) {
  const Arithmetic arithmetic = machine.arithmetic();
  if (number.sign() < 0) return arithmetic.negate(root_of_rational(machine, -number, order));
  return power_value(machine, number, arithmetic.divide(Rational(1), order));
}

void collect_free(const Code& code, const Code& of, std::vector<const Code*>& free) {
  if (of.kind == Kind::name && of.slot >= 0) {
    const bool is_known =
        std::any_of(free.begin(), free.end(), [&](const Code* known) { return known->slot == of.slot; });
    if (!is_known && !binds(code, of.slot)) free.push_back(&of);
  }
  for (const BinderCode& binder : of.binders)
    for (const Code& term : binder.terms) collect_free(code, term, free);
  for (const Code& argument : of.arguments) collect_free(code, argument, free);
}

}  // namespace

bool binds(const Code& code, int slot) {
  for (const BinderCode& binder : code.binders) {
    if (std::find(binder.slots.begin(), binder.slots.end(), slot) != binder.slots.end()) return true;
    if (std::any_of(binder.terms.begin(), binder.terms.end(),
                    [&](const Code& term) { return binds(term, slot); }))
      return true;
  }
  return std::any_of(code.arguments.begin(), code.arguments.end(),
                     [&](const Code& argument) { return binds(argument, slot); });
}

Value function_value(Machine& machine, const Builtin& builtin, const Arguments& arguments) {
  SymbolTable& symbols = machine.symbols();
  std::optional<Value> direct;
  std::exception_ptr unsupported;
  try {
    direct = translated([&] { return builtin.function(machine, arguments); });
    if (!get_if<Ball>(*direct)) return *direct;
  } catch (const Unsupported&) {
    unsupported = std::current_exception();
  }
  const bool are_numbers =
      !arguments.empty() && std::all_of(arguments.begin(), arguments.end(), [&](const Value& x) {
        return is_exact_real(x) || (is_symbolic(x) && !symbols.mentions_p(symbols.convert(x)));
      });
  if (!are_numbers && unsupported) std::rethrow_exception(unsupported);
  if (!are_numbers) return *direct;
  const std::string name(builtin.name);
  if ((name == "sqrt" || name == "root") && direct && get_if<Rational>(arguments[0]))
    return root_of_rational(machine, *get_if<Rational>(arguments[0]),
                            name == "sqrt" ? Value(Rational(2)) : arguments[1]);
  std::vector<Symbolic> forms;
  for (const Value& argument : arguments) forms.push_back(symbols.convert(argument));
  const auto* ball = direct ? get_if<Ball>(*direct) : nullptr;
  if (ball ? !ball->is_finite() : !is_defined(symbols, domain_name(name), forms)) symbols.set_open(true);
  return named(symbols, name, std::move(forms));
}

Value power_value(Machine& machine, const Value& a, const Value& b) {
  const auto is_number = [](const Value& x) { return is_exact_real(x) || is_symbolic(x); };
  SymbolTable& symbols = machine.symbols();
  try {
    const Value direct = machine.arithmetic().power(a, b);
    if (!get_if<Ball>(direct) || !is_number(a) || !is_number(b)) return direct;
    return symbols.power(symbols.convert(a), symbols.convert(b));
  } catch (const Unsupported&) {
    if (!is_number(a) || !is_number(b)) throw;
  }
  const std::vector<Symbolic> forms{symbols.convert(a), symbols.convert(b)};
  const Value result = symbols.function_value("power", forms, Range::real, {});
  symbols.set_open(true);
  return result;
}

Value factorial_value(Machine& machine, const Value& operand) {
  SymbolTable& symbols = machine.symbols();
  require_real(machine, operand, "the operand of a factorial");
  const Symbolic next = symbols.add(symbols.convert(operand), Symbolic{one});
  const Value result = from_lower_argument(symbols, "gamma", next);
  symbols.set_open(true);  // the operand is perhaps no integer
  return result;
}

Value bound_value(Machine& machine, const Code& code) {
  SymbolTable& symbols = machine.symbols();
  std::vector<const Code*> free;
  collect_free(code, code, free);
  std::vector<Symbolic> values;
  std::string name = to_text(*code.source);
  for (const Code* variable : free) {
    const Value& value = machine.slot(variable->slot);
    if (!is_exact_real(value) && !is_symbolic(value)) throw Unsupported("a term that has no form");
    values.push_back(symbols.convert(value));
    name += "; " + variable->source->name;
  }
  const Value result = symbols.function_value(name, values, Range::real, {});
  symbols.set_open(true);
  return result;
}

}  // namespace dropcert::verify
