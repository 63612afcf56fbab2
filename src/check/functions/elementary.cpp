// Elementary functions: exact where the argument and the value are among the numbers known exactly, forms in
// an identity, else enclosures.
#include "check/functions/error_function.hpp"
#include "check/functions/functions.hpp"

namespace dropcert::check {

namespace {

const Value one = mpq_class(1);

// A function of MPFR, of one of the shapes that interval.hpp has; its value at 0 is exact.
using Shape = Interval (*)(MpfrFunction, const Interval&, Bits);
Value real(Evaluator& evaluator, const Value& x, Shape shape, MpfrFunction f, int at_zero) {
  if (equals(x, 0)) return mpq_class(at_zero);
  return shape(f, to_interval(x, evaluator.bits()), evaluator.bits());
}

// sin or cos, exact at multiples of pi/6 and pi/4.
Value circular(Evaluator& evaluator, const Value& x, bool is_sine) {
  require_real(x);
  if (is_exact_real(x))
    if (const std::optional<Value> exact = exact_circular(x, is_sine)) return *exact;
  if (Forms* forms = evaluator.forms()) return is_sine ? forms->sin(x) : forms->cos(x);
  return real(evaluator, x, lipschitz, is_sine ? mpfr_sin : mpfr_cos, is_sine ? 0 : 1);
}

// (e^(2x) - 1)/(e^(2x) + 1) in an identity.
Value tanh_value(Evaluator& evaluator, const Value& x) {
  if (!evaluator.forms() || equals(x, 0)) return real(evaluator, x, increasing, mpfr_tanh, 0);
  const Value e = exp_value(evaluator, mpq_class(2) * x);
  return (e - one) / (e + one);
}

Value root_value(Evaluator& evaluator, const Value& x, std::uint64_t n) {
  require_real(x);
  if (n == 0) throw Undefined("the 0-th root");
  require_at_most(n, 4'000'000'000, "the order of a root");
  if (n == 1) return x;
  Forms* forms = evaluator.forms();
  const bool varies = forms && is_form(x);
  if (!varies) {
    const Value root = nth_root(x, n, evaluator.bits());
    if (!forms || is_exact(root) || !is_exact_real(x)) return root;
    if (n == 2)
      if (std::optional<Value> found = root_by_pi(evaluator, x)) return *std::move(found);
  }
  const mpq_class exponent(mpz_class(1), to_mpz(n));
  if ((varies ? forms->strict_sign(x) : exact_sign(x)) != -1) return forms->power(x, exponent);
  if (n % 2 == 0) throw Undefined("an even root of a negative number");
  return -forms->power(-x, exponent);
}

// In a search of an identity, by the sign where that is seen.
Value absolute_value(Evaluator& evaluator, const Value& a) {
  return is_form(a) && evaluator.forms() ? evaluator.forms()->absolute(a) : absolute(a);
}

Value greatest(const Value& a, const Value& b) {
  if (is_exact_real(a) && is_exact_real(b)) return exact_sign(a - b) >= 0 ? a : b;
  for (const Value* x : {&a, &b}) {
    require_real(*x);
    if (is_function(*x)) throw OutOfReach("the greatest of several functions");
  }
  const auto* x = get_if<Interval>(a);
  const auto* y = get_if<Interval>(b);
  if (!x && !y) throw OutOfReach("the greatest of several functions");
  const Bits bits = x && y ? std::min(x->bits(), y->bits()) : (x ? x : y)->bits();
  return maximum(to_interval(a, bits), to_interval(b, bits));
}

Value greater_of(Evaluator& evaluator, const Value& a, const Value& b) {
  if ((is_form(a) || is_form(b)) && is_exact(a) && is_exact(b) && evaluator.forms())
    if (const std::optional<bool> is_negative = evaluator.forms()->is_negative(a - b))
      return *is_negative ? b : a;
  return greatest(a, b);
}

// The greatest argument, or -1 times the greatest of their negatives.
Value extreme(Evaluator& evaluator, const Arguments& arguments, bool least) {
  auto turned = [&](const Value& x) { return least ? -x : x; };
  Value result = turned(arguments[0]);
  for (const Value& argument : arguments) {
    require_real(argument);
    if (arguments.size() > 1) result = greater_of(evaluator, result, turned(argument));
  }
  return turned(result);
}

constexpr Function functions[] = {
    {"exp", [](Evaluator& e, const Arguments& a) { return exp_value(e, a[0]); }},
    {"log", [](Evaluator& e, const Arguments& a) { return log_value(e, a[0]); }},
    {"sqrt", [](Evaluator& e, const Arguments& a) { return root_value(e, a[0], 2); }},
    {"root", [](Evaluator& e, const Arguments& a) { return root_value(e, a[0], natural(a[1])); }},
    {"sin", [](Evaluator& e, const Arguments& a) { return circular(e, a[0], true); }},
    {"cos", [](Evaluator& e, const Arguments& a) { return circular(e, a[0], false); }},
    {"tanh", [](Evaluator& e, const Arguments& a) { return tanh_value(e, a[0]); }},
    {"erfc", [](Evaluator& e, const Arguments& a) { return real(e, a[0], decreasing, erfc_bound, 1); }},
    {"abs", [](Evaluator& e, const Arguments& a) { return absolute_value(e, a[0]); }},
    {"min", [](Evaluator& e, const Arguments& a) { return extreme(e, a, true); }},
    {"max", [](Evaluator& e, const Arguments& a) { return extreme(e, a, false); }},
    {"length", [](Evaluator&, const Arguments& a) { return Value(mpq_class(get_if<List>(a[0])->size())); }},
};

}  // namespace

// By the root of x/pi or that of pi x, rather by one in which pi does not occur.
std::optional<Value> root_by_pi(Evaluator& evaluator, const Value& x) {
  const Value pi = generator_value(generator_pi);
  const Value root_of_pi = evaluator.forms()->exp(evaluator.forms()->log(pi) / mpq_class(2));
  const auto has_pi = [](const Value& a) { return as_fraction(a).mentions(generator_pi, generator_pi + 1); };
  const Value below = nth_root(x / pi, 2, evaluator.bits());
  const Value above = nth_root(x * pi, 2, evaluator.bits());
  if (is_exact(above) && !has_pi(above)) return above / root_of_pi;
  return is_exact(below) ? std::optional(below * root_of_pi) : std::nullopt;
}

std::span<const Function> elementary_functions() {
  return functions;
}

Value absolute(const Value& a) {
  if (is_exact_real(a)) return exact_sign(a) < 0 ? -a : a;
  require_real(a);
  const auto* interval = get_if<Interval>(a);
  if (!interval) throw OutOfReach("the absolute value of a function");
  return absolute(*interval);
}

Value exp_value(Evaluator& evaluator, const Value& x) {
  require_real(x);
  if (equals(x, 0)) return one;
  if (Forms* forms = evaluator.forms()) return forms->exp(x);
  return real(evaluator, x, increasing, mpfr_exp, 1);
}

// A positive base to any power, and 0 to a positive one. Of a negative base, or a function of p, only integer
// powers are defined.
Value real_power(Evaluator& evaluator, const Value& base, const Value& exponent) {
  const Bits bits = evaluator.bits();
  const auto* fraction = get_if<mpq_class>(exponent);
  if (is_function_of_p(base)) {
    if (is_form(exponent) || get_if<Expansion>(exponent) || holds_integer(to_interval(exponent, bits)))
      imprecise("a power of a function of p, with an exponent that may be an integer");
    throw Undefined("a function of p to a power that is no integer");
  }
  if (fraction && is_exact_real(base) && exact_sign(base) > 0 && abs(fraction->get_num()) <= 64 &&
      fraction->get_den() <= 64) {
    const Value whole = power(base, *to_int64(fraction->get_num()));
    const Value root = nth_root(whole, static_cast<std::uint64_t>(*to_int64(fraction->get_den())), bits);
    if (is_exact(root)) return root;
  }
  if (Forms* forms = evaluator.forms()) return forms->power(base, exponent);
  const Interval x = to_interval(base, bits);
  const Interval y = to_interval(exponent, bits);
  const bool is_integer_possible = !fraction && holds_integer(y);
  if (x.is_zero()) {
    if (mpfr_sgn(y.low()) > 0) return mpq_class(0);
    if (mpfr_sgn(y.high()) < 0) throw Undefined("0 to a negative power");
    imprecise("a power of 0 with an exponent of unknown sign");
  }
  if (mpfr_sgn(x.high()) < 0) {
    if (!is_integer_possible) throw Undefined("a negative number to a power that is no integer");
    imprecise("a power of a negative number, with an exponent that may be an integer");
  }
  if (mpfr_sgn(x.low()) > 0) return increasing(mpfr_exp, y * increasing(mpfr_log, x, bits), bits);
  const bool is_positive = mpfr_sgn(y.low()) > 0;
  if (mpfr_sgn(x.low()) < 0 || !is_positive) note_perhaps_undefined();
  if (!is_positive || mpfr_zero_p(x.high()) || (mpfr_sgn(x.low()) < 0 && is_integer_possible))
    return Interval(bits);
  const Interval zero(0, bits);
  return span(zero, increasing(mpfr_exp, y * increasing(mpfr_log, upper(x), bits), bits));
}

Value log_value(Evaluator& evaluator, const Value& x) {
  require_real(x);
  if (is_exact_real(x) && exact_sign(x) <= 0)
    throw Undefined("the logarithm of a number that is not positive");
  if (equals(x, 1)) return mpq_class(0);
  if (Forms* forms = evaluator.forms()) return forms->log(x);
  const Interval argument = to_interval(x, evaluator.bits());
  if (mpfr_sgn(argument.high()) <= 0) throw Undefined("the logarithm of a number that is not positive");
  if (mpfr_sgn(argument.low()) > 0) return increasing(mpfr_log, argument, evaluator.bits());
  note_perhaps_undefined();
  return Interval(evaluator.bits());
}

}  // namespace dropcert::check
