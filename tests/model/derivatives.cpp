#include "model/derivatives.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "ball/complex_ball.hpp"
#include "exact/bernoulli.hpp"
#include "exact/factorial.hpp"
#include "model/enclosure.hpp"
#include "model/logistic.hpp"
#include "model/radius.hpp"
#include "model/taylor_bound.hpp"
#include "model/taylor_coefficients.hpp"
#include "model/theorem1_coefficients.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using namespace testing;

/// The polynomial of Theorem 1 at p, by Horner's rule in balls, with bits enough for its cancellation.
Ball definition(unsigned long n, const Ball& z) {
  const Bits bits(4000);
  const Polynomial polynomial = theorem1_polynomial(n);
  const Ball p = sigmoid(z, bits);
  Ball sum;
  for (unsigned long j = n + 2; j-- > 0;)
    sum = add(mul(sum, p, bits), Ball::from(polynomial.coefficient(j), bits), bits);
  return sum;
}

/// (-1)^n 2 Re (z + i pi)^-(n+1), the contribution of the nearest poles, by complex logarithms.
Ball nearest_poles(unsigned long n, const Ball& z, Bits bits) {
  const ComplexBall log_pole = log(ComplexBall(z, const_pi(bits)), bits);
  const Ball factor = neg(Ball(n + 1));
  const ComplexBall power =
      exp(ComplexBall(mul(log_pole.re(), factor, bits), mul(log_pole.im(), factor, bits)), bits);
  return scale(n % 2 == 0 ? power.re() : neg(power.re()), 1);
}

TEST_CASE("the routes agree at random points, each with the accuracy asked for") {
  Random random(7101);
  for (int i = 0; i < 400; ++i) {
    const unsigned long n = 1 + (random.one_in(3) ? random.below(12) : random.below(300));
    const Ball z = exact_near(point(random));
    const Bits bits(random.between(20, 300));
    CAPTURE(n);
    CAPTURE(z.str(20));
    CAPTURE(bits.value);
    const Ball automatic = sigmoid_derivative(n, z, bits);
    const Ball theorem1 = sigmoid_derivative_by_theorem1(n, z, bits);
    const Ball series = sigmoid_derivative_by_series(n, z, bits);
    CHECK(overlaps(automatic, theorem1));
    CHECK(overlaps(automatic, series));
    CHECK(overlaps(theorem1, series));
    for (const Ball& value : {automatic, theorem1, series})
      CHECK(value.relative_accuracy_bits() >= bits.value);
    if (16 * n < static_cast<unsigned long>(bits.value)) continue;  // the poles converge slowly there
    const Ball poles = sigmoid_derivative_by_poles(n, z, bits);
    CHECK(overlaps(automatic, poles));
    CHECK(overlaps(series, poles));
    if (10 * n > static_cast<unsigned long>(bits.value) && less(abs(z), Ball(n)) == true)
      CHECK(poles.relative_accuracy_bits() >= bits.value);
    if (z.sign() == 0 || less(abs(z), scale(1, -2)) == true) continue;
    const Ball exponentials = sigmoid_derivative(n, z, bits, Route::exponentials);
    CHECK(overlaps(automatic, exponentials));
    CHECK(exponentials.relative_accuracy_bits() >= bits.value);
  }
}

TEST_CASE("the routes agree with the polynomial of Theorem 1 on either side of 0") {
  Random random(7102);
  for (int i = 0; i < 60; ++i) {
    const unsigned long n = 1 + random.below(60);
    const Ball z = exact_near(fraction(random, -40, 40, 9));
    const Ball expected = definition(n, z);
    CAPTURE(n);
    CAPTURE(z.str(20));
    CHECK(overlaps(sigmoid_derivative(n, z, Bits(150)), expected));
    if (n > 12) CHECK(overlaps(sigmoid_derivative_by_poles(n, z, Bits(150)), expected));
    CHECK(overlaps(softplus_derivative(n + 1, z, Bits(150)), expected));
  }
}

TEST_CASE("few poles at high precision: a wide enclosure, never a wrong one") {
  for (const unsigned long n : {1UL, 2UL, 3UL, 5UL, 12UL})
    for (const long z : {0L, 1L, -3L, 40L}) {
      const Ball poles = sigmoid_taylor(n, z, Bits(500), Route::poles);
      const Ball series = sigmoid_taylor(n, z, Bits(500), Route::series);
      CAPTURE(n);
      CAPTURE(z);
      CHECK(poles.is_finite());
      CHECK(poles.contains(series.midpoint()));
    }
}

TEST_CASE("too few exponentials: the first term left out covers the others") {
  const Ball z = exact_near(Rational(1, 100));
  for (const unsigned long n : {120UL, 150UL, 160UL}) {
    const Ball value = sigmoid_taylor(n, z, Bits(100), Route::exponentials);
    const Ball series = sigmoid_taylor(n, z, Bits(100), Route::series);
    CAPTURE(n);
    CHECK(value.is_finite());
    CHECK(value.contains(series.midpoint()));
    CHECK_FALSE(value.midpoint().contains(series.midpoint()));
  }
  // 20000 terms do not reach the maximum of the terms at n/z: nothing is known
  CHECK_FALSE(sigmoid_taylor(300, z, Bits(100), Route::exponentials).is_finite());
}

TEST_CASE("huge orders: the pole sum against exponential sums, a higher precision and the nearest poles") {
  Random random(7103);
  const Rational c = decimal("0.0236788163576622285561205367902723610957").value;  // 1/8 - 1/pi^2, rounded up
  for (int i = 0; i < 60; ++i) {
    const unsigned long n = 20 + random.below(random.one_in(2) ? 1'000'000 : 3'000);
    const Ball z = exact_near(point(random));
    const Bits bits(random.between(30, 300));
    const Ball value = sigmoid_taylor(n, z, bits, Route::poles);
    CAPTURE(n);
    CAPTURE(z.str(20));
    CHECK(overlaps(value, sigmoid_taylor(n, z, Bits(bits.value + 150), Route::poles)));
    CHECK(overlaps(value, sigmoid_taylor(n, z, bits)));
    const bool cheap = z.sign() != 0 && less(div(Ball(n), abs(z), bits), Ball(2'000)) == true;
    if (cheap && n < 5'000) CHECK(overlaps(value, sigmoid_taylor(n, z, bits, Route::exponentials)));
    if (z.sign() == 0) continue;
    const Bits fine(bits.value + 200);
    const Ball next = add(mul(z, z, fine), mul(Ball(9), pow(const_pi(fine), 2, fine), fine), fine);
    const Ball power = exp(mul(scale(Ball(1 - static_cast<long>(n)), -1), log(next, fine), fine), fine);
    const Ball bound = scale(mul(Ball::from(c, fine), power, fine), 1);
    CHECK(less_equal(abs(sub(value, nearest_poles(n, z, fine), fine)),
                     add(bound, value.radius_ball(), fine)) != false);
    CHECK(overlaps(value, with_error(nearest_poles(n, z, fine), bound)));
  }
}

TEST_CASE("order a million at z = 1000") {
  const Ball low = sigmoid_taylor(1'000'000, 1000, Bits(64));
  const Ball high = sigmoid_taylor(1'000'000, 1000, Bits(3000));
  CHECK(low.relative_accuracy_bits() >= 64);
  CHECK(high.relative_accuracy_bits() >= 3000);
  CHECK(overlaps(low, high));
  CHECK(overlaps(high, sigmoid_taylor(1'000'000, 1000, Bits(500), Route::exponentials)));
}

TEST_CASE("orders between 1 and |z|, where the poles cancel") {
  for (const unsigned long n : {100UL, 500UL, 999UL, 2000UL})
    for (const long z : {1000L, -1000L, 100'000L}) {
      const Ball value = sigmoid_taylor(n, z, Bits(100));
      CAPTURE(n);
      CAPTURE(z);
      CHECK(value.relative_accuracy_bits() >= 100);
      CHECK(overlaps(value, sigmoid_taylor(n, z, Bits(100), Route::theorem1)));
    }
}

TEST_CASE("p' = p - p^2 as a recurrence of Taylor coefficients") {
  Random random(7104);
  const Bits bits(400);
  for (int i = 0; i < 8; ++i) {
    const Ball z = exact_near(point(random));
    CAPTURE(z.str(20));
    std::vector<Ball> b;
    for (unsigned long n = 0; n <= 90; ++n) b.push_back(sigmoid_taylor(n, z, bits));
    const std::vector<Ball> all = sigmoid_taylor_coefficients(90, z, bits);
    const std::vector<Ball> integrated = softplus_taylor_coefficients(91, z, bits);
    for (unsigned long n = 0; n < 90; ++n) {
      Ball next = b[n];
      for (unsigned long j = 0; j <= n; ++j) next = sub(next, mul(b[j], b[n - j], bits), bits);
      CHECK(overlaps(mul(Ball(n + 1), b[n + 1], bits), next));
      CHECK(overlaps(all[n], b[n]));
      CHECK(overlaps(integrated[n + 1], softplus_taylor(n + 1, z, bits)));
    }
  }
}

TEST_CASE("softplus derivatives at 0 are (4^j - 1) B_2j / (2j)") {
  const std::vector<Rational> published = {Rational(1, 4),    Rational(-1, 8), Rational(1, 4),
                                           Rational(-17, 16), Rational(31, 4), Rational(-691, 8)};
  for (unsigned long j = 1; j <= 150; ++j) {
    const Rational expected =
        (pow(Rational(4), static_cast<long>(j)) - Rational(1)) * bernoulli(2 * j) / Rational(2 * j);
    if (j <= published.size()) CHECK(expected == published[j - 1]);
    CHECK(softplus_derivative_exact(2 * j, 0).value() == expected);
    CHECK(softplus_derivative_exact(2 * j + 1, 0).value().is_zero());
    CHECK(softplus_derivative(2 * j, 0, Bits(200)).contains(expected));
    CHECK(softplus_derivative(2 * j, 0, Bits(200)).relative_accuracy_bits() >= 196);
    CHECK(softplus_derivative_by_theorem1(2 * j, 0, Bits(200)).contains(expected));
    CHECK(softplus_derivative_by_series(2 * j, 0, Bits(200)).contains(expected));
    if (j > 10) CHECK(softplus_derivative_by_poles(2 * j, 0, Bits(200)).contains(expected));
    CHECK(softplus_derivative(2 * j + 1, 0, Bits(200)).sign() == 0);
  }
  CHECK_FALSE(softplus_derivative_exact(0, 0).has_value());
  CHECK_FALSE(sigmoid_derivative_exact(3, Rational(1, 2)).has_value());
  CHECK(sigmoid_derivative_exact(0, 0).value() == Rational(1, 2));
}

TEST_CASE("published values of A'' and of the largest coefficients") {
  CHECK(has_digits(softplus_taylor(2, 1, Bits(100)), "0.0983059666207409262687"));  // d=1, delta=1/2: m_2 = 1
  CHECK(has_digits(softplus_taylor(4, 0, Bits(100)), "-0.0052083333333333333333"));
  CHECK(has_digits(softplus_taylor(10, 0, Bits(100)), "2.1356922398589065256e-6"));
  CHECK(softplus_taylor(12, 0, Bits(100)).contains(Rational(-691, 3832012800L)));
  CHECK(has_digits(sigmoid_derivative(2, 1, Bits(100)), "-0.0908577476729484094"));  // p(1-p)(1-2p)
}

TEST_CASE("reflection") {
  Random random(7105);
  for (int i = 0; i < 100; ++i) {
    const unsigned long n = 2 + random.below(200);
    const Ball z = exact_near(point(random));
    const Ball left = softplus_derivative(n, neg(z), Bits(80));
    const Ball right = softplus_derivative(n, z, Bits(120));
    CHECK(overlaps(left, n % 2 == 0 ? right : neg(right)));
  }
}

TEST_CASE("wide balls contain the values at their points") {
  Random random(7106);
  const Bits bits(100);
  for (int i = 0; i < 300; ++i) {
    const unsigned long n = random.one_in(2) ? 1 + random.below(6) : 1 + random.below(400);
    const Rational left = point(random);
    const Rational width = pow(Rational(2), -random.between(-3, 60));
    const Ball z = Ball::hull(left, left + width, bits);
    const Ball value = sigmoid_taylor(n, z, bits);
    CAPTURE(n);
    CAPTURE(z.str(20));
    REQUIRE(value.is_finite());
    for (long k = 0; k <= 8; ++k) {
      const Ball sample = exact_near(left + width * Rational(k, 8));
      if (!z.contains(sample)) continue;
      CHECK(value.contains(sigmoid_taylor(n, sample, Bits(160)).midpoint()));
    }
  }
}

TEST_CASE("halving a small ball halves the width, nearly down to the range") {
  const Bits bits(200);
  for (const unsigned long n : {1UL, 2UL, 7UL, 50UL})
    for (const long centre : {0L, 1L, -5L, 300L}) {
      Ball z = centre;
      arb_add_error_2exp_si(z.raw(), -60);
      const Ball value = sigmoid_taylor(n, z, bits);
      const Ball slope = abs(mul(Ball(n + 1), sigmoid_taylor(n + 1, centre, bits), bits));
      const Ball second = scale(mul(Ball((n + 1) * (n + 2)), taylor_bound(n + 2, z, bits), bits), -1);
      const Ball range = add(scale(slope, -60), scale(second, -120), bits);
      CAPTURE(n);
      CAPTURE(centre);
      const Ball rounding = scale(abs(sigmoid_taylor(n, centre, bits)), -190);
      CHECK(less(value.radius_ball(),
                 add(mul(range, Ball::from(Rational(101, 100), bits), bits), rounding, bits)) == true);
      CHECK(less(scale(slope, -61), value.radius_ball()) == true);
    }
}

TEST_CASE("the bound of Taylor coefficients holds, and is attained at n = 1, z = 0") {
  CHECK(taylor_bound(1, 0, Bits(60)).contains(Rational(1, 4)));
  Random random(7107);
  for (int i = 0; i < 400; ++i) {
    const unsigned long n = 1 + random.below(random.one_in(2) ? 8 : 2000);
    const Rational left = point(random);
    const Rational width = random.one_in(2) ? Rational(0) : Rational(random.between(1, 20), 8);
    const Ball z = Ball::hull(left, left + width, Bits(120));
    const Ball bound = taylor_bound(n, z, Bits(60));
    CAPTURE(n);
    CAPTURE(z.str(20));
    for (long k = 0; k <= 4; ++k) {
      const Ball value = sigmoid_taylor(n, exact_near(left + width * Rational(k, 4)), Bits(80));
      CHECK(less_equal(abs(value),
                       mul(bound, Ball::from(Rational(1'000'001, 1'000'000), Bits(60)), Bits(60))) == true);
    }
  }
  CHECK_THROWS_AS(taylor_bound(0, 1, Bits(60)), std::domain_error);
}

TEST_CASE("order 0, undefined and excessive arguments") {
  CHECK(overlaps(sigmoid_taylor(0, 3, Bits(90), Route::poles), sigmoid(3, Bits(90))));
  CHECK(overlaps(softplus_derivative(0, 3, Bits(90)), softplus(3, Bits(90))));
  CHECK(overlaps(softplus_taylor(1, 3, Bits(90)), sigmoid(3, Bits(90))));
  CHECK_FALSE(sigmoid_taylor(5, indeterminate(), Bits(64)).is_finite());
  CHECK_FALSE(sigmoid_taylor(5, 0, Bits(64), Route::exponentials).is_finite());
  CHECK_THROWS_AS(sigmoid_taylor(max_derivative_order + 1, 1, Bits(64)), std::length_error);
  CHECK_THROWS_AS(sigmoid_derivative_by_theorem1(max_theorem1_order + 1, 1, Bits(64)), std::length_error);
  CHECK_THROWS_AS(sigmoid_derivative_by_series(max_series_order + 1, 1, Bits(64)), std::length_error);
  CHECK_THROWS_AS(sigmoid_taylor_coefficients(max_series_order + 1, 1, Bits(64)), std::length_error);
}

TEST_CASE("arguments of absurd size end, with a valid enclosure") {
  for (const long exponent : {40L, 400L, 5000L, -5000L})
    for (const unsigned long n : {1UL, 2UL, 101UL, 100'000UL}) {
      const Ball z = scale(3, exponent);
      const Ball value = sigmoid_taylor(n, z, Bits(64));
      CAPTURE(n);
      CAPTURE(exponent);
      CHECK(value.is_finite());
      CHECK(less_equal(abs(value), taylor_bound(n, z, Bits(64))) != false);
    }
}

}  // namespace
}  // namespace dropcert::model
