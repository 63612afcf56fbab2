#include "check/arithmetic.hpp"

#include <algorithm>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr std::size_t max_number_bits = std::size_t{1} << 24;

std::size_t bits_of(const mpq_class& a) {
  return mpz_sizeinbase(a.get_num_mpz_t(), 2) + mpz_sizeinbase(a.get_den_mpz_t(), 2);
}

void require_size(std::size_t bits) {
  if (bits > max_number_bits) throw Unsupported("an exact number is too large");
}

mpq_class rational_power(const mpq_class& base, long n) {
  if (base == 0 && n < 0) throw Undefined("a negative power of 0");
  auto size = static_cast<unsigned long>(n < 0 ? -n : n);
  if (bits_of(base) > 2) require_size(size > max_number_bits ? size : size * bits_of(base));
  mpq_class result;
  mpz_pow_ui(result.get_num_mpz_t(), base.get_num_mpz_t(), size);
  mpz_pow_ui(result.get_den_mpz_t(), base.get_den_mpz_t(), size);
  return n < 0 ? mpq_class(1 / result) : result;
}

Interval at_pi(const Polynomial& polynomial, Bits bits) {
  const Interval circle = pi(bits);
  Interval sum(0, bits);
  for (const auto& [monomial, coefficient] : polynomial.terms())
    sum = add(sum, multiply(power(circle, monomial[generator_pi], bits), Interval(coefficient, bits), bits),
              bits);
  return sum;
}

// The root of c pi^(n m), c a perfect n-th power.
std::optional<Polynomial> exact_root(const Polynomial& a, unsigned long n) {
  if (a.terms().empty()) return a;
  const auto& [monomial, coefficient] = a.terms()[0];
  mpz_class root;
  auto order = static_cast<long>(n);
  if (!a.is_monomial() || coefficient < 0 || monomial[generator_pi] % order != 0 ||
      mpz_sizeinbase(coefficient.get_mpz_t(), 2) > 4096 ||
      !mpz_root(root.get_mpz_t(), coefficient.get_mpz_t(), n))
    return std::nullopt;
  return Polynomial(generator_power(generator_pi, static_cast<int>(monomial[generator_pi] / order)), root);
}

// The fraction of a value that is not needed any more.
Fraction taken_from(Value& value) {
  Fraction* own = value.own_fraction();
  return own ? std::move(*own) : as_fraction(value);
}

// Sets of signs of a difference.
enum Signs : unsigned { negative = 1, zero = 2, positive = 4, any_sign = 7 };

// By relation, in the order of its enumeration: the signs of a - b for which it holds.
constexpr unsigned wanted_signs[] = {zero,     negative | positive, negative, negative | zero,
                                     positive, positive | zero};

// Functions of p or of the variables of an identity. Of the latter, different forms prove nothing.
unsigned signs_of_functions(const Fraction& a, const Fraction& b) {
  if (a == b || a.numerator * b.denominator == b.numerator * a.denominator) return zero;
  bool in_ring = !a.mentions(first_free_generator, max_generators) &&
                 !b.mentions(first_free_generator, max_generators) && a.denominator.is_constant() &&
                 b.denominator.is_constant();
  return in_ring ? negative | positive : any_sign;
}

// The signs that a - b may have.
unsigned possible_signs(const Value& a, const Value& b, Bits bits) {
  if (is_exact_real(a) && is_exact_real(b)) {
    int sign = exact_sign(subtract(a, b, bits));
    return sign < 0 ? negative : sign > 0 ? positive : zero;
  }
  if (is_exact(a) && is_exact(b)) return signs_of_functions(as_fraction(a), as_fraction(b));
  const Interval x = to_interval(a, bits);
  const Interval y = to_interval(b, bits);
  if (!x.is_finite() || !y.is_finite()) return any_sign;
  bool touch = mpfr_lessequal_p(x.low(), y.high()) && mpfr_greaterequal_p(x.high(), y.low());
  return (mpfr_less_p(x.low(), y.high()) ? negative : 0U) |
         (mpfr_greater_p(x.high(), y.low()) ? positive : 0U) | (touch ? zero : 0U);
}

}  // namespace

bool Fraction::mentions(std::size_t first, std::size_t last) const {
  return numerator.mentions(first, last) || denominator.mentions(first, last);
}

bool is_exact(const Value& value) {
  return get_if<mpq_class>(value) || get_if<Fraction>(value);
}

bool is_exact_real(const Value& value) {
  const auto* fraction = get_if<Fraction>(value);
  return get_if<mpq_class>(value) || (fraction && fraction->is_real());
}

Value quotient(Polynomial numerator, Polynomial denominator) {
  if (!denominator.is_one()) {
    Polynomial::Term common = numerator.content();
    const Polynomial::Term below = denominator.content();
    common.second = gcd(common.second, below.second);
    if (denominator.terms().back().second < 0) common.second = -common.second;
    for (std::size_t g = 0; g < max_generators; ++g)
      common.first[g] = std::min(common.first[g], numerator.terms().empty() ? 0 : below.first[g]);
    numerator /= common;
    denominator /= common;
  }
  if (numerator == denominator) return mpq_class(1);
  if (!numerator.is_constant() || (!denominator.is_constant() && !numerator.terms().empty()))
    return Fraction{std::move(numerator), std::move(denominator)};
  if (numerator.terms().empty()) return mpq_class(0);
  return mpq_class(numerator.terms()[0].second, denominator.terms()[0].second);
}

Value generator_value(std::size_t generator, int exponent) {
  return Fraction{{generator_power(generator, exponent), 1}, Polynomial(1)};
}

Fraction as_fraction(const Value& value) {
  if (const auto* rational = get_if<mpq_class>(value)) return {rational->get_num(), rational->get_den()};
  if (const auto* fraction = get_if<Fraction>(value)) return *fraction;
  throw Unsupported("a real number that is not known exactly stands in an identity");
}

Interval to_interval(const Value& a, Bits bits) {
  if (const auto* interval = get_if<Interval>(a)) return *interval;
  if (const auto* rational = get_if<mpq_class>(a)) return {*rational, bits};
  const auto* fraction = get_if<Fraction>(a);
  if (!fraction || !fraction->is_real()) throw Unsupported("a function, a list or a law is no number");
  return divide(at_pi(fraction->numerator, bits), at_pi(fraction->denominator, bits), bits);
}

int exact_sign(const Value& a) {
  if (const auto* rational = get_if<mpq_class>(a)) return sgn(*rational);
  for (Bits bits = 64; bits <= 1 << 20; bits *= 2)
    if (std::optional<int> result = sign(to_interval(a, bits))) return *result;
  throw Unsupported("the sign of a polynomial in pi needs too much precision");
}

Value add(Value a, Value b, Bits bits) {
  if (const auto* x = get_if<mpq_class>(a))
    if (const auto* y = get_if<mpq_class>(b)) return Value(std::in_place, *x + *y);
  if (!is_exact(a) || !is_exact(b)) return add(to_interval(a, bits), to_interval(b, bits), bits);
  Fraction x = taken_from(a);
  Fraction y = taken_from(b);
  if (!(x.denominator == y.denominator)) {
    x.numerator = x.numerator * y.denominator;
    y.numerator = y.numerator * x.denominator;
    x.denominator = x.denominator * y.denominator;
  }
  return quotient(std::move(x.numerator += std::move(y.numerator)), std::move(x.denominator));
}

Value subtract(const Value& a, const Value& b, Bits bits) {
  if (const auto* x = get_if<mpq_class>(a))
    if (const auto* y = get_if<mpq_class>(b)) return Value(std::in_place, *x - *y);
  return add(a, negate(b), bits);
}

Value multiply(Value a, Value b, Bits bits) {
  if (const auto* x = get_if<mpq_class>(a))
    if (const auto* y = get_if<mpq_class>(b)) {
      require_size(bits_of(*x) + bits_of(*y));
      return Value(std::in_place, *x * *y);
    }
  if (const Elements list = b.elements()) {
    std::vector<Element> scaled = *list;
    for (Element& element : scaled) element.value = multiply(a, element.value, bits);
    return std::make_shared<const std::vector<Element>>(std::move(scaled));
  }
  if (!is_exact(a) || !is_exact(b)) return multiply(to_interval(a, bits), to_interval(b, bits), bits);
  if (get_if<mpq_class>(b)) std::swap(a, b);
  Fraction y = taken_from(b);
  if (const auto* x = get_if<mpq_class>(a)) {
    y.numerator *= {{}, x->get_num()};
    if (x->get_den() != 1) y.denominator *= {{}, x->get_den()};
    return quotient(std::move(y.numerator), std::move(y.denominator));
  }
  const Fraction x = as_fraction(a);
  return quotient(x.numerator * y.numerator, x.denominator * y.denominator);
}

Value divide(const Value& a, const Value& b, Bits bits) {
  if (is_exact(a) && is_exact(b)) {
    const Fraction x = as_fraction(a);
    const Fraction y = as_fraction(b);
    if (y.numerator.terms().empty()) throw Undefined("division by zero");
    Value result = quotient(x.numerator * y.denominator, x.denominator * y.numerator);
    const auto* fraction = get_if<Fraction>(result);
    bool grows = fraction && fraction->is_real() && !fraction->denominator.is_monomial();  // in sums of such
    return grows ? Value(to_interval(result, bits)) : result;
  }
  const Interval divisor = to_interval(b, bits);
  if (divisor.is_zero()) throw Undefined("division by zero");
  return divide(to_interval(a, bits), divisor, bits);
}

Value negate(const Value& a) {
  if (const auto* interval = get_if<Interval>(a)) return negate(*interval);
  return multiply(mpq_class(-1), a, MPFR_PREC_MIN);
}

Value power(const Value& base, long n, Bits bits) {
  if (const auto* rational = get_if<mpq_class>(base)) {
    if (*rational == 1 || *rational == -1) return n % 2 == 0 ? mpq_class(1) : *rational;
    return rational_power(*rational, n);
  }
  if (const auto* interval = get_if<Interval>(base)) {
    if (n < 0 && interval->is_zero()) throw Undefined("a negative power of 0");
    return power(*interval, n, bits);
  }
  if (n < 0) return divide(mpq_class(1), power(base, -n, bits), bits);
  const Fraction fraction = as_fraction(base);
  auto exponent = static_cast<unsigned long>(n);
  return quotient(pow(fraction.numerator, exponent), pow(fraction.denominator, exponent));
}

Value absolute(const Value& a) {
  if (is_exact_real(a)) return exact_sign(a) < 0 ? negate(a) : a;
  return absolute(to_interval(a, MPFR_PREC_MIN));
}

Value greatest(const Value& a, const Value& b, Bits bits) {
  if (is_exact_real(a) && is_exact_real(b)) return exact_sign(subtract(a, b, bits)) >= 0 ? a : b;
  return maximum(to_interval(a, bits), to_interval(b, bits));
}

Value nth_root(const Value& a, unsigned long n, Bits bits) {
  if (is_exact_real(a)) {
    if (exact_sign(a) < 0) throw Undefined("a root of a negative number");
    const Fraction fraction = as_fraction(a);
    std::optional<Polynomial> up = exact_root(fraction.numerator, n);
    std::optional<Polynomial> below = exact_root(fraction.denominator, n);
    if (up && below) return quotient(*up, *below);
  }
  const Interval x = to_interval(a, bits);
  if (mpfr_sgn(x.high()) < 0) throw Undefined("a root of a negative number");
  return root(x, n, bits);
}

Truth compare(const Value& a, Relation relation, const Value& b, Bits bits) {
  unsigned possible = possible_signs(a, b, bits);
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
