#include "model/regulariser.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "exact/factorial.hpp"
#include "model/convergence.hpp"
#include "model/derivatives.hpp"
#include "model/deviation.hpp"
#include "model/enclosure.hpp"
#include "model/law.hpp"
#include "model/logistic.hpp"
#include "model/moments.hpp"
#include "model/partial_regulariser.hpp"
#include "model/radius.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using namespace testing;

const Rational half(1, 2);

std::vector<Rational> repeated(const Rational& a, std::size_t positive, std::size_t negative) {
  std::vector<Rational> list(positive, a);
  list.insert(list.end(), negative, -a);
  return list;
}

/// R by its definition: all masks, one at a time.
Ball by_masks(const Dropout& dropout, Bits bits) {
  const Ball unit = dropout.in_units_of_pi ? const_pi(bits) : Ball(1);
  const auto softplus_at = [&](const Rational& z) {
    return softplus(mul(Ball::from(z, bits), unit, bits), bits);
  };
  const Rational kept = Rational(1) - dropout.delta;
  Ball sum = neg(softplus_at(dropout.z0()));
  for (unsigned long mask = 0; mask < (1UL << dropout.size()); ++mask) {
    Rational z;
    Rational probability = 1;
    for (std::size_t j = 0; j < dropout.size(); ++j) {
      const bool on = ((mask >> j) & 1UL) != 0;
      probability *= on ? kept : dropout.delta;
      if (on) z += dropout.contributions[j] / kept;
    }
    sum = add(sum, mul(Ball::from(probability, bits), softplus_at(z), bits), bits);
  }
  return sum;
}

TEST_CASE("the law has mean z0 and the model's moments") {
  Random random(7401);
  for (int i = 0; i < 60; ++i) {
    const Dropout dropout = testing::model(random, 12);
    const Law law = noised_predictor_law(dropout);
    std::vector<Rational> m(7);
    for (const Atom& atom : law.atoms) {
      Rational term(atom.weight, law.total);
      for (Rational& moment : m) {
        moment += term;
        term *= law.origin + Rational(atom.position) * law.step - dropout.z0();
      }
    }
    CHECK(m == moments(dropout, 6));
    for (std::size_t k = 1; k < law.atoms.size(); ++k)
      CHECK(law.atoms[k - 1].position < law.atoms[k].position);
  }
}

TEST_CASE("R against all masks, with relative accuracy") {
  Random random(7402);
  for (int i = 0; i < 80; ++i) {
    Dropout dropout = testing::model(random, 7, 40);
    dropout.in_units_of_pi = random.one_in(4);
    const Bits bits(random.between(20, 200));
    const Ball value = regulariser(dropout, bits);
    CHECK(overlaps(value, by_masks(dropout, Bits(600))));
    if (value.sign() != 0) CHECK(value.relative_accuracy_bits() >= bits.value);
  }
}

TEST_CASE("published values") {
  const Bits bits(140);
  CHECK(has_digits(regulariser(Dropout({1, -1}, half), bits), "0.21689041524151359351324734245"));
  CHECK(has_digits(regulariser(Dropout({2, -2}, half), bits), "0.66250137367893221546887559841478865834"));
  CHECK(has_digits(regulariser(Dropout({3, -3}, half), bits), "1.154664252288892570056813780292673200351"));
  CHECK(has_digits(regulariser(Dropout({7}, half), bits), "0.345662539590385101894007405153447626277"));
  CHECK(has_digits(regulariser(Dropout({1}, half), bits), "0.09677590828323606888148396894038485783964"));
  CHECK(has_digits(regulariser(Dropout({6}, half), bits), "0.344100977238981071580473668219"));
  CHECK(has_digits(regulariser(Dropout({50, -50}, half), bits), "24.6534264097200273452913839393"));
  CHECK(has_digits(regulariser(Dropout({half, -half}, half, true), bits),
                   "0.4599777001150769745530268554094213892183"));
  CHECK(has_digits(regulariser(Dropout(repeated(Rational(1, 40), 64, 64), half), bits),
                   "0.009903042034391429115548294518573623590385"));
}

TEST_CASE("two hundred features on a lattice") {
  std::vector<Rational> a;
  for (long j = 0; j < 200; ++j) a.emplace_back(Integer((j % 2 == 0 ? 1 : -1) * (1 + j % 7)), Integer(30));
  const Dropout dropout(a, half);
  const Ball mean = add(regulariser(dropout, Bits(140)),
                        softplus(Ball::from(dropout.z0(), Bits(160)), Bits(140)), Bits(140));
  CHECK(has_digits(mean, "1.064016613513228410889083613979410518896"));
}

TEST_CASE("bounds that need no convergence: 0 < R <= m_2/8 and |R - R_3| <= m_4/192") {
  Random random(7403);
  const Bits bits(120);
  for (int i = 0; i < 60; ++i) {
    const Dropout dropout = testing::model(random, 10, 2);
    const Ball r = regulariser(dropout, bits);
    const std::vector<Rational> m = moments(dropout, 4);
    if (m[2].is_zero()) {
      CHECK(r.sign() == 0);
      continue;
    }
    CHECK(r.sign() == 1);
    CHECK(less_equal(r, Ball::from(m[2] / Rational(8), bits)) == true);
    const Ball error = abs(sub(r, partial_regulariser(3, dropout, bits), bits));
    CHECK(less_equal(error, Ball::from(m[4] / Rational(192), bits)) == true);
  }
}

TEST_CASE("a tiny R keeps its relative accuracy") {
  const Rational a = pow(Rational(10), -60);
  const Ball r = regulariser(Dropout({a, Rational(1)}, half), Bits(100));
  CHECK(r.relative_accuracy_bits() >= 100);
  const Ball tiny = regulariser(Dropout({a, -a, a}, Rational(1, 3)), Bits(100));
  CHECK(tiny.relative_accuracy_bits() >= 100);
  // R_2 = A''(z0) m_2/2 with m_2 = 3 a^2/2, relative error below m_4/192/R_2 = O(a^2)
  CHECK(has_digits(tiny, "1.875e-121"));
  const Ball far = regulariser(Dropout({-100, Rational(1, 1000)}, Rational(1, 7)), Bits(100));
  CHECK(far.relative_accuracy_bits() >= 100);
}

TEST_CASE("no noise, no R") {
  CHECK(regulariser(Dropout({0, 0}, half), Bits(64)).sign() == 0);
  CHECK(partial_regulariser(9, Dropout({0}, half), Bits(64)).sign() == 0);
  CHECK(partial_regulariser(0, Dropout({5}, half), Bits(64)).sign() == 0);
  CHECK(partial_regulariser(1, Dropout({5}, half), Bits(64)).sign() == 0);
}

TEST_CASE("partial sums: published values") {
  const Bits bits(120);
  CHECK(partial_regulariser_exact(2, Dropout({1, -1}, half)).value() == Rational(1, 4));
  CHECK(has_digits(partial_regulariser(2, Dropout({1}, half), bits), "0.0983059666207409262687"));
  CHECK(has_digits(partial_regulariser(2, Dropout({6}, half), bits), "0.0443971672444808607292027635759"));
  CHECK(partial_regulariser(2, Dropout(repeated(Rational(1, 40), 64, 64), half), bits)
            .contains(Rational(1, 100)));
  const Dropout divergent({2, -2}, half);
  const Ball t80 =
      sub(partial_regulariser(80, divergent, bits), partial_regulariser(79, divergent, bits), bits);
  CHECK(has_digits(t80, "-3088300.158424431"));
  const Dropout convergent({7}, half);
  const Ball r = regulariser(convergent, Bits(200));
  CHECK(has_digits(sub(partial_regulariser(200, convergent, Bits(200)), r, bits),
                   "-2.7705567691516521994642801e-11"));
  CHECK(has_digits(sub(partial_regulariser(400, convergent, Bits(200)), r, bits), "3.96e-19"));
}

TEST_CASE("partial sums, term by term from other routes") {
  Random random(7404);
  for (int i = 0; i < 60; ++i) {
    Dropout dropout = testing::model(random, 6, 12);
    dropout.in_units_of_pi = random.one_in(4);
    const unsigned long k = random.below(40);
    const Bits bits(400);
    const Ball unit = dropout.in_units_of_pi ? const_pi(bits) : Ball(1);
    const Ball z0 = mul(Ball::from(dropout.z0(), bits), unit, bits);
    const std::vector<Rational> m = moments(dropout, k);
    Ball sum;
    for (unsigned long j = 2; j <= k; ++j) {
      const Ball power = pow(unit, static_cast<long>(j), bits);
      const Ball derivative = softplus_derivative_by_theorem1(j, z0, bits);
      const Ball c = div(derivative, Ball(factorial(j)), bits);
      sum = add(sum, mul(mul(c, power, bits), Ball::from(m[j], bits), bits), bits);
    }
    const Ball value = partial_regulariser(k, dropout, Bits(100));
    CAPTURE(k);
    CHECK(overlaps(value, sum));
    CHECK((value.sign() == 0 || value.relative_accuracy_bits() >= 98));
    if (const auto exact = partial_regulariser_exact(k, dropout)) CHECK(sum.contains(*exact));
  }
}

TEST_CASE("all partial sums from one pass are those made one by one") {
  Random random(7414);
  for (int i = 0; i < 40; ++i) {
    Dropout dropout = testing::model(random, 6, 12);
    dropout.in_units_of_pi = random.one_in(4);
    if (random.one_in(6)) dropout = Dropout({0, 0}, Rational(1, 3));
    if (random.one_in(6)) dropout = Dropout({3, -3}, Rational(1, 3));  // z0 = 0
    const unsigned long last = random.one_in(4) ? random.below(4) : random.below(160);
    const std::vector<Ball> all = partial_regularisers(last, dropout, Bits(90));
    REQUIRE(all.size() == last + 1);
    for (unsigned long k = 0; k <= last; k += k < 3 ? 1 : 13) {
      CAPTURE(k);
      CHECK(overlaps(all[k], partial_regulariser(k, dropout, Bits(200))));
      CHECK((all[k].sign() == 0 || all[k].relative_accuracy_bits() >= 88));
      if (const auto exact = partial_regulariser_exact(k, dropout)) CHECK(all[k].contains(*exact));
    }
  }
  CHECK_THROWS_AS(partial_regularisers(max_moment_order + 1, Dropout({1}, half), Bits(64)),
                  std::length_error);
}

TEST_CASE("inside the radius the partial sums approach R as the bound says") {
  Random random(7405);
  const Bits bits(200);
  int inside = 0;
  for (int i = 0; i < 60; ++i) {
    const Dropout dropout = testing::model(random, 5, 3);
    if (!converges(dropout)) continue;
    const Ball rho = radius(Ball::from(dropout.z0(), bits), bits);
    const Ball q = div(Ball::from(deviation(dropout), bits), rho, bits);
    const Ball r = regulariser(dropout, bits);
    for (const unsigned long k : {2UL, 5UL, 20UL, 60UL}) {
      const Ball numerator = mul(mul(rho, rho, bits), pow(q, static_cast<long>(k) + 1, bits), bits);
      const Ball bound = div(numerator, mul(Ball(4 * (k + 1)), sub(1, q, bits), bits), bits);
      const Ball error = abs(sub(r, partial_regulariser(k, dropout, bits), bits));
      CHECK(less(bound, error) != true);
    }
    ++inside;
  }
  CHECK(inside > 5);
}

TEST_CASE("laws and orders out of reach are refused") {
  std::vector<Rational> a;
  for (long j = 0; j < 40; ++j) a.push_back(pow(Rational(3), j));
  CHECK_THROWS_AS(regulariser_by_enumeration(Dropout(a, half), Bits(64)), std::length_error);
  CHECK_THROWS_AS(noised_predictor_law(Dropout(std::vector<Rational>(300'000, 1), half)), std::length_error);
  CHECK_THROWS_AS(partial_regulariser(max_moment_order + 1, Dropout({1}, half), Bits(64)), std::length_error);
}

}  // namespace
}  // namespace dropcert::model
