#include "exact/bernoulli.hpp"

#include <doctest/doctest.h>

#include <climits>
#include <stdexcept>

#include "exact/factorial.hpp"
#include "exact/surjections.hpp"
#include "print.hpp"

#include <flint/arith.h>

namespace dropcert::exact {
namespace {

bool is_prime(unsigned long n) {
  for (unsigned long d = 2; d * d <= n; ++d)
    if (n % d == 0) return false;
  return n > 1;
}

TEST_CASE("published values, OEIS A027641/A027642") {
  CHECK(bernoulli(0) == 1);
  CHECK(bernoulli(1) == Rational(-1, 2));
  CHECK(bernoulli(2) == Rational(1, 6));
  CHECK(bernoulli(3) == 0);
  CHECK(bernoulli(12) == Rational(-691, 2730));
  CHECK(bernoulli(20) == Rational(-174611, 330));
  CHECK(bernoulli(30) == Rational(8615841276005, 14322));
}

TEST_CASE("the recurrence sum of C(n+1, k) B_k = 0") {
  for (unsigned long n = 1; n < 120; ++n) {
    Rational sum;
    for (unsigned long k = 0; k <= n; ++k) sum += binomial(n + 1, k) * bernoulli(k);
    CHECK(sum == 0);
  }
}

TEST_CASE("alternating sums of surjections, B_n = sum (-1)^k T(n, k)/(k + 1)") {
  for (unsigned long n = 0; n < 90; ++n) {
    Rational sum;
    for (unsigned long k = 0; k <= n; ++k) {
      const Rational term(surjections(n, k), k + 1);
      sum += k % 2 == 0 ? term : -term;
    }
    CHECK(bernoulli(n) == sum);
  }
}

TEST_CASE("large indices: FLINT's other algorithm, and von Staudt and Clausen") {
  for (const unsigned long n : {500UL, 1234UL, 5000UL}) {
    Rational other;
    arith_bernoulli_number(other.raw(), n);
    CHECK(bernoulli(n) == other);
  }
  for (const unsigned long n : {1000UL, 9998UL, 40000UL}) {
    Rational sum = bernoulli(n);  // B_n + sum of 1/p over the primes p with p - 1 | n is an integer
    for (unsigned long d = 1; d <= n; ++d)
      if (n % d == 0 && is_prime(d + 1)) sum += Rational(1, d + 1);
    CHECK(sum.is_integer());
  }
}

TEST_CASE("indices that are too large are refused") {
  CHECK_THROWS_AS(bernoulli(max_bernoulli_index + 1), std::length_error);
  CHECK_THROWS_AS(bernoulli(ULONG_MAX), std::length_error);
}

}  // namespace
}  // namespace dropcert::exact
