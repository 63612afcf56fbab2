#include "check/derivatives.hpp"

namespace dropcert::check {

namespace {

constexpr std::size_t longest_expanded = 80;  // coefficients of a polynomial that is expanded about a point

// Whether rounding is not what makes the interval wide.
bool is_wide(const Interval& p, Bits bits) {
  Interval width = subtract(p, midpoint(p, bits), bits);
  return mpfr_cmp_ui_2exp(width.high(), 1, -24) > 0;
}

// P(m + t) by repeated synthetic division, so that what cancels in P has cancelled before t is put in.
Interval expanded(const std::vector<mpz_class>& polynomial, const Interval& p, Bits bits) {
  Interval m = midpoint(p, bits);
  std::vector<Interval> c;
  for (const mpz_class& coefficient : polynomial) c.emplace_back(mpq_class(coefficient), bits);
  for (std::size_t i = 0; i < c.size(); ++i)
    for (std::size_t j = c.size() - 1; j-- > i;) c[j] = add(c[j], multiply(c[j + 1], m, bits), bits);
  Interval t = subtract(p, m, bits);
  Interval sum(0, bits);
  for (std::size_t j = c.size(); j-- > 0;) sum = add(multiply(sum, t, bits), c[j], bits);
  return sum;
}

}  // namespace

Interval sigmoid_derivative(const std::vector<mpz_class>& polynomial, const Interval& z, Bits bits) {
  std::size_t n = polynomial.size() - 2;
  if (mpfr_sgn(z.low()) > 0) {  // p(-z) = 1 - p(z): derivatives of even order change their sign
    Interval turned = sigmoid_derivative(polynomial, negate(z), bits);
    return n % 2 == 0 ? negate(turned) : turned;
  }
  Bits working = bits + 2 * static_cast<Bits>(n) + 32;
  Interval p = sigmoid(z, working);
  if (polynomial.size() <= longest_expanded && is_wide(p, working)) return expanded(polynomial, p, working);
  Interval sum(0, working);
  for (std::size_t j = polynomial.size(); j-- > 0;)
    sum = add(multiply(sum, p, working), Interval(mpq_class(polynomial[j]), working), working);
  return sum;
}

}  // namespace dropcert::check
