#include "exact/rational.hpp"

#include <doctest/doctest.h>
#include <gmpxx.h>

#include <climits>
#include <stdexcept>
#include <type_traits>

#include "print.hpp"
#include "random.hpp"

namespace dropcert::exact {
namespace {

using testing::Random;

static_assert(!std::is_constructible_v<Rational, double> && !std::is_convertible_v<mpq_srcptr, Rational>);
static_assert(std::is_convertible_v<int, Rational> && std::is_convertible_v<Integer, Rational>);
static_assert(std::is_nothrow_move_constructible_v<Rational>);

mpq_class gmp(const Rational& q) {
  return mpq_class(q.str());
}
Rational own(const mpq_class& q) {
  return Rational(q.get_mpq_t());
}

TEST_CASE("a Rational is in lowest terms with positive denominator") {
  CHECK(Rational(6, -4).str() == "-3/2");
  CHECK(Rational(0, -7).str() == "0");
  CHECK(Rational(8, 4).str() == "2");
  CHECK(Rational(8, 4).is_integer());
  CHECK_FALSE(Rational(1, 2).is_integer());
  CHECK(Rational().denominator() == 1);
  mpq_class unreduced;
  unreduced.get_num() = 10;
  unreduced.get_den() = -4;
  CHECK(own(unreduced) == Rational(-5, 2));
}

TEST_CASE("arithmetic agrees with GMP") {
  Random random(11);
  for (int i = 0; i < 3000; ++i) {
    const Rational a = random.rational(150);
    const Rational b = random.rational(150);
    const mpq_class x = gmp(a);
    const mpq_class y = gmp(b);
    CAPTURE(a);
    CAPTURE(b);
    CHECK(own(x) == a);
    CHECK(a + b == own(x + y));
    CHECK(a - b == own(x - y));
    CHECK(a * b == own(x * y));
    CHECK(-a == own(-x));
    CHECK(abs(a) == own(::abs(x)));
    CHECK((a <=> b) == (cmp(x, y) <=> 0));
    CHECK((a == b) == (x == y));
    CHECK(a.sign() == sgn(x));
    CHECK(a == Rational(a.numerator(), a.denominator()));
    CHECK(a.bits() == std::max(a.numerator().bits(), a.denominator().bits()));
    if (!b.is_zero()) CHECK(a / b == own(x / y));
  }
}

TEST_CASE("floor and ceil enclose") {
  Random random(12);
  for (int i = 0; i < 1000; ++i) {
    const Rational a = random.rational(100);
    CAPTURE(a);
    CHECK(floor(a) <= a);
    CHECK(a < floor(a) + 1);
    CHECK(ceil(a) == -floor(-a));
  }
  CHECK(floor(Rational(-1, 2)) == -1);
  CHECK(ceil(Rational(-1, 2)) == 0);
}

TEST_CASE("pow agrees with repeated multiplication and division") {
  Random random(13);
  for (int i = 0; i < 200; ++i) {
    const Rational base = random.rational(60);
    Rational power = 1;
    for (long e = 0; e < 10; ++e, power *= base) {
      CHECK(pow(base, e) == power);
      if (!base.is_zero()) CHECK(pow(base, -e) == 1 / power);
    }
  }
  CHECK(pow(Rational(-1), LONG_MIN) == 1);
  CHECK(pow(Rational(-1), LONG_MAX) == -1);
}

TEST_CASE("compound assignment works where both sides are one object") {
  Rational a(-7, 3);
  const Rational& same = a;  // Clang warns of a plain x -= x
  a += same;
  CHECK(a == Rational(-14, 3));
  a *= same;
  CHECK(a == Rational(196, 9));
  a /= same;
  CHECK(a == 1);
  a -= same;
  CHECK(a == 0);
}

TEST_CASE("impossible requests are refused by exceptions") {
  const Rational zero;
  CHECK_THROWS_AS(Rational(1, 0), std::domain_error);
  CHECK_THROWS_AS(1 / zero, std::domain_error);
  CHECK_THROWS_AS(pow(zero, -1), std::domain_error);
  CHECK_THROWS_AS(pow(Rational(1, 2), LONG_MIN), std::length_error);
  mpq_class undefined;
  undefined.get_den() = 0;
  CHECK_THROWS_AS(own(undefined), std::domain_error);
}

}  // namespace
}  // namespace dropcert::exact
