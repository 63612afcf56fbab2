// Verdicts on finite statements: order, evidence, connectives, undefined terms, equality.
#include "verify/support.hpp"

using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace {

using Assignment = std::vector<std::pair<std::string, std::string>>;

constexpr const char* two_in_disguise =
    "max(erf(1), erf(2)) / erf(2) + 1";  // equal to 2, but known only as a ball

std::string with_two(std::string text) {
  for (std::size_t at; (at = text.find("TWO")) != std::string::npos;)
    text.replace(at, 3, std::string("(") + two_in_disguise + ")");
  return text;
}

}  // namespace

TEST_CASE("the first counterexample in order, with both sides") {
  Finding finding =
      decided("for k in 1..9, j in 1..k: stirling2(k+1, j) = j! * stirling2(k, j) + stirling2(k, j-1)");
  // The printed recurrence of the paper fails first at (3, 3): j! = j up to 2. stirling2(k, 0) = 0 for k > 0.
  CHECK(finding.verdict == Verdict::refuted);
  CHECK(finding.trust == Trust::exact);
  CHECK(finding.cases == 6);
  REQUIRE(finding.counterexample);
  CHECK(finding.counterexample->assignment == Assignment{{"k", "3"}, {"j", "3"}});
  REQUIRE(finding.counterexample->comparisons.size() == 1);
  CHECK(finding.counterexample->comparisons[0].sides == std::vector<std::string>{"6", "9"});
  CHECK(finding.counterexample->comparisons[0].truth == false);
  CHECK_FALSE(finding.example);
}

TEST_CASE("cases, lists and laws are run through in order") {
  Finding cases = decided("for (a, d) in {([1], 1/2), ([2, -2], 1/2), ([3, -3], 1/2)}: converges(a, d)");
  REQUIRE(cases.counterexample);
  CHECK(cases.counterexample->assignment == Assignment{{"a", "[2, -2]"}, {"d", "1/2"}});
  REQUIRE(cases.counterexample->comparisons.size() == 1);
  CHECK(cases.counterexample->comparisons[0].sides.empty());
  CHECK(cases.theorems == std::vector<std::string>{"dropout_converges_iff"});

  Finding elements = decided("for x in 1 * [1, 5/2, 7, 3]: x < 3");
  REQUIRE(elements.counterexample);
  CHECK(elements.counterexample->assignment == Assignment{{"x", "7"}});
  CHECK(elements.cases == 3);

  Finding law = decided("for x in dropout([1, -1], 1/2): abs(x) <= 1");
  REQUIRE(law.counterexample);
  CHECK(law.counterexample->assignment == Assignment{{"x", "-2"}});

  Finding real = decided("for x in 1 * [1, exp(1), 3]: log(x) != 1 or x < 1 or x = sqrt(3)");
  CHECK(real.verdict == Verdict::undecided);
  CHECK(contains(real.reason, "at x = 2.7182818284590452354"));
}

TEST_CASE("a statement that holds keeps an example, and counts its cases") {
  Finding finding = decided("for k in 1..4, j in 1..k: binomial(k, j) >= 1");
  CHECK(finding.verdict == Verdict::holds);
  CHECK(finding.cases == 10);
  REQUIRE(finding.example);
  CHECK(finding.example->assignment == Assignment{{"k", "1"}, {"j", "1"}});
  CHECK(finding.coverage == "k in 1..4, j in 1..k: 10 cases");
  CHECK_FALSE(finding.counterexample);
  CHECK(decided("1 = 1").coverage == "one case");
  CHECK(decided("for k in 3..2: 1 = 2").cases == 0);
}

TEST_CASE("what a verdict rests on") {
  CHECK(decided("1 < 2").trust == Trust::exact);
  CHECK(decided("pi < 22/7").trust == Trust::exact);  // polynomials in pi are exact
  CHECK(decided("exp(1) < 3").trust == Trust::enclosure);
  CHECK(decided("radius(1) > pi").theorems == std::vector<std::string>{"softplus_radius"});
  CHECK(decided("root_limsup(n, bell(n)/n!) = 0").trust == Trust::lemma);
  CHECK(decided("root_limsup(n, bernoulli(n)/n!) = 1/(2*pi)").theorems ==
        std::vector<std::string>{"bernoulli_root_limsup"});
  CHECK(decided("1 = 1 or exp(1) < 3").trust == Trust::exact);  // the second is not looked at
}

TEST_CASE("nested quantifiers") {
  CHECK(verdict("for n in 1..5: for k in 1..n: k <= n") == Verdict::holds);
  CHECK(verdict("for n in 1..5: (for k in 1..n: k < n) or n = 1 or n > 1") == Verdict::holds);
  CHECK(verdict("for n in 2..5: not (for k in 1..n: k < n)") == Verdict::holds);
  CHECK(verdict("for n in 1..5: (for x in {n, n + 1}: x < 6) implies n < 5") == Verdict::holds);
  CHECK(verdict("(for k in 1..3: k < 3) or (for k in 1..3: k < 4)") == Verdict::holds);
  CHECK(verdict("for n in 1..4: (for (a, d) in {([n], 1/2), ([-n], 1/2)}: converges(a, d))") ==
        Verdict::holds);
  CHECK(verdict("not (for x in dropout([1], 1/2): x = 2)") == Verdict::holds);
  Finding finding = decided("for n in 1..5: for k in 1..n: k + n < 8");
  REQUIRE(finding.counterexample);
  CHECK(finding.counterexample->assignment == Assignment{{"n", "4"}, {"k", "4"}});
  Finding inner = decided("for n in 1..5: n = 1 or (for k in 1..n: k < 3)");
  REQUIRE(inner.counterexample);
  CHECK(inner.counterexample->assignment == Assignment{{"n", "3"}});
  // A name bound again hides the outer one, and only inside.
  CHECK(verdict("for n in 1..3: (for n in 10..12: n >= 10) and n <= 3") == Verdict::holds);
  CHECK(verdict("for n in 1..3: sum(n = 1..n, n) = n * (n + 1) / 2") == Verdict::holds);
  CHECK(verdict("(for x in [0, 1]: x >= 0) and 1 = 1") == Verdict::holds);
}

TEST_CASE("connectives") {
  const char* truths[] = {"1 = 1", "1 = 2"};
  for (bool a : {false, true})
    for (bool b : {false, true}) {
      std::string left = std::string("(") + truths[a ? 0 : 1] + ")";
      std::string right = std::string("(") + truths[b ? 0 : 1] + ")";
      auto check = [&](const std::string& word, bool expected) {
        CHECK(verdict(left + word + right) == (expected ? Verdict::holds : Verdict::refuted));
      };
      check(" and ", a && b);
      check(" or ", a || b);
      check(" implies ", !a || b);
      check(" iff ", a == b);
      CHECK(verdict("not " + left) == (a ? Verdict::refuted : Verdict::holds));
      CHECK(verdict("if(" + left + ", " + right + ", " + left + ")") ==
            (a && b ? Verdict::holds : Verdict::refuted));
    }
  CHECK(verdict("1 = 2 implies 1 = 2 implies 1 = 2") == Verdict::holds);  // to the right
  CHECK(verdict("(1 = 2 implies 1 = 2) implies 1 = 2") == Verdict::refuted);
}

TEST_CASE("connectives with an operand that is not decided") {
  std::string open = with_two("(TWO = 2)");
  for (std::string text : {"1 = 2 and X", "X and 1 = 2", "not (1 = 1 or X)", "not (X or 1 = 1)",
                           "not (X implies 1 = 1)", "not (1 = 2 implies X)"}) {
    text.replace(text.find('X'), 1, open);
    CHECK(verdict(text) == Verdict::refuted);
  }
  for (std::string text :
       {"1 = 1 and X", "X and 1 = 1", "1 = 2 or X", "X or 1 = 2", "not X", "X implies 1 = 2",
        "1 = 1 implies X", "X iff 1 = 1", "1 = 2 iff X", "if(X, 1, 2) = 1", "if(X, (1 = 1), (1 = 2))"}) {
    text.replace(text.find('X'), 1, open);
    CHECK(verdict(text) == Verdict::undecided);
  }
}

TEST_CASE("chains") {
  CHECK(verdict("1 < 2 <= 2 = 2 >= 1 != 0") == Verdict::holds);
  CHECK(verdict("1 < 2 < 2 < 3") == Verdict::refuted);
  CHECK(verdict("3 < 2 < 1/(1 - 1)") == Verdict::refuted);
  Finding finding = decided("3 < pi < 22/7 < 3.14");
  REQUIRE(finding.counterexample);
  REQUIRE(finding.counterexample->comparisons.size() == 3);
  CHECK(finding.counterexample->comparisons[0].truth == true);
  CHECK(finding.counterexample->comparisons[2].text == "22/7 < 3.14");
  CHECK(finding.counterexample->comparisons[2].sides == std::vector<std::string>{"22/7", "157/50"});
  CHECK(finding.counterexample->undefined.empty());
}

TEST_CASE("a premise that is false hides its conclusion, a branch not taken its term") {
  CHECK(verdict("1 = 2 implies 1/(1 - 1) = 1") == Verdict::holds);
  CHECK(verdict("for n in 0..3: n > 0 implies n/n = 1") == Verdict::holds);
  CHECK(verdict("if(1 = 1, 2, 1/(1 - 1)) = 2") == Verdict::holds);
  CHECK(verdict("1 = 1 or 1/(1 - 1) = 1") == Verdict::holds);
  CHECK(verdict("1 = 2 and 1/(1 - 1) = 1") == Verdict::refuted);
  CHECK(decided("1 = 2 and 1/(1 - 1) = 1").counterexample->undefined.empty());
}

TEST_CASE("an undefined term refutes the statement that meets it, with the reason") {
  struct {
    std::string text, reason;
  } cases[] = {
      {"1/(1 - 1) = 1", "division by zero"},
      {"for n in 3..5: 1/(n - 4) != 0", "division by zero"},
      {"log(0) < 0", "logarithm"},
      {"log(-pi) < 0", "logarithm"},
      {"log(1 - sqrt(2)) < 0", "logarithm"},
      {"sqrt(-1) = 0", "of a negative number"},
      {"root(2, 0) = 1", "0-th root"},
      {"root(-sqrt(2), 4) < 0", "of a negative number"},
      {"(-2)^(1/2) = 0", "power of a negative number"},
      {"(1 - sqrt(2))^(1/2) = 0", "power of a negative number"},
      {"(-2)^pi = 0", "power of a negative number"},
      {"0^(-1) = 0", "negative power of 0"},
      {"0^(-1/2) = 0", "negative power of 0"},
      {"zeta(1) > 0", "zeta"},
      {"bell(1/2 + 1/3) = 1", "not an integer"},
      {"bell(-1 - 1) = 1", "negative"},
      {"bell(pi) = 1", "not an integer"},
      {"bell(sqrt(2)) = 1", "not an integer"},
      {"(1/2 + 1/3)! = 1", "not an integer"},
      {"(1 - 2)! = 1", "factorial of a negative number"},
      {"sum(i = 1..pi, 1) = 3", "not an integer"},
      {"for i in 1..7/2 + 0: 1 = 1", "not an integer"},
      {"converges([1], 1 - 0)", "between 0 and 1"},
      {"moment([1], 0, 1) = 0", "between 0 and 1"},
      {"deviation([sqrt(2)], 3/2) = 1", "strictly between 0 and 1"},
      {"moment([sqrt(2)], sqrt(2), 1) = 0", "strictly between 0 and 1"},
      {"mean(x in dropout([1], -1/2), x) = 1", "strictly between 0 and 1"},
      {"for x in dropout([1], 2): 1 = 1", "strictly between 0 and 1"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.text);
    const auto& [text, reason] = one;
    Finding finding = decided(text, bits(64, 512));
    CHECK(finding.verdict == Verdict::refuted);
    REQUIRE(finding.counterexample);
    CAPTURE(finding.counterexample->undefined);
    CHECK(contains(finding.counterexample->undefined, reason));
  }
  Finding finding = decided("for n in 3..5: 1/(n - 4) != 0");
  CHECK(finding.counterexample->assignment == Assignment{{"n", "4"}});
  CHECK(contains(finding.counterexample->undefined, "'1/(n - 4)'"));
}

// What is reached only if something undecided comes out one way must not decide the statement.
TEST_CASE("an undefined term that may never be reached refutes nothing") {
  for (std::string text :
       {"TWO != 2 implies 1/(1 - 1) = 1", "TWO = 2 or 1/(1 - 1) = 1", "not (TWO != 2 and 1/(1 - 1) = 1)",
        "not (1 < TWO < 2 < 1/(1 - 1))", "if(TWO = 2, 1, 1/(1 - 1)) = 1",
        "if(TWO = 2, (1 = 1), (1/(1 - 1) = 1))", "not (for k in 0..1: TWO < 2 + k - k and 1 / k = 1)",
        "not (for k in {1, 0}: TWO - 1 > k/k)"}) {
    CAPTURE(text);
    CHECK(verdict(with_two(text)) == Verdict::undecided);
  }
  // With enough precision the first part is decided, and the second is not looked at.
  CHECK(verdict("sqrt(2) > 1.41421356237309504880168872420969807857 implies 1/(1 - 1) = 1") ==
        Verdict::holds);
  CHECK(verdict("sqrt(2) < 1.41421356237309504880168872420969807857 or 1/(1 - 1) = 1") == Verdict::holds);
}

TEST_CASE("a ball that may be an integer, a probability or positive is not said to be none") {
  for (std::string text :
       {"bell(TWO) = 2", "TWO! = 2", "sum(i = 1..TWO, 1) = 2", "for i in 1..TWO: 1 = 1", "(-3)^(TWO) = 9",
        "(-3)^TWO = 9", "converges([1], TWO - 1)", "moment([1], TWO - 2, 1) = 0", "zeta(TWO - 1) > 0",
        "log(TWO - 2) < 0", "sqrt(TWO - 2) = 0", "1/(TWO - 2) = 0", "root(4, TWO) = 2", "D(p, TWO) = 0",
        "0^(TWO - 2) = 1"}) {
    CAPTURE(text);
    CHECK(verdict(with_two(text)) == Verdict::undecided);
  }
}

TEST_CASE(
    "equal real numbers that are not known exactly are equal where their forms are, and never unequal") {
  for (std::string text : {"log(exp(1)) = 1", "exp(log(3)) = 3", "sin(1)^2 + cos(1)^2 = 1",
                           "exp(log(2)) <= 2", "erf(1) = erf(1)", "erf(1) <= erf(1)", "erf(1) + erfc(1) = 1",
                           "erf(-1) = -erf(1)", "gamma(4/3) = gamma(1/3)/3", "sqrt(2) = root(4, 4)"})
    CHECK(verdict(text) == Verdict::holds);
  for (std::string text : {"not (exp(log(2)) = 2)", "exp(log(2)) != 2", "exp(log(2)) < 2", "erf(1) > erf(1)"})
    CHECK(verdict(text) == Verdict::refuted);
  for (std::string text : {"max(erf(1), erf(2)) = erf(2)", "max(erf(1), erf(2)) <= erf(2)",
                           "not (max(erf(1), erf(2)) = erf(2))"}) {
    CAPTURE(text);
    CHECK(verdict(with_two(text)) == Verdict::undecided);
  }
  CHECK(verdict(with_two("abs(TWO - 2) < 1e-100")) == Verdict::holds);
  CHECK(verdict(with_two("TWO != 2 + 1e-50")) == Verdict::holds);
  CHECK(verdict("exp(1) = 2.718281828459045235360287471352662497757") == Verdict::refuted);
}

TEST_CASE("exact forms") {
  CHECK(verdict("sqrt(4*pi^2) = 2*pi") == Verdict::holds);
  CHECK(verdict("sqrt(9/4) = 3/2") == Verdict::holds);
  CHECK(verdict("root(8 * pi^3 / 27, 3) = 2 * pi / 3") == Verdict::holds);
  CHECK(verdict("(pi + 1)^2 = pi^2 + 2 * pi + 1") == Verdict::holds);
  CHECK(verdict("(pi^2 - 1) / (pi - 1) = pi + 1") == Verdict::holds);
  CHECK(verdict("pi^3 / pi = pi^2") == Verdict::holds);
  CHECK(verdict("pi = 355/113") == Verdict::refuted);
  CHECK(verdict("pi < 3.14159265358979323846264338327950288419716939937511") == Verdict::holds);
  CHECK(verdict("pi > 3.14159265358979323846264338327950288419716939937510") == Verdict::holds);
  CHECK(verdict("max(pi, 3) - min(pi, 4) = 0") == Verdict::holds);
  CHECK(verdict("abs(3 - pi) = pi - 3") == Verdict::holds);
  CHECK(verdict("sin(2 * pi) = 0 and cos(pi) = -1") == Verdict::holds);
  CHECK(verdict("(-1)^(10^18) = 1 and (-1)^(10^18 + 1) = -1") == Verdict::holds);
  CHECK(verdict("0^0 = 1 and 0^(1/2) = 0 and 0^pi = 0") == Verdict::holds);
}

TEST_CASE("the model on the boundary: contributions pi/2 and -pi/2") {
  CHECK(verdict("deviation([pi/2, -pi/2], 1/2) = radius(sum([pi/2, -pi/2]))") == Verdict::holds);
  CHECK(verdict("converges([pi/2, -pi/2], 1/2)") == Verdict::holds);
  CHECK(verdict("converges([pi/2 + 1e-30, -pi/2], 1/2)") == Verdict::refuted);
  CHECK(verdict("converges([pi/2 - 1e-30, -pi/2], 1/2)") == Verdict::holds);
}

TEST_CASE("the precision is doubled until a case is decided") {
  Finding finding =
      decided("exp(1) > 2.71828182845904523536028747135266249775724709369995957496696762772407663");
  CHECK(finding.verdict == Verdict::holds);
  CHECK(finding.bits == 256);
  CHECK(decided("exp(1) > 1").bits == 64);
  // Also for the condition of an `if`, and for a domain that holds real numbers.
  CHECK(verdict("if(sqrt(2) > 1.41421356237309504880168872420969807856967, 1, 2) = 1") == Verdict::holds);
  CHECK(verdict("for x in 1 * [sqrt(2)], n in 1..3: x > 1.41421356237309504880168872420969807856967") ==
        Verdict::holds);
  CHECK(verdict("for x in {sqrt(2)}: x^2 > 2 - 1e-60 and x^2 < 2 + 1e-60") == Verdict::holds);
  CHECK(decided("exp(log(2)) > 2 - 1e-60", bits(64, 128)).verdict == Verdict::undecided);
}

TEST_CASE("an undecided case does not hide a later one that fails") {
  Finding finding = decided(with_two("for k in 1..3: TWO^k = 2^k and k < 3"), bits(64, 256));
  CHECK(finding.verdict == Verdict::refuted);
  REQUIRE(finding.counterexample);
  CHECK(finding.counterexample->assignment == Assignment{{"k", "3"}});
  CHECK(contains(finding.reason, "k = 1"));
}

TEST_CASE("numbers too large to be written out are shown as enclosures") {
  Finding finding = decided("exp(10^12) < 1");
  CHECK(finding.verdict == Verdict::refuted);
  REQUIRE(finding.counterexample);
  CHECK(contains(finding.counterexample->comparisons.at(0).sides.at(0), "e+434294481903"));
}

TEST_CASE("parameters and definitions") {
  Ledger ledger = checked_ledger(
      "parameter max_k = 4\n"
      "where base = 2\n"
      "where f(x) = x^base\n"
      "where g(x, n) = sum(i = 1..n, f(x) + i)\n"
      "where small(x) = x < 100\n"
      "claim A \"a\" printed for k in 1..max_k: g(k, 2) = 2 * k^2 + 3 and small(k) and base = 2\n",
      "l");
  std::vector<const Definition*> definitions;
  for (const Definition& definition : ledger.definitions) definitions.push_back(&definition);
  auto run = [&] {
    return decide(ledger.claims[0].statements[0].tree, ledger.parameters, definitions, "l", Policy());
  };
  CHECK(run().verdict == Verdict::holds);
  CHECK(run().cases == 4);
  ledger.parameters[0].value = 100;
  Finding finding = run();
  CHECK(finding.verdict == Verdict::refuted);
  CHECK(finding.counterexample->assignment == Assignment{{"k", "100"}});
}
