#include <doctest/doctest.h>

#include <stdexcept>

#include "model/derivatives.hpp"
#include "model/theorem1_coefficients.hpp"
#include "print.hpp"
#include "random.hpp"

namespace dropcert::model {

using namespace exact;

namespace {

const Polynomial p = Polynomial::variable();

TEST_CASE("Theorem 1 is repeated differentiation with D p = p - p^2") {
  Polynomial derivative = p;
  for (unsigned long n = 1; n <= 80; ++n) {
    derivative = derivative.derivative() * (p - p * p);
    CHECK(theorem1_polynomial(n) == derivative);
    CHECK(theorem1_polynomial(n).degree() == static_cast<long>(n) + 1);
  }
}

TEST_CASE("the printed low orders") {
  CHECK(theorem1_polynomial(1) == p - p * p);
  CHECK(theorem1_polynomial(2) == p - Rational(3) * p * p + Rational(2) * p * p * p);
  CHECK_THROWS_AS(theorem1_polynomial(0), std::domain_error);
}

TEST_CASE("at p = 1/2 it is the derivative at 0") {
  for (unsigned long n = 1; n <= 60; ++n)
    CHECK(theorem1_polynomial(n).evaluate(Rational(1, 2)) == sigmoid_derivative_exact(n, 0).value());
}

}  // namespace
}  // namespace dropcert::model
