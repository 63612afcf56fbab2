#include "model/softmax_radius.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <complex>
#include <stdexcept>

#include "model/enclosure.hpp"
#include "model/radius.hpp"
#include "model/winding.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using namespace testing;

const Bits bits(100);

SoftmaxRadius nearest(const std::vector<Rational>& logits, const std::vector<Rational>& direction) {
  return softmax_radius(ExponentialSum(logits, direction), bits);
}

/// In units of pi.
Ball over_pi(const Ball& x) {
  return div(x, const_pi(bits), bits);
}

TEST_CASE("two classes: sqrt(pi^2 + (eta_1 - eta_2)^2)/|v_1 - v_2|") {
  Random random(7701);
  for (int i = 0; i < 25; ++i) {
    const Rational eta = fraction(random, -300, 300, 12);
    const Rational shift = fraction(random, -30, 30, 7);
    Rational v = fraction(random, -40, 40, 9);
    if (v.is_zero()) v = 1;
    const SoftmaxRadius found = nearest({eta + shift, shift}, {v + shift, shift});
    const Ball expected = div(radius(Ball::from(eta, bits), bits), Ball::from(abs(v), bits), bits);
    CHECK(overlaps(found.radius, expected));
    CHECK(found.radius.relative_accuracy_bits() >= 90);
    CHECK(found.multiplicity == 1);
  }
}

TEST_CASE("published values") {
  // r osc(v)/pi for eta = (0, 0, -L), v = (0, 2, 1), L = 0, 5, 10
  for (const auto& [l, published] : {std::pair(0L, "1.3333"), {5L, "1.00214"}, {10L, "1.0000145"}})
    CHECK(has_digits(scale(over_pi(nearest({0, 0, -l}, {0, 2, 1}).radius), 1), published));
  // K equal classes, equally spaced: 2 pi/K
  for (long k = 2; k <= 9; ++k) {
    std::vector<Rational> v;
    for (long j = 0; j < k; ++j) v.emplace_back(j);
    const Ball r = over_pi(nearest(std::vector<Rational>(v.size()), v).radius);
    CHECK(r.contains(Rational(2, k)));
  }
}

TEST_CASE("a zero of multiplicity two, and two zeros close together") {
  const SoftmaxRadius twice = nearest({0, 0, 0, 0}, {0, 1, 1, 2});
  CHECK(twice.multiplicity == 2);
  CHECK(over_pi(twice.radius).contains(Rational(1)));
  // (1 + e^t)(1 + e^(-1/50 + t)): zeros at i pi and 1/50 + i pi
  const SoftmaxRadius near = nearest({0, 0, Rational(-1, 50), Rational(-1, 50)}, {0, 1, 1, 2});
  CHECK(near.multiplicity == 1);
  CHECK(over_pi(near.radius).contains(Rational(1)));
}

TEST_CASE("no zero is nearer, and there is one: zeros counted on circles just inside and outside") {
  Random random(7702);
  for (int i = 0; i < 20; ++i) {
    std::vector<Rational> logits;
    std::vector<Rational> direction;
    const unsigned long k = 2 + random.below(4);
    for (unsigned long j = 0; j < k; ++j) {
      logits.push_back(fraction(random, -6, 6, 3));
      direction.push_back(fraction(random, -6, 6, 4));
    }
    direction[0] = direction[1] + Rational(1, 2);
    const ExponentialSum sum(logits, direction);
    const SoftmaxRadius found = softmax_radius(sum, bits);
    CHECK(less(found.radius, found.lower_bound) != true);
    // A circle that is not too close to the zeros; the count is by another path than the search's discs.
    const Ball inside = mul(found.radius.midpoint(), Ball::from(Rational(199, 200), bits), bits).midpoint();
    const Ball outside = mul(found.radius.midpoint(), Ball::from(Rational(201, 200), bits), bits).midpoint();
    CHECK(zeros_inside(sum, ComplexBall(Ball(0)), inside, Bits(200)) == 0L);
    const std::optional<long> beyond = zeros_inside(sum, ComplexBall(Ball(0)), outside, Bits(200));
    CHECK(beyond.value_or(2) >= 2 * found.multiplicity);
    CHECK(sum.scaled(0, found.zero, found.zero.re(), Bits(200)).contains_zero());
  }
}

TEST_CASE("directions without zeros and lists that do not match are refused") {
  CHECK_THROWS_AS(nearest({0, 1, 2}, {5, 5, 5}), std::domain_error);
  CHECK_THROWS_AS(nearest({3}, {1}), std::domain_error);
  CHECK_THROWS_AS(nearest({0, 1}, {1}), std::invalid_argument);
  CHECK_THROWS_AS(nearest({}, {}), std::invalid_argument);
}

}  // namespace
}  // namespace dropcert::model
