#include "ball/double_ball.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "ball/decimal.hpp"
#include "ball/double_decimal.hpp"
#include "double_value.hpp"
#include "print.hpp"
#include "random.hpp"

using namespace dropcert;
using namespace dropcert::exact;
using namespace dropcert::ball;

namespace {

bool contains(DoubleBall ball, const Rational& q) {
  if (std::isnan(ball.midpoint) || std::isnan(ball.radius) || std::isinf(ball.radius)) return true;
  if (std::isinf(ball.midpoint)) return false;
  return abs(q - test::exact(ball.midpoint)) <= test::exact(ball.radius);
}

/// Whether the ball contains every number of an Arb ball.
bool contains(DoubleBall ball, const Ball& x) {
  return contains(ball, x.lower()) && contains(ball, x.upper());
}

double any_double(testing::Random& random) {
  const double mantissa = static_cast<double>(random.between(-(1L << 53), 1L << 53));
  switch (random.below(4)) {
    case 0:
      return static_cast<double>(random.between(-3, 3));
    case 1:
      return std::ldexp(mantissa, -53 + static_cast<int>(random.between(-2, 2)));
    case 2:
      return std::ldexp(mantissa, static_cast<int>(random.between(-1100, 900)));
    default:
      return std::ldexp(mantissa, static_cast<int>(random.between(-90, 40)));
  }
}

struct Sample {
  DoubleBall ball;
  Rational value;  // in the ball
};

Sample sample(testing::Random& random) {
  const double midpoint = any_double(random);
  const double radius =
      random.one_in(3) ? 0 : std::abs(random.one_in(2) ? midpoint * 0x1p-50 : any_double(random));
  const Rational share(random.between(-8, 8), 8);
  return {{midpoint, radius}, test::exact(midpoint) + share * test::exact(radius)};
}

}  // namespace

TEST_CASE("every operation contains the exact result") {
  testing::Random random(53);
  for (int trial = 0; trial < 20'000; ++trial) {
    const Sample a = sample(random);
    const Sample b = sample(random);
    CAPTURE(a.ball.midpoint);
    CAPTURE(a.ball.radius);
    CAPTURE(b.ball.midpoint);
    CAPTURE(b.ball.radius);
    CHECK(contains(a.ball + b.ball, a.value + b.value));
    CHECK(contains(a.ball - b.ball, a.value - b.value));
    CHECK(contains(a.ball * b.ball, a.value * b.value));
    if (!b.value.is_zero()) CHECK(contains(a.ball / b.ball, a.value / b.value));
    CHECK(contains(abs(a.ball), abs(a.value)));
    CHECK(contains(max(a.ball, b.ball), std::max(a.value, b.value)));
    if (a.value.sign() >= 0 && a.value.bits() < 3000)
      CHECK(contains(sqrt(a.ball), sqrt(Ball::from(a.value, Bits(4000)), Bits(300))));
    const std::optional<bool> smaller = less(a.ball, b.ball);
    if (smaller) CHECK(*smaller == (a.value < b.value));
  }
}

TEST_CASE("comparisons of near numbers") {
  CHECK(less(DoubleBall{1, 0}, DoubleBall{1, 0}) == std::nullopt);
  CHECK(less(DoubleBall{1, 0.25}, DoubleBall{1.5, 0.25}) == std::nullopt);
  CHECK(less(DoubleBall{1, 0.25}, DoubleBall{1.5, 0.2499}) == true);
  CHECK(less(DoubleBall{1.5, 0.2499}, DoubleBall{1, 0.25}) == false);
  CHECK(less(DoubleBall::unknown(), DoubleBall{1, 0}) == std::nullopt);
  const DoubleBall large{1e300, 0};
  CHECK(less(large * large, DoubleBall{1, 0}) == std::nullopt);
  CHECK(less(DoubleBall{1, 0}, large * large) == std::nullopt);
  CHECK_FALSE((large * large - large * large).is_finite());
}

TEST_CASE("operations stay tight") {
  const DoubleBall third = DoubleBall::from(Rational(1, 3));
  CHECK(third.radius < 0x1p-53);
  CHECK((third * third + third / third).radius < 0x1p-49);
  CHECK(sqrt(third).radius < 0x1p-51);
  CHECK(exp_of_minus(DoubleBall{3, 0}).radius < 0x1p-48);
}

TEST_CASE("the exponential against Arb") {
  testing::Random random(7);
  double worst = 0;
  for (int trial = 0; trial < 20'000; ++trial) {
    double x = std::abs(std::ldexp(static_cast<double>(random.between(0, 1L << 53)), -53)) *
               (random.one_in(3)   ? 1.0
                : random.one_in(2) ? 30.0
                                   : 700.0);
    if (random.one_in(50)) x = static_cast<double>(random.below(1010)) * 0.6931471805599453 * 0.5;
    const double radius = random.one_in(2) ? 0 : x * 0x1p-45;
    if (x + radius > 700) continue;
    const DoubleBall result = exp_of_minus(DoubleBall{x, radius});
    const Rational value = test::exact(x) + Rational(random.between(-4, 4), 4) * test::exact(radius);
    const Ball truth = exp(Ball::from(-value, Bits(200)), Bits(200));
    CAPTURE(x);
    CHECK(contains(result, truth));
    // The documented error, without the allowance for the argument.
    const Ball at_midpoint = exp(Ball::from(-test::exact(x), Bits(200)), Bits(200));
    const Ball error = div(sub(Ball::from(test::exact(result.midpoint), Bits(200)), at_midpoint, Bits(100)),
                           at_midpoint, Bits(100));
    CHECK(less(abs(error), Ball::from(pow(Rational(2), -46), Bits(64))) == true);
    worst = std::max(worst, std::abs(DoubleBall::from(error).midpoint));
  }
  CHECK(worst > 0x1p-55);
  CHECK_FALSE(exp_of_minus(DoubleBall{701, 0}).is_finite());
  CHECK_FALSE(exp_of_minus(DoubleBall{-1, 0}).is_finite());
  CHECK_FALSE(exp_of_minus(DoubleBall{1, 1}).is_finite());
}

TEST_CASE("decimals of doubles are those of exact arithmetic") {
  testing::Random random(11);
  int told = 0;
  constexpr int trials = 40'000;
  for (int trial = 0; trial < trials; ++trial) {
    const int digits = static_cast<int>(random.between(1, max_double_digits));
    double midpoint = any_double(random);
    if (random.one_in(3)) {  // near a half-way point or a power of ten
      const auto n = static_cast<double>(random.between(1, 9999));
      midpoint = (n + 0.5 * static_cast<double>(random.below(2))) *
                 std::pow(10.0, static_cast<double>(random.between(-12, 12)));
    }
    const double radius = std::abs(midpoint) * (random.one_in(3) ? 0 : random.one_in(2) ? 0x1p-50 : 0x1p-40);
    std::array<char, max_double_decimal_length> text;
    const char* end = write_correctly_rounded(text.data(), {midpoint, radius}, digits);
    if (end == nullptr) continue;
    ++told;
    CAPTURE(midpoint);
    CAPTURE(radius);
    CAPTURE(digits);
    const std::string written(text.data(), static_cast<std::size_t>(end - text.data()));
    for (int share = -1; share <= 1; ++share)
      CHECK(written ==
            correctly_rounded(test::exact(midpoint) + Rational(share) * test::exact(radius), digits));
  }
  CHECK(told > trials / 4);
  std::array<char, max_double_decimal_length> text;
  CHECK(write_correctly_rounded(text.data(), {0.5, 0}, 1) != nullptr);
  CHECK(write_correctly_rounded(text.data(), {2.5, 0}, 1) == nullptr);
  CHECK(write_correctly_rounded(text.data(), {0, 0}, 5) == nullptr);
  CHECK(write_correctly_rounded(text.data(), {1, 2}, 5) == nullptr);
  CHECK(write_correctly_rounded(text.data(), DoubleBall::unknown(), 5) == nullptr);
}
