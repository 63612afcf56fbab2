#include <doctest/doctest.h>

#include <set>
#include <stdexcept>

#include "model/approximation.hpp"
#include "model/convergence.hpp"
#include "model/deviation.hpp"
#include "model/enclosure.hpp"
#include "model/logistic.hpp"
#include "model/moments.hpp"
#include "model/noise_integral.hpp"
#include "model/noise_moments.hpp"
#include "model/partial_regulariser.hpp"
#include "model/regulariser.hpp"
#include "model/validity.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using namespace testing;

const Rational half(1, 2);
const Bits bits(110);

Ball ball(const Rational& q) {
  return Ball::from(q, Bits(200));
}

TEST_CASE("the map has one cell for each noise and family, and every cell says why") {
  std::set<std::pair<Noise, Family>> seen;
  for (const Cell& cell : validity_map()) {
    seen.insert({cell.noise, cell.family});
    CHECK(&validity(cell.noise, cell.family) == &cell);
    CHECK_FALSE(cell.reason.empty());
    CHECK_FALSE(cell.theorem.empty());
    CHECK(cell.condition.empty() == (cell.validity == Validity::always || cell.validity == Validity::never));
  }
  CHECK(seen.size() == 25);
  CHECK(validity_map().size() == 25);
  // The one thing that is not proved is said of the models it is about, and what is proved of the others.
  for (const Cell& cell : validity_map()) {
    const bool softmax_unbounded =
        cell.family == Family::softmax && cell.noise != Noise::dropout && cell.noise != Noise::uniform;
    CHECK((cell.validity == Validity::never_if) == softmax_unbounded);
    CHECK((cell.reason.find("not proved") != std::string_view::npos) == softmax_unbounded);
  }
  CHECK(validity(Noise::additive_gaussian, Family::logistic).validity == Validity::never);
}

TEST_CASE("names are read back") {
  for (const Noise noise : all_noises()) CHECK(noise_named(name(noise)) == noise);
  for (const Family family : all_families()) CHECK(family_named(name(family)) == family);
  CHECK_FALSE(noise_named("gauss"));
  CHECK_FALSE(family_named(""));
}

TEST_CASE("dropout as a noise agrees with the dropout model") {
  Random random(7801);
  for (int i = 0; i < 40; ++i) {
    Dropout dropout = testing::model(random, 6, 9);
    dropout.bias = fraction(random, -9, 9, 4);
    const NoisyPredictor predictor = noisy(dropout);
    CHECK(predictor.z0 == dropout.z0());
    CHECK(deviation(predictor) == deviation(dropout));
    CHECK(variance(predictor) == moment(dropout, 2));
    CHECK(assess(predictor, Family::logistic, bits).converges == converges(dropout));
    CHECK(overlaps(regulariser(predictor, Family::logistic, bits), regulariser(dropout, bits)));
    const Approximations approximations(predictor, Family::logistic, 9);
    for (unsigned long k = 2; k <= 9; ++k)
      CHECK(overlaps(approximations.value(k, bits), partial_regulariser(k, dropout, bits)));
  }
}

TEST_CASE("moments of one variable: closed forms") {
  const NoisyPredictor uniform = multiplicative({Noise::uniform, Rational(3, 2)}, {1});
  const NoisyPredictor laplace = multiplicative({Noise::laplace, Rational(2, 3)}, {1});
  const NoisyPredictor normal = multiplicative({Noise::gaussian_dropout, Rational(5, 7)}, {1});
  const auto u = moments(uniform, 12);
  const auto l = moments(laplace, 12);
  const auto g = moments(normal, 12);
  Rational factorial = 1;
  Rational odd_factorial = 1;
  for (long n = 1; n <= 12; ++n) {
    factorial *= Rational(n);
    if (n % 2 == 1) {
      odd_factorial *= Rational(n);
      for (const auto& m : {u, l, g}) CHECK(m[static_cast<std::size_t>(n)].is_zero());
      continue;
    }
    const auto at = static_cast<std::size_t>(n);
    CHECK(u[at] == pow(Rational(3, 2), n) / Rational(n + 1));
    CHECK(l[at] == factorial * pow(Rational(2, 3), n));
    CHECK(g[at] == odd_factorial * pow(Rational(5, 7), n / 2));
  }
}

/// E g(z0 + Delta) - g(z0) for one uniform variable, by Simpson's rule.
template <typename Function>
double by_simpson(Function g, double z0, double w) {
  constexpr int n = 2000;
  double sum = g(z0 - w) + g(z0 + w);
  for (int i = 1; i < n; ++i) sum += (i % 2 == 1 ? 4 : 2) * g(z0 - w + 2 * w * i / n);
  return sum / (3 * n) - g(z0);
}

TEST_CASE("uniform, Gaussian and Laplace noise: the integral against quadrature over the density") {
  const auto a = [](double z) { return std::max(z, 0.0) + std::log1p(std::exp(-std::abs(z))); };
  for (const auto& [z0, w] : {std::pair(1.0, 2.0), {-3.0, 5.0}, {0.0, 0.5}}) {
    const NoisyPredictor uniform({Noise::uniform, Rational(static_cast<long>(4 * w), 8)},
                                 Rational(static_cast<long>(z0)), {2});
    CHECK(hint(regulariser(uniform, Family::logistic, bits)) ==
          doctest::Approx(by_simpson(a, z0, w)).epsilon(1e-9));
    const NoisyPredictor normal({Noise::additive_gaussian, Rational(static_cast<long>(4 * w * w), 4)},
                                Rational(static_cast<long>(z0)), {1});
    double sum = 0;
    for (int i = -4000; i <= 4000; ++i) {
      const double x = i * 0.0025;
      sum += 0.0025 * std::exp(-x * x / 2) / std::sqrt(2 * 3.141592653589793) * a(z0 + w * x);
    }
    CHECK(hint(regulariser(normal, Family::logistic, bits)) == doctest::Approx(sum - a(z0)).epsilon(1e-9));
    const NoisyPredictor laplace({Noise::laplace, Rational(static_cast<long>(4 * w), 4)},
                                 Rational(static_cast<long>(z0)), {1});
    double mean = 0;
    for (int i = 0; i < 400000; ++i) {
      const double x = (i + 0.5) * 0.0001;
      mean += 0.0001 * std::exp(-x) / 2 * (a(z0 + w * x) + a(z0 - w * x));
    }
    CHECK(hint(regulariser(laplace, Family::logistic, bits)) == doctest::Approx(mean - a(z0)).epsilon(1e-7));
  }
}

TEST_CASE("the integrals keep their relative accuracy, and respect Var/8") {
  Random random(7802);
  for (int i = 0; i < 24; ++i) {
    const Noise noise = all_noises()[1 + random.below(4)];
    std::vector<Rational> c;
    const unsigned long d = 1 + random.below(6);
    while (c.size() < d) c.push_back(fraction(random, -8, 8, 5) * pow(Rational(10), -random.between(0, 3)));
    if (random.one_in(3)) c.push_back(0);
    const NoisyPredictor predictor({noise, fraction(random, 1, 5, 5)}, fraction(random, -30, 30, 4), c);
    if (no_noise(predictor)) continue;
    const Ball r = regulariser(predictor, Family::logistic, bits);
    CHECK(r.relative_accuracy_bits() >= bits.value);
    CHECK(overlaps(r, regulariser(predictor, Family::logistic, Bits(180))));
    CHECK(less(ball(variance(predictor) / Rational(8)), r) != true);
  }
}

TEST_CASE("Poisson: closed forms") {
  const NoisyPredictor dropped = multiplicative({Noise::dropout, half}, {2});  // e^2 (cosh 2 - 1)
  const Ball two = exp(ball(2), bits);
  CHECK(overlaps(regulariser(dropped, Family::poisson, bits),
                 mul(two, sub(scale(add(two, inv(two, bits), bits), -1), 1, bits), bits)));
  const NoisyPredictor normal({Noise::additive_gaussian, Rational(1, 9)}, 1, {3});
  CHECK(overlaps(regulariser(normal, Family::poisson, bits),
                 mul(exp(ball(1), bits), expm1(ball(half), bits), bits)));
  const NoisyPredictor laplace({Noise::laplace, 1}, 0, {half, half});  // (4/3)^2 - 1
  CHECK(regulariser(laplace, Family::poisson, bits).contains(Rational(7, 9)));
  CHECK(assess(laplace, Family::poisson, bits).converges == true);
  const NoisyPredictor heavy({Noise::laplace, 1}, 0, {1, half});
  const Assessment infinite = assess(heavy, Family::poisson, bits);
  CHECK(infinite.converges == false);
  CHECK_FALSE(infinite.finite);
  CHECK_THROWS_AS(regulariser(heavy, Family::poisson, bits), std::domain_error);
}

TEST_CASE("Gaussian family: R = R_k = Var/2") {
  for (const Noise noise : all_noises()) {
    const NoisyPredictor predictor({noise, Rational(1, 4)}, 5, {1, -3});
    CHECK(regulariser(predictor, Family::gaussian, bits).contains(variance(predictor) / Rational(2)));
    CHECK(Approximations(predictor, Family::gaussian, 7).exact(7) == variance(predictor) / Rational(2));
    CHECK(assess(predictor, Family::gaussian, bits).converges == true);
  }
}

TEST_CASE("gamma: domain, finiteness and convergence") {
  const auto judged = [](const NoisyPredictor& predictor) { return assess(predictor, Family::gamma, bits); };
  // Without a bias every feature may be dropped: R is infinite.
  const Assessment bare = judged(multiplicative({Noise::dropout, half}, {-1, -2}));
  CHECK_FALSE(bare.finite);
  CHECK(bare.converges == false);
  // With a bias b < 0 and a_j < 0: converges iff (r - 1) sum |a| <= |b|.
  CHECK(judged(multiplicative({Noise::dropout, half}, {-1, -2}, -1)).converges == true);
  CHECK(judged(multiplicative({Noise::dropout, Rational(2, 3)}, {-1, -2}, -3)).converges == true);
  const Assessment far =
      judged(multiplicative({Noise::dropout, Rational(2, 3)}, {-1, -2}, Rational(-29, 10)));
  CHECK(far.converges == false);
  CHECK(far.finite);
  // Uniform noise: the boundary is inside.
  CHECK(judged(multiplicative({Noise::uniform, 1}, {-1, -2})).converges == true);
  CHECK_FALSE(judged(multiplicative({Noise::uniform, Rational(11, 10)}, {-1, -2})).finite);
  CHECK_FALSE(judged(multiplicative({Noise::laplace, Rational(1, 10)}, {-1})).finite);
  CHECK_THROWS_AS(judged(multiplicative({Noise::dropout, half}, {1})), std::domain_error);
  // Values: -log(1 - x^2)/2 for one symmetric feature, 1 - log 2 for a uniform one that reaches 0.
  const NoisyPredictor one = multiplicative({Noise::dropout, half}, {-1}, -1);  // z~ = -1 or -3, z0 = -2
  CHECK(overlaps(regulariser(one, Family::gamma, bits), scale(neg(log(ball(Rational(3, 4)), bits)), -1)));
  const NoisyPredictor edge = multiplicative({Noise::uniform, 1}, {-1});
  CHECK(overlaps(regulariser(edge, Family::gamma, bits), sub(1, log(ball(2), bits), bits)));
  // Two uniform features against the series, which converges quickly here.
  const NoisyPredictor two = multiplicative({Noise::uniform, Rational(1, 10)}, {-1, -3});
  const Ball series = Approximations(two, Family::gamma, 60).value(60, bits);
  CHECK(less(abs(sub(series, regulariser(two, Family::gamma, bits), bits)), scale(1, -100)) == true);
}

TEST_CASE("bounds of |R - R_k| hold for every noise, and none is below the difference") {
  Random random(7803);
  for (int i = 0; i < 25; ++i) {
    const Noise noise = all_noises()[random.below(5)];
    std::vector<Rational> c;
    const unsigned long d = 1 + random.below(5);
    while (c.size() < d) c.push_back(fraction(random, -4, 4, 4));
    const NoisyPredictor predictor({noise, half}, fraction(random, -6, 6, 3), c);
    const Ball r = regulariser(predictor, Family::logistic, bits);
    const Approximations approximations(predictor, Family::logistic, 12);
    for (unsigned long k = 2; k <= 12; ++k) {
      const auto bound = approximations.bound(k);
      REQUIRE(bound);
      CHECK(less(bound->most, abs(sub(approximations.value(k, bits), r, bits))) != true);
    }
  }
}

TEST_CASE("levels and lists out of range are refused") {
  CHECK_THROWS_AS(multiplicative({Noise::dropout, 1}, {1}), std::domain_error);
  CHECK_THROWS_AS(multiplicative({Noise::dropout, 0}, {1}), std::domain_error);
  CHECK_THROWS_AS(multiplicative({Noise::uniform, 0}, {1}), std::domain_error);
  CHECK_THROWS_AS(multiplicative({Noise::laplace, -1}, {1}), std::domain_error);
  CHECK_THROWS_AS(multiplicative({Noise::uniform, 1}, {}), std::invalid_argument);
  CHECK_THROWS_AS(assess(multiplicative({Noise::uniform, 1}, {1}), Family::softmax, bits),
                  std::invalid_argument);
}

}  // namespace
}  // namespace dropcert::model
