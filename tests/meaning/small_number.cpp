#include "meaning/small_number.hpp"

#include <algorithm>
#include <utility>

namespace dropcert::meaning {

namespace {

constexpr mpfr_prec_t precision = 600;

void trim(Polynomial& a) {
  while (!a.empty() && a.back() == 0) a.pop_back();
}

Polynomial sum(const Polynomial& a, const Polynomial& b, int sign) {
  Polynomial result = a;
  if (result.size() < b.size()) result.resize(b.size());
  for (std::size_t i = 0; i < b.size(); ++i) result[i] += sign * b[i];
  trim(result);
  return result;
}

Polynomial product(const Polynomial& a, const Polynomial& b) {
  if (a.empty() || b.empty()) return {};
  Polynomial result(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) result[i + j] += a[i] * b[j];
  trim(result);
  return result;
}

// The quotient; `a` becomes the remainder.
Polynomial divide(Polynomial& a, const Polynomial& b) {
  Polynomial quotient(a.size() < b.size() ? 0 : a.size() - b.size() + 1);
  while (a.size() >= b.size()) {
    const mpq_class factor = a.back() / b.back();
    const std::size_t shift = a.size() - b.size();
    quotient[shift] = factor;
    for (std::size_t i = 0; i < b.size(); ++i) a[shift + i] -= factor * b[i];
    trim(a);
  }
  return quotient;
}

Polynomial common_divisor(Polynomial a, Polynomial b) {
  while (!b.empty()) {
    divide(a, b);
    std::swap(a, b);
  }
  return a;
}

Number quotient(Polynomial above, Polynomial below) {
  if (below.empty()) throw Undefined();
  for (const mpq_class& c : above)
    if (mpz_sizeinbase(c.get_num_mpz_t(), 2) > 100'000) throw Unknown();
  if (above.size() > 200 || below.size() > 200) throw Unknown();
  Number result;
  if (above.empty()) return result;
  if (below.size() > 1) {
    const Polynomial divisor = common_divisor(above, below);
    above = divide(above, divisor);
    below = divide(below, divisor);
  }
  const mpq_class lead = below.back();
  for (mpq_class& c : above) c /= lead;
  for (mpq_class& c : below) c /= lead;
  result.above = std::move(above);
  result.below = std::move(below);
  return result;
}

bool is_constant(const Number& number) {
  return number.real || (number.above.size() <= 1 && number.below.size() == 1);
}

template <class Operation>
Number of_reals(const Number& a, const Number& b, Operation operation) {
  // A real number beside a function that is not constant: neither form holds the result.
  if (!is_constant(a) || !is_constant(b)) throw Unknown();
  Real result;
  operation(result.raw(), real_of(a).raw(), real_of(b).raw(), MPFR_RNDN);
  return settled(result);
}

Number at_polynomial(const Polynomial& polynomial, const Number& point) {
  Number value;
  for (std::size_t i = polynomial.size(); i-- > 0;) value = value * point + Number(polynomial[i]);
  return value;
}

Polynomial derivative(const Polynomial& a) {
  Polynomial result;
  for (std::size_t i = 1; i < a.size(); ++i) result.push_back(a[i] * static_cast<unsigned long>(i));
  return result;
}

Number integer_power(const Number& base, const mpz_class& exponent) {
  if (exponent < 0 && is_zero(base)) throw Undefined();
  const mpz_class size = abs(exponent);
  if (exponent == 0) return Number(1);
  if (is_zero(base)) return Number();
  if (auto q = rational_of(base); q && (*q == 1 || *q == -1)) return *q == 1 || size % 2 == 0 ? 1 : *q;
  if (size > 2000) throw Unknown();
  Number result(1);
  for (unsigned long i = size.get_ui(); i > 0; --i) result = result * base;
  return exponent < 0 ? Number(1) / result : result;
}

}  // namespace

Real::Real() {
  mpfr_init2(value_, precision);
}
Real::Real(const mpq_class& number) : Real() {
  mpfr_set_q(value_, number.get_mpq_t(), MPFR_RNDN);
}
Real::Real(const Real& other) : Real() {
  mpfr_set(value_, other.value_, MPFR_RNDN);
}
Real& Real::operator=(const Real& other) {
  mpfr_set(value_, other.value_, MPFR_RNDN);
  return *this;
}
Real::~Real() {
  mpfr_clear(value_);
}
mpq_class Real::rational() const {
  mpq_class result;
  mpfr_get_q(result.get_mpq_t(), value_);
  return result;
}

Number settled(Real value) {
  if (mpfr_zero_p(value.raw()) != 0) return {};
  if (mpfr_number_p(value.raw()) == 0) throw Unknown();
  const mpfr_exp_t size = mpfr_get_exp(value.raw());
  if (size < -320) return {};
  if (size < -150 || size > 100) throw Unknown();
  Number result;
  result.real = std::move(value);
  return result;
}

bool is_zero(const Number& number) {
  return !number.real && number.above.empty();
}

void require_constant(const Number& number) {
  if (!is_constant(number)) throw Undefined();
}

std::optional<mpq_class> rational_of(const Number& number) {
  if (number.real || !is_constant(number)) return std::nullopt;
  return number.above.empty() ? mpq_class(0) : number.above[0];
}

Real real_of(const Number& number) {
  require_constant(number);
  return number.real ? *number.real : Real(*rational_of(number));
}

mpz_class integer_of(const Number& number) {
  require_constant(number);
  if (auto q = rational_of(number)) {
    if (q->get_den() != 1) throw Undefined();
    return q->get_num();
  }
  mpz_class nearest;
  mpfr_get_z(nearest.get_mpz_t(), number.real->raw(), MPFR_RNDN);
  if (!is_zero(number - Number(mpq_class(nearest)))) throw Undefined();
  return nearest;
}

Number operator+(const Number& a, const Number& b) {
  if (is_zero(a)) return b;
  if (is_zero(b)) return a;
  if (a.real || b.real) return of_reals(a, b, mpfr_add);
  return quotient(sum(product(a.above, b.below), product(b.above, a.below), 1), product(a.below, b.below));
}

Number operator-(const Number& a, const Number& b) {
  return a + Number(-1) * b;
}

Number operator*(const Number& a, const Number& b) {
  if (is_zero(a) || is_zero(b)) return {};
  if (a.real || b.real) return of_reals(a, b, mpfr_mul);
  return quotient(product(a.above, b.above), product(a.below, b.below));
}

Number operator/(const Number& a, const Number& b) {
  if (is_zero(b)) throw Undefined();
  if (is_zero(a)) return {};
  if (a.real || b.real) return of_reals(a, b, mpfr_div);
  return quotient(product(a.above, b.below), product(a.below, b.above));
}

Number power(const Number& base, const Number& exponent) {
  std::optional<mpz_class> integer;
  try {
    require_constant(exponent);
    integer = integer_of(exponent);
  } catch (const Undefined&) {
    require_constant(exponent);
  }
  if (integer) return integer_power(base, *integer);
  require_constant(base);
  if (is_zero(base)) {
    if (exponent < Number()) throw Undefined();
    return {};
  }
  if (base < Number()) throw Undefined();
  if (auto q = rational_of(exponent); q && q->get_den() < 20)
    return integer_power(root(base, Number(mpq_class(q->get_den()))), q->get_num());
  Real size;
  mpfr_log2(size.raw(), real_of(base).raw(), MPFR_RNDN);
  mpfr_mul(size.raw(), size.raw(), real_of(exponent).raw(), MPFR_RNDN);
  if (mpfr_cmpabs_ui(size.raw(), 100) > 0) throw Unknown();
  mpfr_exp2(size.raw(), size.raw(), MPFR_RNDN);
  return settled(size);
}

Number root(const Number& number, const Number& index) {
  const mpz_class n = integer_of(index);
  require_constant(number);
  if (n < 1) throw Undefined();
  const bool is_negative = number < Number();
  if (is_negative && n % 2 == 0) throw Undefined();
  if (is_negative) return Number(-1) * root(Number(-1) * number, index);
  if (n > 50) throw Unknown();
  if (auto q = rational_of(number)) {
    mpz_class above;
    mpz_class below;
    if (mpz_root(above.get_mpz_t(), q->get_num_mpz_t(), n.get_ui()) != 0 &&
        mpz_root(below.get_mpz_t(), q->get_den_mpz_t(), n.get_ui()) != 0)
      return mpq_class(above, below);
  }
  Real result;
  mpfr_rootn_ui(result.raw(), real_of(number).raw(), n.get_ui(), MPFR_RNDN);
  return settled(result);
}

bool equal(const Number& a, const Number& b) {
  if (is_constant(a) != is_constant(b)) return false;
  return is_zero(a - b);
}

int compare(const Number& a, const Number& b) {
  require_constant(a);
  require_constant(b);
  const Number difference = a - b;
  if (difference.real) return mpfr_cmp_ui(difference.real->raw(), 0) < 0 ? -1 : 1;
  return sgn(*rational_of(difference));
}

Number variable_p() {
  return quotient({0, 1}, {1});
}

Number derivative(const Number& number) {
  if (is_constant(number)) return {};
  const Polynomial above = sum(product(derivative(number.above), number.below),
                               product(number.above, derivative(number.below)), -1);
  return quotient(product(above, {0, 1, -1}), product(number.below, number.below));
}

Number value_at(const Number& number, const Number& point) {
  require_constant(point);
  if (number.real) return number;
  return at_polynomial(number.above, point) / at_polynomial(number.below, point);
}

Number mean_over_p(const Number& number) {
  if (number.real) return number;
  if (number.below.size() > 1) throw Unknown();
  Number result;
  for (std::size_t i = 0; i < number.above.size(); ++i)
    result = result + Number(number.above[i] / mpq_class(static_cast<unsigned long>(i + 1)));
  return result;
}

}  // namespace dropcert::meaning
