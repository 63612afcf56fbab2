// The numbers of the small evaluator: functions of p with rational coefficients, exactly, and real numbers to
// 600 bits.
#pragma once

#include <gmpxx.h>
// MPFR after GMP
#include <mpfr.h>

#include <optional>
#include <vector>

namespace dropcert::meaning {

/// Thrown by a term that has no value, and by one whose value is beyond this evaluator.
struct Undefined {};
struct Unknown {};

class Real {
 public:
  Real();
  explicit Real(const mpq_class& number);
  Real(const Real& other);
  Real& operator=(const Real& other);
  ~Real();

  mpfr_ptr raw() { return value_; }
  mpfr_srcptr raw() const { return value_; }
  mpq_class rational() const;

 private:
  mpfr_t value_;
};

using Polynomial = std::vector<mpq_class>;  // the coefficients of 1, p, p^2, ...; the last is not 0

/// A quotient in lowest terms, its denominator monic; or a real number that is not known to be rational.
struct Number {
  Number() : below{1} {}
  Number(const mpq_class& number) : below{1} {  // NOLINT: as numbers convert everywhere
    if (number != 0) above = {number};
  }
  Polynomial above;
  Polynomial below;
  std::optional<Real> real;
};

/// The number that `value` is near. What differs from 0 by less than 2^-300 is 0; other numbers of extreme
/// size, of which this could be wrong, throw Unknown.
Number settled(Real value);

bool is_zero(const Number& number);
/// Throws Undefined for a function of p that is not constant.
void require_constant(const Number& number);
std::optional<mpq_class> rational_of(const Number& number);  // none: irrational, as far as is known
Real real_of(const Number& number);
mpz_class integer_of(const Number& number);  // throws Undefined for what is no integer

Number operator+(const Number& a, const Number& b);
Number operator-(const Number& a, const Number& b);
Number operator*(const Number& a, const Number& b);
Number operator/(const Number& a, const Number& b);
Number power(const Number& base, const Number& exponent);
Number root(const Number& number, const Number& index);
bool equal(const Number& a, const Number& b);   // as functions
int compare(const Number& a, const Number& b);  // as real numbers
inline bool operator<(const Number& a, const Number& b) {
  return compare(a, b) < 0;
}

Number variable_p();
Number derivative(const Number& number);  // D, with D(p) = p - p^2
Number value_at(const Number& number, const Number& point);
Number mean_over_p(const Number& number);

}  // namespace dropcert::meaning
