// Polynomials that are nowhere negative: what is said to be so is compared with values at random points, on
// random polynomials that are often near to a sum of squares.
#include "verify/polynomial_sign.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "random.hpp"

using namespace dropcert;
using namespace dropcert::exact;
using namespace dropcert::verify;

namespace {

using Term = RationalFunction::Term;

std::vector<Term> terms_of(const RationalFunction& polynomial, std::size_t count) {
  std::vector<Term> terms = polynomial.numerator_terms();
  for (Term& term : terms) term.exponents.resize(count);
  return terms;
}

bool is_seen(const RationalFunction& polynomial, const std::vector<SignRange>& ranges) {
  long work = 1'000'000;
  return is_nowhere_negative(terms_of(polynomial, ranges.size()), ranges, work);
}

RationalFunction x(int i) {
  return RationalFunction::generator(i);
}

RationalFunction number(long above, long below = 1) {
  return RationalFunction(Rational(above, below));
}

const SignRange real{};
const SignRange nonnegative{Rational(0), std::nullopt};
const SignRange unit{Rational(0), Rational(1)};

Rational value_at(const std::vector<Term>& terms, const std::vector<Rational>& point) {
  Rational sum(0);
  for (const Term& term : terms) {
    Rational product = term.coefficient;
    for (std::size_t i = 0; i < point.size(); ++i)
      product *= pow(point[i], static_cast<long>(term.exponents[i]));
    sum += product;
  }
  return sum;
}

Rational point_of(testing::Random& random, const SignRange& range) {
  const Rational part(static_cast<long>(random.below(13)), 12);
  const Rational size(static_cast<long>(random.below(20)), static_cast<long>(1 + random.below(7)));
  if (range.low && range.high) return *range.low + (*range.high - *range.low) * part;
  if (range.low) return *range.low + size;
  if (range.high) return *range.high - size;
  return random.one_in(2) ? size : -size;
}

SignRange random_range(testing::Random& random) {
  switch (random.below(6)) {
    case 0:
      return real;
    case 1:
      return unit;
    case 2:
      return {Rational(-1, 2), Rational(3)};
    case 3:
      return {Rational(2, 3), std::nullopt};
    case 4:
      return {std::nullopt, Rational(1)};
    default:
      return nonnegative;
  }
}

RationalFunction random_polynomial(testing::Random& random, int count, int most) {
  RationalFunction sum;
  for (unsigned long i = 1 + random.below(4); i > 0; --i) {
    RationalFunction term = number(static_cast<long>(random.below(9)) - 4);
    for (unsigned long k = random.below(static_cast<unsigned long>(most) + 1); k > 0; --k)
      term = term * x(static_cast<int>(random.below(static_cast<unsigned long>(count))));
    sum = sum + term;
  }
  return sum;
}

}  // namespace

TEST_CASE("polynomials that are known to be nowhere negative, and their false neighbours") {
  const RationalFunction a = x(0);
  const RationalFunction b = x(1);
  const RationalFunction c = x(2);
  struct Goal {
    RationalFunction polynomial;
    std::vector<SignRange> ranges;
  };
  const std::vector<Goal> goals = {
      {a * a + b * b - number(2) * a * b, {real, real}},
      {a * a * a + b * b * b + c * c * c - number(3) * a * b * c, {nonnegative, nonnegative, nonnegative}},
      // Motzkin, in the squares of the variables
      {pow(a, 4) * b * b + a * a * pow(b, 4) + number(1) - number(3) * a * a * b * b, {real, real}},
      // Schur
      {a * (a - b) * (a - c) + b * (b - a) * (b - c) + c * (c - a) * (c - b),
       {nonnegative, nonnegative, nonnegative}},
      {a * a * a + number(2) * b * b * b - number(3) * a * b * b, {nonnegative, nonnegative}},
      {number(1) + a * b - a * a - b * b, {unit, unit}},
      {number(3) * a - a * a - number(2), {{Rational(1), Rational(2)}}},
      {a * a - number(4), {{Rational(2), std::nullopt}}},
  };
  for (const Goal& goal : goals) {
    CAPTURE(goal.polynomial.str({"a", "b", "c"}));
    CHECK(is_seen(goal.polynomial, goal.ranges));
    // All of these are 0 somewhere.
    CHECK_FALSE(is_seen(goal.polynomial - number(1, 1'000'000), goal.ranges));
  }
  CHECK_FALSE(is_seen(a * a * a + number(1), {real}));
  CHECK_FALSE(is_seen(a - b, {nonnegative, nonnegative}));
}

TEST_CASE("what is said to be nowhere negative, or positive, is so at random points") {
  testing::Random random(20'261'126);
  int seen = 0;
  int positive = 0;
  for (int i = 0; i < 4000; ++i) {
    const int count = static_cast<int>(1 + random.below(3));
    std::vector<SignRange> ranges;
    for (int k = 0; k < count; ++k) ranges.push_back(random_range(random));
    RationalFunction polynomial = random_polynomial(random, count, 4);
    if (random.one_in(2)) {
      const RationalFunction root = random_polynomial(random, count, 2);
      polynomial = root * root + (random.one_in(2) ? number(0) : number(1, 100) * polynomial);
    }
    if (polynomial.is_zero()) continue;
    const std::vector<Term> terms = terms_of(polynomial, ranges.size());
    const bool is_nonnegative = is_seen(polynomial, ranges);
    const bool is_above_zero = is_positive(terms, ranges);
    if (is_above_zero) CHECK(is_nonnegative);
    if (!is_nonnegative) continue;
    ++seen;
    if (is_above_zero) ++positive;
    for (int k = 0; k < 25; ++k) {
      std::vector<Rational> point;
      for (const SignRange& range : ranges) point.push_back(point_of(random, range));
      const int sign = value_at(terms, point).sign();
      if (sign < 0 || (is_above_zero && sign == 0)) {
        CAPTURE(polynomial.str({"x", "y", "z"}));
        FAIL_CHECK("a value contradicts");
      }
    }
  }
  CHECK(seen > 600);
  CHECK(positive > 100);
}

TEST_CASE("an open end may be a zero of what is positive") {
  const SignRange open{Rational(0), std::nullopt, true};
  CHECK(is_positive(terms_of(x(0), 1), {open}));
  CHECK_FALSE(is_positive(terms_of(x(0), 1), {nonnegative}));
  CHECK_FALSE(is_positive(terms_of(number(1) - x(0), 1), {unit}));
  CHECK(is_positive(terms_of(number(1) - x(0) + x(0) * x(1), 2), {unit, open}));
  CHECK_FALSE(is_positive(terms_of(number(1) - x(0) + x(0) * x(1), 2), {unit, nonnegative}));
}
