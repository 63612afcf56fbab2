#include "check/value.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "check/calculus/expansion.hpp"
#include "check/forms/ring.hpp"
#include "check/forms/roots.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

// The precision for a and b together, one of which is an interval.
Bits common_bits(const Value& a, const Value& b) {
  const auto* x = get_if<Interval>(a);
  const auto* y = get_if<Interval>(b);
  return x && y ? std::min(x->bits(), y->bits()) : x ? x->bits() : y ? y->bits() : MPFR_PREC_MIN;
}

// The chart of the expansions among a and b.
Chart* chart_of(const Value& a, const Value& b) {
  const auto* x = get_if<Expansion>(a);
  const auto* y = get_if<Expansion>(b);
  return x ? x->chart : y ? y->chart : nullptr;
}

Expansion expanded(Chart& chart, const Value& value) {
  const auto* expansion = get_if<Expansion>(value);
  return expansion ? *expansion : Expansion(chart, value);
}

// f(x, y) of rational numbers, of intervals or of expansions, exact(x, y) of fractions.
template <class Operation, class Exact>
Value combine(Value a, Value b, Operation f, Exact exact) {
  if (const auto* x = get_if<mpq_class>(a))
    if (const auto* y = get_if<mpq_class>(b)) {
      require_size((words_of(*x) + words_of(*y)) * 64);
      return mpq_class(f(*x, *y));
    }
  if (Chart* chart = chart_of(a, b)) return Value(f(expanded(*chart, a), expanded(*chart, b)));
  if (is_exact(a) && is_exact(b)) return exact(as_fraction(std::move(a)), as_fraction(std::move(b)));
  if (is_function(a) || is_function(b))
    throw OutOfReach("a real number that is not known exactly stands in an identity");
  Bits bits = common_bits(a, b);
  return f(to_interval(a, bits), to_interval(b, bits));
}

// Divides out what the whole numerator and denominator have in common.
void cancel(Polynomial& numerator, Polynomial& denominator) {
  auto [monomial, divisor] = numerator.content();
  const auto [below, number] = denominator.content();
  Monomial common;
  for (std::size_t g = 0; g < max_generators; ++g)
    common.exponents[g] = std::min(monomial.exponents[g], below.exponents[g]);
  divisor = gcd(divisor, number);
  if (denominator.terms().back().second < 0) divisor = -divisor;
  numerator = numerator.without({common, divisor});
  denominator = denominator.without({common, divisor});
}

// Cancels the denominator, or the numerator, if it divides the other.
void divide_out(Polynomial& numerator, Polynomial& denominator) {
  auto primitive = [](const Polynomial& a) { return a.without({Monomial(), a.content().second}); };
  Polynomial result;
  try {
    const Attempt attempt(20'000);
    if (numerator.divide(primitive(denominator), result)) {
      denominator = Polynomial(denominator.content().second);
      numerator = std::move(result);
    } else if (!numerator.has_roots() && !numerator.mentions(generator_i, generator_i + 1) &&
               denominator.divide(primitive(numerator), result)) {
      numerator = Polynomial(numerator.content().second);
      denominator = std::move(result);
    }
  } catch (const OutOfReach&) {  // it is only a shorter form
  }
}

// A polynomial, which is used up, times an integer that is not 0: such are most terms of long sums.
std::optional<Value> scaled(Value& a, const Value& b) {
  const auto* polynomial = get_if<Fraction>(a);
  const auto* factor = get_if<mpq_class>(b);
  if (!polynomial || !polynomial->denominator.is_one()) return std::nullopt;
  if (!factor || *factor == 0 || factor->get_den() != 1) return std::nullopt;
  Fraction product = as_fraction(std::move(a));
  product.numerator.scale(factor->get_num());
  return product;
}

}  // namespace

bool Fraction::mentions(std::size_t first, std::size_t last) const {
  return numerator.mentions(first, last) || denominator.mentions(first, last);
}

Value::Value(OpenList value) : held_(std::make_shared<OpenList>(std::move(value))) {}

Value::Value() = default;
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

Value::Value(List list) : held_(std::make_shared<List>(std::move(list))) {}

Value::Value(Expansion expansion) : held_(std::make_shared<Expansion>(std::move(expansion))) {}

Fraction as_fraction(Value value) {
  if (auto* held = std::get_if<std::shared_ptr<Fraction>>(&value.held_))
    return held->use_count() == 1 ? std::move(**held) : **held;
  if (const auto* rational = get_if<mpq_class>(value)) return {rational->get_num(), rational->get_den()};
  throw OutOfReach("a real number that is not known exactly stands in an identity");
}

bool is_exact(const Value& value) {
  return get_if<mpq_class>(value) || get_if<Fraction>(value);
}

bool is_function(const Value& value) {
  const auto* fraction = get_if<Fraction>(value);
  return fraction && fraction->mentions(generator_p, max_generators);
}

bool is_form(const Value& value) {
  const auto* fraction = get_if<Fraction>(value);
  return fraction && fraction->mentions(generator_i, max_generators);
}

bool mentions_p(const Value& value) {
  const auto* fraction = get_if<Fraction>(value);
  return fraction && fraction->mentions(generator_p, generator_p + 1);
}

bool is_function_of_p(const Value& value) {
  return is_function(value) && !is_form(value);
}

bool is_exact_real(const Value& value) {
  return is_exact(value) && !is_function(value);
}

Value quotient(Polynomial numerator, Polynomial denominator) {
  if (numerator.is_zero()) return mpq_class(0);
  if (denominator.has_roots() || denominator.mentions(generator_i, generator_i + 1)) {
    const Polynomial factor = conjugate_factor(denominator);
    numerator = numerator * factor;
    denominator = denominator * factor;
  }
  if (!denominator.is_one()) {
    cancel(numerator, denominator);
    if (!denominator.is_monomial()) {
      divide_out(numerator, denominator);
      cancel(numerator, denominator);
    }
    if (const auto constant = constant_in_p(numerator, denominator)) return *constant;
  }
  if (!numerator.is_constant() || !denominator.is_constant())
    return Fraction{std::move(numerator), std::move(denominator)};
  return mpq_class(numerator.terms().begin()->second, denominator.terms().begin()->second);
}

Value generator_value(std::size_t generator, std::int32_t exponent) {
  return Fraction{{generator_power(generator, exponent), 1}, Polynomial(1)};
}

void require_real(const Value& a) {
  if (is_function_of_p(a)) throw Undefined("a function of p where a real number is needed");
}

Value operator+(Value a, Value b) {
  return combine(std::move(a), std::move(b), std::plus<>(), [](Fraction x, Fraction y) {
    if (x.denominator != y.denominator) {
      x.numerator = x.numerator * y.denominator;
      y.numerator = y.numerator * x.denominator;
      x.denominator = x.denominator * y.denominator;
    }
    return quotient(std::move(x.numerator += y.numerator), std::move(x.denominator));
  });
}

Value operator-(const Value& a, const Value& b) {
  return combine(a, b, std::minus<>(), [](Fraction x, const Fraction& y) {
    return Value(std::move(x)) + quotient(y.numerator * Polynomial(-1), y.denominator);
  });
}

Value operator*(Value a, Value b) {
  if (const auto* list = get_if<List>(b)) {
    List scaled = *list;
    for (Element& element : scaled) element.value = a * element.value;
    return scaled;
  }
  if (std::optional<Value> product = scaled(a, b)) return *std::move(product);
  if (std::optional<Value> product = scaled(b, a)) return *std::move(product);
  return combine(std::move(a), std::move(b), std::multiplies<>(), [](Fraction x, Fraction y) {
    return quotient(std::move(x.numerator) * y.numerator, std::move(x.denominator) * y.denominator);
  });
}

Value operator/(const Value& a, const Value& b) {
  const auto* interval = get_if<Interval>(b);
  const auto* rational = get_if<mpq_class>(b);
  if (interval ? interval->is_zero() : rational && *rational == 0) throw Undefined("division by zero");
  if (interval && interval->holds_zero()) note_perhaps_undefined();
  return combine(a, b, std::divides<>(), [](const Fraction& x, const Fraction& y) {
    return quotient(x.numerator * y.denominator, x.denominator * y.numerator);
  });
}

Value operator-(const Value& a) {
  if (const auto* rational = get_if<mpq_class>(a)) return mpq_class(-*rational);
  const auto* interval = get_if<Interval>(a);
  return interval ? Value(-*interval) : mpq_class(-1) * a;
}

Value power(const Value& base, std::int64_t n) {
  if (n < 0) return mpq_class(1) / power(base, -n);
  const auto size = static_cast<std::uint64_t>(n);
  if (const auto* interval = get_if<Interval>(base)) return power(*interval, n);
  if (const auto* expansion = get_if<Expansion>(base)) return power(*expansion, n);
  if (const auto* rational = get_if<mpq_class>(base)) {
    if (abs(*rational) == 1) return n % 2 == 0 ? mpq_class(1) : *rational;
    if (*rational == 0) return mpq_class(n == 0 ? 1 : 0);
    require_size(times(size, bits_of(*rational)));
    const std::uint64_t words = times(size, bits_of(*rational)) / 64;
    charge(words * 8);
    mpq_class result;
    mpz_pow_ui(result.get_num_mpz_t(), rational->get_num_mpz_t(), word(size));
    mpz_pow_ui(result.get_den_mpz_t(), rational->get_den_mpz_t(), word(size));
    return result;
  }
  const Fraction fraction = as_fraction(base);
  return quotient(pow(fraction.numerator, size), pow(fraction.denominator, size));
}

std::uint64_t size_of(const Value& value) {
  if (const auto* rational = get_if<mpq_class>(value)) return words_of(*rational);
  if (const auto* interval = get_if<Interval>(value))
    return static_cast<std::uint64_t>(interval->bits()) / 64 + 1;
  const auto* fraction = get_if<Fraction>(value);
  return fraction ? fraction->numerator.terms().size() + fraction->denominator.terms().size() : 1;
}

// ---- real numbers known exactly

Interval to_interval(const Value& a, Bits bits) {
  if (const auto* interval = get_if<Interval>(a)) return *interval;
  if (const auto* rational = get_if<mpq_class>(a)) return {*rational, bits};
  require_real(a);
  const auto* fraction = get_if<Fraction>(a);
  if (!fraction || is_function(a)) throw OutOfReach("a function, a list or a law is no number");
  charge(size_of(a) * (1 + static_cast<std::uint64_t>(bits) / 256));
  Interval numerator = at_pi(fraction->numerator, bits);
  return fraction->denominator.is_one() ? numerator : numerator / at_pi(fraction->denominator, bits);
}

unsigned signs_of_difference(const Value& a, const Value& b, bool needs_order) {
  if (needs_order) require_real(a);
  if (needs_order) require_real(b);
  if (is_exact_real(a) && is_exact_real(b)) {
    // The difference is formed only of two that a few bits, enough for the digits shown, do not tell apart.
    constexpr Bits few = 128;
    const bool are_rational = get_if<mpq_class>(a) && get_if<mpq_class>(b);
    std::optional<int> found;
    if (!are_rational) found = sign(to_interval(a, few) - to_interval(b, few));
    if (!found) found = exact_sign(a - b);
    return *found < 0 ? negative_sign : *found > 0 ? positive_sign : zero_sign;
  }
  if (is_exact(a) && is_exact(b)) {
    const Fraction x = as_fraction(a);
    const Fraction y = as_fraction(b);
    const bool is_same = x == y || x.numerator * y.denominator == y.numerator * x.denominator;
    return is_same ? zero_sign : negative_sign | positive_sign;
  }
  // A function of p is no real number: the two differ, whatever the number.
  if (is_function(a) || is_function(b)) return negative_sign | positive_sign;
  if (Chart* chart = chart_of(a, b)) return signs(expanded(*chart, a) - expanded(*chart, b));
  const Bits bits = common_bits(a, b);
  const Interval x = to_interval(a, bits);
  const Interval y = to_interval(b, bits);
  if (!x.is_finite() || !y.is_finite()) return any_sign;
  const bool touch = mpfr_lessequal_p(x.low(), y.high()) && mpfr_greaterequal_p(x.high(), y.low());
  return (mpfr_less_p(x.low(), y.high()) ? negative_sign : 0U) |
         (mpfr_greater_p(x.high(), y.low()) ? positive_sign : 0U) | (touch ? zero_sign : 0U);
}

}  // namespace dropcert::check
