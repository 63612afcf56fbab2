#include "check/arithmetic.hpp"

#include <algorithm>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr std::size_t max_number_bits = std::size_t{1} << 24;

bool is_exact(const Value& value) {
  return get_if<mpq_class>(value) || get_if<Fraction>(value);
}

std::size_t size_of(const mpq_class& a) {
  return mpz_sizeinbase(a.get_num_mpz_t(), 2) + mpz_sizeinbase(a.get_den_mpz_t(), 2);
}

void require_size(std::size_t bits) {
  if (bits > max_number_bits) throw Unsupported("an exact number is too large");
}

mpq_class rational_power(const mpq_class& base, long n) {
  if (base == 0 && n < 0) throw Undefined("a negative power of 0");
  auto size = static_cast<unsigned long>(n < 0 ? -n : n);
  if (size_of(base) > 2) require_size(size > max_number_bits ? size : size * size_of(base));
  mpq_class result;
  mpz_pow_ui(result.get_num_mpz_t(), base.get_num_mpz_t(), size);
  mpz_pow_ui(result.get_den_mpz_t(), base.get_den_mpz_t(), size);
  return n < 0 ? mpq_class(1 / result) : result;
}

Interval polynomial_at_pi(const Polynomial& polynomial, Bits bits) {
  Interval circle = pi(bits);
  Interval sum(0, bits);
  for (const auto& [monomial, coefficient] : polynomial.terms())
    sum = add(sum, multiply(power(circle, monomial[generator_pi], bits), Interval(coefficient, bits), bits),
              bits);
  return sum;
}

std::optional<mpq_class> exact_root(const mpq_class& a, unsigned long n) {
  mpq_class result;
  if (size_of(a) > 4096 || !mpz_root(result.get_num_mpz_t(), a.get_num_mpz_t(), n)) return std::nullopt;
  if (!mpz_root(result.get_den_mpz_t(), a.get_den_mpz_t(), n)) return std::nullopt;
  return result;
}

// The root of c pi^(n m), c a perfect n-th power, m of either sign.
std::optional<Value> exact_root(const Fraction& a, unsigned long n) {
  if (!a.is_real() || !a.numerator.is_monomial()) return std::nullopt;
  const auto& [monomial, coefficient] = *a.numerator.terms().begin();
  long up = monomial[generator_pi];
  long down = a.denominator.terms().begin()->first[generator_pi];
  std::optional<mpq_class> factor = exact_root(coefficient, n);
  auto order = static_cast<long>(n);
  if (!factor || up % order != 0 || down % order != 0) return std::nullopt;
  return quotient({generator_power(generator_pi, static_cast<int>(up / order)), *factor},
                  {generator_power(generator_pi, static_cast<int>(down / order)), 1});
}

Truth ordered(int sign, Relation relation) {
  switch (relation) {
    case Relation::equal:
      return sign == 0;
    case Relation::not_equal:
      return sign != 0;
    case Relation::less:
      return sign < 0;
    case Relation::less_equal:
      return sign <= 0;
    case Relation::greater:
      return sign > 0;
    case Relation::greater_equal:
      return sign >= 0;
  }
  return std::nullopt;
}

bool equal_fractions(const Fraction& a, const Fraction& b) {
  if (a.denominator == b.denominator) return a.numerator == b.numerator;
  return a.numerator * b.denominator == b.numerator * a.denominator;
}

// At least one is a function of p or of the variables of an identity.
Truth compare_functions(const Fraction& a, Relation relation, const Fraction& b) {
  if (relation != Relation::equal && relation != Relation::not_equal)
    throw Unsupported("functions of p or of the variables of an identity have no order");
  bool equal = equal_fractions(a, b);
  bool in_ring = !a.numerator.mentions(first_free_generator, max_generators) &&
                 !b.numerator.mentions(first_free_generator, max_generators) && a.denominator.constant() &&
                 b.denominator.constant();
  if (!equal && !in_ring) return std::nullopt;  // different forms prove nothing
  return equal == (relation == Relation::equal);
}

Truth compare_intervals(const Interval& x, Relation relation, const Interval& y) {
  if (!x.is_finite() || !y.is_finite()) return std::nullopt;
  bool below = mpfr_less_p(x.high(), y.low());
  bool above = mpfr_greater_p(x.low(), y.high());
  bool not_above = mpfr_lessequal_p(x.high(), y.low());
  bool not_below = mpfr_greaterequal_p(x.low(), y.high());
  auto either = [](bool yes, bool no) { return yes ? Truth(true) : no ? Truth(false) : std::nullopt; };
  switch (relation) {
    case Relation::equal:
      return either(not_above && not_below, below || above);
    case Relation::not_equal:
      return either(below || above, not_above && not_below);
    case Relation::less:
      return either(below, not_below);
    case Relation::less_equal:
      return either(not_above, above);
    case Relation::greater:
      return either(above, not_above);
    case Relation::greater_equal:
      return either(not_below, below);
  }
  return std::nullopt;
}

}  // namespace

bool Fraction::is_real() const {
  return !numerator.mentions(generator_p, max_generators) &&
         !denominator.mentions(generator_p, max_generators);
}

bool Fraction::is_ring_element() const {
  return !is_real() && !numerator.mentions(first_free_generator, max_generators) &&
         !denominator.mentions(first_free_generator, max_generators);
}

bool is_exact_real(const Value& value) {
  const auto* fraction = get_if<Fraction>(value);
  return get_if<mpq_class>(value) || (fraction && fraction->is_real());
}

Value quotient(Polynomial numerator, Polynomial denominator) {
  if (!denominator.constant()) {
    Monomial common = common_monomial(numerator, denominator);
    if (!is_one(common)) {
      for (int& exponent : common) exponent = -exponent;
      numerator = numerator.shifted(common);
      denominator = denominator.shifted(common);
    }
  }
  mpq_class leading = denominator.terms().rbegin()->second;
  if (leading != 1) {
    numerator *= 1 / leading;
    denominator *= 1 / leading;
  }
  if (std::optional<mpq_class> constant = numerator.constant();
      constant && (*constant == 0 || denominator.constant()))
    return *constant;
  if (numerator.terms().size() == denominator.terms().size()) {
    mpq_class ratio = numerator.terms().rbegin()->second;
    Polynomial multiple = denominator;
    multiple *= ratio;
    if (multiple == numerator) return ratio;
  }
  return Fraction{std::move(numerator), std::move(denominator)};
}

Fraction as_fraction(const Value& value) {
  if (const auto* rational = get_if<mpq_class>(value))
    return {Polynomial(*rational), Polynomial(mpq_class(1))};
  if (const auto* fraction = get_if<Fraction>(value)) return *fraction;
  throw Unsupported("a real number that is not known exactly stands in an identity");
}

Interval to_interval(const Value& a, Bits bits) {
  if (const auto* interval = get_if<Interval>(a)) return *interval;
  if (const auto* rational = get_if<mpq_class>(a)) return Interval(*rational, bits);
  const auto* fraction = get_if<Fraction>(a);
  if (!fraction || !fraction->is_real()) throw Unsupported("a function, a list or a law is no number");
  return divide(polynomial_at_pi(fraction->numerator, bits), polynomial_at_pi(fraction->denominator, bits),
                bits);
}

int exact_sign(const Value& a) {
  if (const auto* rational = get_if<mpq_class>(a)) return sgn(*rational);
  for (Bits bits = 64; bits <= 1 << 20; bits *= 2)
    if (std::optional<int> result = sign(to_interval(a, bits))) return *result;
  throw Unsupported("the sign of a polynomial in pi needs too much precision");
}

Value add(const Value& a, const Value& b, Bits bits) {
  if (const auto* x = get_if<mpq_class>(a))
    if (const auto* y = get_if<mpq_class>(b)) return mpq_class(*x + *y);
  if (!is_exact(a) || !is_exact(b)) return add(to_interval(a, bits), to_interval(b, bits), bits);
  Fraction x = as_fraction(a);
  const Fraction y = as_fraction(b);
  if (x.denominator == y.denominator) {
    x.numerator += y.numerator;
    return quotient(std::move(x.numerator), std::move(x.denominator));
  }
  return quotient(
      [&] {
        Polynomial sum = x.numerator * y.denominator;
        sum += y.numerator * x.denominator;
        return sum;
      }(),
      x.denominator * y.denominator);
}

void accumulate(Value& sum, const Value& term, Bits bits) {
  auto* total = std::get_if<Fraction>(&sum);
  const auto* fraction = get_if<Fraction>(term);
  if (!total || !fraction || !total->denominator.constant() || !fraction->denominator.constant()) {
    sum = add(sum, term, bits);
    return;
  }
  total->numerator += fraction->numerator;
  if (std::optional<mpq_class> constant = total->numerator.constant()) sum = mpq_class(*constant);
}

Value subtract(const Value& a, const Value& b, Bits bits) {
  if (const auto* x = get_if<mpq_class>(a))
    if (const auto* y = get_if<mpq_class>(b)) return mpq_class(*x - *y);
  if (get_if<Interval>(a) || get_if<Interval>(b))
    return subtract(to_interval(a, bits), to_interval(b, bits), bits);
  return add(a, negate(b), bits);
}

Value multiply(const Value& a, const Value& b, Bits bits) {
  if (const auto* x = get_if<mpq_class>(a))
    if (const auto* y = get_if<mpq_class>(b)) {
      if (*x == 1) return b;
      require_size(size_of(*x) + size_of(*y));
      return mpq_class(*x * *y);
    }
  if (const auto* list = get_if<List>(b)) {
    std::vector<Value> scaled;
    for (const Value& element : **list) scaled.push_back(multiply(a, element, bits));
    return std::make_shared<const std::vector<Value>>(std::move(scaled));
  }
  if (!is_exact(a) || !is_exact(b)) return multiply(to_interval(a, bits), to_interval(b, bits), bits);
  if (get_if<mpq_class>(b)) return multiply(b, a, bits);
  if (const auto* factor = get_if<mpq_class>(a)) {
    if (*factor == 0) return *factor;
    Fraction scaled = *get_if<Fraction>(b);
    scaled.numerator *= *factor;
    return scaled;
  }
  const Fraction x = as_fraction(a);
  const Fraction y = as_fraction(b);
  return quotient(x.numerator * y.numerator, x.denominator * y.denominator);
}

Value divide(const Value& a, const Value& b, Bits bits) {
  if (const auto* y = get_if<mpq_class>(b)) {
    if (*y == 0) throw Undefined("division by zero");
    return multiply(a, mpq_class(1 / *y), bits);
  }
  if (is_exact(a) && is_exact(b)) {
    const Fraction x = as_fraction(a);
    const Fraction y = as_fraction(b);
    Value result = quotient(x.numerator * y.denominator, x.denominator * y.numerator);
    const auto* fraction = get_if<Fraction>(result);
    if (!fraction || !fraction->is_real() || fraction->denominator.is_monomial()) return result;
  }
  Interval divisor = to_interval(b, bits);
  if (divisor.is_zero()) throw Undefined("division by zero");
  return divide(to_interval(a, bits), divisor, bits);
}

Value negate(const Value& a) {
  if (const auto* rational = get_if<mpq_class>(a)) return mpq_class(-*rational);
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

Value absolute(const Value& a, Bits bits) {
  if (is_exact_real(a)) return exact_sign(a) < 0 ? negate(a) : a;
  return absolute(to_interval(a, bits));
}

Value greatest(const Value& a, const Value& b, Bits bits) {
  if (is_exact_real(a) && is_exact_real(b)) return exact_sign(subtract(a, b, bits)) >= 0 ? a : b;
  return maximum(to_interval(a, bits), to_interval(b, bits));
}

Value nth_root(const Value& a, unsigned long n, Bits bits) {
  if (is_exact_real(a)) {
    if (exact_sign(a) < 0) throw Undefined("a root of a negative number");
    if (const auto* rational = get_if<mpq_class>(a)) {
      if (std::optional<mpq_class> exact = exact_root(*rational, n)) return *exact;
    } else if (std::optional<Value> exact = exact_root(*get_if<Fraction>(a), n)) {
      return *exact;
    }
  }
  Interval x = to_interval(a, bits);
  if (mpfr_sgn(x.high()) < 0) throw Undefined("a root of a negative number");
  return root(x, n, bits);
}

Truth compare(const Value& a, Relation relation, const Value& b, Bits bits) {
  if (is_exact_real(a) && is_exact_real(b)) return ordered(exact_sign(subtract(a, b, bits)), relation);
  if (is_exact(a) && is_exact(b)) return compare_functions(as_fraction(a), relation, as_fraction(b));
  return compare_intervals(to_interval(a, bits), relation, to_interval(b, bits));
}

}  // namespace dropcert::check
