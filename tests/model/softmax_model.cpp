#include "model/softmax_model.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "model/convergence.hpp"
#include "model/enclosure.hpp"
#include "model/regulariser.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert {
namespace {

using namespace testing;

const Bits bits(100);
const Rational half(1, 2);

TEST_CASE("two classes are the logistic family, whichever class the contributions are given to") {
  Random random(7901);
  for (int i = 0; i < 20; ++i) {
    Dropout dropout = model(random, 5, 6);
    dropout.bias = fraction(random, -4, 4, 3);
    std::vector<Rational> first;
    std::vector<Rational> second;
    for (const Rational& a : dropout.contributions) {
      const Rational shift = fraction(random, -3, 3, 2);
      first.push_back(a + shift);
      second.push_back(shift);
    }
    const SoftmaxModel softmax({first, second}, {dropout.bias + Rational(2), 2}, dropout.delta);
    // log(e^a + e^b) = b + log(1 + e^(a-b)), and b has mean 0 beyond its own
    CHECK(overlaps(regulariser(softmax, bits), regulariser(dropout, bits)));
    CHECK(assess(softmax).converges == converges(dropout));
  }
}

TEST_CASE("a third class far below changes nothing; masks are looked at beyond a spread of pi") {
  const auto with_third = [](const Rational& a, long below) {
    return SoftmaxModel({{a, -a}, {0, 0}, {0, 0}}, {0, 0, -below}, half);
  };
  // a = 2: V = 4 > pi = radius, as for two classes
  const SoftmaxAssessment diverges = assess(with_third(2, 60));
  CHECK(diverges.converges == false);
  CHECK(diverges.nearest.has_value());
  CHECK(assess(with_third(Rational(3, 2), 60)).converges == true);
  // Deviations of the same sign: V = 7 > pi, and yet it converges, as for two classes.
  const SoftmaxModel same_sign({{7}, {0}, {0}}, {0, 0, -60}, half);
  const SoftmaxAssessment converging = assess(same_sign);
  CHECK(converging.converges == true);
  CHECK(converging.nearest.has_value());
  CHECK(less(1, *converging.nearest) == true);
  const Ball r = regulariser(same_sign, bits);
  CHECK(less(abs(sub(r, regulariser(Dropout({7}, half), bits), bits)), scale(1, -70)) == true);
}

TEST_CASE("no noise between the classes, and models that are refused") {
  CHECK(regulariser(SoftmaxModel({{1, 2}, {1, 2}, {1, 2}}, {0, 1, 2}, half), bits).sign() == 0);
  CHECK_THROWS_AS(SoftmaxModel({{1}}, {0}, half), std::invalid_argument);
  CHECK_THROWS_AS(SoftmaxModel({{1}, {1, 2}}, {0, 0}, half), std::invalid_argument);
  CHECK_THROWS_AS(SoftmaxModel({{1}, {1}}, {0}, half), std::invalid_argument);
  CHECK_THROWS_AS(SoftmaxModel({{1}, {1}}, {0, 0}, 1), std::domain_error);
  const std::vector<Rational> many(17, Rational(1));
  const std::vector<Rational> none(17);
  const SoftmaxModel large({many, none, none}, {0, 0, 0}, half);
  CHECK_FALSE(assess(large).converges);
  CHECK_THROWS_AS(regulariser(large, bits), std::length_error);
}

}  // namespace
}  // namespace dropcert
