// The quick routes to R against those that share nothing with them.
#include <doctest/doctest.h>

#include <stdexcept>

#include "model/convergence.hpp"
#include "model/halves_of_law.hpp"
#include "model/regulariser.hpp"
#include "model/softmax_masks.hpp"
#include "model/softmax_radius.hpp"
#include "print.hpp"
#include "random.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using testing::Random;

/// d contributions of up to 10^top, some equal, some 0; a bias in half of the models.
Dropout large_model(Random& random, unsigned long d, long top) {
  std::vector<Rational> a;
  while (a.size() < d) {
    const Rational size(random.between(-9999, 9999), 10000);
    const Rational x = size * pow(Rational(10), random.one_in(3) ? random.between(0, top) : top);
    a.push_back(!a.empty() && random.one_in(6) ? a.back() : x);
  }
  const long thousandths = random.one_in(3) ? (random.one_in(2) ? 3 : 990) : random.between(100, 900);
  const Rational bias =
      random.one_in(2) ? Rational(0) : Rational(random.between(-999, 999), 7) * pow(Rational(10), top - 2);
  return Dropout(std::move(a), Rational(thousandths, 1000), false, bias);
}

TEST_CASE("R by halves of the law: against the values one by one") {
  Random random(20261126);
  int applied = 0;
  for (int i = 0; i < 40; ++i) {
    const Dropout model = large_model(random, 2 + random.below(9), random.between(3, 7));
    const std::optional<Ball> quick = regulariser_by_halves(model);
    if (!quick) continue;
    ++applied;
    const Ball slow = regulariser_by_enumeration(model, Bits(100));
    CAPTURE(quick->str(20));
    CAPTURE(slow.str(20));
    CHECK(overlaps(*quick, slow));
    // Within the errors that the header states.
    CHECK(less(abs(sub(*quick, slow, Bits(200))), scale(1, -8)) == true);
  }
  CHECK(applied > 25);
}

TEST_CASE("R by halves of the law: against the integral, with more features than can be enumerated") {
  Random random(20261127);
  int applied = 0;
  for (int i = 0; i < 12; ++i) {
    const Dropout model = large_model(random, 20 + random.below(13), 4);
    const std::optional<Ball> quick = regulariser_by_halves(model);
    if (!quick) continue;
    try {
      const Ball slow = regulariser_by_integral(model, Bits(60));
      CHECK(overlaps(*quick, slow));
      ++applied;
    } catch (const std::length_error&) {
      continue;  // too many nodes
    }
    if (less(1, *quick) == true) CHECK(quick->relative_accuracy_bits() > 38);
  }
  CHECK(applied > 4);
}

TEST_CASE("R by halves of the law: where it does not apply") {
  const Rational half(1, 2);
  CHECK_FALSE(regulariser_by_halves(Dropout({1, -1, 2}, half)));                       // short integrals
  CHECK_FALSE(regulariser_by_halves(Dropout({5000}, half)));                           // no halves
  CHECK_FALSE(regulariser_by_halves(Dropout(std::vector<Rational>(33, 1000), half)));  // too many
  CHECK_FALSE(regulariser_by_halves(Dropout({pow(Rational(10), 13), 5}, half)));
  CHECK_FALSE(regulariser_by_halves(Dropout({3000, 5000}, pow(Rational(2), -31))));
  CHECK_FALSE(regulariser_by_halves(Dropout({3000, 5000}, half, true)));
  CHECK(regulariser_by_halves(Dropout({3000, -5000}, half)));
}

TEST_CASE("softmax: the quick sum over masks against the slow one") {
  Random random(20261128);
  int applied = 0;
  for (int i = 0; i < 60; ++i) {
    const std::size_t classes = 3 + random.below(4);
    const std::size_t features = 1 + random.below(6);
    const long top = random.between(0, 5);
    std::vector<std::vector<Rational>> rows(classes);
    std::vector<Rational> biases;
    for (std::vector<Rational>& row : rows) {
      while (row.size() < features)
        row.push_back(Rational(random.between(-999, 999), 100) * pow(Rational(10), top - 2));
      biases.emplace_back(random.between(-50, 50), 7);
    }
    if (random.one_in(3))  // a feature that is the same for all classes
      for (std::vector<Rational>& row : rows) row[0] = rows[0][0];
    const SoftmaxModel model =
        multiplicative_softmax({Noise::dropout, Rational(random.between(1, 99), 100)}, rows, biases);
    const std::optional<Ball> quick = regulariser_over_masks(model);
    REQUIRE(quick);
    // More bits than the quick sum has: the slow one, over rationals.
    const Ball slow = regulariser(model, Bits(100));
    CAPTURE(quick->str(20));
    CAPTURE(slow.str(20));
    CHECK(overlaps(*quick, slow));
    applied += less(abs(sub(*quick, slow, Bits(200))), scale(1, -35)) == true;
  }
  CHECK(applied == 60);
}

// f(t) = 1 + 2 e^t + e^(2 t) has a double zero at i pi; with 2 cut after 19 digits there are two, 10^-9
// apart.
TEST_CASE("softmax: two zeros close to each other") {
  const Rational almost(Integer::parse("6931471805599453094").value(), pow(Integer(10), 19UL));
  const SoftmaxRadius found = softmax_radius(ExponentialSum({0, almost, 0}, {0, 1, 2}), Bits(64));
  CHECK(less(abs(sub(found.radius, const_pi(Bits(128)), Bits(128))), scale(1, -25)) == true);
  CHECK(less_equal(found.lower_bound, found.radius) == true);
  CHECK(found.multiplicity == 1);
}

TEST_CASE("softmax: proportional coefficients are one direction") {
  const Rational half(1, 2);
  // The columns are (0, 1, 2) and (7, 4, 1) = 7 - 3 (0, 1, 2); the third changes all classes alike.
  const std::vector<std::vector<Rational>> rows = {{0, 7, 5}, {1, 4, 5}, {2, 1, 5}};
  for (const Noise noise : all_noises()) {
    const SoftmaxModel model({noise, half}, {0, 1, -1}, rows);
    const SoftmaxAssessment assessment = assess(model);
    CHECK(assessment.theorem == "softmax_direction");
    REQUIRE(assessment.converges);
    // V = |s_1| + |s_2| = 4 times the reach of one U, by hand: 1 for dropout 1/2, 1/2 for uniform noise.
    const Ball along = softmax_radius(ExponentialSum({0, 1, -1}, {0, 1, 2}), Bits(64)).radius;
    if (noise == Noise::dropout) CHECK(assessment.converges == less(4, along));
    if (noise == Noise::uniform) CHECK(assessment.converges == less(2, along));
    if (noise != Noise::dropout && noise != Noise::uniform) CHECK(assessment.converges == false);
  }
  // Not proportional: no such conclusion.
  const SoftmaxModel two({Noise::laplace, half}, {0, 1, -1}, {{0, 7}, {1, 4}, {2, 2}});
  CHECK_FALSE(assess(two).converges);
  // No noise at all converges, whatever the noise.
  const SoftmaxModel none({Noise::laplace, half}, {0, 1, -1}, {{1}, {1}, {1}});
  CHECK(assess(none).converges == true);
  CHECK(assess(none).theorem == "no_noise");
}

}  // namespace
}  // namespace dropcert::model
