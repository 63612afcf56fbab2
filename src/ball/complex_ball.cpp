#include "ball/complex_ball.hpp"

namespace dropcert::ball {

namespace {

template <typename Function>
ComplexBall apply(Function f, const ComplexBall& a, Bits precision) {
  ComplexBall result;
  f(result.raw(), a.raw(), precision.value);
  return result;
}

template <typename Function>
ComplexBall apply(Function f, const ComplexBall& a, const ComplexBall& b, Bits precision) {
  ComplexBall result;
  f(result.raw(), a.raw(), b.raw(), precision.value);
  return result;
}

}  // namespace

Ball ComplexBall::re() const {
  Ball result;
  acb_get_real(result.raw(), value_);
  return result;
}

Ball ComplexBall::im() const {
  Ball result;
  acb_get_imag(result.raw(), value_);
  return result;
}

std::string ComplexBall::str(int digits) const {
  return re().str(digits) + " + " + im().str(digits) + "*i";
}

bool overlaps(const ComplexBall& a, const ComplexBall& b) {
  return acb_overlaps(a.raw(), b.raw()) != 0;
}

ComplexBall neg(const ComplexBall& a) {
  ComplexBall result;
  acb_neg(result.raw(), a.raw());
  return result;
}

ComplexBall conj(const ComplexBall& a) {
  ComplexBall result;
  acb_conj(result.raw(), a.raw());
  return result;
}

ComplexBall add(const ComplexBall& a, const ComplexBall& b, Bits precision) {
  return apply(acb_add, a, b, precision);
}
ComplexBall sub(const ComplexBall& a, const ComplexBall& b, Bits precision) {
  return apply(acb_sub, a, b, precision);
}
ComplexBall mul(const ComplexBall& a, const ComplexBall& b, Bits precision) {
  return apply(acb_mul, a, b, precision);
}
ComplexBall div(const ComplexBall& a, const ComplexBall& b, Bits precision) {
  return apply(acb_div, a, b, precision);
}
ComplexBall inv(const ComplexBall& a, Bits precision) {
  return apply(acb_inv, a, precision);
}

ComplexBall pow(const ComplexBall& a, long exponent, Bits precision) {
  ComplexBall result;
  acb_pow_si(result.raw(), a.raw(), exponent, precision.value);
  return result;
}

ComplexBall exp(const ComplexBall& a, Bits precision) {
  return apply(acb_exp, a, precision);
}
ComplexBall log(const ComplexBall& a, Bits precision) {
  return apply(acb_log, a, precision);
}

Ball abs(const ComplexBall& a, Bits precision) {
  Ball result;
  acb_abs(result.raw(), a.raw(), precision.value);
  return result;
}

}  // namespace dropcert::ball
