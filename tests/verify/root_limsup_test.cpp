// The limit superior of the n-th root: every rule, against other routes; refusal of every other term.
#include <cmath>

#include "verify/support.hpp"

using namespace dropcert::ball;
using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace {

void check_equal(const std::string& term, const std::string& expected) {
  CAPTURE(term);
  CHECK(verdict("abs(" + term + " - (" + expected + ")) < 1e-60") == Verdict::holds);
}

// sup |c_n|^(1/n) over a stretch of n far out: near the limit superior for coefficients of a function with
// poles.
double root_estimate(const std::string& term_of_n, unsigned long from_n, unsigned long to_n,
                     unsigned long step) {
  double greatest = 0;
  for (unsigned long n = from_n; n <= to_n; n += step) {
    std::string text = term_of_n;
    for (std::size_t at; (at = text.find("NN")) != std::string::npos;) text.replace(at, 2, std::to_string(n));
    Value root = value("root(abs(" + text + "), " + std::to_string(n) + ")", 2048);
    SymbolTable symbols;
    Ball ball = Arithmetic(Bits{2048}, Limits{}.number_bits, symbols).ball(root);
    greatest = std::max(greatest, arf_get_d(arb_midref(ball.raw()), ARF_RND_NEAR));
  }
  return greatest;
}

}  // namespace

TEST_CASE("root_limsup: values of the rules") {
  for (std::string z : {"0", "1", "-3", "10", "sqrt(2)", "pi", "1/7"}) {
    check_equal("root_limsup(n, softplus_derivative(n, " + z + ")/n!)", "1/sqrt(pi^2 + (" + z + ")^2)");
    check_equal("root_limsup(n, sigmoid_derivative(n, " + z + ")/n!)", "1/sqrt(pi^2 + (" + z + ")^2)");
    check_equal("root_limsup_even(n, softplus_derivative(n, " + z + ")/n!)", "1/sqrt(pi^2 + (" + z + ")^2)");
    if (z != "0")
      check_equal("root_limsup_even(n, sigmoid_derivative(n, " + z + ")/n!)", "1/sqrt(pi^2 + (" + z + ")^2)");
  }
  CHECK(verdict("root_limsup_even(n, sigmoid_derivative(n, 0)/n!) = 0") == Verdict::holds);
  for (const char* function : {"root_limsup", "root_limsup_even"}) {
    std::string limit = function;
    CHECK(verdict(limit + "(n, bernoulli(n)/n!) = 1/(2*pi)") != Verdict::refuted);
    check_equal(limit + "(n, bernoulli(n)/n!)", "1/(2*pi)");
    check_equal(limit + "(n, 2*zeta(n)/(2*pi)^n)", "1/(2*pi)");
    CHECK(verdict(limit + "(n, bell(n)/n!) = 0") == Verdict::holds);
    CHECK(verdict(limit + "(n, sum(j = 1..n, 3^j * j * stirling2(n, j))/n!) = 0") == Verdict::holds);
    CHECK(verdict(limit + "(n, sum(j = 1..n, 0^j * surjections(n, j))/n!) = 0") == Verdict::holds);
    CHECK(verdict(limit + "(n, sum(j = 1..n, (-1)^j * surjections(n, j))/n!) = 0") == Verdict::holds);
    check_equal(limit + "(n, sum(j = 1..n, 1^j * surjections(n, j))/n!)", "1/log(2)");
    check_equal(limit + "(n, sum(j = 1..n, (-2)^j * surjections(n, j))/n!)", "1/log(2)");
    check_equal(limit + "(n, sum(j = 1..n, (-1/3)^j * surjections(n, j))/n!)", "1/sqrt(pi^2 + log(2)^2)");
  }
  check_equal("root_limsup(n, sum(j = 1..n, (-1/2)^j * surjections(n, j))/n!)", "1/pi");
  CHECK(verdict("root_limsup_even(n, sum(j = 1..n, (-1/2)^j * surjections(n, j))/n!) = 0") == Verdict::holds);
}

// The coefficients themselves, far out: the greatest root of a stretch is near the limit superior.
TEST_CASE("root_limsup: the rules against the coefficients") {
  struct {
    std::string term, z;
  } cases[] = {{"softplus_derivative(NN, ZZ)/NN!", "2"},
               {"sigmoid_derivative(NN, ZZ)/NN!", "0"},
               {"sigmoid_derivative(NN, ZZ)/NN!", "-1"},
               {"bernoulli(NN)/NN!", "0"},
               {"2*zeta(NN)/(2*pi)^NN", "0"},
               {"sum(j = 1..NN, (ZZ)^j * surjections(NN, j))/NN!", "1/2"},
               {"sum(j = 1..NN, (ZZ)^j * surjections(NN, j))/NN!", "-1/2"},
               {"sum(j = 1..NN, (ZZ)^j * surjections(NN, j))/NN!", "-1/4"},
               {"sum(j = 1..NN, (ZZ)^j * surjections(NN, j))/NN!", "-3"}};
  for (auto [term, z] : cases) {
    for (std::size_t at; (at = term.find("ZZ")) != std::string::npos;) term.replace(at, 2, z);
    for (bool even : {false, true}) {
      std::string symbolic = term;
      for (std::size_t at; (at = symbolic.find("NN")) != std::string::npos;) symbolic.replace(at, 2, "n");
      CAPTURE(symbolic);
      CAPTURE(even);
      std::string limit = evaluated((even ? "root_limsup_even(n, " : "root_limsup(n, ") + symbolic + ")", 10);
      double estimate = root_estimate(term, 150, 160, even ? 2 : 1);
      CHECK(std::abs(estimate - std::stod(limit)) <= 0.04 * std::stod(limit) + 1e-9);
    }
  }
}

// Entire generating functions: the limit is 0, which the coefficients approach very slowly; they do fall.
TEST_CASE("root_limsup: the roots of the coefficients of entire functions fall") {
  for (std::string term : {"bell(NN)/NN!", "sum(j = 1..NN, 3^j * j * stirling2(NN, j))/NN!"}) {
    double near = root_estimate(term, 40, 40, 1);
    double far = root_estimate(term, 160, 160, 1);
    CHECK(far < 0.7 * near);
  }
}

TEST_CASE("root_limsup: the names of bound variables do not matter") {
  for (std::string text : {"root_limsup(m, bernoulli(m)/m!)", "root_limsup(j, bernoulli(j)/j!)"})
    CHECK(evaluated(text, 20) == "0.15915494309189533577");
  std::string expected = evaluated("root_limsup(n, sum(j = 1..n, 2^j * surjections(n, j))/n!)", 20);
  CHECK(evaluated("root_limsup(j, sum(n = 1..j, 2^n * surjections(j, n))/j!)", 20) == expected);
  CHECK(evaluated("root_limsup(Z, sum(i = 1..Z, 2^i * surjections(Z, i))/Z!)", 20) == expected);
  // Z may hold variables bound outside, of any name.
  CHECK(verdict("for n in 2..3: root_limsup(m, sigmoid_derivative(m, n)/m!) = 1/radius(n)") ==
        Verdict::undecided);
  CHECK(verdict("for n in 2..3: abs(root_limsup(m, sigmoid_derivative(m, n)/m!) - 1/radius(n)) < 1e-50") ==
        Verdict::holds);
  CHECK(verdict("for j in 1..3: abs(root_limsup(n, softplus_derivative(n, j)/n!) - 1/radius(j)) < 1e-50") ==
        Verdict::holds);
  CHECK(verdict("for n in 1..3: abs(root_limsup(n, bernoulli(n)/n!) - 1/(2*pi)) < 1e-50") == Verdict::holds);
}

TEST_CASE("root_limsup: what no rule covers is refused") {
  for (std::string term :
       {"bernoulli(n)", "bernoulli(n)/(n+1)!", "bernoulli(2*n)/n!", "softplus_derivative(n, n)/n!",
        "sigmoid_derivative(n + 1, 2)/n!", "sigmoid_derivative(n, 2)/n", "2*zeta(n)/(3*pi)^n",
        "2*zeta(n)/(2*3)^n", "1/n!", "sum(j = 0..n, 2^j * surjections(n, j))/n!",
        "sum(j = 1..n, j^j * surjections(n, j))/n!", "sum(j = 1..n, n^j * surjections(n, j))/n!",
        "sum(j = 1..n, 2^n * surjections(n, j))/n!", "sum(j = 1..n, 2^j * surjections(j, n))/n!",
        "sum(j = 1..n, 2^j * stirling2(n, j))/n!", "bell(n)/2!", "prod(j = 1..n, 2^j * surjections(n, j))/n!",
        // one name for both variables: surjections(n, n) is another thing
        "sum(n = 1..n, 2^n * surjections(n, n))/n!", "sum(n = 1..n, 2^n * n * stirling2(n, n))/n!"}) {
    CAPTURE(term);
    for (std::string limit : {"root_limsup", "root_limsup_even"}) {
      Finding finding = decided(limit + "(n, " + term + ") < 100", bits(64, 128));
      CHECK(finding.verdict == Verdict::undecided);
      CHECK(contains(finding.reason, "no theorem known here"));
    }
  }
  // An outer variable is not the index.
  CHECK(verdict("for n in 2..3: root_limsup(m, bernoulli(n)/m!) < 1") == Verdict::undecided);
  CHECK(verdict("for n in 2..3: root_limsup(m, bernoulli(m)/n!) < 1") == Verdict::undecided);
  // A function in place of Z.
  CHECK(verdict("for z in real: root_limsup(n, softplus_derivative(n, z)/n!) = 1/radius(z)") !=
        Verdict::holds);
  // A definition that hides the shape.
  Ledger ledger =
      checked_ledger("where f(n) = bernoulli(n)/n! claim A \"a\" printed root_limsup(n, f(n)) < 1", "l");
  Finding finding = decide(ledger.claims[0].statements[0].tree, {}, {&ledger.definitions[0]}, "l", Policy());
  CHECK(finding.verdict == Verdict::undecided);
}

TEST_CASE("root_limsup: a parameter of the shape that is not told from a special case is left open") {
  std::string z = "(max(erf(1), erf(2)) - erf(2))";
  CHECK(verdict("root_limsup(n, sum(j = 1..n, " + z + "^j * surjections(n, j))/n!) = 0") ==
        Verdict::undecided);
  CHECK(verdict("root_limsup_even(n, sigmoid_derivative(n, " + z + ")/n!) < 1/10") == Verdict::undecided);
}
