#include "model/fixed_point.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "model/enclosure.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using namespace testing;

const Bits wide(700);

/// A multiple of the unit with modulus at most 1, often near an end, 0 or a limb's border.
Rational part(Random& random, long f) {
  const Rational unit = pow(Rational(2), -f);
  const long n = static_cast<long>(random.below(static_cast<unsigned long>(f)));
  switch (random.below(5)) {
    case 0:
      return Rational(random.between(-1, 1)) + Rational(random.between(-1, 1)) * unit;
    case 1:
      return (random.one_in(2) ? -unit : unit) * pow(Rational(2), n);
    case 2:
      return (random.one_in(2) ? -unit : unit) * (pow(Rational(2), n) - Rational(1));
    default:
      break;
  }
  Integer numerator = random.integer(static_cast<unsigned long>(f));
  while (abs(Rational(numerator) * unit) > Rational(1))
    numerator = random.integer(static_cast<unsigned long>(f));
  return Rational(numerator) * unit;
}

template <typename Arithmetic>
void check_products(const Arithmetic& arithmetic, std::uint64_t seed) {
  Random random(seed);
  const long f = arithmetic.fraction_bits();
  const Rational unit = pow(Rational(2), -f);
  const Rational allowed = unit * (Rational(1, 2) + pow(Rational(2), -56));
  int checked = 0;
  while (checked < 4000) {
    const Rational a = part(random, f);
    const Rational b = part(random, f);
    const Rational c = part(random, f);
    const Rational d = part(random, f);
    if (a * a + b * b > Rational(39, 20) || c * c + d * d > Rational(39, 20)) continue;
    if ((a * a + b * b) * (c * c + d * d) > Rational(39, 20)) continue;
    const typename Arithmetic::Complex z{arithmetic.rounded(Ball::from(a, wide)),
                                         arithmetic.rounded(Ball::from(b, wide))};
    const typename Arithmetic::Complex w{arithmetic.rounded(Ball::from(c, wide)),
                                         arithmetic.rounded(Ball::from(d, wide))};
    REQUIRE(arithmetic.ball(z.re).contains(a));
    REQUIRE(arithmetic.ball(z.re).is_exact());
    const auto product = arithmetic.product(z, arithmetic.factor(w));
    const Rational re = arithmetic.ball(product.re).lower() - (a * c - b * d);
    const Rational im = arithmetic.ball(product.im).lower() - (a * d + b * c);
    REQUIRE(abs(re) <= allowed);
    REQUIRE(abs(im) <= allowed);
    auto shifted = z;
    const Rational more = (Rational(1) - abs(a)) / Rational(2);
    arithmetic.add_real(shifted, arithmetic.rounded(Ball::from(more, wide)));
    REQUIRE(abs(arithmetic.ball(shifted.re).lower() - a - more) <= unit / Rational(2));
    // At least log2 |z|, and at most about log2(|a| + |b|), or one more for integers of any length.
    const Ball modulus = sqrt(Ball::from(a * a + b * b, wide), wide);
    const double bound = arithmetic.log2_modulus(z);
    if (modulus.sign() != 0) REQUIRE(bound >= std::log2(hint(modulus)));
    const double least = std::ldexp(1.0, -static_cast<int>(std::min(124L, arithmetic.fraction_bits())));
    REQUIRE(bound <= std::log2(hint(Ball::from(abs(a) + abs(b), wide)) + least) + 1 + 1e-5);
    ++checked;
  }
}

TEST_CASE("fixed point: products are within half a unit of the exact ones") {
  check_products(WordArithmetic(), 7500);
  check_products(LimbArithmetic<2>(), 7501);
  check_products(LimbArithmetic<3>(), 7502);
  check_products(LimbArithmetic<4>(), 7503);
  check_products(IntegerArithmetic(301), 7504);
}

TEST_CASE("fixed point: a number is rounded to the nearest unit") {
  Random random(7505);
  const LimbArithmetic<3> arithmetic;
  for (int i = 0; i < 500; ++i) {
    const Rational x(random.between(-1'000'000, 1'000'000), 1'000'003);
    const Rational error = arithmetic.ball(arithmetic.rounded(Ball::from(x, wide))).lower() - x;
    CHECK(abs(error) * Rational(2) <=
          pow(Rational(2), -arithmetic.fraction_bits()) * Rational(1'000'001, 1'000'000));
  }
}

}  // namespace
}  // namespace dropcert::model
