#include "ball/series.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <utility>
#include <vector>

#include "exact/bell.hpp"
#include "exact/bernoulli.hpp"
#include "exact/factorial.hpp"
#include "exact/polynomial.hpp"
#include "exact/surjections.hpp"
#include "print.hpp"
#include "random.hpp"

namespace dropcert::ball {

using namespace exact;

namespace {

constexpr Bits bits(300);
constexpr unsigned long length = 40;

Series constant(long c) {
  Series s(length);
  s.set_coefficient(0, c);
  return s;
}

Series exponential() {
  return exp(Series::variable(length), bits);
}  // e^x

/// The coefficients divided by x: for a series without constant term, one term shorter.
Series divided_by_x(const Series& s) {
  std::vector<Ball> coefficients;
  for (unsigned long n = 1; n < s.length(); ++n) coefficients.push_back(s.coefficient(n));
  return Series(coefficients);
}

void check_coefficient(const Series& s, unsigned long n, const Rational& expected) {
  CAPTURE(n);
  CHECK(s.coefficient(n).contains(expected));
  CHECK(s.coefficient(n).radius_ball().upper() < pow(Rational(2), -150));
}

TEST_CASE("generating functions of known numbers") {
  const Series e = exponential();
  const Series less_one = sub(e, constant(1), bits);
  const Series to_bernoulli = inv(divided_by_x(less_one), bits);
  const Series to_bell = exp(less_one, bits);
  for (unsigned long n = 0; n < length; ++n) {
    check_coefficient(e, n, Rational(1, factorial(n)));
    check_coefficient(to_bell, n, Rational(bell(n), factorial(n)));
    if (n + 1 < length) check_coefficient(to_bernoulli, n, bernoulli(n) / factorial(n));
  }
  Series power = constant(1);
  for (unsigned long k = 0; k < 12; ++k, power = mul(power, less_one, bits))
    for (unsigned long n = 0; n < length; ++n)
      check_coefficient(power, n, Rational(surjections(n, k), factorial(n)));
}

TEST_CASE("arithmetic agrees with exact polynomials, inverse and logarithm undo") {
  testing::Random random(131);
  for (int i = 0; i < 60; ++i) {
    const unsigned long m = 1 + random.below(12);
    const unsigned long n = 1 + random.below(12);
    Polynomial p;
    Polynomial q;
    Series s(m);
    Series t(n);
    for (unsigned long j = 0; j < m; ++j) {
      const Rational c = j == 0 ? Rational(1 + random.below(9), 4) : random.rational(10);
      p += Polynomial::monomial(c, j);
      s.set_coefficient(j, Ball::from(c, bits));
    }
    for (unsigned long j = 0; j < n; ++j) {
      const Rational c = random.rational(10);
      q += Polynomial::monomial(c, j);
      t.set_coefficient(j, Ball::from(c, bits));
    }
    const Rational factor = random.rational(10);
    const Series product = mul(s, t, bits);
    CHECK(product.length() == std::min(m, n));
    for (unsigned long j = 0; j < product.length(); ++j) {
      CHECK(product.coefficient(j).contains((p * q).coefficient(j)));
      CHECK(add(s, t, bits).coefficient(j).contains((p + q).coefficient(j)));
      CHECK(sub(s, t, bits).coefficient(j).contains((p - q).coefficient(j)));
    }
    const Series one = mul(s, inv(s, bits), bits);
    const Series same = exp(log(s, bits), bits);
    const Series multiple = mul(s, Ball::from(factor, bits), bits);
    for (unsigned long j = 0; j < m; ++j) {
      CHECK(one.coefficient(j).contains(Rational(j == 0 ? 1 : 0)));
      CHECK(same.coefficient(j).contains(p.coefficient(j)));
      CHECK(multiple.coefficient(j).contains(factor * p.coefficient(j)));
    }
  }
}

TEST_CASE("where the constant term does not allow it, nothing is known") {
  const Series x = Series::variable(4);
  for (const Series& s :
       {inv(x, bits), log(x, bits), log(mul(exponential(), Ball(-1), bits), bits), inv(Series(4), bits)})
    for (unsigned long n = 0; n < 4; ++n) CHECK_FALSE(s.coefficient(n).is_finite());
  Series around_zero(4);  // FLINT's own inverse would say 0 for all but its constant term
  around_zero.set_coefficient(0, Ball::hull(-1, 1, bits));
  for (unsigned long n = 0; n < 4; ++n) CHECK_FALSE(inv(around_zero, bits).coefficient(n).is_finite());
}

TEST_CASE("lengths and indices out of range are refused") {
  CHECK_THROWS_AS(Series(0), std::length_error);
  CHECK_THROWS_AS(Series(std::vector<Ball>{}), std::length_error);
  CHECK_THROWS_AS(Series(max_series_length + 1), std::length_error);
  Series s(3);
  CHECK_THROWS_AS(s.coefficient(3), std::out_of_range);
  CHECK_THROWS_AS(s.set_coefficient(3, 1), std::out_of_range);
  CHECK(Series::variable(1).coefficient(0).sign() == 0);
}

TEST_CASE("copies are independent, moves keep the value") {
  Series a = Series::variable(5);
  Series b = a;
  b.set_coefficient(1, 7);
  CHECK(a.coefficient(1).contains(Rational(1)));
  const Series c = std::move(b);
  CHECK(c.coefficient(1).contains(Rational(7)));
  a = c;
  CHECK(a.coefficient(1).contains(Rational(7)));
  CHECK(a.length() == 5);
}

}  // namespace
}  // namespace dropcert::ball
