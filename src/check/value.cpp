#include "check/value.hpp"

#include <algorithm>
#include <functional>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

std::size_t bits_of(const mpq_class& a) {
  return mpz_sizeinbase(a.get_num_mpz_t(), 2) + mpz_sizeinbase(a.get_den_mpz_t(), 2);
}

Interval at_pi(const Polynomial& polynomial, Bits bits) {
  const Interval circle = pi(bits);
  Interval sum(0, bits);
  for (const auto& [monomial, coefficient] : polynomial.terms())
    sum = sum + power(circle, monomial[generator_pi]) * Interval(coefficient, bits);
  return sum;
}

// The precision for a and b together, one of which is an interval.
Bits common_bits(const Value& a, const Value& b) {
  const auto* x = get_if<Interval>(a);
  const auto* y = get_if<Interval>(b);
  return x && y ? std::min(x->bits(), y->bits()) : x ? x->bits() : y ? y->bits() : MPFR_PREC_MIN;
}

// f(x, y) of rational numbers or of intervals, exact(x, y) of fractions.
template <class Operation, class Exact>
Value combine(Value a, Value b, Operation f, Exact exact) {
  if (const auto* x = get_if<mpq_class>(a))
    if (const auto* y = get_if<mpq_class>(b)) return mpq_class(f(*x, *y));
  if (is_exact(a) && is_exact(b)) return exact(as_fraction(std::move(a)), as_fraction(std::move(b)));
  Bits bits = common_bits(a, b);
  return f(to_interval(a, bits), to_interval(b, bits));
}

// The root of c pi^(n m), c a perfect n-th power.
std::optional<Polynomial> exact_root(const Polynomial& a, unsigned long n) {
  if (a.is_zero()) return a;
  const auto& [monomial, coefficient] = *a.terms().begin();
  mpz_class root;
  auto order = static_cast<long>(n);
  if (!a.is_monomial() || coefficient < 0 || monomial[generator_pi] % order != 0 ||
      mpz_sizeinbase(coefficient.get_mpz_t(), 2) > 4096 ||
      !mpz_root(root.get_mpz_t(), coefficient.get_mpz_t(), n))
    return std::nullopt;
  return Polynomial(generator_power(generator_pi, static_cast<int>(monomial[generator_pi] / order)), root);
}

// Sets of signs of a difference.
enum Signs : unsigned { negative = 1, zero = 2, positive = 4, any_sign = 7 };

// By relation, in the order of its enumeration: the signs of a - b for which it holds.
constexpr unsigned wanted_signs[] = {zero,     negative | positive, negative, negative | zero,
                                     positive, positive | zero};

// Functions of p or of the variables of an identity. Of the latter, different forms prove nothing.
unsigned signs_of_functions(const Fraction& a, const Fraction& b) {
  if (a == b || a.numerator * b.denominator == b.numerator * a.denominator) return zero;
  return a.is_in_ring() && b.is_in_ring() ? negative | positive : any_sign;
}

// The signs that a - b may have.
unsigned possible_signs(const Value& a, const Value& b) {
  if (is_exact_real(a) && is_exact_real(b)) {
    int sign = exact_sign(a - b);
    return sign < 0 ? negative : sign > 0 ? positive : zero;
  }
  if (is_exact(a) && is_exact(b)) return signs_of_functions(as_fraction(a), as_fraction(b));
  const Interval x = to_interval(a, common_bits(a, b));
  const Interval y = to_interval(b, common_bits(a, b));
  if (!x.is_finite() || !y.is_finite()) return any_sign;
  bool touch = mpfr_lessequal_p(x.low(), y.high()) && mpfr_greaterequal_p(x.high(), y.low());
  return (mpfr_less_p(x.low(), y.high()) ? negative : 0U) |
         (mpfr_greater_p(x.high(), y.low()) ? positive : 0U) | (touch ? zero : 0U);
}

}  // namespace

bool Fraction::mentions(std::size_t first, std::size_t last) const {
  return numerator.mentions(first, last) || denominator.mentions(first, last);
}

bool Fraction::is_in_ring() const {
  return denominator.is_constant() && !mentions(first_free_generator, max_generators);
}

Value::Value(List list) : held_(std::make_shared<List>(std::move(list))) {}

Fraction as_fraction(Value value) {
  if (auto* held = std::get_if<std::shared_ptr<Fraction>>(&value.held_))
    return held->use_count() == 1 ? std::move(**held) : **held;
  if (const auto* rational = get_if<mpq_class>(value)) return {rational->get_num(), rational->get_den()};
  throw Unsupported("a real number that is not known exactly stands in an identity");
}

bool is_exact(const Value& value) {
  return get_if<mpq_class>(value) || get_if<Fraction>(value);
}

bool is_function(const Value& value) {
  const auto* fraction = get_if<Fraction>(value);
  return fraction && fraction->mentions(generator_p, max_generators);
}

bool is_exact_real(const Value& value) {
  return is_exact(value) && !is_function(value);
}

Value quotient(Polynomial numerator, Polynomial denominator) {
  if (numerator.is_zero()) return mpq_class(0);
  if (!denominator.is_one()) {
    auto [monomial, divisor] = numerator.content();
    const auto [below, number] = denominator.content();
    Monomial common;
    for (std::size_t g = 0; g < max_generators; ++g) common[g] = std::min(monomial[g], below[g]);
    divisor = gcd(divisor, number);
    if (denominator.terms().rbegin()->second < 0) divisor = -divisor;
    numerator = numerator.without({common, divisor});
    denominator = denominator.without({common, divisor});
  }
  if (!numerator.is_constant() || !denominator.is_constant())
    return numerator == denominator ? Value(mpq_class(1))
                                    : Fraction{std::move(numerator), std::move(denominator)};
  return mpq_class(numerator.terms().begin()->second, denominator.terms().begin()->second);
}

Value generator_value(std::size_t generator, int exponent) {
  return Fraction{{generator_power(generator, exponent), 1}, Polynomial(1)};
}

Interval to_interval(const Value& a, Bits bits) {
  if (const auto* interval = get_if<Interval>(a)) return *interval;
  if (const auto* rational = get_if<mpq_class>(a)) return {*rational, bits};
  const auto* fraction = get_if<Fraction>(a);
  if (!fraction || is_function(a)) throw Unsupported("a function, a list or a law is no number");
  return at_pi(fraction->numerator, bits) / at_pi(fraction->denominator, bits);
}

int exact_sign(const Value& a) {
  if (const auto* rational = get_if<mpq_class>(a)) return sgn(*rational);
  for (Bits bits = 64; bits <= 1 << 20; bits *= 2)
    if (std::optional<int> result = sign(to_interval(a, bits))) return *result;
  throw Unsupported("the sign of a polynomial in pi needs too much precision");
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
  return combine(std::move(a), std::move(b), std::multiplies<>(), [](Fraction x, Fraction y) {
    return quotient(std::move(x.numerator) * y.numerator, std::move(x.denominator) * y.denominator);
  });
}

Value operator/(const Value& a, const Value& b) {
  const auto* interval = get_if<Interval>(b);
  const auto* rational = get_if<mpq_class>(b);
  if (interval ? interval->is_zero() : rational && *rational == 0) throw Undefined("division by zero");
  return combine(a, b, std::divides<>(), [](const Fraction& x, const Fraction& y) {
    return quotient(x.numerator * y.denominator, x.denominator * y.numerator);
  });
}

Value operator-(const Value& a) {
  if (const auto* rational = get_if<mpq_class>(a)) return mpq_class(-*rational);
  const auto* interval = get_if<Interval>(a);
  return interval ? Value(-*interval) : mpq_class(-1) * a;
}

Value power(const Value& base, long n) {
  if (n < 0) return mpq_class(1) / power(base, -n);
  auto size = static_cast<unsigned long>(n);
  if (const auto* interval = get_if<Interval>(base)) return power(*interval, n);
  if (const auto* rational = get_if<mpq_class>(base)) {
    if (abs(*rational) == 1) return n % 2 == 0 ? mpq_class(1) : *rational;
    if (*rational != 0) require_size(n > 1 << 24 ? size : size * bits_of(*rational));
    mpq_class result;
    mpz_pow_ui(result.get_num_mpz_t(), rational->get_num_mpz_t(), size);
    mpz_pow_ui(result.get_den_mpz_t(), rational->get_den_mpz_t(), size);
    return result;
  }
  const Fraction fraction = as_fraction(base);
  return quotient(pow(fraction.numerator, size), pow(fraction.denominator, size));
}

Value absolute(const Value& a) {
  return greatest(greatest(a, -a), mpq_class(0));
}

Value greatest(const Value& a, const Value& b) {
  if (is_exact_real(a) && is_exact_real(b)) return exact_sign(a - b) >= 0 ? a : b;
  Bits bits = common_bits(a, b);
  return maximum(to_interval(a, bits), to_interval(b, bits));
}

Value nth_root(const Value& a, unsigned long n, Bits bits) {
  const Interval x = to_interval(a, bits);
  if (is_exact_real(a) ? exact_sign(a) < 0 : mpfr_sgn(x.high()) < 0)
    throw Undefined("a root of a negative number");
  if (!is_exact_real(a)) return root(x, n);
  const Fraction fraction = as_fraction(a);
  std::optional<Polynomial> above = exact_root(fraction.numerator, n);
  std::optional<Polynomial> below = exact_root(fraction.denominator, n);
  return above && below ? quotient(*above, *below) : root(x, n);
}

Truth compare(const Value& a, Relation relation, const Value& b) {
  unsigned possible = possible_signs(a, b);
  unsigned wanted = wanted_signs[static_cast<std::size_t>(relation)];
  if ((possible & wanted) == 0) return false;
  return (possible & ~wanted) == 0 ? Truth(true) : std::nullopt;
}

unsigned long size_of(const Value& value) {
  if (const auto* rational = get_if<mpq_class>(value)) return bits_of(*rational) / 64 + 1;
  const auto* fraction = get_if<Fraction>(value);
  return fraction ? fraction->numerator.terms().size() + fraction->denominator.terms().size() : 1;
}

}  // namespace dropcert::check
