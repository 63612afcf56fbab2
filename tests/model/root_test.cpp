#include "model/root_test.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "exact/bell.hpp"
#include "exact/bernoulli.hpp"
#include "exact/factorial.hpp"
#include "model/derivatives.hpp"
#include "model/radius.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using namespace testing;

const Bits bits(140);

TEST_CASE("Bernoulli roots are those of the exact numbers, within the two-sided bounds") {
  for (unsigned long n = 1; n <= 300; ++n) {
    const Ball value = bernoulli_root(n, bits);
    const Rational coefficient = abs(bernoulli(n)) / Rational(factorial(n));
    CAPTURE(n);
    CHECK(overlaps(pow(value, static_cast<long>(n), bits), Ball::from(coefficient, bits)));
    if (n % 2 != 0) continue;
    CHECK(value.relative_accuracy_bits() >= 138);
    const RootBounds bounds = bernoulli_root_bounds(n, bits);
    if (n < 130) CHECK(less(bounds.lower, value) == true);
    CHECK(less_equal(value, bounds.upper) != false);
    if (n > 2 && n < 130) CHECK(less(value, bounds.upper) == true);
    if (n > 2) CHECK(less(bounds.lower, bounds.upper) == true);
  }
  CHECK(has_digits(bernoulli_root(2, bits), "0.288675134594812882254574390251"));  // 12^(-1/2)
  CHECK(has_digits(bernoulli_root_bounds(2, bits).upper, "0.288675134594812882254574390251"));
  CHECK(bernoulli_root(7, bits).sign() == 0);
  CHECK(has_digits(bernoulli_root_bounds(2, bits).lower, "0.1591549430918953357688837633725143620345"));
  CHECK(less(bernoulli_root_bounds(1'000'000, bits).upper, Ball::from(decimal("0.1591552").value, bits)) ==
        true);
}

TEST_CASE("Bell roots") {
  CHECK(has_digits(bell_root(10, bits), "0.7087"));
  CHECK(has_digits(bell_root(100, bits), "0.3776"));
  CHECK(has_digits(bell_root(1000, bits), "0.2290"));
  for (unsigned long n = 1; n <= 150; ++n) {
    const Rational coefficient(bell(n), factorial(n));
    CHECK(overlaps(pow(bell_root(n, bits), static_cast<long>(n), bits), Ball::from(coefficient, bits)));
  }
}

TEST_CASE("Cauchy's bound is above the Bell coefficients for any radius") {
  Random random(7501);
  for (int i = 0; i < 200; ++i) {
    const unsigned long n = 1 + random.below(400);
    const Rational r = random.one_in(2) ? bell_cauchy_radius(n) : fraction(random, 1, 60, 9);
    CHECK(less(bell_root(n, bits), bell_root_bound(n, r, bits)) == true);
    const Ball power = pow(bell_root_bound(n, r, bits), static_cast<long>(n), bits);
    CHECK(overlaps(bell_cauchy_bound(n, r, bits), power));
  }
  // exp(e-1)/1 at n = 3, r = 1
  CHECK(has_digits(bell_cauchy_bound(3, 1, bits), "5.5749415"));
}

TEST_CASE("from n = 9826 on the Bell coefficients are below those of radius 2 pi") {
  const Ball target = inv(scale(const_pi(bits), 1), bits);
  const Rational r = decimal("7.20419").value;
  CHECK(less(bell_root_bound(9826, r, bits), target) == true);
  CHECK(less(bell_root_bound(9825, r, bits), target) == false);
  CHECK(less(bell_root_bound(10142, 7, bits), target) == true);
  CHECK(less(bell_root_bound(10141, 7, bits), target) == false);
  CHECK(less(bell_root_bound(20'000, bell_cauchy_radius(20'000), bits), target) == true);
}

TEST_CASE("Taylor roots approach 1/radius") {
  for (const long z : {0L, 1L, 3L}) {
    const Ball limit = inv(radius(z, bits), bits);
    Ball largest;
    for (unsigned long n = 100'001; n <= 100'004; ++n) {
      const Ball value = softplus_taylor_root(n, z, bits);
      const Ball power = pow(value, static_cast<long>(n), bits);
      CHECK(overlaps(power, abs(softplus_taylor(n, z, bits))));
      largest = max(largest, value, bits);
    }
    CHECK(less(abs(sub(largest, limit, bits)), Ball::from(Rational(1, 1000), bits)) == true);
  }
  CHECK(sigmoid_taylor_root(1000, 0, bits).sign() == 0);
  CHECK(less(abs(sub(sigmoid_taylor_root(1001, 0, bits), inv(const_pi(bits), bits), bits)),
             Ball::from(Rational(1, 1000), bits)) == true);
}

TEST_CASE("roots of moduli") {
  CHECK(root_of_abs(-32, 5, bits).contains(Ball(2)));
  CHECK(root_of_abs(0, 3, bits).sign() == 0);
  const Ball around_zero = root_of_abs(Ball::hull(-8, 1, bits), 3, bits);
  CHECK(around_zero.contains(Ball(0)));
  CHECK(around_zero.contains(Ball(2)));
  CHECK(less(around_zero, Ball::from(Rational(21, 10), bits)) == true);
  const Ball positive = root_of_abs(Ball::hull(-16, -1, bits), 4, bits);
  CHECK(positive.contains(Ball(1)));
  CHECK(positive.contains(Ball(2)));
  CHECK(less(Ball::from(Rational(9, 10), bits), positive) == true);
  CHECK_FALSE(root_of_abs(inv(0, bits), 3, bits).is_finite());
}

TEST_CASE("orders out of range are refused") {
  CHECK_THROWS_AS(root_of_abs(1, 0, bits), std::domain_error);
  CHECK_THROWS_AS(bernoulli_root(0, bits), std::domain_error);
  CHECK_THROWS_AS(bernoulli_root_bounds(3, bits), std::domain_error);
  CHECK_THROWS_AS(bell_root(0, bits), std::domain_error);
  CHECK_THROWS_AS(bell_root(max_bell_root_index + 1, bits), std::length_error);
  CHECK_THROWS_AS(bell_root_bound(5, 0, bits), std::domain_error);
  CHECK_THROWS_AS(bell_cauchy_bound(5, -1, bits), std::domain_error);
  CHECK_THROWS_AS(sigmoid_taylor_root(0, 1, bits), std::domain_error);
}

}  // namespace
}  // namespace dropcert::model
