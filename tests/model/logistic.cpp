#include <mpfr.h>  // first: only then does FLINT 3 declare its conversions from MPFR

#include "model/logistic.hpp"

#include <doctest/doctest.h>

#include "model/enclosure.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using namespace testing;

/// MPFR's value of 1/(1+e^-z), or of log(1+e^z) as its integral's closed form, with a relative error below
/// 2^-600.
Ball reference(const Rational& z, bool softplus_wanted) {
  mpfr_t x;
  mpfr_init2(x, 700);
  mpq_t q;
  mpq_init(q);
  fmpq_get_mpq(q, z.raw());
  mpfr_set_q(x, q, MPFR_RNDN);
  if (!softplus_wanted) mpfr_neg(x, x, MPFR_RNDN);
  mpfr_exp(x, x, MPFR_RNDN);
  if (softplus_wanted) {
    mpfr_log1p(x, x, MPFR_RNDN);
  } else {
    mpfr_add_ui(x, x, 1, MPFR_RNDN);
    mpfr_ui_div(x, 1, x, MPFR_RNDN);
  }
  Ball result;
  arf_set_mpfr(arb_midref(result.raw()), x);
  mpq_clear(q);
  mpfr_clear(x);
  return with_error(result, scale(result, -600));
}

TEST_CASE("sigmoid and softplus are accurate and agree with MPFR") {
  Random random(7001);
  const std::vector<Rational> corners = {
      0, 1'000'000, -1'000'000, 100'000'000, -100'000'000, Rational(1, 1000), -710, 710};
  for (int i = 0; i < 400; ++i) {
    const Rational q = i < 8 ? corners[static_cast<std::size_t>(i)] : point(random);
    const Ball z = exact_near(q);
    const Bits bits(random.between(10, 400));
    for (const bool wanted : {false, true}) {
      const Ball value = wanted ? softplus(z, bits) : sigmoid(z, bits);
      CAPTURE(q);
      CHECK(overlaps(value, reference(z.lower(), wanted)));
      CHECK(value.relative_accuracy_bits() >= bits.value - 2);
    }
  }
}

TEST_CASE("published values") {
  CHECK(has_digits(sigmoid(1, Bits(100)), "0.7310585786300048793"));
  CHECK(has_digits(sigmoid(-1, Bits(120)), "0.268941421369995120748840758178"));
  CHECK(has_digits(softplus(0, Bits(120)), "0.693147180559945309417232121458"));
  CHECK(sigmoid(0, Bits(20)).is_exact());
}

TEST_CASE("wide balls contain their samples and little else") {
  Random random(7002);
  for (int i = 0; i < 300; ++i) {
    const Rational left = point(random);
    const Rational width = abs(point(random)) * pow(Rational(2), -random.between(0, 40));
    const Bits bits(80);
    const Ball z = Ball::hull(left, left + width, bits);
    for (const bool wanted : {false, true}) {
      const auto f = [&](const Ball& x) { return wanted ? softplus(x, bits) : sigmoid(x, bits); };
      const Ball value = f(z);
      CAPTURE(z.str(20));
      for (long k = 0; k <= 8; ++k)
        CHECK(overlaps(value, f(Ball::from(left + width * Rational(k, 8), Bits(200)))));
      CHECK(value.contains(f(z.midpoint()).midpoint()));
      const Rational range = f(upper_end(z, bits)).upper() - f(lower_end(z, bits)).lower();
      CHECK(value.upper() - value.lower() <=
            range * Rational(1001, 1000) + value.upper() * pow(Rational(2), -70));
    }
  }
}

TEST_CASE("wide balls about 0") {
  for (const Rational& w :
       {Rational(1, 1'000'000), Rational(1, 8), Rational(1), Rational(4), Rational(100)}) {
    const Bits bits(80);
    const Ball z = Ball::hull(-w, w, bits);
    CAPTURE(z.str(20));
    const Ball p = sigmoid(z, bits);
    const Rational slack(1, 1'000'000);  // of a radius, which has few digits
    CHECK(p.lower() > -slack);
    CHECK(p.upper() < Rational(1) + slack);
    CHECK(softplus(z, bits).lower() > -slack);
  }
}

TEST_CASE("a ball that is not finite stays so") {
  CHECK_FALSE(sigmoid(indeterminate(), Bits(53)).is_finite());
  CHECK_FALSE(softplus(inv(0, Bits(53)), Bits(53)).is_finite());
}

}  // namespace
}  // namespace dropcert::model
