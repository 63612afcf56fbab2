// Real intervals by subdivision, and identities over all reals.

#include "verify/support.hpp"

using namespace dropcert::exact;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace {

Finding at_256_bits(const std::string& text) {
  CAPTURE(text);
  return decided(text, bits(64, 256));
}

// The rational value of a variable in a counterexample.
Rational coordinate(const Finding& finding, std::size_t i) {
  REQUIRE(finding.counterexample);
  const std::string& text = finding.counterexample->assignment.at(i).second;
  CAPTURE(text);
  return *get_if<Rational>(value(text));
}

}  // namespace

TEST_CASE("an inequality that holds on an interval") {
  for (std::string text :
       {"for x in [0, 1]: x <= 1.001", "for x in [-3, 3]: exp(x) > x",
        "for x in [1/100, 10]: log(x) <= x - 1 + 1/1000", "for x in [0, pi]: sin(x) > -1/10",
        "for x in (1, 2): sqrt(x) < x + 1/10", "for z in [-5, 5]: sigmoid_derivative(1, z) <= 1/4 + 1/1000",
        "for x in [-1, 1], y in [-1, 1]: sin(x * y) <= x^2 + y^2 + 1/10",
        "for x in [0, 1], y in [0, 1]: sin(x * (1 - x)) + y * (1 - y) < 0.501",
        "for n in 1..3, x in [0, n]: x <= n + 1/100", "for x in [0, 1], n in 1..3: x^n < n + 1/10",
        "for x in [0, 1]: x < 1/2 or x > 1/4", "for x in [0, 1]: x > 1/2 implies x^2 > 1/5",
        "for d in [1/100, 99/100]: deviation([1, -1], d) >= 0.99",
        "for x in [0, 1]: if(x < 2, (x < 1.5), (1/(x - x) < 3))"}) {
    CAPTURE(text);
    Finding finding = at_256_bits(text);
    CHECK(finding.verdict == Verdict::holds);
    CHECK(finding.trust == Trust::enclosure);
  }
}

TEST_CASE("an interval of one point is that point") {
  for (const char* text :
       {"for x in [2, 2]: x = 2 or x < 3", "for x in [2, 2], y in [1/3, 1/3]: x * y = 2/3"}) {
    const Finding finding = at_256_bits(text);
    CHECK(finding.verdict == Verdict::holds);
    CHECK(finding.trust == Trust::exact);
  }
  CHECK(at_256_bits("for x in [2, 2]: x > 2").verdict == Verdict::refuted);
  CHECK(at_256_bits("for x in [2, 2): x > 2").vacuity == Vacuity::yes);
}

TEST_CASE("an inequality that fails is refuted at a point of the interval where it fails") {
  Finding finding = at_256_bits("for x in [0, 10]: x^2 < 50");
  CHECK(finding.verdict == Verdict::refuted);
  Rational x = coordinate(finding, 0);
  CHECK(x * x >= Rational(50));
  CHECK(x <= Rational(10));
  // A narrow failure, which only subdivision finds.
  Finding narrow = at_256_bits("for x in [0, 1]: abs(x - 3141/10000) > 1/100000");
  CHECK(narrow.verdict == Verdict::refuted);
  CHECK(abs(coordinate(narrow, 0) - Rational(Integer(3141), Integer(10000))) <=
        Rational(Integer(1), Integer(100000)));
  // Two variables.
  Finding plane = at_256_bits("for x in [0, 1], y in [0, 2]: x + y < 29/10");
  CHECK(plane.verdict == Verdict::refuted);
  CHECK(coordinate(plane, 0) + coordinate(plane, 1) >= Rational(Integer(29), Integer(10)));
  CHECK(coordinate(plane, 0) <= Rational(1));
  // After an integer.
  Finding third = at_256_bits("for n in 1..5, x in [0, 1]: n * x < 3");
  CHECK(third.counterexample->assignment.at(0) == std::pair<std::string, std::string>("n", "3"));
  CHECK(coordinate(third, 1) * Rational(3) >= Rational(3));
  // Undefined at a point.
  CHECK(at_256_bits("for x in [-1, 1]: log(x) < 1").verdict == Verdict::refuted);
  CHECK(at_256_bits("for d in [1/2, 3/2]: converges([1], d)").verdict == Verdict::refuted);
}

TEST_CASE("no point outside the interval refutes, however close") {
  for (std::string text :
       {"for x in [0, pi]: x <= pi", "for x in [0, pi]: sin(x) >= 0", "for x in [sqrt(2), 2]: x^2 >= 2",
        "for x in (0, 1): x > 0", "for x in (-sqrt(2), sqrt(2)): x^2 < 2",
        "for x in [pi, pi]: sin(x) = 0 or x = pi"}) {
    CAPTURE(text);
    CHECK(at_256_bits(text).verdict != Verdict::refuted);
  }
  CHECK(at_256_bits("for x in [0, pi]: x < 3.1415").verdict == Verdict::refuted);
  CHECK(at_256_bits("for x in [0, 2]: x < 2").verdict != Verdict::holds);  // fails at the end alone
}

TEST_CASE("a case of equality is not refuted, and ends in bounded time") {
  for (std::string text :
       {"for x in [0, 3]: sin(x) >= 0", "for x in [0, 1]: x * (1 - x) <= 1/4",
        "for x in [0, 1], y in [0, 1]: x + y <= 2", "for x in [-1, 1]: x^2 >= 0", "for x in [0, 1]: x <= 1",
        "for x in [0, 1]: x^2 = x * x + 0 * exp(x) or abs(x) = x"}) {
    CAPTURE(text);
    Finding finding = at_256_bits(text);
    CHECK(finding.verdict != Verdict::refuted);
    if (finding.verdict == Verdict::undecided) CHECK_FALSE(finding.reason.empty());
  }
  Policy policy;
  policy.limits.pieces = 10;
  CHECK(contains(decided("for x in [1, 100]: x * sin(1/x) + cos(7 * x) < 2.001", policy).reason,
                 "do not decide it, near x = "));
}

TEST_CASE("what may be undefined on a piece is not said to hold there") {
  for (std::string text :
       {"for d in [0, 1/2]: deviation([1], d) <= 2", "for d in [0, 1/2]: moment([sqrt(2)], d, 2) <= 5",
        "for s in [1/2, 2]: zeta(s) > 0", "for x in [-1/1000, 1]: sqrt(x) < 2", "for x in [0, 1]: x/x < 2",
        "for x in [0, 1]: (1/(x^2 - 1/2))^0 <= 2", "for x in [0, 1]: sin(1/(x^2 - 1/2)) <= 2",
        "for x in [0, 1]: erfc(1/(x^2 - 1/2)) <= 3", "for x in [0, 1]: 0 * (1/(x^2 - 1/2)) <= 2"}) {
    CAPTURE(text);
    CHECK(at_256_bits(text).verdict != Verdict::holds);
  }
}

TEST_CASE("ends that are not known exactly, or depend on another variable") {
  CHECK(at_256_bits("for x in [1, 2], y in [0, x]: y < 1/2").verdict == Verdict::refuted);
  CHECK(at_256_bits("for x in [1, 2], y in [x, 3]: y >= 0.99").verdict == Verdict::holds);
  CHECK(at_256_bits("for x in [1/(sqrt(2) - sqrt(2)), 1]: x < 2").verdict == Verdict::refuted);
  CHECK(at_256_bits("for x in [1/(exp(1) - exp(1)), 1]: x < 2").verdict == Verdict::refuted);
  CHECK(at_256_bits("for x in [1/(max(erf(1), erf(2)) - erf(2)), 1]: x < 2").verdict == Verdict::undecided);
  CHECK(at_256_bits("for x in [sqrt(2), exp(log(2)/2)]: x < 2").vacuity == Vacuity::perhaps);
  CHECK(at_256_bits("for x in [sqrt(2), exp(log(2)/2)]: x > 2").verdict == Verdict::undecided);
}

TEST_CASE("an irrational point refutes where it lies in the region, and nowhere else") {
  CHECK(at_256_bits("for x in [1, 2]: x^2 != 2").verdict == Verdict::refuted);
  CHECK(at_256_bits("for x in [sqrt(2), 2]: x^2 > 2").verdict == Verdict::refuted);
  CHECK(at_256_bits("for x in (sqrt(2), 2]: x^2 > 2").verdict == Verdict::holds);
  CHECK(at_256_bits("for x in [sqrt(2), exp(log(2)/2) - 10^-200]: x^2 > 2").verdict != Verdict::refuted);
  CHECK(at_256_bits("for x in [exp(log(2)/2) + 10^-200, 2]: x^2 > 2").verdict != Verdict::refuted);
  CHECK(at_256_bits("for x in [1, exp(log(2)/2) - 10^-200]: x^2 != 2").verdict != Verdict::refuted);
  CHECK(at_256_bits("for x in [1, 2]: x != exp(1/2)").verdict != Verdict::holds);
  CHECK(at_256_bits("some x in [1, 2]: x^2 = 2").verdict == Verdict::holds);
}

TEST_CASE("identities that are found") {
  for (std::string text : {"for x in real: (x + 1)^2 = x^2 + 2*x + 1",
                           "for x in real, y in real: (x^3 - y^3) = (x - y) * (x^2 + x*y + y^2)",
                           "for z in real: exp(z - softplus(z)) = sigmoid(z)",
                           "for z in real: softplus(z) - softplus(-z) = z",
                           "for z in real: sigmoid(-z) = 1 - sigmoid(z)",
                           "for z in real: sigmoid_derivative(1, z) = sigmoid(z) - sigmoid(z)^2",
                           "for z in real: softplus_derivative(3, z) = sigmoid_derivative(2, z)",
                           "for x in real, y in real: exp(x + y) = exp(x) * exp(y)",
                           "for x in real: log(exp(2 * x)) = 2 * x",
                           "for x in (0, 3): exp(log(x)) = x",
                           "for x in [1, 2]: log(exp(x)) = x",
                           "for d in (0, 1), a in real: mean(x in dropout([a], d), x) = a",
                           "for d in (0, 1), a in real, b in real: mean(x in dropout([a, b], d), (x - a - "
                           "b)^2) = d/(1-d) * (a^2 + b^2)",
                           "for n in 1..6, x in real: (x - 1) * sum(i = 0..n, x^i) = x^(n + 1) - 1",
                           "for x in real: sum(i = 1..3, i * x) = 6 * x",
                           "for x in real: 2 * x * pi = pi * (x + x)",
                           "for x in real: x = x and 1 + x = x + 1",
                           "for x in real: x^0 = 1",
                           "for x in real: if(1 = 1, x, 0) = x",
                           "for x in real: (exp(x)^2)^(1/2) = exp(x)"}) {
    CAPTURE(text);
    Finding finding = at_256_bits(text);
    CHECK(finding.verdict == Verdict::holds);
    CHECK(finding.trust == Trust::exact);
    CHECK(contains(finding.coverage, "an identity"));
  }
}

TEST_CASE("identities that fail are refuted at a point") {
  for (std::string text :
       {"for x in real: (x + 1)^2 = x^2 + 1", "for x in real, y in real: x * y = x + y",
        "for z in real: sigmoid(z) = sigmoid(-z)", "for x in real: exp(2 * x) = 2 * exp(x)",
        "for x in real: log(exp(x)) = 2 * x",
        "for x in real: exp(log(x)) = x",  // undefined at x < 0
        "for x in real: x = x + 1e-30", "for x in real: abs(x) = x", "for x in real: x^2 < 60",
        "for x in real: x! = x!", "for x in real: (x^1000)^1001 = x"}) {
    CAPTURE(text);
    Finding finding = at_256_bits(text);
    CHECK(finding.verdict == Verdict::refuted);
    REQUIRE(finding.counterexample);
    CHECK_FALSE(finding.counterexample->assignment.empty());
  }
  Finding finding = at_256_bits("for x in real: (x + 1)^2 = x^2 + 1");
  CHECK_FALSE(coordinate(finding, 0).is_zero());
  CHECK(finding.counterexample->comparisons.at(0).truth == false);
}

TEST_CASE("identities beyond the normal form are undecided, not refuted") {
  for (std::string text : {"for x in real: atan(2 * x) = asin(2 * x / sqrt(1 + 4 * x^2))",
                           "for x in real: atan(x) = asin(x / sqrt(1 + x^2))"}) {
    CAPTURE(text);
    Finding finding = at_256_bits(text);
    CHECK(finding.verdict != Verdict::refuted);
    CHECK(finding.verdict != Verdict::holds);
  }
}

TEST_CASE("an identity between terms that are defined nowhere says nothing") {
  for (std::string text : {"for x in real: 1/(exp(x/2)^2 - exp(x)) = 1/(exp(x/2)^2 - exp(x))",
                           "for x in real: (sin(x)^2 + cos(x)^2 - 1) / (sin(x)^2 + cos(x)^2 - 1) = 1",
                           "for x in real: log(exp(x) - exp(x/2)^2) = log(exp(x) - exp(x/2)^2)"}) {
    CAPTURE(text);
    CHECK(at_256_bits(text).verdict != Verdict::holds);
  }
  CHECK(at_256_bits("for x in real: 1/(x - x) = 1/(x - x)").verdict == Verdict::refuted);
}
