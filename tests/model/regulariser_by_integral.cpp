#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "ball/decimal.hpp"
#include "model/conditioned_integral.hpp"
#include "model/dropout_integral.hpp"
#include "model/enclosure.hpp"
#include "model/law.hpp"
#include "model/logistic.hpp"
#include "model/noise_integral.hpp"
#include "model/regulariser.hpp"
#include "model/route_cost.hpp"
#include "model/trapezoidal_rule.hpp"
#include "model/validity.hpp"
#include "print.hpp"
#include "samples.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

using namespace testing;

const Rational half(1, 2);

/// 10^e to 10^(e+1), either sign, e in low..high.
Rational of_size(Random& random, long low, long high) {
  const Rational digits(random.between(1000, 9999), 1000);
  const Rational value = digits * pow(Rational(10), random.between(low, high));
  return random.one_in(2) ? value : -value;
}

/// Up to 12 contributions of sizes 10^-6 to 10^6, of one size or of many; delta in thousandths, often at an
/// end; a bias in some.
Dropout wide_model(Random& random) {
  std::vector<Rational> a;
  const unsigned long d = 1 + random.below(12);
  const long top = random.between(-6, 5);
  const bool alike = random.one_in(2);
  while (a.size() < d) a.push_back(of_size(random, alike ? top : -6, top));
  const long thousandths = random.one_in(4) ? (random.one_in(2) ? 1 : 999) : random.between(1, 999);
  return Dropout(std::move(a), Rational(thousandths, 1000), false,
                 random.one_in(3) ? of_size(random, -2, 1) : Rational(0));
}

std::vector<Rational> lattice_list() {
  std::vector<Rational> a;
  for (long j = 0; j < 200; ++j) a.emplace_back(Integer((j % 2 == 0 ? 1 : -1) * (1 + j % 7)), Integer(30));
  return a;
}

/// D(z), summed over k up to 60.
Ball deviation_at(const Rational& z, const Rational& h, Bits bits) {
  const auto cosh = [&](const Ball& x) { return scale(add(exp(x, bits), exp(neg(x), bits), bits), -1); };
  const Ball rise = sub(cosh(Ball::from(z, bits)), 1, bits);
  Ball sum;
  for (long k = 1; k <= 60; ++k) {
    const Ball w = mul(const_pi(bits), Ball::from(Rational(2 * k) / h, bits), bits);
    sum = add(sum, log1p(div(rise, add(1, cosh(w), bits), bits), bits), bits);
  }
  return sum;
}

/// T_h - R = E D(z~) - D(z0), from the law.
Ball discretisation_error(const Dropout& model, const Rational& h, Bits bits) {
  const Law law = noised_predictor_law(model);
  Ball mean;
  for (const Atom& atom : law.atoms) {
    const Rational z = law.origin + Rational(atom.position) * law.step;
    mean = add(mean, mul(Ball(atom.weight), deviation_at(z, h, bits), bits), bits);
  }
  return sub(div(mean, Ball(law.total), bits), deviation_at(model.z0(), h, bits), bits);
}

/// The trapezoidal sum from the law's cosines, not from products of factors.
Ball trapezoidal_sum(const Dropout& model, const Rational& h, unsigned long nodes, Bits bits) {
  const Law law = noised_predictor_law(model);
  const auto cosine = [&](const Rational& z, unsigned long n) {
    return cos(Ball::from(z * h * Rational(n), bits), bits);
  };
  Rational variance;
  for (const Rational& a : model.contributions) variance += a * a * model.odds();
  Ball sum = div(Ball::from(h * variance, bits), scale(const_pi(bits), 2), bits);
  NodeWeights weights(h, bits);
  for (unsigned long n = 1; n <= nodes; ++n) {
    Ball mean;
    for (const Atom& atom : law.atoms) {
      const Rational z = law.origin + Rational(atom.position) * law.step;
      mean = add(mean, mul(Ball(atom.weight), cosine(z, n), bits), bits);
    }
    const Ball numerator = sub(cosine(model.z0(), n), div(mean, Ball(law.total), bits), bits);
    sum = add(sum, mul(weights.next(), numerator, bits), bits);
  }
  return sum;
}

TEST_CASE("the discretisation error has the closed form, and the bounds of a rule hold") {
  const Bits bits(220);
  Random random(7601);
  for (int i = 0; i < 12; ++i) {
    const Dropout dropout = testing::model(random, 4, 4);
    const Rational h(1, random.between(1, 3));
    const Ball closed_form = discretisation_error(dropout, h, bits);
    const Ball difference =
        sub(trapezoidal_sum(dropout, h, 150, bits), regulariser_by_enumeration(dropout, bits), bits);
    // The rest beyond 150 nodes is below e^(-pi 150/3) < 2^-220.
    CHECK(less(abs(sub(difference, closed_form, bits)), scale(1, -180)) == true);
  }
  // A published value: E D(z~) for a = (2, -1, 1/2), delta = 0.3, h = 1/2.
  const Dropout published({2, -1, half}, Rational(3, 10));
  const Ball error =
      add(discretisation_error(published, half, bits), deviation_at(published.z0(), half, bits), bits);
  CHECK(has_digits(error, "0.00003071994019857618657587640885280549521636"));
}

TEST_CASE(
    "the integral against all masks: a thousand models, 30 digits, delta and contributions of every size") {
  Random random(7602);
  const Bits bits(110);
  int compared = 0;
  int to_the_last_digit = 0;
  int cut = 0;
  for (int i = 0; i < 1000; ++i) {
    const Dropout dropout = wide_model(random);
    const double factors = DropoutIntegral(dropout, 128).factors(128);
    cut += cheaper_parts(dropout, factors, 128).has_value();
    const Ball by_integral = regulariser_by_integral(dropout, bits);
    const Ball by_enumeration = regulariser_by_enumeration(dropout, bits);
    CAPTURE(i);
    CAPTURE(dropout.delta.str());
    REQUIRE(by_integral.relative_accuracy_bits() >= bits.value);
    REQUIRE(overlaps(by_integral, by_enumeration));
    ++compared;
    const auto left = correctly_rounded(by_integral, 30);
    const auto right = correctly_rounded(by_enumeration, 30);
    if (!left || !right) continue;  // 110 bits do not tell the thirtieth digit
    REQUIRE(*left == *right);
    ++to_the_last_digit;
  }
  CHECK(compared == 1000);
  CHECK(to_the_last_digit > 990);
  CHECK(cut > 150);
  MESSAGE("equal to 30 digits: " << to_the_last_digit << " of " << compared
                                 << "; by several integrals: " << cut);
}

TEST_CASE("the integral at many precisions and in units of pi") {
  Random random(7603);
  for (int i = 0; i < 40; ++i) {
    Dropout dropout = testing::model(random, 8, 12);
    dropout.in_units_of_pi = random.one_in(3);
    dropout.bias = random.one_in(2) ? fraction(random, -9, 9, 4) : Rational(0);
    const Bits bits(random.between(10, 500));
    const Ball value = regulariser_by_integral(dropout, bits);
    CHECK(overlaps(value, regulariser_by_enumeration(dropout, Bits(600))));
    if (value.sign() != 0) CHECK(value.relative_accuracy_bits() >= bits.value);
  }
}

TEST_CASE("the integral at more digits than a double has exponents") {
  Random random(7604);
  for (const long bits : {1100, 1500, 2100}) {
    const Dropout dropout = testing::model(random, 8, 12);
    const Ball value = regulariser_by_integral(dropout, Bits(bits));
    CHECK(overlaps(value, regulariser_by_enumeration(dropout, Bits(bits + 100))));
    if (value.sign() != 0) CHECK(value.relative_accuracy_bits() >= bits);
  }
}

/// Re phi(t), by angles: a factor has the square of its modulus 1 - 2 delta (1-delta)(1 - cos x), and real
/// balls do not wrap.
Ball by_angles(const Dropout& dropout, const Ball& t, Bits bits) {
  const Rational kept = Rational(1) - dropout.delta;
  Ball modulus = 1;
  Ball angle = mul(Ball::from(dropout.bias, bits), t, bits);
  for (const Rational& a : dropout.contributions) {
    const Ball x = mul(Ball::from(a / kept, bits), t, bits);
    const Ball re =
        add(Ball::from(dropout.delta, bits), mul(Ball::from(kept, bits), cos(x, bits), bits), bits);
    const Ball im = mul(Ball::from(kept, bits), sin(x, bits), bits);
    Ball argument;
    arb_atan2(argument.raw(), im.raw(), re.raw(), bits.value);
    angle = add(angle, argument, bits);
    modulus = mul(modulus, sqrt(add(mul(re, re, bits), mul(im, im, bits), bits), bits), bits);
  }
  return mul(modulus, cos(angle, bits), bits);
}

/// R within about 2^-bits, with Arb's balls alone.
Ball integral_by_angles(const Dropout& dropout, long bits) {
  const Bits working(bits + 80);
  const Ball v = Ball::from(std::max(abs(dropout.z0()), Rational(1)), working);
  Rational most;
  Rational variance;
  for (const Rational& a : dropout.contributions) {
    most += abs(a) / (Rational(1) - dropout.delta);
    variance += a * a * dropout.odds();
  }
  const auto bound = [&](const Ball& s) {
    return mul(s, Ball::from(Rational(2) * most, Bits(64)), Bits(64));
  };
  const TrapezoidalRule rule = choose_rule({v, 1, bound}, bits + 2, 1UL << 20);
  Ball sum = div(Ball::from(rule.step * variance, working), scale(const_pi(working), 2), working);
  NodeWeights weights(rule.step, working);
  for (unsigned long n = 1; n <= rule.nodes; ++n) {
    const Ball t = Ball::from(rule.step * Rational(n), working);
    const Ball difference = sub(cos(mul(Ball::from(dropout.z0(), working), t, working), working),
                                by_angles(dropout, t, working), working);
    sum = add(sum, mul(weights.next(), difference, working), working);
  }
  const Ball half_error = scale(rule.discretisation, -1);
  return with_error(sub(sum, half_error, working), add(rule.tail, half_error, Bits(64)));
}

TEST_CASE("a hundred, three hundred and a thousand digits: integers of any length, all masks, Arb's balls") {
  const Dropout dropout({2, -half, Rational(5, 7)}, Rational(3, 10), false, Rational(1, 3));
  for (const long digits : {100L, 300L, 1000L}) {
    const long bits = digits * 10 / 3 + 30;
    const Ball value = regulariser_by_integral(dropout, Bits(bits));
    const auto text = correctly_rounded(value, digits);
    REQUIRE(text);
    CHECK(text == correctly_rounded(regulariser_by_enumeration(dropout, Bits(bits + 20)), digits));
    if (digits < 1000) CHECK(text == correctly_rounded(integral_by_angles(dropout, bits + 20), digits));
  }
}

TEST_CASE("forty features at a hundred digits, where masks are out of reach: fixed point and Arb's balls") {
  Random random(7606);
  std::vector<Rational> a;
  for (int j = 0; j < 40; ++j) a.emplace_back(random.between(-1000, 1000), 1000L);
  const Dropout dropout(a, Rational(3, 10));
  const Ball value = regulariser_by_integral(dropout, Bits(340));
  CHECK(value.relative_accuracy_bits() >= 340);
  CHECK(correctly_rounded(value, 100) == correctly_rounded(integral_by_angles(dropout, 350), 100));
}

/// A rule of one's own with errors that are exact: E D(z~), and the sum of 2 w_n over 400 nodes left out.
TrapezoidalRule exact_rule(const Dropout& dropout, const Rational& h, unsigned long nodes) {
  const Bits bits(120);
  Ball tail;
  NodeWeights weights(h, bits);
  for (unsigned long n = 1; n <= nodes + 400; ++n) {
    const Ball w = weights.next();
    if (n > nodes) tail = add(tail, scale(w, 1), bits);
  }
  const Ball error = add(discretisation_error(dropout, h, bits), deviation_at(dropout.z0(), h, bits), bits);
  return {h, nodes, upper_end(error, Bits(64)), upper_end(tail, Bits(64))};
}

// One source of error at a time, and as large as its bound allows: an enclosure with half of that radius
// would miss.
TEST_CASE("each part of the enclosure's radius is needed") {
  // Discretisation: T_h - R = E D(z~) - D(z0) is all of E D(z~), for a logit of 0 without noise.
  const Dropout symmetric({2, -2}, half);
  const Ball r = regulariser_by_enumeration(symmetric, Bits(200));
  const Ball coarse_step = DropoutIntegral(symmetric, 200).value(exact_rule(symmetric, 2, 200), 150);
  CHECK(coarse_step.contains(r));
  CHECK(less(coarse_step.radius_ball(), Ball::from(half, Bits(64))) == true);
  // and it is one-signed: R is the lower end of the enclosure.
  CHECK(less(abs(sub(r, lower_end(coarse_step, Bits(200)), Bits(200))), scale(1, -25)) == true);
  // Tail: the first node left out has cos(z0 t) - Re phi(t) nearly -2, as z0 t = pi and z~ is 0 or 2 z0.
  const Dropout turned({Rational(22, 14)}, half);
  const Ball cut = DropoutIntegral(turned, 200).value(exact_rule(turned, half, 3), 150);
  const Ball turned_r = regulariser_by_enumeration(turned, Bits(200));
  CHECK(cut.contains(turned_r));
  CHECK(less(scale(cut.radius_ball(), -1), abs(sub(cut.midpoint(), turned_r, Bits(200)))) == true);
  // Nodes given up: the only node, of which all is given up, since a quarter of 2^-1 may be missing.
  const Dropout small({Rational(1, 100)}, half);
  const Ball given_up = DropoutIntegral(small, 200).value(exact_rule(small, 1, 1), 1);
  const Ball small_r = regulariser_by_enumeration(small, Bits(200));
  CHECK(given_up.contains(small_r));
  CHECK(less(scale(given_up.radius_ball(), -1), abs(sub(given_up.midpoint(), small_r, Bits(200)))) == true);
}

TEST_CASE("the bounds of a rule: never too small, and no more than they need be") {
  const Bits bits(120);
  for (const long c : {1L, 3L, 10L})
    for (const long accuracy : {4L, 12L, 40L}) {
      const Dropout dropout({Rational(c)}, half, false, Rational(-c));  // z~ = -c or c
      const auto log_cosh = [&](const Ball& s) {
        const Ball x = mul(s, Ball(c), bits);
        return log(scale(add(exp(x, bits), exp(neg(x), bits), bits), -1), bits);
      };
      const TrapezoidalRule rule = choose_rule({0, 1, log_cosh}, accuracy, max_nodes);
      const TrapezoidalRule exact = exact_rule(dropout, rule.step, rule.nodes);
      CHECK(less(rule.discretisation, exact.discretisation) != true);
      CHECK(less(rule.tail, exact.tail) != true);
      CHECK(less(scale(rule.tail, -1), exact.tail) == true);
      if (accuracy > 10) CHECK(less(scale(rule.discretisation, -1), scale(exact.discretisation, 1)) == true);
    }
}

TEST_CASE("the integral on a lattice of two hundred features") {
  const Dropout dropout(lattice_list(), half);
  const Ball value = regulariser_by_integral(dropout, Bits(140));
  CHECK(overlaps(value, regulariser_by_enumeration(dropout, Bits(160))));
  const Ball mean = add(value, softplus(Ball::from(dropout.z0(), Bits(160)), Bits(140)), Bits(140));
  CHECK(has_digits(mean, "1.064016613513228410889083613979410518896"));
  for (const long thousandths : {1L, 30L, 970L, 999L}) {
    const Dropout skewed(lattice_list(), Rational(thousandths, 1000), false, Rational(1, 3));
    const Ball skewed_value = regulariser_by_integral(skewed, Bits(110));
    CHECK(skewed_value.relative_accuracy_bits() >= 110);
    CHECK(overlaps(skewed_value, regulariser_by_enumeration(skewed, Bits(140))));
  }
}

TEST_CASE("a lattice of two sizes far apart, delta near its ends") {
  std::vector<Rational> mixed;
  for (const Rational& a : lattice_list()) {
    const bool large = mixed.size() % 40 == 3;
    mixed.push_back(a * pow(Rational(10), large ? 6 : -6));
  }
  for (const long thousandths : {1L, 333L, 999L}) {
    const Dropout dropout(mixed, Rational(thousandths, 1000));
    const Bits bits(110);
    const Ball by_integral = regulariser_by_integral(dropout, bits);
    CHECK(by_integral.relative_accuracy_bits() >= 110);
    const auto digits = correctly_rounded(by_integral, 30);
    CHECK(digits);
    CHECK(digits == correctly_rounded(regulariser_by_enumeration(dropout, bits), 30));
  }
}

TEST_CASE("a thousand features, by two precisions and against bounds") {
  Random random(7604);
  std::vector<Rational> a;
  for (int j = 0; j < 1000; ++j) a.emplace_back(random.between(-1000, 1000), 1000L);
  const Dropout dropout(a, half);
  const Ball coarse = regulariser(dropout, Bits(60));
  const Ball fine = regulariser(dropout, Bits(110));
  const Ball finest = regulariser(dropout, Bits(240));
  CHECK(fine.relative_accuracy_bits() >= 110);
  CHECK(finest.relative_accuracy_bits() >= 240);
  CHECK(coarse.contains(finest));
  CHECK(overlaps(fine, finest));
  Rational squares;
  for (const Rational& x : a) squares += x * x;
  CHECK(less(fine, Ball::from(squares / Rational(8), Bits(64))) == true);
}

TEST_CASE("the regulariser of a far logit and of tiny noise keeps its relative accuracy") {
  const Bits bits(100);
  for (const Dropout& dropout :
       {Dropout({60, Rational(1, 1000)}, Rational(1, 1000)),
        Dropout({-40, Rational(1, 100)}, half, false, -20),
        Dropout({pow(Rational(10), -40), 1}, Rational(1, 3)),
        Dropout({pow(Rational(10), -30), -pow(Rational(10), -30)}, half, false, 5)}) {
    const Ball value = regulariser_by_integral(dropout, bits);
    CHECK(value.relative_accuracy_bits() >= 100);
    CHECK(overlaps(value, regulariser_by_enumeration(dropout, Bits(140))));
  }
}

TEST_CASE("integrals out of reach are refused") {
  std::vector<Rational> large;
  for (long j = 1; j <= 40; ++j)
    large.push_back(pow(Rational(10), 12) * Rational(j % 2 == 0 ? j * j + 1 : -j * j * j - 1, j + 7));
  CHECK_THROWS_AS(regulariser_by_integral(Dropout(large, half), Bits(64)), std::length_error);
  CHECK(has_digits(regulariser_by_integral(Dropout({pow(Rational(10), 12)}, half), Bits(64)),
                   "0.34657359027997265"));  // log(2)/2, as the other value of z~ is 2e12
  CHECK(regulariser_by_integral(Dropout({0, 0}, half), Bits(64)).sign() == 0);
}

}  // namespace
}  // namespace dropcert::model
