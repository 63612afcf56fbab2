// Limits in the checker: of each rule of src/check/limits, statements that it must verify, and false
// neighbours that it must not.
#include <doctest/doctest.h>

#include "claimed.hpp"

using namespace dropcert;
using check::Status;
using test::Claimed;
using test::decision_on;

namespace {

void hold(const std::vector<std::string>& statements, const std::string& before = {}) {
  for (const std::string& statement : statements) {
    CAPTURE(statement);
    const auto decision = decision_on(before, statement, Claimed{.trust = "enclosure"});
    CAPTURE(decision.reason);
    CHECK(decision.status == Status::verified);
  }
}

void do_not_hold(const std::vector<std::string>& statements) {
  for (const std::string& statement : statements) {
    CAPTURE(statement);
    const check::Limits few{.steps = 40'000'000, .seconds = 3600};
    CHECK(decision_on("", statement, Claimed{.trust = "enclosure"}, few).status != Status::verified);
  }
}

}  // namespace

TEST_CASE("sums and products without end") {
  hold({"prints(sum(k = 1..oo, 1/k^2), \"1.644934066848226\")",
        "prints(sum(k = 0..oo, 1/k!), \"2.718281828459045\")",
        "prints(sum(k = 0..oo, (-1)^k/(2*k + 1)), \"0.785398163397448\")",
        "prints(sum(k = 2..oo, zeta(k) - 1), \"1.000000000000\")",
        "prints(sum(k = 0..oo, binomial(2*k, k)/5^k), \"2.236067977499790\")", "sum(k = 0..oo, 1/2^k) = 2",
        "sum(k = 1..oo, pi/4^k) = pi/3", "prints(prod(k = 2..oo, 1 - 1/k^2), \"0.500000000000\")",
        "for x in [0, 1/2]: sum(k = 0..oo, x^k) < 2.01",
        "prints(sum(k = 1..oo, exp(-k)), \"0.581976706869326\")"});
  do_not_hold({"prints(sum(k = 1..oo, 1/k^2), \"1.644934066848227\")", "sum(k = 1..oo, 1/k) > 1",
               "sum(k = 0..oo, (-1)^k) = 1/2", "sum(k = 0..oo, 1/(k - 3)^2) > 0", "sum(k = 0..oo, 1/2^k) < 2",
               "sum(k = 0..oo, (-1)^k/(2*k + 1)) < 0.7853981633974", "prod(k = 2..oo, 1 - 1/k) >= 0",
               "sum(k = 0..oo, p^k) = sum(k = 0..oo, p^k)", "sum(k = 1..oo, (-1)^k * (1 + 1/k)) < 10"});
}

TEST_CASE("integrals") {
  hold({"prints(integral(x in [0, 1], exp(x)), \"1.718281828459045\")",
        "prints(integral(x in (0, 1), log(x)), \"-1.000000000000\")",
        "prints(integral(x in real, exp(-x^2)), \"1.772453850905516\")",
        "prints(integral(x in [0, oo), 1/(1 + x^2)), \"1.570796326794897\")",
        "prints(integral(x in (0, 1], 1/sqrt(x)), \"2.000000000000\")",
        "prints(integral(x in [0, pi], sin(x)), \"2.000000000000\")", "integral(x in [1, 0], x) < 0",
        "integral(x in [2, 2], x) = 0", "for a in [0, 1]: integral(x in [0, a], exp(x)) < 1.8",
        "prints(integral(x in [0, 1/3], x^2), \"0.0123456790123457\")"});
  do_not_hold({"integral(x in [0, 1], log(x)) < 0", "integral(x in (0, 1], 1/x) > 0",
               "integral(x in [1, oo), 1/x) > 0", "integral(x in [-1, 1], 1/x^2) > 0",
               "integral(x in [-1, 1], 1/x) <= 0", "integral(x in [0, oo), 1) > 0",
               "integral(x in [0, 1], p) > 0", "integral(x in [0, 1], x) > 0.500000000001",
               "integral(x in [0, 1/3], x^2) < 0.01234567901234567"});
}

TEST_CASE("derivatives and zeros") {
  hold({"derivative(x = 3, x^2) = 6", "derivative(x = 2, 1/x, 2) = 1/4",
        "prints(derivative(x = 1/2, exp(x^2), 3), \"8.98817791681419\")",
        "for c in [1, 2]: derivative(x = c, x^3) > 2.9",
        "prints(zero(x in [0, 2], x^2 - 2), \"1.414213562373095\")", "zero(x in [0, 1], 2*x - 1) = 1/2",
        "prints(zero(x in [2, 3], bessel_j(0, x)), \"2.404825557695773\")"});
  do_not_hold({"derivative(x = 0, abs(x)) = 0", "derivative(x = 0, x * abs(x), 2) = 0",
               "derivative(x = 0, sqrt(x)) > 0", "derivative(x = 1, floor(x)) = 0",
               "derivative(x = 0, log(x)) = 1", "derivative(x = 3, x^2) = 7",
               "zero(x in [-1, 1], x^2 - 1/4) = 1/2", "zero(x in [-1, 1], x^2) = 0",
               "zero(x in (0, 1], x) = 0", "zero(x in [1, 2], x) > 0", "zero(x in [0, 2], 1/(x - 1)) = 1"});
}

TEST_CASE("Bessel functions") {
  hold({"bessel_j(0, 0) = 1 and bessel_j(-3, 0) = 0", "prints(bessel_j(0, 1), \"0.765197686557967\")",
        "prints(bessel_j(-1, 2), \"-0.576724807756873\")", "prints(bessel_j(5, 10), \"-0.234061528186794\")",
        "for x in [0, 2.4]: bessel_j(0, x) > 0", "for x in [-20, 20]: bessel_j(0, x) <= 1",
        "prints(bessel_j(0, 1000), \"0.024786686152420\")"});
  do_not_hold({"for x in [0, 3]: bessel_j(0, x) > 0", "bessel_j(1/2, 1) > 0", "bessel_j(0, p) = 1",
               "bessel_j(0, 1) > 0.7651976865579666"});
}
