// All Taylor coefficients at once: the routes overlap on every one, keep their aim, and agree with
// coefficients made one by one and with the functional equation.
#include "model/taylor_sequence.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "exact/factorial.hpp"
#include "model/derivatives.hpp"
#include "model/enclosure.hpp"
#include "model/logistic.hpp"
#include "model/radius.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using namespace testing;

/// Whether the radius of b_m is at most 2^-precision rho^-(m+1).
bool keeps_aim(const Ball& b, unsigned long m, const Ball& z, Bits precision) {
  const Bits bits(64);
  const Ball aim = scale(pow(radius(z, bits), -static_cast<long>(m + 1), bits), -precision.value);
  return less_equal(b.radius_ball(), aim) == true;
}

Ball small_point(Random& random) {
  switch (random.below(6)) {
    case 0:
      return 0;
    case 1:
      return random.one_in(2) ? Ball(1) : Ball(-1);
    case 2:
      return scale(random.one_in(2) ? Ball(1) : Ball(-1), -random.between(20, 200));
    case 3:
      return exact_near(random.one_in(2) ? Rational(355, 113) : Rational(-355, 113));
    default:
      return exact_near(fraction(random, -40, 40, 7));
  }
}

TEST_CASE("four routes overlap on every coefficient, and the mixture with them") {
  Random random(8105);
  for (int i = 0; i < 60; ++i) {
    const unsigned long n = 1 + (random.one_in(3) ? random.below(8) : random.below(160));
    const unsigned long first = 1 + random.below(n);
    const Ball z = random.one_in(8) ? exact_near(point(random)) : small_point(random);
    const Bits bits(random.between(4, 500));
    CAPTURE(n);
    CAPTURE(first);
    CAPTURE(z.str(20));
    CAPTURE(bits.value);
    const std::vector<Ball> theorem1 = taylor_sequence_by_theorem1(n, z, bits);
    const std::vector<Ball> series = taylor_sequence_by_series(n, z, bits);
    const std::vector<Ball> recurrence = taylor_sequence_by_recurrence(n, z, bits);
    const std::vector<Ball> poles = taylor_sequence_by_poles(first, n, z, bits);
    const std::vector<Ball> mixture = sigmoid_taylor_sequence(n, z, bits);
    REQUIRE(theorem1.size() == n + 1);
    REQUIRE(series.size() == n + 1);
    REQUIRE(recurrence.size() == n + 1);
    REQUIRE(poles.size() == n + 1 - first);
    REQUIRE(mixture.size() == n + 1);
    for (unsigned long m = 0; m <= n; ++m) {
      CAPTURE(m);
      CHECK(overlaps(theorem1[m], series[m]));
      CHECK(overlaps(theorem1[m], recurrence[m]));
      CHECK(overlaps(series[m], recurrence[m]));
      CHECK(overlaps(theorem1[m], mixture[m]));
      CHECK(overlaps(series[m], mixture[m]));
      CHECK(keeps_aim(theorem1[m], m, z, bits));
      CHECK(keeps_aim(series[m], m, z, bits));
      CHECK(keeps_aim(recurrence[m], m, z, bits));
      CHECK(keeps_aim(mixture[m], m, z, bits));
      if (m < first) continue;
      const Ball& by_poles = poles[m - first];
      CHECK(overlaps(theorem1[m], by_poles));
      CHECK(overlaps(series[m], by_poles));
    }
  }
}

TEST_CASE("the poles and the recurrence enclose even with the fewest bits, at low orders") {
  Random random(8106);
  for (int i = 0; i < 100; ++i) {
    const unsigned long n = 1 + random.below(30);
    const Ball z = small_point(random);
    const Bits few(random.between(2, 12));
    const std::vector<Ball> poles = taylor_sequence_by_poles(1, n, z, few);
    const std::vector<Ball> recurrence = taylor_sequence_by_recurrence(n, z, few);
    for (unsigned long m = 1; m <= n; ++m) {
      CAPTURE(m);
      CAPTURE(z.str(20));
      const Ball value = sigmoid_taylor(m, z, Bits(400)).midpoint();
      CHECK(poles[m - 1].contains(value));
      CHECK(recurrence[m].contains(value));
    }
  }
}

TEST_CASE(
    "the sums over poles keep their aim, of many orders, near and far from 0, and whatever the bits of z") {
  Random random(8108);
  for (int i = 0; i < 40; ++i) {
    const unsigned long n = 100 + random.below(900);
    const Ball z = random.one_in(3) ? exact_near(fraction(random, -400, 400, 7)) : small_point(random);
    const Bits bits(random.between(30, 1500));
    const long after = 8 + bits.value / random.between(2, 9) + static_cast<long>(std::abs(hint(z)));
    const unsigned long first = std::min(n, static_cast<unsigned long>(after));
    CAPTURE(n);
    CAPTURE(first);
    CAPTURE(z.str(20));
    CAPTURE(bits.value);
    const std::vector<Ball> poles = taylor_sequence_by_poles(first, n, z, bits);
    for (unsigned long m = first; m <= n; m += 1 + random.below(n)) {
      CAPTURE(m);
      CHECK(overlaps(poles[m - first], sigmoid_taylor(m, z, Bits(bits.value + 60))));
      CHECK(keeps_aim(poles[m - first], m, z, bits));
    }
  }
}

TEST_CASE("two threads give enclosures of the same coefficients") {
  for (const long z : {0L, 2L, -5L}) {
    const std::vector<Ball> one = softplus_taylor_sequence(500, z, Bits(1000));
    const std::vector<Ball> two = softplus_taylor_sequence(500, z, Bits(1000), 2);
    REQUIRE(two.size() == one.size());
    for (unsigned long m = 0; m < one.size(); ++m) {
      CHECK(overlaps(one[m], two[m]));
      if (m >= 1) CHECK(keeps_aim(two[m], m - 1, z, Bits(1000)));
    }
  }
}

TEST_CASE("the mixture, order by order, where it passes from series to poles") {
  for (const long z : {0L, 1L, -3L, 30L}) {
    const Bits bits(700);
    const std::vector<Ball> c = softplus_taylor_sequence(420, z, bits);
    for (unsigned long m = 0; m <= 420; m += m < 100 || m > 140 ? 23 : 1) {
      CAPTURE(z);
      CAPTURE(m);
      CHECK(overlaps(c[m], softplus_taylor(m, z, Bits(800))));
      if (m >= 1) CHECK(keeps_aim(c[m], m - 1, z, bits));
    }
  }
}

TEST_CASE("coefficients known exactly, and far out") {
  const Bits bits(300);
  const std::vector<Ball> b = sigmoid_taylor_sequence(200, 0, bits);
  for (unsigned long m = 0; m <= 200; ++m) {
    const Rational exact = sigmoid_derivative_exact(m, 0).value() / Rational(factorial(m));
    CHECK(b[m].contains(exact));
  }
  // c_m(z) - (-1)^m c_m(-z) is 1 for m = 1 and 0 from m = 2 on, since A(z) - A(-z) = z.
  const std::vector<Ball> right = softplus_taylor_sequence(900, Ball(2), bits);
  const std::vector<Ball> left = softplus_taylor_sequence(900, Ball(-2), bits);
  for (unsigned long m = 2; m <= 900; ++m) CHECK(overlaps(right[m], m % 2 == 0 ? left[m] : neg(left[m])));
}

TEST_CASE("a ball for z gives balls that contain the coefficients at its points") {
  Random random(8107);
  for (int i = 0; i < 20; ++i) {
    const Rational centre = fraction(random, -30, 30, 7);
    const Rational spread = pow(Rational(10), -random.between(3, 40));
    const Ball z = Ball::hull(centre - spread, centre + spread, Bits(300));
    const unsigned long n = 60 + random.below(100);
    const std::vector<Ball> b = sigmoid_taylor_sequence(n, z, Bits(100));
    const std::vector<Ball> recurrence = taylor_sequence_by_recurrence(60, z, Bits(100));
    const std::vector<Ball> poles = taylor_sequence_by_poles(40, n, z, Bits(100));
    for (const Rational& x : {centre - spread, centre, centre + spread}) {
      const Ball point = Ball::from(x, Bits(400));
      for (unsigned long m = 0; m <= n; m += 7) {
        CAPTURE(m);
        const Ball one = sigmoid_taylor(m, point, Bits(200));
        CHECK(overlaps(b[m], one));
        if (m <= 60) CHECK(overlaps(recurrence[m], one));
        if (m >= 40) CHECK(overlaps(poles[m - 40], one));
      }
    }
  }
}

TEST_CASE("limits") {
  CHECK(softplus_taylor_sequence(0, 1, Bits(64)).size() == 1);
  CHECK(sigmoid_taylor_sequence(0, 1, Bits(64)).size() == 1);
  CHECK(taylor_sequence_by_poles(5, 4, 1, Bits(64)).empty());
  CHECK_THROWS_AS(taylor_sequence_by_poles(0, 4, 1, Bits(64)), std::domain_error);
  CHECK_THROWS_AS(sigmoid_taylor_sequence(max_series_order + 1, 1, Bits(64)), std::length_error);
  CHECK(!sigmoid_taylor_sequence(50, indeterminate(), Bits(64))[50].is_finite());
}

}  // namespace
}  // namespace dropcert::model
