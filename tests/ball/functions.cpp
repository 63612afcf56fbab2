#include <doctest/doctest.h>

#include <array>
#include <stdexcept>
#include <string>

#include "ball/ball.hpp"
#include "ball/decimal.hpp"
#include "ball/mpfr.hpp"
#include "exact/bernoulli.hpp"
#include "exact/factorial.hpp"
#include "print.hpp"
#include "random.hpp"

namespace dropcert::ball {

using namespace exact;

namespace {

using testing::meets;
using testing::Mpfr;
using testing::Random;

using MpfrFunction = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
using BallFunction = Ball (*)(const Ball&, Bits);

struct Named {
  const char* name;
  BallFunction ball;
  MpfrFunction mpfr;
  Rational low, high;  // an interval in the function's domain
};

const std::array<Named, 17> functions = {{
    {"exp", exp, mpfr_exp, -300, 300},
    {"expm1", expm1, mpfr_expm1, -300, 300},
    {"log", log, mpfr_log, Rational(1, 1000000), 1000000},
    {"log1p", log1p, mpfr_log1p, Rational(-999999, 1000000), 1000000},
    {"sin", sin, mpfr_sin, -10000, 10000},
    {"cos", cos, mpfr_cos, -10000, 10000},
    {"tanh", tanh, mpfr_tanh, -100, 100},
    {"tan", tan, mpfr_tan, -10000, 10000},
    {"sinh", sinh, mpfr_sinh, -300, 300},
    {"cosh", cosh, mpfr_cosh, -300, 300},
    {"asin", asin, mpfr_asin, -1, 1},
    {"acos", acos, mpfr_acos, -1, 1},
    {"erf", erf, mpfr_erf, -20, 20},
    {"atan", atan, mpfr_atan, -100000, 100000},
    {"sqrt", sqrt, mpfr_sqrt, 0, 100000},
    {"zeta", zeta, mpfr_zeta, Rational(3, 2), 60},
    {"zeta, left", zeta, mpfr_zeta, -30, Rational(1, 2)},
}};

/// A dyadic number in the interval, so that MPFR holds it exactly; often near an end, an integer, or 0.
Rational argument(Random& random, const Rational& low, const Rational& high) {
  const Rational t = random.one_in(3) ? Rational(random.below(2)) : Rational(random.below(1 << 20), 1 << 20);
  Rational x = low + (high - low) * t;
  if (random.one_in(4)) x = x / pow(Rational(2), random.between(1, 60));
  const Integer scale = pow(Integer(2), random.below(120));
  x = Rational(floor(x * scale), scale);
  return x < low || x > high ? Rational(ceil(low)) : x;
}

TEST_CASE("functions of one variable meet MPFR's value at higher precision") {
  Random random(111);
  for (const Named& f : functions) {
    for (int i = 0; i < 150; ++i) {
      const Rational x = argument(random, f.low, f.high);
      const Bits precision(random.between(20, 250));
      CAPTURE(f.name);
      CAPTURE(x);
      Mpfr exact(x, MPFR_RNDN);
      REQUIRE(exact.rational() == x);
      Mpfr below;
      Mpfr above;
      f.mpfr(below.raw(), exact.raw(), MPFR_RNDD);
      f.mpfr(above.raw(), exact.raw(), MPFR_RNDU);
      const Ball argument_ball = Ball::from(x, Bits(300));
      Ball y = f.ball(argument_ball, precision);
      if (!y.is_finite()) y = f.ball(argument_ball, Bits(600));  // zeta near 0: the reflection meets the pole
      CHECK(meets(y, below.rational(), above.rational()));
      const Ball width = y.radius_ball();
      const Rational size = max(abs(y), Ball(1), precision).upper();
      CHECK(width.upper() * pow(Rational(2), precision.value - 20) <= size);
    }
  }
}

TEST_CASE("functions of a wide ball contain the values inside it") {
  Random random(112);
  for (const Named& f : functions) {
    for (int i = 0; i < 100; ++i) {
      const Rational a = argument(random, f.low, f.high);
      const Rational b = argument(random, f.low, f.high);
      const Ball wide = Ball::hull(std::min(a, b), std::max(a, b), Bits(100));
      const Ball y = f.ball(wide, Bits(80));
      CAPTURE(f.name);
      CAPTURE(wide.str(10));
      for (long j = 0; j <= 4; ++j) {
        const Rational x = a + (b - a) * Rational(j, 4);
        CHECK(overlaps(y, f.ball(Ball::from(x, Bits(200)), Bits(200))));
      }
    }
  }
}

TEST_CASE("roots and rational powers, checked by raising them again") {
  Random random(113);
  const Bits precision(150);
  for (int i = 0; i < 400; ++i) {
    const Rational x = abs(random.rational(60));
    const unsigned long n = 1 + random.below(12);
    const Ball y = root(Ball::from(x, precision), n, precision);
    CAPTURE(x);
    CAPTURE(n);
    CHECK(pow(y, static_cast<long>(n), precision).contains(x));
    CHECK(y.sign() == x.sign());
    if (x.is_zero()) continue;
    CHECK(y.relative_accuracy_bits() > 130);
    const long p = random.between(-5, 5);
    const Ball z = pow(Ball::from(x, precision), Rational(p, n), precision);
    CHECK(z.sign() == 1);
    CHECK(pow(z, static_cast<long>(n), precision).contains(pow(x, p)));
  }
  CHECK(pow(Ball(0), Rational(2, 3), precision).sign() == 0);
  CHECK_THROWS_AS(root(Ball(2), 0, precision), std::invalid_argument);
}

TEST_CASE("outside their domains functions are not finite") {
  const Bits precision(64);
  const Ball around_zero = Ball::hull(Rational(-1, 1000), Rational(1, 1000), precision);
  for (const Ball& x : {Ball(-1), around_zero}) {
    CHECK_FALSE(log(x, precision).is_finite());
    CHECK_FALSE(sqrt(x, precision).is_finite());
    CHECK_FALSE(root(x, 3, precision).is_finite());
    CHECK_FALSE(pow(x, Rational(1, 2), precision).is_finite());
  }
  CHECK_FALSE(log(Ball(0), precision).is_finite());
  CHECK_FALSE(log1p(Ball(-1), precision).is_finite());
  CHECK_FALSE(inv(around_zero, precision).is_finite());
  CHECK_FALSE(div(Ball(1), Ball(0), precision).is_finite());
  CHECK_FALSE(pow(Ball(0), -1, precision).is_finite());
  CHECK_FALSE(pow(Ball(0), Rational(-1, 2), precision).is_finite());
  CHECK_FALSE(zeta(Ball(1), precision).is_finite());
  CHECK_FALSE(zeta(add(Ball(1), around_zero, precision), precision).is_finite());
  CHECK_FALSE(zeta_ui(1, precision).is_finite());
  CHECK(equal(pow(Ball(0), 0, precision), Ball(1)) == true);
}

TEST_CASE("zeta at integers: Euler's values, and the two functions") {
  const Bits precision(200);
  CHECK(zeta_ui(0, precision).contains(Rational(-1, 2)));
  for (unsigned long k = 1; k < 40; ++k) {
    // zeta(2k) = |B_2k| (2 pi)^(2k) / (2 (2k)!) (DLMF 25.6.2), and zeta(1 - 2k) = -B_2k / (2k) (25.6.3)
    const long n = static_cast<long>(2 * k);
    const Rational c = abs(bernoulli(2 * k)) / (2 * factorial(2 * k));
    const Ball euler =
        mul(Ball::from(c, precision), pow(scale(const_pi(precision), 1), n, precision), precision);
    CHECK(overlaps(zeta_ui(2 * k, precision), euler));
    CHECK(euler.relative_accuracy_bits() > 180);
    CHECK(zeta_ui(2 * k, precision).relative_accuracy_bits() > 180);
    CHECK(zeta(Ball(1 - n), precision).contains(-bernoulli(2 * k) / n));
  }
  for (unsigned long n = 2; n < 60; ++n) {
    CHECK(overlaps(zeta_ui(n, precision), zeta(Ball(n), precision)));
    CHECK(less(zeta_ui(n + 1, precision), zeta_ui(n, precision)) == true);
  }
  CHECK(zeta_ui(~0UL, precision).contains(Rational(1)));
}

TEST_CASE("published constants") {
  // OEIS A000796, A001113, A002117, A002162
  const auto digits = [](const Ball& x) { return correctly_rounded(x, 50).value(); };
  const Bits precision(256);
  CHECK(digits(const_pi(precision)) == "3.1415926535897932384626433832795028841971693993751");
  CHECK(digits(exp(Ball(1), precision)) == "2.7182818284590452353602874713526624977572470937000");
  CHECK(digits(zeta_ui(3, precision)) == "1.2020569031595942853997381615114499907649862923405");
  CHECK(digits(log(Ball(2), precision)) == "0.69314718055994530941723212145817656807550013436026");
  CHECK(digits(scale(atan(Ball(1), precision), 2)) == digits(const_pi(precision)));
}

}  // namespace
}  // namespace dropcert::ball
