// Sums and products without end, integrals, derivatives, zeros and Bessel functions.
#include <string>
#include <utility>
#include <vector>

#include "support.hpp"

using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace {

void expect(Verdict expected, const std::vector<std::string>& statements) {
  for (const std::string& statement : statements) {
    CAPTURE(statement);
    CHECK(decided(statement, bits(64, 256)).verdict == expected);
  }
}

// Each term is printed so, and not with its last digit changed.
void print(const std::vector<std::pair<std::string, std::string>>& values) {
  for (const auto& value : values) {
    CAPTURE(value.first);
    const auto& [term, digits] = value;
    CHECK(verdict("prints(" + term + ", \"" + digits + "\")") == Verdict::holds);
    std::string other = digits;
    other.back() = other.back() == '5' ? '8' : '5';
    if (other != digits) CHECK(verdict("prints(" + term + ", \"" + other + "\")") == Verdict::refuted);
  }
}

}  // namespace

TEST_CASE("sums without end, against values of the literature") {
  print({{"sum(k = 1..oo, 1/k^2)", "1.644934066848226"},
         {"sum(k = 1..oo, 1/k^3)", "1.202056903159594"},
         {"sum(k = 1..oo, 1/k^(3/2))", "2.612375348685488"},
         {"sum(k = 0..oo, 1/k!)", "2.718281828459045"},
         {"sum(k = 0..oo, (-1)^k/(2*k + 1))", "0.785398163397448"},
         {"sum(k = 1..oo, (-1)^(k + 1)/k)", "0.693147180559945"},
         {"sum(k = 0..oo, (-1)^k/(2*k + 1)^2)", "0.915965594177219"},
         {"sum(k = 0..oo, 1/(k^2 + 1))", "2.076674047468581"},
         {"sum(k = 0..oo, binomial(2*k, k)/5^k)", "2.236067977499790"},
         {"sum(k = 2..oo, zeta(k) - 1)", "1.000000000000"},
         {"sum(k = 1..oo, k^2/2^k)", "6.00000000000"},
         {"sum(k = 0..oo, (-1)^k * 2^(2*k + 1)/(2*k + 1)!)", "0.909297426825682"},
         {"sum(k = 1..oo, exp(-k))", "0.581976706869326"},
         {"prod(k = 2..oo, 1 - 1/k^2)", "0.500000000000"},
         {"prod(k = 1..oo, 1 + 1/k^2)", "3.676077910374978"},
         {"prod(k = 1..oo, 1 + (-1)^k/(2*k + 1))", "0.707106781186548"}});
}

TEST_CASE("sums known exactly, and limits that do not exist") {
  expect(
      Verdict::holds,
      {"sum(k = 0..oo, 1/2^k) = 2", "sum(k = 0..oo, (-1)^k/3^k) = 3/4", "sum(k = 3..oo, 5 * (2/3)^k) = 40/9",
       "sum(k = -2..oo, 1/2^k) = 8", "sum(k = 1..oo, pi/4^k) = pi/3", "sum(k = 0..oo, 0^k) = 1",
       "for x in [0, 1/2]: sum(k = 0..oo, x^k) < 2.01", "for x in [-1/3, 1/3]: sum(k = 0..oo, x^k/k!) > 1/2",
       "for n in 1..4: sum(k = n..oo, 1/2^k) = 2/2^n"});
  expect(Verdict::refuted,
         {"sum(k = 1..oo, 1/k) > 5", "sum(k = 1..oo, 1/k) <= 5", "sum(k = 0..oo, (-1)^k) = 1/2",
          "sum(k = 0..oo, 2^k) >= 0", "sum(k = 0..oo, 1/(k - 3)) != 0", "sum(k = 2..oo, 1/(k - 2)^2) > 0",
          "sum(k = 1..oo, 1/sqrt(k)) > 0", "sum(k = 0..oo, p^k) = 1", "sum(k = 1/2..oo, 1/2^k) > 0",
          "sum(k = 0..oo, 1/2^k) = 2 + 1/10^30", "sum(k = 1..oo, 1/k^2) < 1.6449340668482264",
          "sum(k = 0..oo, k!/8^k) > 0"});
  expect(Verdict::holds, {"sum(k = 1..oo, 1/k^2) = pi^2/6"});
  expect(Verdict::undecided,
         {"sum(k = 1..oo, sin(k)/k) > 0", "sum(k = 1..oo, 1/k^2) = max(erf(1), erf(2)) - erf(2) + pi^2/6",
          "prod(k = 1..oo, 1/2) >= 0", "sum(k = 1..oo, mod(k, 2)/k^2) > 0"});
}

TEST_CASE("integrals") {
  print({{"integral(x in [0, 1], exp(x))", "1.718281828459045"},
         {"integral(x in (0, 1), log(x))", "-1.000000000000"},
         {"integral(x in (0, 1), log(1 - x))", "-1.000000000000"},
         {"integral(x in real, exp(-x^2))", "1.772453850905516"},
         {"integral(x in [0, oo), 1/(1 + x^2))", "1.570796326794897"},
         {"integral(x in (-oo, 0], exp(x))", "1.000000000000"},
         {"integral(x in (0, 1], 1/sqrt(x))", "2.000000000000"},
         {"integral(x in [0, pi], sin(x))", "2.000000000000"},
         {"integral(x in [-1, 2], abs(x - 1/3))", "2.27777777778"},
         {"integral(x in (0, 1), log(x)/(1 + x))", "-0.822467033424113"},
         {"integral(x in [1, oo), 1/x^(3/2))", "2.00000000000"},
         {"integral(x in [0, 1], sqrt(x))", "0.666666666667"},
         {"integral(x in [0, 5/2], floor(x))", "2.000000000000"}});
  expect(Verdict::holds, {"integral(x in [1, 0], x) < 0", "integral(x in [2, 2], x) = 0",
                          "for a in [0, 1]: integral(x in [0, a], exp(x)) < 1.8",
                          "for s in [1, 2]: integral(x in [0, oo), exp(-s*x)) < 1.1",
                          "integral(x in [0, 1], integral(y in [0, 1], y)) < 0.51"});
  expect(Verdict::refuted, {"integral(x in [0, 1], log(x)) < 0", "integral(x in (0, 1], 1/x) > 0",
                            "integral(x in [1, oo), 1/x) > 0", "integral(x in [-1, 1], 1/x^2) > 0",
                            "integral(x in [0, oo), 1) > 0", "integral(x in [0, 1], p) > 0",
                            "integral(x in [0, 1], x) > 0.5000001", "integral(x in [0, 1], 1/(2*x - 1)) >= 0",
                            "integral(x in [0, oo), exp(x)) > 0"});
  expect(Verdict::undecided, {"integral(x in (0, oo), sin(x)/x) > 0"});
  expect(Verdict::holds, {"integral(x in [0, 1], exp(x)) = exp(1) - 1"});
}

TEST_CASE("derivatives") {
  print({{"derivative(x = 1, sin(x) * log(x))", "0.841470984807897"},
         {"derivative(x = 1/2, exp(x^2), 3)", "8.98817791681419"},
         {"derivative(x = pi/3, cos(x))", "-0.866025403784439"}});
  expect(Verdict::holds,
         {"derivative(x = 3, x^2) = 6", "derivative(x = 0, exp(x), 5) = 1", "derivative(x = 2, 1/x, 2) = 1/4",
          "derivative(x = 7, 5) = 0", "derivative(x = 7, x, 0) = 7",
          "for c in [1, 2]: derivative(x = c, x^3) > 2.9", "derivative(x = -1, abs(x)) = -1"});
  expect(Verdict::refuted, {"derivative(x = 0, log(x)) = 1", "derivative(x = 2, x^3, -1) = 0",
                            "derivative(x = 2, x^3, 1/2) = 0", "derivative(x = 3, x^2) = 7"});
  expect(Verdict::refuted, {"derivative(x = 0, abs(x)) = 0"});
  expect(Verdict::undecided, {"derivative(x = 0, x * abs(x), 2) = 0", "derivative(x = 0, sqrt(x)) > 0",
                              "derivative(x = 1, floor(x)) = 0"});
}

TEST_CASE("zeros") {
  print({{"zero(x in [0, 2], x^2 - 2)", "1.414213562373095"},
         {"zero(x in [0, 1], cos(x) - x)", "0.739085133215161"},
         {"zero(x in [2, 3], bessel_j(0, x))", "2.404825557695773"},
         {"zero(x in [3, pi + 1/10], sin(x))", "3.141592653589793"},
         {"zero(x in [0, 1], x * exp(x) - 1)", "0.567143290409784"}});
  expect(Verdict::holds,
         {"zero(x in [0, 1], 2*x - 1) = 1/2", "zero(x in [0, 1], x) = 0", "zero(x in [3, 3], x - 3) = 3"});
  expect(Verdict::refuted,
         {"zero(x in [1, 2], x) = 0", "zero(x in [-1, 1], x^2 - 1/4) = 1/2", "zero(x in (0, 1], x) = 0",
          "zero(x in [2, 1], x) = 0", "zero(x in [0, 2], 1/x) = 0", "zero(x in [1, 1], x) = 1"});
  expect(Verdict::undecided, {"zero(x in [-1, 1], x^2) = 0", "zero(x in [0, oo), x - 1) = 1"});
}

TEST_CASE("Bessel functions") {
  print({{"bessel_j(0, 1)", "0.765197686557967"},
         {"bessel_j(1, 2)", "0.576724807756873"},
         {"bessel_j(-1, 2)", "-0.576724807756873"},
         {"bessel_j(2, -3)", "0.486091260585891"},
         {"bessel_j(5, 10)", "-0.234061528186794"}});
  expect(Verdict::holds,
         {"bessel_j(0, 0) = 1 and bessel_j(3, 0) = 0", "for x in [0, 2.4]: bessel_j(0, x) > 0",
          "for x in [-50, 50]: bessel_j(0, x) <= 1", "for x in [-1, 1]: abs(bessel_j(1, x)) < 1/2"});
  expect(Verdict::refuted,
         {"bessel_j(1/2, 1) > 0", "for x in [0, 3]: bessel_j(0, x) > 0", "bessel_j(0, p) = 1"});
}

TEST_CASE("ledgers may define the words of limits") {
  CHECK(in_ledger("where zero = 0 where integral(x) = x + 1", "integral(zero) = 1").verdict ==
        Verdict::holds);
  CHECK(in_ledger("where derivative(a, b) = a * b", "derivative(2, 3) = 6").verdict == Verdict::holds);
  CHECK_THROWS_AS(in_ledger("where zero = 0", "zero(x in [0, 1], x) = 0"), SourceError);
  CHECK(
      in_ledger("where f(x, k) = x^k/k!", "prints(sum(k = 0..oo, f(1, k)), \"2.71828182845905\")").verdict ==
      Verdict::holds);
  CHECK(
      in_ledger("where G = exp(integral(x in (0, 1), log(x)))", "prints(G, \"0.367879441171442\")").verdict ==
      Verdict::holds);
}
