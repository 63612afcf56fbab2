#include "exact/polynomial.hpp"

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "exact/power.hpp"

namespace dropcert::exact {

namespace {

constexpr unsigned long max_degree = LONG_MAX;

void require_length(unsigned long length) {
  if (length > max_polynomial_length)
    throw std::length_error("a polynomial would span more than 2^24 powers of its variable");
}

void require_bits(unsigned long length, unsigned long coefficient_bits) {
  if (length != 0 && coefficient_bits > max_polynomial_bits / length)
    throw std::length_error("the coefficients of a polynomial would take more than 1 GB");
}

unsigned long checked_degree(unsigned long a, unsigned long b) {
  if (a > max_degree || b > max_degree - a)
    throw std::length_error("a degree exceeds the largest machine integer");
  return a + b;
}

slong to_slong(unsigned long n) {
  return static_cast<slong>(n);
}

}  // namespace

Polynomial& Polynomial::operator=(const Polynomial& other) {
  fmpq_poly_set(poly_, other.poly_);
  valuation_ = other.valuation_;
  return *this;
}

Polynomial& Polynomial::operator=(Polynomial&& other) noexcept {
  fmpq_poly_swap(poly_, other.poly_);
  std::swap(valuation_, other.valuation_);
  return *this;
}

Polynomial Polynomial::monomial(const Rational& c, unsigned long degree) {
  Polynomial result;
  if (c.is_zero()) return result;
  result.valuation_ = checked_degree(degree, 0);
  fmpq_poly_set_fmpq(result.poly_, c.raw());
  return result;
}

std::optional<Rational> Polynomial::constant() const {
  if (!is_constant()) return std::nullopt;
  return coefficient(0);
}

long Polynomial::degree() const {
  return is_zero() ? -1 : static_cast<long>(valuation_) + fmpq_poly_degree(poly_);
}

Rational Polynomial::coefficient(unsigned long n) const {
  Rational c;
  if (n >= valuation_ && n - valuation_ < length())
    fmpq_poly_get_coeff_fmpq(c.raw(), poly_, to_slong(n - valuation_));
  return c;
}

Polynomial Polynomial::derivative() const {
  Polynomial result = *this;
  for (unsigned long i = 0; i < length(); ++i) {
    fmpz* const c = fmpq_poly_numref(result.poly_) + i;
    fmpz_mul_ui(c, c, valuation_ + i);
  }
  fmpq_poly_canonicalise(result.poly_);
  if (valuation_ > 0) {
    --result.valuation_;
  } else {
    fmpq_poly_shift_right(result.poly_, result.poly_, 1);
  }
  result.normalise();
  return result;
}

// The coefficient of x^n becomes n c_n - (n - 1) c_(n-1).
void Polynomial::derive_along_sigmoid() {
  if (is_zero()) return;
  const unsigned long old_length = length();
  require_length(old_length + 1);
  checked_degree(valuation_, old_length);
  extend_to(old_length + 1);
  fmpz* const c = fmpq_poly_numref(poly_);
  for (unsigned long i = old_length + 1; i-- > 0;) {
    fmpz_mul_ui(c + i, c + i, valuation_ + i);
    if (i > 0) fmpz_submul_ui(c + i, c + i - 1, valuation_ + i - 1);
  }
  fmpq_poly_canonicalise(poly_);
  normalise();
}

Polynomial Polynomial::antiderivative() const {
  Polynomial result = *this;
  if (is_zero()) return result;
  checked_degree(valuation_, length());
  ++result.valuation_;
  Integer common = 1;  // a multiple of every new denominator i + 1
  for (unsigned long i = 0; i < length(); ++i)
    if (!fmpz_is_zero(fmpq_poly_numref(poly_) + i))
      fmpz_lcm(common.raw(), common.raw(), Integer(valuation_ + i + 1).raw());
  for (unsigned long i = 0; i < length(); ++i) {
    fmpz* const c = fmpq_poly_numref(result.poly_) + i;
    if (!fmpz_is_zero(c)) fmpz_mul(c, c, divide_exact(common, valuation_ + i + 1).raw());
  }
  fmpz_mul(fmpq_poly_denref(result.poly_), fmpq_poly_denref(poly_), common.raw());
  fmpq_poly_canonicalise(result.poly_);
  return result;
}

Rational Polynomial::evaluate(const Rational& x) const {
  const Rational scale = pow(x, static_cast<long>(valuation_));
  if (x.bits() > 1 && length() > max_power_bits / x.bits())
    throw std::length_error("the value of a polynomial would have more than 2^30 bits");
  Rational value;
  fmpq_poly_evaluate_fmpq(value.raw(), poly_, x.raw());
  return scale * value;
}

Rational Polynomial::integrate(const Rational& a, const Rational& b) const {
  const Polynomial f = antiderivative();
  return f.evaluate(b) - f.evaluate(a);
}

std::size_t Polynomial::coefficient_bits() const {
  const slong numerator_bits = _fmpz_vec_max_bits(fmpq_poly_numref(poly_), fmpq_poly_length(poly_));
  return static_cast<std::size_t>(std::abs(numerator_bits)) + fmpz_bits(fmpq_poly_denref(poly_));
}

std::size_t Polynomial::bits() const {
  return length() * coefficient_bits();
}

std::string Polynomial::str(const std::string& variable) const {
  if (is_zero()) return "0";
  std::string text;
  for (unsigned long n = valuation_; n < valuation_ + length(); ++n) {
    const Rational c = coefficient(n);
    if (c.is_zero()) continue;
    if (text.empty()) {
      text += c.sign() < 0 ? "-" : "";
    } else {
      text += c.sign() < 0 ? " - " : " + ";
    }
    const Rational size = abs(c);
    if (n == 0 || size != 1) text += size.str() + (n == 0 ? "" : "*");
    if (n > 0) text += variable;
    if (n > 1) text.append("^").append(std::to_string(n));
  }
  return text;
}

Polynomial& Polynomial::operator+=(const Polynomial& b) {
  if (b.is_zero()) return *this;
  if (is_zero()) return *this = b;
  const unsigned long low = std::min(valuation_, b.valuation_);
  const unsigned long high = std::max(valuation_ + length(), b.valuation_ + b.length());
  require_length(high - low);
  extend_down_to(low);
  if (b.length() == 1) {
    add_constant_of(b, b.valuation_ - low);
  } else if (b.valuation_ == low) {
    fmpq_poly_add(poly_, poly_, b.poly_);
  } else {
    Polynomial aligned = b;
    aligned.extend_down_to(low);
    fmpq_poly_add(poly_, poly_, aligned.poly_);
  }
  normalise();
  return *this;
}

Polynomial& Polynomial::operator+=(Polynomial&& b) {
  const bool is_further = b.length() == 1 && !is_zero() && b.valuation_ >= valuation_ + length();
  const bool are_integral = fmpz_is_one(fmpq_poly_denref(b.poly_)) && fmpz_is_one(fmpq_poly_denref(poly_));
  if (!is_further || !are_integral) return *this += b;
  require_length(b.valuation_ - valuation_ + 1);
  extend_to(b.valuation_ - valuation_ + 1);
  fmpz_swap(fmpq_poly_numref(poly_) + length() - 1, fmpq_poly_numref(b.poly_));
  fmpq_poly_zero(b.poly_);
  b.valuation_ = 0;
  return *this;
}

// With leading coefficients that are 0.
void Polynomial::extend_to(unsigned long new_length) {
  fmpq_poly_fit_length(poly_, to_slong(new_length));
  for (unsigned long i = length(); i < new_length; ++i) fmpz_zero(fmpq_poly_numref(poly_) + i);
  _fmpq_poly_set_length(poly_, to_slong(new_length));
}

void Polynomial::extend_down_to(unsigned long valuation) {
  if (valuation == valuation_) return;
  fmpq_poly_shift_left(poly_, poly_, to_slong(valuation_ - valuation));
  valuation_ = valuation;
}

// Adds x^index times the constant term of b's dense part.
void Polynomial::add_constant_of(const Polynomial& b, unsigned long index) {
  if (fmpz_is_one(fmpq_poly_denref(b.poly_)) && fmpz_is_one(fmpq_poly_denref(poly_))) {
    // Else FLINT looks for a common denominator.
    if (length() <= index) extend_to(index + 1);
    fmpz* const sum = fmpq_poly_numref(poly_) + index;
    fmpz_add(sum, sum, fmpq_poly_numref(b.poly_));
    _fmpq_poly_normalise(poly_);
  } else {
    const Rational sum = coefficient(valuation_ + index) + b.coefficient(b.valuation_);
    fmpq_poly_set_coeff_fmpq(poly_, to_slong(index), sum.raw());
  }
}

void Polynomial::normalise() {
  if (is_zero()) {
    valuation_ = 0;
    return;
  }
  unsigned long zeros = 0;
  while (fmpz_is_zero(fmpq_poly_numref(poly_) + zeros)) ++zeros;
  if (zeros == 0) return;
  fmpq_poly_shift_right(poly_, poly_, to_slong(zeros));
  valuation_ += zeros;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  Polynomial product;
  if (a.is_zero() || b.is_zero()) return product;
  checked_degree(static_cast<unsigned long>(a.degree()), static_cast<unsigned long>(b.degree()));
  require_length(a.length() + b.length());
  require_bits(a.length() + b.length(), a.coefficient_bits() + b.coefficient_bits());
  fmpq_poly_mul(product.poly_, a.poly_, b.poly_);
  product.valuation_ = a.valuation_ + b.valuation_;
  return product;
}

Polynomial operator*(Polynomial a, const Rational& c) {
  if (c.is_zero() || a.is_zero()) return {};
  require_bits(a.length(), a.coefficient_bits() + c.bits());
  fmpq_poly_scalar_mul_fmpq(a.poly_, a.poly_, c.raw());
  return a;
}

Polynomial pow(const Polynomial& base, unsigned long exponent) {
  if (exponent == 0) return 1;
  if (base.is_zero()) return base;
  checked_degree(saturating_product(static_cast<unsigned long>(base.degree()), exponent), 0);
  if (base.length() == 1)
    return Polynomial::monomial(pow(base.coefficient(base.valuation_), static_cast<long>(exponent)),
                                base.valuation_ * exponent);
  require_length(saturating_product(base.length(), exponent));
  require_bits(base.length() * exponent, saturating_product(base.coefficient_bits(), exponent));
  Polynomial result;
  fmpq_poly_pow(result.poly_, base.poly_, exponent);
  result.valuation_ = base.valuation_ * exponent;
  return result;
}

std::optional<Polynomial> divide_exact(const Polynomial& a, const Polynomial& b) {
  if (b.is_zero()) throw std::domain_error("division by the zero polynomial");
  if (a.is_zero()) return a;
  if (a.valuation_ < b.valuation_ || a.length() < b.length()) return std::nullopt;
  Polynomial quotient;
  Polynomial remainder;
  fmpq_poly_divrem(quotient.poly_, remainder.poly_, a.poly_, b.poly_);
  if (!remainder.is_zero()) return std::nullopt;
  quotient.valuation_ = a.valuation_ - b.valuation_;
  return quotient;
}

Polynomial gcd(const Polynomial& a, const Polynomial& b) {
  constexpr std::size_t most_bits = std::size_t{1} << 21;
  Polynomial result;
  if (a.length() <= 1 || b.length() <= 1) {
    if (a.is_zero() && b.is_zero()) return result;
    const Polynomial& other = a.is_zero() ? b : a;
    if (!a.is_zero() && !b.is_zero()) return Polynomial::monomial(1, std::min(a.valuation_, b.valuation_));
    fmpq_poly_make_monic(result.poly_, other.poly_);
    result.valuation_ = other.valuation_;
    return result;
  }
  if (a.bits() + b.bits() > most_bits)
    throw std::length_error("the common divisor of two polynomials is too large to find");
  fmpq_poly_gcd(result.poly_, a.poly_, b.poly_);
  result.valuation_ = std::min(a.valuation_, b.valuation_);
  return result;
}

}  // namespace dropcert::exact
