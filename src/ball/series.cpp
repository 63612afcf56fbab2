#include "ball/series.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace dropcert::ball {

namespace {

slong to_slong(unsigned long n) {
  return static_cast<slong>(n);
}

unsigned long checked_length(unsigned long length) {
  if (length < 1 || length > max_series_length)
    throw std::length_error("a power series does not have between 1 and 2^20 coefficients");
  return length;
}

template <typename Function>
Series apply(Function f, const Series& a, Bits precision) {
  Series result(a.length());
  f(result.raw(), a.raw(), to_slong(a.length()), precision.value);
  return result;
}

template <typename Function>
Series apply(Function f, const Series& a, const Series& b, Bits precision) {
  Series result(std::min(a.length(), b.length()));
  f(result.raw(), a.raw(), b.raw(), to_slong(result.length()), precision.value);
  return result;
}

Series indeterminate(unsigned long length) {
  Ball nothing_known;
  arb_indeterminate(nothing_known.raw());
  return Series(std::vector<Ball>(length, nothing_known));
}

}  // namespace

Series::Series(unsigned long length) : length_(checked_length(length)) {
  arb_poly_init(poly_);
}

Series::Series(const std::vector<Ball>& coefficients) : Series(coefficients.size()) {
  for (unsigned long n = length_; n-- > 0;) set_coefficient(n, coefficients[n]);
}

Series Series::variable(unsigned long length) {
  Series result(length);
  if (length > 1) result.set_coefficient(1, 1);
  return result;
}

Series::Series(const Series& other) : Series(other.length_) {
  arb_poly_set(poly_, other.poly_);
}

Series::Series(Series&& other) noexcept : length_(other.length_) {
  arb_poly_init(poly_);
  arb_poly_swap(poly_, other.poly_);
}

Series& Series::operator=(const Series& other) {
  arb_poly_set(poly_, other.poly_);
  length_ = other.length_;
  return *this;
}

Series& Series::operator=(Series&& other) noexcept {
  arb_poly_swap(poly_, other.poly_);
  std::swap(length_, other.length_);
  return *this;
}

Ball Series::coefficient(unsigned long n) const {
  if (n >= length_)
    throw std::out_of_range("a coefficient is asked for beyond the length of its power series");
  Ball c;
  arb_poly_get_coeff_arb(c.raw(), poly_, to_slong(n));
  return c;
}

void Series::set_coefficient(unsigned long n, const Ball& c) {
  if (n >= length_) throw std::out_of_range("a coefficient is set beyond the length of its power series");
  arb_poly_set_coeff_arb(poly_, to_slong(n), c.raw());
}

Series add(const Series& a, const Series& b, Bits precision) {
  return apply(arb_poly_add_series, a, b, precision);
}
Series sub(const Series& a, const Series& b, Bits precision) {
  return apply(arb_poly_sub_series, a, b, precision);
}
Series mul(const Series& a, const Series& b, Bits precision) {
  return apply(arb_poly_mullow, a, b, precision);
}

Series mul(const Series& a, const Ball& c, Bits precision) {
  Series result(a.length());
  arb_poly_scalar_mul(result.raw(), a.raw(), c.raw(), precision.value);
  return result;
}

Series inv(const Series& a, Bits precision) {
  if (a.coefficient(0).contains_zero()) return indeterminate(a.length());
  return apply(arb_poly_inv_series, a, precision);
}

Series exp(const Series& a, Bits precision) {
  return apply(arb_poly_exp_series, a, precision);
}

Series log(const Series& a, Bits precision) {
  if (a.coefficient(0).sign() != 1) return indeterminate(a.length());
  return apply(arb_poly_log_series, a, precision);
}

Series zeta_series(const Ball& s, Pole pole, unsigned long length, Bits precision) {
  if (!s.is_finite()) return indeterminate(length);
  Series argument = Series::variable(length);
  argument.set_coefficient(0, s);
  Series result(length);
  arb_poly_zeta_series(result.raw(), argument.raw(), Ball(1).raw(), pole == Pole::taken_off ? 1 : 0,
                       to_slong(length), precision.value);
  return result;
}

}  // namespace dropcert::ball
