#include "exact/rational.hpp"

#include <stdexcept>
#include <utility>

namespace dropcert::exact {

Rational::Rational(const Integer& numerator, const Integer& denominator) : Rational() {
  if (denominator.is_zero()) throw std::domain_error("division by zero");
  fmpq_set_fmpz_frac(value_, numerator.raw(), denominator.raw());
}

Rational::Rational(mpq_srcptr q) : Rational(Integer(mpq_numref(q)), Integer(mpq_denref(q))) {}

Integer Rational::numerator() const {
  Integer n;
  fmpz_set(n.raw(), fmpq_numref(value_));
  return n;
}

Integer Rational::denominator() const {
  Integer n;
  fmpz_set(n.raw(), fmpq_denref(value_));
  return n;
}

Rational& Rational::operator/=(const Rational& b) {
  if (b.is_zero()) throw std::domain_error("division by zero");
  fmpq_div(value_, value_, b.value_);
  return *this;
}

Rational abs(const Rational& a) {
  return a.sign() < 0 ? -a : a;
}

Rational pow(const Rational& base, long exponent) {
  const auto magnitude = exponent < 0 ? 0UL - static_cast<unsigned long>(exponent)  // right for LONG_MIN too
                                      : static_cast<unsigned long>(exponent);
  Integer numerator = pow(base.numerator(), magnitude);
  Integer denominator = pow(base.denominator(), magnitude);
  if (exponent < 0) std::swap(numerator, denominator);
  return {numerator, denominator};
}

Integer floor(const Rational& a) {
  Integer result;
  fmpz_fdiv_q(result.raw(), fmpq_numref(a.raw()), fmpq_denref(a.raw()));
  return result;
}

Integer ceil(const Rational& a) {
  Integer result;
  fmpz_cdiv_q(result.raw(), fmpq_numref(a.raw()), fmpq_denref(a.raw()));
  return result;
}

}  // namespace dropcert::exact
