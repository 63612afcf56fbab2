#include "model/moments.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "model/deviation.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;

namespace {

using namespace testing;

TEST_CASE("moments by cumulants are those of the enumerated law") {
  Random random(7201);
  for (int i = 0; i < 150; ++i) {
    const Dropout dropout = testing::model(random, 7);
    CHECK(moments(dropout, 14) == moments_by_enumeration(dropout, 14));
  }
}

TEST_CASE("one feature: E (xi-1)^n = delta ((-1)^n + r^(n-1))") {
  for (long v = 2; v < 9; ++v)
    for (long u = 1; u < v; ++u) {
      const Rational delta(u, v);
      const Rational r(u, v - u);
      const std::vector<Rational> m = moments(Dropout({1}, delta), 40);
      CHECK(m[0] == Rational(1));
      CHECK(m[1].is_zero());
      for (long n = 2; n <= 40; ++n)
        CHECK(m[static_cast<std::size_t>(n)] == delta * (Rational(n % 2 == 0 ? 1 : -1) + pow(r, n - 1)));
    }
}

TEST_CASE("low orders in closed form") {
  Random random(7202);
  for (int i = 0; i < 50; ++i) {
    const Dropout dropout = testing::model(random, 40);
    const Rational r = dropout.odds();
    Rational second;
    Rational third;
    Rational fourth;
    for (const Rational& a : dropout.contributions) {
      second += pow(a, 2);
      third += pow(a, 3);
      fourth += pow(a, 4);
    }
    CHECK(moment(dropout, 2) == r * second);
    CHECK(moment(dropout, 3) == r * (r - Rational(1)) * third);
    CHECK(moment(dropout, 4) ==
          r * (r * r - r + Rational(1)) * fourth + Rational(3) * r * r * (second * second - fourth));
  }
}

TEST_CASE("the accidental agreement is no agreement") {
  CHECK(moment(Dropout({1, -1}, Rational(1, 2)), 2) == Rational(2));        // not z0^2 delta^2/(1-delta) = 0
  CHECK(moment(Dropout({1, -1}, Rational(1, 2), true), 2) == Rational(2));  // in units of pi^2
}

TEST_CASE("the deviation is the largest |Delta| of all masks") {
  Random random(7203);
  for (int i = 0; i < 200; ++i) {
    const Dropout dropout = testing::model(random, 8);
    CHECK(deviation(dropout) == largest_deviation(dropout));
    Rational mean;
    for (const Rational& a : dropout.contributions) mean += a;
    CHECK(dropout.z0() == mean);
  }
}

TEST_CASE("models and orders out of range are refused") {
  CHECK_THROWS_AS(Dropout({}, Rational(1, 2)), std::invalid_argument);
  CHECK_THROWS_AS(Dropout({1}, 0), std::domain_error);
  CHECK_THROWS_AS(Dropout({1}, 1), std::domain_error);
  CHECK_THROWS_AS(Dropout({1}, Rational(-1, 2)), std::domain_error);
  CHECK_THROWS_AS(Dropout({1}, Rational(3, 2)), std::domain_error);
  CHECK_THROWS_AS(moments(Dropout({1}, Rational(1, 2)), max_moment_order + 1), std::length_error);
  const Dropout many(std::vector<Rational>(max_enumerated_features + 1, 1), Rational(1, 2));
  CHECK_THROWS_AS(moments_by_enumeration(many, 2), std::length_error);
  CHECK(moments(many, 0) == std::vector<Rational>{1});
}

}  // namespace
}  // namespace dropcert::model
