#include "ball/ball.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <type_traits>
#include <utility>

#include "print.hpp"
#include "random.hpp"

namespace dropcert::ball {

using namespace exact;

namespace {

using testing::Random;

static_assert(!std::is_constructible_v<Ball, double> && !std::is_convertible_v<Integer, Ball>);
static_assert(!std::is_convertible_v<long, Bits>);
static_assert(std::is_nothrow_move_constructible_v<Ball>);

constexpr Bits bits(100);

Ball undefined() {
  return inv(Ball(0), bits);
}

Ball interval(const Rational& a, const Rational& b) {
  return a <= b ? Ball::hull(a, b, bits) : Ball::hull(b, a, bits);
}

/// A number of [a, b], its ends often.
Rational between(Random& random, const Rational& a, const Rational& b) {
  return a + (b - a) * Rational(random.below(9), 8);
}

TEST_CASE("precisions out of range are refused") {
  CHECK_THROWS_AS(Bits(0), std::length_error);
  CHECK_THROWS_AS(Bits(-64), std::length_error);
  CHECK_THROWS_AS(Bits(Bits::most + 1), std::length_error);
  CHECK_THROWS_AS(Bits(Bits::most).doubled(), std::length_error);
  CHECK(Bits(53).doubled() == Bits(106));
  CHECK(Bits(53) < Bits(54));
}

TEST_CASE("balls around rationals contain them") {
  Random random(101);
  for (int i = 0; i < 1000; ++i) {
    const Rational q = random.rational(300);
    const Rational other = random.rational(300);
    const Bits precision(random.between(2, 200));
    CAPTURE(q);
    const Ball x = Ball::from(q, precision);
    CHECK(x.contains(q));
    CHECK(x.lower() <= q);
    CHECK(q <= x.upper());
    if (x.is_exact()) CHECK(x.lower() == q);
    CHECK(x.contains(other) == (x.lower() <= other && other <= x.upper()));
    CHECK(x.contains_zero() == (x.lower().sign() <= 0 && x.upper().sign() >= 0));
    CHECK((x.upper() - x.lower()) * pow(Rational(2), precision.value - 2) <= abs(q));

    const Ball wide = interval(q, other);
    CHECK(wide.contains(q));
    CHECK(wide.contains(other));
    CHECK(wide.contains((q + other) / 2));
  }
  CHECK_THROWS_AS(Ball::hull(1, 0, bits), std::invalid_argument);
}

TEST_CASE("a dyadic number is kept exactly, and its ends are itself") {
  Random random(102);
  for (int i = 0; i < 500; ++i) {
    const Rational q = random.dyadic(80, 400);
    const Ball x = Ball::from(q, bits);
    CHECK(x.is_exact());
    CHECK(x.lower() == q);
    CHECK(x.upper() == q);
    CHECK(x.midpoint().lower() == q);
    CHECK(x.radius_ball().lower() == 0);
    CHECK(x.sign() == q.sign());
  }
}

TEST_CASE("end points, midpoint and radius fit together") {
  Random random(103);
  for (int i = 0; i < 500; ++i) {
    const Ball x = interval(random.rational(200), random.rational(200));
    const Rational middle = x.midpoint().lower();
    const Rational radius = x.radius_ball().lower();
    CHECK(x.lower() == middle - radius);
    CHECK(x.upper() == middle + radius);
  }
}

TEST_CASE("the halves of a split cover the ball and meet at the midpoint") {
  Random random(104);
  for (int i = 0; i < 500; ++i) {
    const Ball x = interval(random.rational(200), random.rational(200));
    const auto [left, right] = x.split();
    CHECK(left.lower() == x.lower());
    CHECK(left.upper() == x.midpoint().lower());
    CHECK(right.lower() == x.midpoint().upper());
    CHECK(right.upper() == x.upper());
  }
  CHECK_THROWS_AS(undefined().split(), std::domain_error);
}

TEST_CASE("comparisons say what holds for all the numbers, and nothing else") {
  Random random(105);
  int undecided = 0;
  for (int i = 0; i < 2000; ++i) {
    const Rational base = random.integer(3);
    const auto near = [&] { return base + random.between(-3, 3); };
    const Ball x = interval(near(), near());
    const Ball y = interval(near(), near());
    CAPTURE(x.str(10));
    CAPTURE(y.str(10));
    const auto decided = [](bool holds, bool fails) {
      return holds ? std::optional(true) : fails ? std::optional(false) : std::nullopt;
    };
    CHECK(less(x, y) == decided(x.upper() < y.lower(), x.lower() >= y.upper()));
    CHECK(less_equal(x, y) == decided(x.upper() <= y.lower(), x.lower() > y.upper()));
    const bool disjoint = x.upper() < y.lower() || y.upper() < x.lower();
    CHECK(overlaps(x, y) == !disjoint);
    CHECK(equal(x, y) == decided(x.is_exact() && y.is_exact() && x.lower() == y.lower(), disjoint));
    CHECK(x.contains(y) == (x.lower() <= y.lower() && y.upper() <= x.upper()));
    if (!less(x, y)) ++undecided;
  }
  CHECK(undecided > 100);
}

TEST_CASE("what is undefined decides nothing") {
  const Ball x = undefined();
  const Ball one(1);
  CHECK_FALSE(x.is_finite());
  CHECK(x.sign() == std::nullopt);
  CHECK(x.unique_integer() == std::nullopt);
  for (const auto& [a, b] : {std::pair{x, one}, std::pair{one, x}, std::pair{x, x}}) {
    CHECK(less(a, b) == std::nullopt);
    CHECK(less_equal(a, b) == std::nullopt);
    CHECK(equal(a, b) == std::nullopt);
    CHECK(overlaps(a, b));
    CHECK_FALSE(min(a, b, bits).is_finite());
    CHECK_FALSE(max(a, b, bits).is_finite());
    CHECK_FALSE(hull(a, b, bits).is_finite());
    CHECK_FALSE(add(a, b, bits).is_finite());
  }
  Ball infinity;
  arb_pos_inf(infinity.raw());
  CHECK(equal(infinity, infinity) == std::nullopt);
  CHECK(x.contains(Rational(7)));
  CHECK_THROWS_AS(x.lower(), std::domain_error);
  CHECK_THROWS_AS(x.upper(), std::domain_error);
}

TEST_CASE("unique_integer finds the only integer, and only the only one") {
  Random random(106);
  for (int i = 0; i < 1000; ++i) {
    const Integer n = random.integer(70);
    const Rational a = n + Rational(random.between(-8, 8), 4);
    const Ball x = interval(a, a + Rational(random.below(9), 8));
    const Integer first = ceil(x.lower());
    const Integer last = floor(x.upper());
    CHECK(x.unique_integer() == (first == last ? std::optional(first) : std::nullopt));
  }
}

TEST_CASE("arithmetic contains the exact results") {
  Random random(107);
  for (int i = 0; i < 1500; ++i) {
    const Rational a1 = random.rational(60);
    const Rational a2 = random.one_in(2) ? a1 : random.rational(60);
    const Rational b1 = random.rational(60);
    const Rational b2 = random.one_in(2) ? b1 : b1 + Rational(1, 1000);
    const Bits precision(random.between(2, 150));
    const Ball x = interval(a1, a2);
    const Ball y = interval(b1, b2);
    const Rational a = between(random, a1, a2);
    const Rational b = between(random, b1, b2);
    CAPTURE(a);
    CAPTURE(b);
    CHECK(add(x, y, precision).contains(a + b));
    CHECK(sub(x, y, precision).contains(a - b));
    CHECK(mul(x, y, precision).contains(a * b));
    CHECK(neg(x).contains(-a));
    CHECK(abs(x).contains(exact::abs(a)));
    CHECK(scale(x, 5).contains(32 * a));
    CHECK(scale(x, -3).contains(a / 8));
    CHECK(min(x, y, precision).contains(std::min(a, b)));
    CHECK(max(x, y, precision).contains(std::max(a, b)));
    CHECK(hull(x, y, precision).contains(a));
    CHECK(hull(x, y, precision).contains(b));
    for (long e = 0; e < 5; ++e) CHECK(pow(x, e, precision).contains(exact::pow(a, e)));
    CHECK(div(x, y, precision).is_finite() == !y.contains_zero());
    CHECK(pow(div(x, y, precision), 0, precision).is_finite() == !y.contains_zero());
    if (!y.contains_zero()) {
      CHECK(div(x, y, precision).contains(a / b));
      CHECK(inv(y, precision).contains(1 / b));
      CHECK(pow(y, -3, precision).contains(exact::pow(b, -3)));
    }
  }
}

TEST_CASE("exact arguments of moderate size give results of full accuracy") {
  Random random(108);
  for (int i = 0; i < 500; ++i) {
    const Ball x = Ball::from(random.dyadic(60, 30), bits);
    const Ball y = Ball::from(random.dyadic(60, 30), bits);
    for (const Ball& z : {add(x, y, bits), sub(x, y, bits), mul(x, y, bits)})
      CHECK(z.relative_accuracy_bits() >= bits.value - 2);
    if (y.sign() != 0) CHECK(div(x, y, bits).relative_accuracy_bits() >= bits.value - 2);
  }
}

TEST_CASE("copies are independent, moves keep the value") {
  Ball a(3);
  Ball b = a;
  b = add(b, b, bits);
  CHECK(equal(a, Ball(3)) == true);
  const Ball moved = std::move(b);
  CHECK(equal(moved, Ball(6)) == true);
  const Ball& alias = a;
  a = alias;
  CHECK(equal(a, Ball(3)) == true);
}

TEST_CASE("numbers of absurd size are refused where they would have to be written out") {
  const Ball huge = scale(Ball(1), 1L << 40);
  const Ball tiny = scale(Ball(1), -(1L << 40));
  CHECK_THROWS_AS(huge.lower(), std::length_error);
  CHECK_THROWS_AS(tiny.upper(), std::length_error);
  CHECK_THROWS_AS(huge.unique_integer(), std::length_error);
  Ball narrow(1);
  arb_add_error(narrow.raw(), tiny.raw());
  CHECK_THROWS_AS(narrow.split(), std::length_error);
  CHECK(less(tiny, huge) == true);
  CHECK(add(Ball(1), tiny, bits).sign() == 1);
  CHECK_FALSE(huge.str(5).empty());
  CHECK_FALSE(exp(exp(Ball(60), bits), bits).str(5).empty());
}

TEST_CASE("messages") {
  CHECK(Ball(2).str(5) == "2.0000");
  CHECK(const_pi(Bits(30)).str(5).substr(0, 7) == "[3.1416");
  CHECK_THROWS_AS(Ball(2).str(0), std::invalid_argument);
}

}  // namespace
}  // namespace dropcert::ball
