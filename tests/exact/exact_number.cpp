#include "exact/exact_number.hpp"

#include <doctest/doctest.h>

#include "random.hpp"

using namespace dropcert;
using namespace dropcert::exact;

namespace {

Rational small(testing::Random& random) {
  return {Integer(random.between(-9, 9)), Integer(random.between(1, 6))};
}

ExactNumber some(testing::Random& random) {
  ExactNumber sum = ExactNumber(small(random));
  for (int i = 0; i < 3; ++i) {
    ExactNumber term = ExactNumber(small(random)) * *ExactNumber::sqrt(Rational(random.between(0, 6)));
    if (random.one_in(3)) term = term * ExactNumber::pi();
    sum = sum + term;
  }
  return sum;
}

}  // namespace

TEST_CASE("square roots have squarefree radicands") {
  CHECK(ExactNumber::sqrt(Rational(12))->str() == "2*sqrt(3)");
  CHECK(ExactNumber::sqrt(Rational(Integer(1), Integer(2)))->str() == "1/2*sqrt(2)");
  CHECK(*ExactNumber::sqrt(Rational(Integer(9), Integer(4)))->rational() == Rational(Integer(3), Integer(2)));
  CHECK(ExactNumber::sqrt(Rational(0))->is_zero());
  CHECK_FALSE(ExactNumber::sqrt(Rational(1009) * Rational(1009) * Rational(1013) * Rational(1019)));
  CHECK_THROWS_AS(ExactNumber::sqrt(Rational(-1)), std::domain_error);
  // Radicands with a common prime beyond 1000.
  ExactNumber a = *ExactNumber::sqrt(Rational(1009) * Rational(1013));
  ExactNumber b = *ExactNumber::sqrt(Rational(1009) * Rational(1019));
  CHECK(a * b == ExactNumber(Rational(1009)) * *ExactNumber::sqrt(Rational(1013) * Rational(1019)));
  CHECK((a + b) / (a + b) == ExactNumber(Rational(1)));
}

TEST_CASE("the field laws, on random numbers") {
  testing::Random random(4001);
  int inverted = 0;
  for (int i = 0; i < 200; ++i) {
    const ExactNumber a = some(random);
    const ExactNumber b = some(random);
    const ExactNumber c = some(random);
    CHECK(a + b == b + a);
    CHECK(a * b == b * a);
    CHECK(a * (b + c) == a * b + a * c);
    CHECK((a - a).is_zero());
    CHECK(pow(a, 3) == a * a * a);
    if (b.is_zero()) continue;
    ++inverted;
    CHECK(a / b * b == a);
    CHECK(pow(b, -2) * b * b == ExactNumber(Rational(1)));
  }
  CHECK(inverted > 150);
  CHECK_THROWS_AS(ExactNumber(Rational(1)) / ExactNumber(), std::domain_error);
}

TEST_CASE("quotients are in lowest terms") {
  testing::Random random(4002);
  auto polynomial = [&] {
    Polynomial sum;
    for (unsigned long n = 0; n < 4; ++n) sum += Polynomial::monomial(small(random), n + random.below(2));
    return sum;
  };
  for (int i = 0; i < 200; ++i) {
    const Polynomial a = polynomial();
    const Polynomial b = polynomial();
    const Polynomial c = polynomial();
    if (b.is_zero() || c.is_zero()) continue;
    CHECK(Quotient(a * c, b * c) == Quotient(a, b));
    CHECK(Quotient(a, b) * Quotient(Polynomial(b)) == Quotient(Polynomial(a)));
    CHECK(Quotient(a, b) - Quotient(a, b) == Quotient());
    CHECK((Quotient(a, b) * Quotient(c, b)).derivative() ==
          Quotient(a, b).derivative() * Quotient(c, b) + Quotient(a, b) * Quotient(c, b).derivative());
    const Polynomial g = gcd(a * c, b * c);
    CHECK(divide_exact(g, gcd(c, Polynomial())).has_value());
  }
  CHECK_THROWS_AS(Quotient(Polynomial(1), Polynomial()), std::domain_error);
}
