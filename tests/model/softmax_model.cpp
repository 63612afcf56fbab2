#include "model/softmax_model.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <utility>

#include "model/convergence.hpp"
#include "model/enclosure.hpp"
#include "model/regulariser.hpp"
#include "model/validity.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using namespace testing;

const Bits bits(100);
const Rational half(1, 2);

SoftmaxModel dropped(std::vector<std::vector<Rational>> contributions, const std::vector<Rational>& biases) {
  return multiplicative_softmax({Noise::dropout, half}, std::move(contributions), biases);
}

TEST_CASE("two classes are the logistic family, whichever class the contributions are given to") {
  Random random(7901);
  for (int i = 0; i < 20; ++i) {
    Dropout dropout = testing::model(random, 5, 6);
    dropout.bias = fraction(random, -4, 4, 3);
    std::vector<Rational> first;
    std::vector<Rational> second;
    for (const Rational& a : dropout.contributions) {
      const Rational shift = fraction(random, -3, 3, 2);
      first.push_back(a + shift);
      second.push_back(shift);
    }
    const SoftmaxModel softmax = multiplicative_softmax({Noise::dropout, dropout.delta}, {first, second},
                                                        {dropout.bias + Rational(2), 2});
    // log(e^a + e^b) = b + log(1 + e^(a-b)), and b has mean 0 beyond its own
    CHECK(overlaps(regulariser(softmax, bits), regulariser(dropout, bits)));
    CHECK(assess(softmax).converges == converges(dropout));
  }
}

TEST_CASE("a third class far below changes nothing; masks are looked at beyond a spread of pi") {
  const auto with_third = [](const Rational& a, long below) {
    return dropped({{a, -a}, {0, 0}, {0, 0}}, {0, 0, -below});
  };
  // a = 2: V = 4 > pi = radius, as for two classes
  const SoftmaxAssessment diverges = assess(with_third(2, 60));
  CHECK(diverges.converges == false);
  CHECK(diverges.nearest.has_value());
  CHECK(assess(with_third(Rational(3, 2), 60)).converges == true);
  // Deviations of the same sign: V = 7 > pi, and yet it converges, as for two classes.
  const SoftmaxModel same_sign = dropped({{7}, {0}, {0}}, {0, 0, -60});
  const SoftmaxAssessment converging = assess(same_sign);
  CHECK(converging.converges == true);
  CHECK(converging.nearest.has_value());
  CHECK(less(1, *converging.nearest) == true);
  const Ball r = regulariser(same_sign, bits);
  CHECK(less(abs(sub(r, regulariser(Dropout({7}, half), bits), bits)), scale(1, -70)) == true);
}

/// R by its definition: log-sum-exp on every mask.
Ball by_masks(const SoftmaxModel& model, Bits working) {
  const auto log_sum_exp = [&](const std::vector<Rational>& eta) {
    Ball sum;
    for (const Rational& x : eta) sum = add(sum, exp(Ball::from(x, working), working), working);
    return log(sum, working);
  };
  Ball mean = neg(log_sum_exp(model.logits));
  for (unsigned long mask = 0; mask < (1UL << model.features()); ++mask) {
    std::vector<Rational> eta = model.logits;
    Rational probability = 1;
    for (std::size_t j = 0; j < model.features(); ++j) {
      const bool kept = ((mask >> j) & 1UL) != 0;
      probability *= kept ? Rational(1) - model.law.level() : model.law.level();
      for (std::size_t k = 0; k < model.classes(); ++k) {
        const Rational& c = model.coefficients[k][j];
        eta[k] += kept ? c * model.law.level() / (Rational(1) - model.law.level()) : -c;
      }
    }
    mean = add(mean, mul(Ball::from(probability, working), log_sum_exp(eta), working), working);
  }
  return mean;
}

SoftmaxModel random_softmax(Random& random, Noise noise, std::size_t classes, std::size_t features) {
  std::vector<std::vector<Rational>> rows(classes);
  std::vector<Rational> biases;
  for (std::vector<Rational>& row : rows) {
    while (row.size() < features) row.push_back(fraction(random, -5, 5, 3));
    biases.push_back(fraction(random, -3, 3, 2));
  }
  return multiplicative_softmax({noise, fraction(random, 1, 4, 4) / Rational(5)}, rows, biases);
}

TEST_CASE("R against all masks, any number of classes") {
  Random random(7902);
  for (int i = 0; i < 30; ++i) {
    const SoftmaxModel softmax =
        random_softmax(random, Noise::dropout, 2 + random.below(3), 1 + random.below(5));
    const Ball r = regulariser(softmax, bits);
    CHECK(overlaps(r, by_masks(softmax, Bits(250))));
    if (r.sign() != 0) CHECK(r.relative_accuracy_bits() >= bits.value);
  }
}

TEST_CASE("the masks that drive two classes farthest apart decide as all masks do") {
  Random random(7903);
  int diverging = 0;
  for (int i = 0; i < 40; ++i) {
    const SoftmaxModel softmax = random_softmax(random, Noise::dropout, 3, 4);
    const SoftmaxAssessment all = assess(softmax);
    const SoftmaxAssessment few = assess(softmax, 0);
    if (few.converges) CHECK(all.converges == few.converges);
    if (all.converges == true && few.nearest) CHECK_FALSE(less(*few.nearest, 1) == true);
    diverging += few.converges == false;
  }
  CHECK(diverging > 5);
}

TEST_CASE("other noises: two classes, one noisy feature, and what is not proved") {
  Random random(7904);
  for (const Noise noise : all_noises()) {
    const SoftmaxModel two = random_softmax(random, noise, 2, 3);
    std::vector<Rational> c;
    for (std::size_t j = 0; j < 3; ++j) c.push_back(two.coefficients[1][j] - two.coefficients[0][j]);
    const NoisyPredictor difference({noise, two.law.level()}, two.logits[1] - two.logits[0], c);
    CHECK(assess(two).converges == assess(difference, Family::logistic, bits).converges);
    CHECK(overlaps(regulariser(two, bits), regulariser(difference, Family::logistic, bits)));
    // Three classes of which two are the same: one direction, and the zeros of two classes.
    const bool unbounded = !deviation(difference);
    const SoftmaxModel one({noise, half}, {0, 0, 0}, {{0, 6}, {0, 0}, {0, 0}});
    const SoftmaxAssessment along = assess(one);
    if (unbounded) {
      CHECK(along.converges == false);
    } else {
      CHECK(along.converges ==
            (noise == Noise::uniform));  // |U| <= 1/2 or 1; radius |log 2 + i pi|/6 = 0.536
    }
    const SoftmaxModel several({noise, half}, {0, 0, 0}, {{9, 1}, {0, -9}, {1, 0}});
    if (noise != Noise::dropout) {
      CHECK_FALSE(assess(several).converges);
      CHECK_THROWS_AS(regulariser(several, bits), std::length_error);
    }
  }
  const SoftmaxModel narrow({Noise::uniform, half}, {0, 1, 2}, {{1, 1}, {0, -1}, {1, 0}});
  CHECK(assess(narrow).converges == true);  // the spread is 3/2
  CHECK(assess(narrow).spread == Rational(3, 2));
}

TEST_CASE("no noise between the classes, and models that are refused") {
  CHECK(regulariser(dropped({{1, 2}, {1, 2}, {1, 2}}, {0, 1, 2}), bits).sign() == 0);
  CHECK(assess(dropped({{1, 2}, {1, 2}, {1, 2}}, {0, 1, 2})).converges == true);
  CHECK_THROWS_AS(dropped({{1}}, {0}), std::invalid_argument);
  CHECK_THROWS_AS(dropped({{1}, {1, 2}}, {0, 0}), std::invalid_argument);
  CHECK_THROWS_AS(dropped({{1}, {1}}, {0}), std::invalid_argument);
  CHECK_THROWS_AS(multiplicative_softmax({Noise::dropout, 1}, {{1}, {1}}, {0, 0}), std::domain_error);
  const std::vector<Rational> many(17, Rational(1, 10));
  std::vector<Rational> other(17);
  other[3] = 3;
  const SoftmaxModel large = dropped({many, other, std::vector<Rational>(17)}, {0, 9, 0});
  CHECK_FALSE(assess(large).converges);
  CHECK_THROWS_AS(regulariser(large, bits), std::length_error);
  std::atomic<bool> stop{true};
  CHECK_THROWS_AS(assess(large, 16, &stop), Stopped);
  CHECK_THROWS_AS(regulariser(dropped({{1, 2}, {1, 3}, {1, 2}}, {0, 1, 2}), bits, &stop), Stopped);
  CHECK_THROWS_AS(regulariser(Dropout({1, 2, 3}, half), bits, &stop), Stopped);
  CHECK_THROWS_AS(regulariser_by_integral(Dropout({1, 2, 3}, half), bits, &stop), Stopped);
}

}  // namespace
}  // namespace dropcert::model
