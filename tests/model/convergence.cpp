#include "model/convergence.hpp"

#include <doctest/doctest.h>
#include <mpfr.h>

#include "model/deviation.hpp"
#include "model/radius.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using namespace testing;

const Rational half(1, 2);

/// A fraction of pi's binary digits, rounded down or up by MPFR.
Rational pi_by_mpfr(long bits, mpfr_rnd_t rounding) {
  mpfr_t x;
  mpfr_init2(x, bits);
  mpfr_const_pi(x, rounding);
  mpq_t q;
  mpq_init(q);
  mpfr_get_q(q, x);
  const Rational result(q);
  mpq_clear(q);
  mpfr_clear(x);
  return result;
}

TEST_CASE("the decision against the largest deviation of all masks, either way") {
  Random random(7301);
  const Rational below = pow(pi_by_mpfr(200, MPFR_RNDD), 2);
  const Rational above = pow(pi_by_mpfr(200, MPFR_RNDU), 2);
  int convergent = 0;
  int boundary = 0;
  const int rounds = 600;
  for (int i = 0; i < rounds; ++i) {
    const Dropout dropout = testing::model(random, 7, 3);
    const Rational v = largest_deviation(dropout);
    const Rational excess = v * v - pow(dropout.z0(), 2);
    REQUIRE((excess < below || excess > above));
    CAPTURE(excess);
    CHECK(converges(dropout) == (excess < below));
    const Convergence result = convergence(dropout, Bits(80));
    CHECK(result.converges == (excess < below));
    CHECK(result.margin.sign() == (excess < below ? 1 : -1));
    CHECK(result.margin.relative_accuracy_bits() >= 80);
    const Ball rho = radius(Ball::from(dropout.z0(), Bits(200)), Bits(200));
    CHECK(overlaps(result.margin, sub(rho, Ball::from(v, Bits(200)), Bits(200))));
    convergent += result.converges ? 1 : 0;

    const Dropout scaled(dropout.contributions, dropout.delta, true);
    CHECK(converges(scaled) == (excess <= Rational(1)));
    CHECK(convergence(scaled, Bits(80)).margin.sign() == (Rational(1) - excess).sign());
    const Ball unit_rho = sqrt(Ball::from(Rational(1) + pow(dropout.z0(), 2), Bits(200)), Bits(200));
    const Ball unit_margin = sub(unit_rho, Ball::from(v, Bits(200)), Bits(200));
    CHECK(overlaps(convergence(scaled, Bits(80)).margin, mul(unit_margin, const_pi(Bits(200)), Bits(200))));
    boundary += excess == Rational(1) ? 1 : 0;
  }
  CHECK(convergent > rounds / 10);
  CHECK(convergent < rounds - rounds / 10);
  CHECK(boundary > 0);
}

TEST_CASE("exhibits") {
  CHECK_FALSE(converges(Dropout({2, -2}, half)));  // |Delta| <= 4 < 2 pi, divergent
  CHECK_FALSE(converges(Dropout({3, -3}, half)));
  CHECK_FALSE(converges(Dropout({2}, Rational(3, 4))));  // |Delta| <= 6 < 2 pi, divergent
  CHECK(converges(Dropout({7}, half)));                  // |Delta| = 7 > 2 pi always, convergent
  CHECK(converges(Dropout({50, 80}, half)));
  CHECK(converges(Dropout({1'000'000'000}, Rational(1, 3))));
  CHECK_FALSE(converges(Dropout({-100, 1}, half)));
  CHECK(has_digits(convergence(Dropout({7}, half), Bits(120)).margin, "0.67265302233128216016991307197"));
  std::vector<Rational> many(128, Rational(1, 40));
  for (std::size_t j = 64; j < 128; ++j) many[j] = Rational(-1, 40);
  CHECK_FALSE(converges(Dropout(many, half)));
}

TEST_CASE("the boundary in units of pi: V = rho converges") {
  const Dropout boundary({half, -half}, half, true);
  CHECK(deviation(boundary) == Rational(1));
  CHECK(converges(boundary));
  CHECK(convergence(boundary, Bits(64)).margin.sign() == 0);
  const Rational tiny = pow(Rational(10), -400);
  CHECK_FALSE(converges(Dropout({half + tiny, -half}, half, true)));
  CHECK(converges(Dropout({half - tiny, -half}, half, true)));
}

TEST_CASE("contributions next to the boundary by hundreds of digits") {
  for (const long bits : {10L, 60L, 64L, 130L, 1000L, 5000L}) {
    const Rational below = pi_by_mpfr(bits, MPFR_RNDD) / Rational(2);
    const Rational above = pi_by_mpfr(bits, MPFR_RNDU) / Rational(2);
    CHECK(converges(Dropout({below, -below}, half)));
    CHECK_FALSE(converges(Dropout({above, -above}, half)));
    CHECK(convergence(Dropout({below, -below}, half), Bits(64)).margin.relative_accuracy_bits() >= 64);
  }
  CHECK_FALSE(converges(Dropout({Rational(355, 226), Rational(-355, 226)}, half)));
}

TEST_CASE("one feature: |z0| <= pi (1-delta)/sqrt(2 delta - 1)") {
  for (const long sign : {1L, -1L}) {
    CHECK(converges(Dropout({Rational(sign) * decimal("1.11072073453959156").value}, Rational(3, 4))));
    CHECK_FALSE(converges(Dropout({Rational(sign) * decimal("1.11072073453959157").value}, Rational(3, 4))));
    CHECK(converges(Dropout({Rational(sign) * decimal("0.351240736552036319").value}, Rational(9, 10))));
    CHECK_FALSE(
        converges(Dropout({Rational(sign) * decimal("0.351240736552036320").value}, Rational(9, 10))));
  }
}

TEST_CASE("the sharp bound of the sum of moduli") {
  // kappa = 4.4428829..., delta = 1/4, r = 1/3: the extreme split is (2-r)/(3-r) : 1/(3-r) = 5/8 : 3/8.
  const auto split = [](const Rational& kappa) {
    return Dropout({kappa * Rational(5, 8), -kappa * Rational(3, 8)}, Rational(1, 4));
  };
  CHECK(converges(split(decimal("4.44288293815836").value)));
  CHECK_FALSE(converges(split(decimal("4.44288293815837").value)));
}

TEST_CASE("radius") {
  CHECK(has_digits(radius(7, Bits(120)), "7.67265302233128216016991307197"));
  CHECK(has_digits(inv(radius(1, Bits(120)), Bits(120)), "0.303314471053352864019724076055"));
  CHECK(has_digits(inv(radius(0, Bits(120)), Bits(120)), "0.3183098861837906715"));
  const Ball wide = Ball::hull(-1, 3, Bits(64));
  CHECK(radius(wide, Bits(64)).contains(radius(0, Bits(100)).midpoint()));
  CHECK(radius(wide, Bits(64)).contains(radius(3, Bits(100)).midpoint()));
  CHECK(less(radius(wide, Bits(64)), Ball::from(decimal("4.3442").value, Bits(64))) == true);
  CHECK(less(Ball::from(decimal("3.1415").value, Bits(64)), radius(wide, Bits(64))) == true);
  CHECK_FALSE(radius(inv(0, Bits(64)), Bits(64)).is_finite());
}

}  // namespace
}  // namespace dropcert::model
