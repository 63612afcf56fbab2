// Inequalities over real regions: of each rule of src/check/calculus, statements that the checker must
// verify, and false neighbours that it must not; and random terms, whose bounds are compared with samples.
#include <doctest/doctest.h>
#include <mpfr.h>

#include <functional>
#include <random>

#include "claimed.hpp"
#include "environment.hpp"

using namespace dropcert;
using check::Status;
using test::Claimed;
using test::decision_on;

namespace {

Status status_of(const std::string& before, const std::string& statement, const std::string& vacuous = {},
                 const check::Limits& limits = {}) {
  return decision_on(before, statement, Claimed{.trust = "enclosure", .vacuous = vacuous}, limits).status;
}

void hold(const std::vector<std::string>& statements, const std::string& before = {}) {
  for (const std::string& statement : statements) {
    CAPTURE(statement);
    CHECK(status_of(before, statement) == Status::verified);
  }
}

void do_not_hold(const std::vector<std::string>& statements, const std::string& before = {}) {
  for (const std::string& statement : statements) {
    CAPTURE(statement);
    const check::Limits few{.steps = 10'000'000, .seconds = 3600};
    for (const char* vacuous : {"", "perhaps"})
      CHECK(status_of(before, statement, vacuous, few) != Status::verified);
  }
}

}  // namespace

TEST_CASE("the number of primes between jumps, and at them") {
  hold({
      "for x in [11, 13): primepi(x) = 5",
      "for x in [12, 27/2]: primepi(x) >= 5",
      "for x in [1, 100]: primepi(x) <= (x + 1)/2",
      "for x in (1, 200]: primepi(x) < 1.25506*x/log(x)",
      "for x in [11, 100]: primepi(x) - primepi(x/2) >= 2",
  });
  do_not_hold({
      "for x in [11, 13]: primepi(x) = 5",
      "for x in [12, 27/2]: primepi(x) <= 5",
      "for x in [10, 100]: primepi(x) - primepi(x/2) >= 2",
  });
}

TEST_CASE("an interval with its ends, where both sides may be equal") {
  hold({
      "for x in [0, 10]: x >= 0",
      "for x in [0, 1]: x*(1 - x) <= 1/4",
      "for x in [0, pi/2]: 2*x/pi <= sin(x) <= x",
      "for x in [0, 1/3]: x <= 1/3",
      "for x in [0, 5]: sqrt(x) >= 0",
      "for x in [-1, 1]: abs(exp(x) - (0.994579 + 0.995668*x + 0.542973*x^2 + 0.179533*x^3)) <= 0.00553",
      "for x in [0, pi]: abs(sin(x) - 16*x*(pi - x)/(5*pi^2 - 4*x*(pi - x))) <= 0.00164",
      "for x in [1/10, 20]: log(x) <= 2*(sqrt(x) - 1)",
      "for x in [-1, 1]: exp(x) >= 1 + x",
  });
  do_not_hold({
      "for x in [0, 10]: x > 0",
      "for x in [0, 10]: x >= 1/1000000*(1 - x)",
      "for x in [0, 1]: x*(1 - x) < 1/4",
      "for x in [0, 1]: x*(1 - x) <= 1/4*(1 - 1/1000000)",
      "for x in [0, pi/2]: 2*x/pi*(1 + 1/1000000) <= sin(x)",
      "for x in [0, pi/2]: sin(x) <= x*(1 - 1/1000000)",
      "for x in [0, pi/2]: sin(x) < x",
      "for x in [0, 1/3]: x < 1/3",
      "for x in [0, 333334/1000000]: x <= 1/3",
      "for x in [1/10, 20]: log(x) <= 2*(sqrt(x) - 1)*(1 + 1/1000000)",
      "for x in [-1, 1]: exp(x) >= 1 + x*(1 + 1/1000000)",
      "for x in [-1, 1]: abs(exp(x) - (0.994579 + 0.995668*x + 0.542973*x^2 + 0.179533*x^3)) <= 0.00552",
      "for x in [0, pi]: abs(sin(x) - 16*x*(pi - x)/(5*pi^2 - 4*x*(pi - x))) <= 0.00163",
  });
}

TEST_CASE("cuts at numbers known exactly: square roots, multiples of pi, terms of the statement") {
  hold({
      "for x in [0, 3]: x^2 + 2 >= 2*sqrt(2)*x",
      "for x in [0, 3]: exp(x) >= exp(1)*x",
      "for x in [0, 2]: cos(x - pi/3) <= 1",
      "for x in [0, 3]: (x - 1/3)^2 >= 0 and (3*x - 1)*(x - 1/3) >= 0",
      "for x in [0, 1]: max(x, 1 - x) >= 1/2",
      "for x in [0, 1]: if(x <= 1/2, x, 1 - x) <= 1/2",
  });
  do_not_hold({
      "for x in [0, 3]: x^2 + 2 > 2*sqrt(2)*x",
      "for x in [0, 3]: x^2 + 2 >= 2*sqrt(2)*x*(1 + 1/1000000)",
      "for x in [0, 3]: exp(x) > exp(1)*x",
      "for x in [0, 3]: exp(x) >= exp(1)*x*(1 + 1/1000000)",
      "for x in [0, 1]: max(x, 1 - x) >= 1/2*(1 + 1/1000000)",
      "for x in [0, 1]: if(x <= 1/2, x, 1 - x) <= 1/2*(1 - 1/1000000)",
      "for x in [0, 1]: if(x <= 1/2, x, 1 - x) < 1/2",
  });
}

TEST_CASE("integers from a number on: case by case, then by logarithms and Stirling's series") {
  hold({
      "for n in 1..oo: n! > sqrt(2*pi*n)*(n/exp(1))^n",
      "for n in 1..oo: n! < sqrt(2*pi*n)*(n/exp(1))^n*exp(1/(12*n))",
      "for n in 1..oo: n! <= exp(1)*sqrt(n)*(n/exp(1))^n",
      "for n in 1..oo: (n!)^2 >= n^n",
      "for n in 652..oo: 1.01^n > n",
      "for n in 3..oo: (n + 1)^n < n^(n + 1)",
      "for n in 1..oo: root(n, n) <= 1 + sqrt(2/n)",
      "for n in 1..oo: 4^n/sqrt(pi*(n + 1/2)) < binomial(2*n, n) < 4^n/sqrt(pi*n)",
      "for n in 0..oo: binomial(2*n, n) >= 2^n",
      "for x in [1, oo): x^x >= 1",
  });
  hold({"for n in 1..oo: f(n) >= sqrt(n)"}, "where f(k) = k!");
  do_not_hold({
      "for n in 1..oo: n! > sqrt(2*pi*n)*(n/exp(1))^n*exp(1/(12*n))",
      "for n in 1..oo: n! < sqrt(2*pi*n)*(n/exp(1))^n*exp(1/(12*n + 1))",
      "for n in 1..oo: n! < exp(1)*sqrt(n)*(n/exp(1))^n",
      "for n in 1..oo: (n!)^2 > n^n",
      "for n in 651..oo: 1.01^n > n",
      "for n in 2..oo: (n + 1)^n < n^(n + 1)",
      "for n in 1..oo: root(n, n) <= 1 + sqrt(19/10/n) - 1/5",
      "for n in 0..oo: root(n, n) >= 0",
      "for n in 1..oo: binomial(2*n, n) > 4^n/sqrt(pi*(n + 1/4))",
      "for n in 0..oo: binomial(2*n, n) > 2^n",
      "for n in 1..oo: binomial(n, 2*n) > 0",
      "for n in 1..oo: n! < 1000^n",
      "for n in 1..oo: (-2)^n >= -2",
      "for n in 1..oo: (n/2)! >= 0",
      "for n in -1..oo: n! >= 0",
      "for x in [1, oo): x! >= 0",
      "for n in 1..oo, x in [1, oo): x! >= 0",
      "for x in [1, oo): root(2, x) >= 0",
  });
  do_not_hold({"for x in [1, oo): f(x) >= 0"}, "where f(k) = k!");
}

TEST_CASE("x = log u towards infinity; cube roots; cuts at exp(q), log(q) and log(q + sqrt(q^2 - 1))") {
  hold({
      "for x in real: abs(softplus_derivative(3, x)) <= softplus_derivative(2, x)",
      "for x in real: sigmoid(x) < softplus(x) < exp(x)",
      "for x in real: max(x, 0) < softplus(x) <= max(x, 0) + log(2)",
      "for x in real: 0 < sigmoid_derivative(1, x) <= 1/4",
      "for x in [0, oo): 1 - exp(-x) <= sigmoid(x) <= 1/2 + x/4",
      "for x in real: abs(exp(x) - 1) <= exp(abs(x)) - 1",
      "for x in [0, oo): tanh(x) > 1 - 2*exp(-2*x) or x = 0",
      "for x in (0, oo): log(x) <= 3*(root(x, 3) - 1)",
      "for x in (0, oo): log(x)/x <= exp(-1)",
      "for x in (0, oo): x^x >= exp(-exp(-1))",
      "for x in (0, oo): (1 + 1/x)^x < exp(1) < (1 + 1/x)^(x + 1)",
      "for x in real: abs(sigmoid_derivative(2, x)) <= sqrt(3)/18",
      "for x in real: -1/8 <= sigmoid_derivative(3, x) <= 1/24",
  });
  do_not_hold({
      "for x in real: abs(softplus_derivative(3, x)) <= softplus_derivative(2, x)*(1 - 1/1000000)",
      "for x in real: sigmoid(x) < softplus(x) < exp(x)*(1 - 1/1000000000)",
      "for x in real: sigmoid(x)*(1 + 1/1000000000) < softplus(x)",
      "for x in real: max(x, 0) < softplus(x) < max(x, 0) + log(2)",
      "for x in real: max(x, 0) + exp(-100) < softplus(x)",
      "for x in real: exp(-100) < sigmoid_derivative(1, x)",
      "for x in [0, oo): 1 - exp(-x) <= sigmoid(x)*(1 - 1/1000000000)",
      "for x in real: abs(exp(x) - 1) < exp(abs(x)) - 1",
      "for x in [1, oo): tanh(x) > 1 - 2*exp(-2*x) + exp(-4*x)*2",
      "for x in (0, oo): log(x) < 3*(root(x, 3) - 1)",
      "for x in (0, oo): log(x) <= 3*(root(x, 3) - 1)*(1 + 1/1000000)",
      "for x in (0, oo): log(x)/x < exp(-1)",
      "for x in (0, oo): x^x > exp(-exp(-1))",
      "for x in (0, oo): (1 + 1/x)^x < exp(1)*(1 - 1/1000000)",
      "for x in (0, oo): exp(1)*(1 + 1/1000000) < (1 + 1/x)^(x + 1)",
      "for x in real: abs(sigmoid_derivative(2, x)) < sqrt(3)/18",
      "for x in real: sigmoid_derivative(3, x) < 1/24",
      "for x in real: sigmoid_derivative(3, x) <= 1/24*(1 - 1/1000000)",
  });
}

TEST_CASE("roots of multiples of pi and of 1/pi") {
  const std::string mills = "where mills(x) = sqrt(pi)/2*exp(x^2)*erfc(x)";
  hold({"for x in [0, oo): 1/(x + sqrt(x^2 + 2)) < mills(x) <= 1/(x + sqrt(x^2 + 4/pi))"}, mills);
  do_not_hold(
      {
          "for x in [0, oo): mills(x) < 1/(x + sqrt(x^2 + 4/pi))",
          "for x in [0, oo): mills(x) <= 1/(x + sqrt(x^2 + 4/pi))*(1 - 1/1000000000)",
          "for x in [0, oo): 1/(x + sqrt(x^2 + 2)) < mills(x)*(1 - 1/1000000000)",
      },
      mills);
}

TEST_CASE("the diagonal of boxes without ends; bounds of functions on the whole line") {
  hold({
      "for x in real, y in real: ((x + y)/2)^2 <= (x^2 + y^2)/2",
      "for x in real, y in real: softplus(y) >= softplus(x) + sigmoid(x)*(y - x)",
      "for x in real, y in real: softplus(y) <= softplus(x) + sigmoid(x)*(y - x) + (y - x)^2/8",
      "for x in [-5, 5], y in [-5, 5]: softplus(y) <= softplus(x) + sigmoid(x)*(y - x) + (y - x)^2/8",
      "for x in real, y in real: abs(sigmoid(x) - sigmoid(y)) <= abs(x - y)/4",
      "for x in real, y in real: abs(sin(x) - sin(y)) <= abs(x - y)",
      "for x in [0, oo), y in real: x <= y implies 0 <= softplus(y) - softplus(x) <= y - x",
      "for x in real, y in real: -1 <= sin(x*y) <= 1 and sigmoid_derivative(1, x - y) <= 1/4",
  });
  do_not_hold({
      "for x in real, y in real: ((x + y)/2)^2 < (x^2 + y^2)/2",
      "for x in real, y in real: ((x + y)/2)^2 <= (x^2 + y^2)/2*(1 - 1/1000000)",
      "for x in real, y in real: softplus(y) > softplus(x) + sigmoid(x)*(y - x)",
      "for x in real, y in real: softplus(y) >= softplus(x) + sigmoid(x)*(y - x)*(1 + 1/1000000)",
      "for x in real, y in real: softplus(y) <= softplus(x) + sigmoid(x)*(y - x) + (y - x)^2/8*(1 - "
      "1/1000000)",
      "for x in real, y in real: abs(sigmoid(x) - sigmoid(y)) <= abs(x - y)/4*(1 - 1/1000000)",
      "for x in real, y in real: abs(sin(x) - sin(y)) < abs(x - y)",
      "for x in real, y in real: abs(exp(x) - exp(y)) <= abs(x - y)*10000000000",
      "for x in real, y in real: sin(1/(x - y)) <= 1",
      "for x in real, y in real: log(x - y) <= x - y",
      "for x in real, y in real: x != y implies sqrt(x - y) <= abs(x - y) + 1",
      "for x in real, y in real: sin(x*y) < 1",
  });
}

TEST_CASE("open ends, singularities that can be removed, premises, and terms without a value") {
  hold({
      "for x in (0, 1]: sin(x)/x < 1",
      "for x in (0, 1]: sin(x) < x",
      "for x in [-1, 1] wherever defined: sin(x)/x < 1",
      "for x in (0, 0.5828]: abs(log(1 - x)) < 3/2*x",
      "for x in (0, 1): x^x > 1/2",
      "for x in (0, 1): -x*log(x) <= exp(-1)",
      "for x in (0, 1.5936]: exp(-x) < 1 - x/2",
      "for x in (0, 1]: 1/x >= 1",
      "for x in (0, pi): sin(x) > 0",
      "for x in (0, pi/2): tanh(x) < x < 2*sin(x/2)/cos(x)",
      "for x in [-34658/100000, 34658/100000] wherever defined: abs(x*(exp(x) + 1)/(exp(x) - 1) - (2 + "
      "x^2*(1.66666666666666019037e-01 + x^2*(-2.77777777770155933842e-03 + x^2*(6.61375632143793436117e-05 "
      "+ "
      "x^2*(-1.65339022054652515390e-06 + x^2*4.13813679705723846039e-08)))))) <= 2^(-58)",
  });
  CHECK(status_of("", "for x in [-1, 1]: x != 0 implies sin(x)/x < 1", "perhaps") == Status::verified);
  do_not_hold({
      "for x in [0, 1]: sin(x)/x <= 1",
      "for x in [-1, 1]: x/x = 1",
      "for x in [0, 1]: sin(1024*x - 341)/(1024*x - 341) <= 1",
      "for x in (0, 1]: sin(x)/x <= 1 - 1/1000000",
      "for x in [-1, 1] wherever defined: sin(x)/x <= 1 - 1/1000000",
      "for x in [-1, 1]: x != 1/2 implies sin(x)/x < 1",
      "for x in (0, 0.5829]: abs(log(1 - x)) < 3/2*x",
      "for x in (0, 1): x^x > 0.6923",
      "for x in (0, 1): -x*log(x) <= exp(-1)*(1 - 1/1000000)",
      "for x in (0, 1): -x*log(x) < exp(-1)",
      "for x in (0, 1.5937]: exp(-x) < 1 - x/2",
      "for x in [-1, 1]: log(x + 1) <= x",
      "for x in [-1, 1]: sqrt(x) >= 0",
      "for x in [0, 1]: log(x) <= 0",
      "for x in (0, 1]: x^(10^12) > x^(10^13)",
  });
}

TEST_CASE("infinite ends") {
  hold({
      "for x in real: exp(x) >= 1 + x",
      "for x in real: (exp(x) + exp(-x))/2 <= exp(x^2/2)",
      "for x in (0, oo): sin(x) < x",
      "for x in real: x^2 >= 0",
      "for x in [0, oo): erfc(x) <= exp(-x^2)",
      "for x in (0, oo): x/(1 + x^2)*exp(-x^2/2) < sqrt(pi/2)*erfc(x/sqrt(2)) < exp(-x^2/2)/x",
      "for x in [0, oo): abs(1 - erfc(x) - 1 + 1/(1 + x*(0.0705230784 + x*(0.0422820123 + x*(0.0092705272 + "
      "x*(0.0001520143 + x*(0.0002765672 + x*0.0000430638))))))^16) <= 3e-7",
      "for x in real: abs(x*erfc(-x/sqrt(2))/2 - x/2*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))) <= 5e-4",
      "for x in real: softplus(x) - max(x, 0) <= log(2)",
      "for x in real: sigmoid(x)*(1 - sigmoid(x)) <= 1/4",
      "for x in (0, oo): log(x) <= x/exp(1)",
  });
  const std::string series = "where t(x) = 1/(1 + 0.47047*x)";
  hold({"for x in [0, oo): abs(-erfc(x) + (0.3480242*t(x) - 0.0958798*t(x)^2 + 0.7478556*t(x)^3)*exp(-x^2)) "
        "<= "
        "2.5e-5"},
       series);
  do_not_hold({"for x in [0, oo): abs(-erfc(x) + (0.3480242*t(x) - 0.0958798*t(x)^2 + "
               "0.7478556*t(x)^3)*exp(-x^2)) <= 2.18e-5"},
              series);
  do_not_hold({
      "for x in real: exp(x) >= 1 + x*(1 + 1/1000000)",
      "for x in real: exp(x) > 1 + x",
      "for x in real: (exp(x) + exp(-x))/2 <= exp(x^2/2.000001)",
      "for x in (0, oo): sin(x) < x*(1 - 1/1000000)",
      "for x in real: x^2 > 0",
      "for x in (0, oo): x*(1 + 1/1000000)/(1 + x^2)*exp(-x^2/2) < sqrt(pi/2)*erfc(x/sqrt(2))",
      "for x in (0, oo): sqrt(pi/2)*erfc(x/sqrt(2)) < exp(-x^2/2)/x*(1 - 1/1000000)",
      "for x in real: softplus(x) - max(x, 0) <= log(2)*(1 - 1/1000000)",
      "for x in real: tanh(x) < 1 - 1/1000000",
      "for x in (0, oo): log(x) <= x/exp(1)*(1 - 1/1000000)",
      "for x in real: abs(x*erfc(-x/sqrt(2))/2 - x/2*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))) <= 4.7e-4",
  });
}

TEST_CASE("logarithms and roots at an end or at infinity, contacts of high order") {
  hold({
      "for x in (0, 1]: log(x) <= x - 1",
      "for x in (0, 2): sqrt(x)*log(x) > -1",
      "for x in (0, 1): sqrt(x) > x",
      "for x in (0, oo): log(x) <= 2*(sqrt(x) - 1)",
      "for x in (0, oo): log(x)/sqrt(x) < 1",
      "for x in (0, oo): x^(1/3) <= (x + 2)/3",
      "for x in [0, 1): sum(k = 1..5, x^k/k) <= -log(1 - x)",
      "for q in (0, 1): q*log(2*q) + (1 - q)*log(2*(1 - q)) >= 2*(q - 1/2)^2",
      "for x in real: softplus(x) > 0",
      "for x in real: sigmoid_derivative(1, x) <= 1/4",
      "for x in (0, oo): erfc(x) > 2/sqrt(pi)*exp(-x^2)/(x + sqrt(x^2 + 2))",
  });
  CHECK(status_of("", "for x in (-1, oo): x != 0 implies x/(1 + x) < log(1 + x) < x", "perhaps") ==
        Status::verified);
  do_not_hold({
      "for x in (0, 1]: log(x) <= (x - 1)*(1 + 1/1000000)",
      "for x in (0, 1): abs(log(x) + 1) <= 1",
      "for x in (0, 1): max(log(x) + 2, 1) + min(log(x) + 2, 1) >= -100",
      "for x in (0, 1): (log(x) + 1)^2 <= 10",
      "for x in (0, 1): exp(log(x) + 1) >= 1/1000000",
      "for x in (0, 2): sqrt(x)*log(x) > -0.735758",
      "for x in (0, 1): sqrt(x) > x*(1 + 1/1000000)",
      "for x in [0, 1]: sqrt(x) > x",
      "for x in (0, oo): log(x) <= 2*(sqrt(x) - 1)*(1 + 1/1000000)",
      "for x in (0, oo): log(x)/sqrt(x) < 0.735758",
      "for x in (0, oo): x^(1/3) <= (x + 2)/3*(1 - 1/1000000)",
      "for x in (-1, oo): x/(1 + x) < log(1 + x)",
      "for x in (-1, oo): x != 0 implies x/(1 + x)*(1 + 1/1000000) < log(1 + x)",
      "for x in [0, 1): sum(k = 1..5, x^k/k)*(1 + 1/1000000) <= -log(1 - x)",
      "for x in [0, 1): x^5/5*(1 + 1/1000000) + sum(k = 1..4, x^k/k) <= -log(1 - x)",
      "for q in (0, 1): q*log(2*q) + (1 - q)*log(2*(1 - q)) >= (2 + 1/1000000)*(q - 1/2)^2",
      "for x in real: softplus(x) > 1/1000000",
      "for x in real: sigmoid_derivative(1, x) <= 1/4*(1 - 1/1000000)",
      "for x in (0, oo): erfc(x) > 2/sqrt(pi)*exp(-x^2)/(x + sqrt(x^2 + 1.999999))",
      "for x in (0, oo): erfc(x) > 2/sqrt(pi)*exp(-x^2)/(x + sqrt(x^2 + 4/pi*(1 - 1/1000000)))",
  });
}

TEST_CASE("several variables: faces and the diagonal") {
  hold({
      "for u in [-2, 2], v in [-2, 2]: (softplus(u) + softplus(v))/2 >= softplus((u + v)/2)",
      "for x in [1, 2], y in [1, 2]: log((x + y)/2) >= (log(x) + log(y))/2",
      "for x in [0, 1], y in [0, 1]: abs(sin(x) - sin(y)) <= abs(x - y)",
      "for x in [0, 1], y in [0, x]: exp(y) <= exp(x)",
      "for w in [0, 1], u in [0, 3]: sigmoid(w*u) <= 1/2 + w*u/4",
      "for x in real: (for y in [0, 1]: x*y <= x^2 + 1)",
      "for x in [0, 1], y in [0, 1]: x^2 + y^2 >= 2*x*y",
      "for x in [0, 1], y in [0, 1]: x*y <= (x^2 + y^2)/2",
      "for x in [0, 1], y in [0, 1]: x*y <= x",
      "for x in [0, 1], y in [0, 1]: x + y >= x*y",
      "for x in [0, 1], y in [0, 1]: exp(x*y) >= 1 + x*y",
      "for x in [0, 1], y in [0, 1]: exp((x + y)/2) <= (exp(x) + exp(y))/2",
  });
  do_not_hold({
      "for x in [0, 1], y in [0, 1]: x^2 + y^2 >= (2 + 1/1000000)*x*y",
      "for x in [0, 1], y in [0, 1]: x^2 + y^2 > 2*x*y",
      "for u in [-2, 2], v in [-2, 2]: (softplus(u) + softplus(v))/2 >= softplus((u + v)/2)*(1 + 1/1000000)",
      "for u in [-2, 2], v in [-2, 2]: (softplus(u) + softplus(v))/2 > softplus((u + v)/2)",
      "for x in [1, 2], y in [1, 2]: log((x + y)/2) >= (log(x) + log(y))/2*(1 + 1/1000000)",
      "for x in [0, 1], y in [0, 1]: abs(sin(x) - sin(y)) <= abs(x - y)*(1 - 1/1000000)",
      "for x in [0, 1], y in [0, x]: exp(y)*(1 + 1/1000000) <= exp(x)",
      "for x in [0, 1], y in [x, 1]: exp(y) <= exp(x)",
      "for x in [0, 1], y in [0, 1]: y <= x",
      "for x in [0, 1], y in [0, x]: x != y implies 1/(x - y - 1/2) != 0",
      "for w in [0, 1], u in [0, 3]: sigmoid(w*u) <= 1/2 + w*u/4*(1 - 1/1000000)",
      "for x in [0, 1], y in [0, 1]: x*y*(1 + 1/1000000) <= x",
      "for x in [0, 1], y in [0, 1]: exp(x*y) >= 1 + x*y*(1 + 1/1000000)",
      "for x in [0, 1], y in [0, 1]: exp((x + y)/2)*(1 + 1/1000000) <= (exp(x) + exp(y))/2",
  });
}

TEST_CASE("faces inside, where pieces have closed ends that no sample meets") {
  hold({"for x in [0, 1], y in [0, 1]: (x - 341/1024)^2 >= 0"});
  do_not_hold({
      "for x in [0, 1], y in [0, 1]: (x - 341/1024)^2 > 0",
      "for x in [0, 1], y in [0, 1]: (x - 341/1024)/(x - 341/1024) = 1",
      "for x in [0, 1], y in [0, 1]: sin(x - 341/1024)/(x - 341/1024) <= 1",
  });
}

TEST_CASE("the pole of zeta is no number, wherever in a domain it lies") {
  do_not_hold({"for x in [0, 3]: length([zeta(x)]) = 1", "for x in [1/2, 2]: zeta(x) = zeta(x)",
               "for x in [0, 3]: zeta(x)^2 >= 0", "for x in [0, 3]: 0*zeta(x) = 0",
               "for x in [-2, 3]: zeta(x) != 1/2", "for x in [1/2, oo): exp(-zeta(x)) > 0",
               "for x in [0, 3]: zeta(2 - x) < 1/2 or zeta(2 - x) > 1"});
  hold({"for x in [3/2, 3]: zeta(x) = zeta(x)", "for x in [0, 1/2]: zeta(x)^2 >= 0"});
}

TEST_CASE("functions of p have no order, for all integers either") {
  do_not_hold({"for n in 1..oo: 1 - (p + n) < 1 - p", "for n in 1..oo: p < p + n",
               "for n in 1..oo: p - n < p", "for n in 1..oo: p <= p + 0*n",
               "for n in 1..oo: sum(k = 1..n, p) <= n*p", "for n in 1..oo: sum(k = 1..n, k*p) < n^2*p + n",
               "for n in 1..oo, m in 1..oo: p - n < p + m"});
  do_not_hold({"for n in 1..oo: q(p, n) <= q(p, n)", "for n in 1..oo: q(p, n) < q(p, n) + n"},
              "where q(x, n) = x + n");
  hold({"for n in 1..oo: sum(k = 1..n, p) = n*p", "for n in 1..oo: (p + n) - p > 0"});
}

TEST_CASE("integrals in three variables end in an answer") {
  do_not_hold({"integral(x in [0, 1], integral(y in [0, 1], integral(z in [0, 1], exp(-x*y*z)))) < 1/2"});
}

TEST_CASE("integers without end, by the real numbers between them") {
  hold({"for n in 1..oo: (1 + 1/n)^n < exp(1)", "for n in 1..oo: log(n + 1) <= n"});
  do_not_hold({"for n in 1..oo: (1 + 1/n)^n < exp(1)*(1 - 1/1000000)", "for n in 0..oo: log(n + 1) < n"});
}

// ---- random terms

namespace {

class Real {
 public:
  Real() { mpfr_init2(held_, 256); }
  explicit Real(const mpq_class& a) : Real() { mpfr_set_q(held_, a.get_mpq_t(), MPFR_RNDN); }
  Real(const Real& a) : Real() { mpfr_set(held_, a.held_, MPFR_RNDN); }
  Real& operator=(const Real& a) {
    mpfr_set(held_, a.held_, MPFR_RNDN);
    return *this;
  }
  ~Real() { mpfr_clear(held_); }
  mpfr_ptr get() { return held_; }
  mpfr_srcptr get() const { return held_; }
  bool is_number() const { return mpfr_number_p(held_) != 0; }
  friend bool operator<(const Real& a, const Real& b) { return mpfr_less_p(a.held_, b.held_) != 0; }

 private:
  mpfr_t held_;
};

using Unary = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
using Binary = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

// A point, and a term of x and y, as text and as a function; it is no number where it is undefined.
struct Point {
  Real x;
  Real y;
};

struct Term {
  std::string text;
  std::function<Real(const Point&)> at;
};

struct TooLarge {};

class Generator {
 public:
  explicit Generator(unsigned long seed) : random_(seed) {}

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  mpq_class rational() {
    mpq_class result(below(17) - 8, 1 + below(4));
    result.canonicalize();
    return result;
  }

  Term constant(const mpq_class& value) {
    return {"(" + value.get_str() + ")", [value](const Point&) { return Real(value); }};
  }

  Term variable() {
    if (has_y && below(2) == 0) return {"y", [](const Point& at) { return at.y; }};
    return {"x", [](const Point& at) { return at.x; }};
  }

  Term apply(const std::string& name, Unary f, const Term& a) {
    return {name + "(" + a.text + ")", [f, a](const Point& point) {
              const Real x = a.at(point);
              // Not the angle exp(exp(40)), which takes so many digits of pi.
              if (x.is_number() && mpfr_cmpabs(x.get(), Real(mpz_class(1) << 2000).get()) > 0)
                throw TooLarge();
              Real result;
              if (f != mpfr_log || mpfr_sgn(x.get()) > 0) f(result.get(), x.get(), MPFR_RNDN);
              return result;
            }};
  }

  Term apply(const std::string& symbol, Binary f, const Term& a, const Term& b) {
    return {"(" + a.text + " " + symbol + " " + b.text + ")", [f, a, b](const Point& point) {
              const Real x = a.at(point);
              const Real y = b.at(point);
              Real result;
              if (f != mpfr_div || !mpfr_zero_p(y.get())) f(result.get(), x.get(), y.get(), MPFR_RNDN);
              return result;
            }};
  }

  Term term(int depth) {
    if (depth == 0) return below(3) == 0 ? constant(rational()) : variable();
    switch (below(22)) {
      case 16:
        return apply("tan", mpfr_tan, term(depth - 1));
      case 17:
        return apply("atan", mpfr_atan, term(depth - 1));
      case 18:
        return apply("asin", mpfr_asin, term(depth - 1));
      case 19:
        return apply("sinh", mpfr_sinh, term(depth - 1));
      case 20:
        return apply("cosh", mpfr_cosh, term(depth - 1));
      case 21:
        return apply("erf", mpfr_erf, term(depth - 1));
      case 0:
        return apply("exp", mpfr_exp, term(depth - 1));
      case 1:
        return apply("log", mpfr_log, term(depth - 1));
      case 2:
        return apply("sin", mpfr_sin, term(depth - 1));
      case 3:
        return apply("cos", mpfr_cos, term(depth - 1));
      case 4:
        return apply("tanh", mpfr_tanh, term(depth - 1));
      case 5:
        return apply("sqrt", mpfr_sqrt, term(depth - 1));
      case 6:
        return apply("erfc", mpfr_erfc, term(depth - 1));
      case 7:
        return apply("abs", mpfr_abs, term(depth - 1));
      case 8:
        return apply("/", mpfr_div, term(depth - 1), term(depth - 1));
      case 9:
      case 10:
        return apply("-", mpfr_sub, term(depth - 1), term(depth - 1));
      case 11:
      case 12:
        return apply("+", mpfr_add, term(depth - 1), term(depth - 1));
      default:
        return apply("*", mpfr_mul, term(depth - 1), term(depth - 1));
    }
  }

  bool has_y = false;

 private:
  std::mt19937 random_;
};

struct RandomDomain {
  std::string text;
  std::vector<Real> points;
};

RandomDomain domain(Generator& random, bool is_finite) {
  const mpq_class low = random.rational();
  const mpq_class length(1 + random.below(6), 1 + random.below(3));
  const mpq_class high = low + length;
  const bool low_open = random.below(2) == 0;
  const bool high_open = random.below(2) == 0;
  const int kind = is_finite ? 2 : random.below(4);  // 0: to infinity, 1: from it, else finite
  RandomDomain result;
  if (kind == 0) result.text = (low_open ? "(" : "[") + low.get_str() + ", oo)";
  if (kind == 1) result.text = "(-oo, " + high.get_str() + (high_open ? ")" : "]");
  if (kind > 1)
    result.text = (low_open ? "(" : "[") + low.get_str() + ", " + high.get_str() + (high_open ? ")" : "]");
  if (kind != 1 && !low_open) result.points.emplace_back(low);
  if (kind != 0 && !high_open) result.points.emplace_back(high);
  const int count = is_finite ? 48 : 400;
  for (int i = 1; i < count; ++i) {
    mpq_class part(i, count);
    part.canonicalize();
    mpq_class place = length * part;
    if (kind < 2) place = part / (1 - part) * (i % 3 == 0 ? part / (1 - part) : mpq_class(1));
    result.points.emplace_back(kind == 1 ? mpq_class(high - place) : mpq_class(low + place));
  }
  for (unsigned i = 3; i < 60; i += is_finite ? 9 : 1) {  // near the ends
    const mpq_class tiny(1, mpz_class(1) << i);
    if (kind != 1) result.points.emplace_back(mpq_class(low + length * tiny));
    if (kind != 0) result.points.emplace_back(mpq_class(high - length * tiny));
    if (kind < 2)
      result.points.emplace_back(kind == 1 ? mpq_class(high - 1 / tiny) : mpq_class(low + 1 / tiny));
  }
  return result;
}

}  // namespace

namespace {

// What the checker verifies of a random term, a bound of it over a domain, is compared with samples. Returns
// how many statements were verified.
int check_random_bounds(unsigned long seed, unsigned long rounds, bool has_y) {
  Generator random(seed);
  random.has_y = has_y;
  int verified = 0;
  for (unsigned round = 0; round < rounds; ++round) {
    Term term = random.term(1 + random.below(3));
    const RandomDomain over = domain(random, has_y);
    const RandomDomain along = domain(random, true);
    std::vector<Point> points;
    for (std::size_t i = 0; i < over.points.size(); ++i) {
      if (!has_y) points.push_back({over.points[i], Real(mpq_class(0))});
      for (std::size_t j = i % 7; has_y && j < along.points.size(); j += 7)
        points.push_back({over.points[i], along.points[j]});
    }
    // A contact of some order at a point or on the diagonal, a bound near the least sample, or any bound.
    const int kind = random.below(3);
    mpq_class bound = random.rational();
    if (kind == 0) {
      Term other = random.constant(random.rational());
      if (has_y && random.below(2) == 0) other = random.variable();
      const Term shifted = random.apply("-", mpfr_sub, random.variable(), other);
      for (int power = 1 + random.below(3); power > 0; --power)
        term = random.apply("*", mpfr_mul, term, shifted);
      bound = 0;
    }
    const bool only_where_defined = random.below(4) == 0;
    Real least;
    mpfr_set_inf(least.get(), 1);
    bool is_defined = true;
    std::vector<Real> values;
    bool is_small = true;
    for (const Point& point : points) {
      Real value;
      try {
        value = term.at(point);
      } catch (const TooLarge&) {
        is_small = false;
        break;
      }
      is_defined = is_defined && !mpfr_nan_p(value.get());
      if (mpfr_nan_p(value.get())) continue;
      values.push_back(value);
      if (value < least) least = value;
    }
    if (!is_small || !least.is_number() || mpfr_cmpabs(least.get(), Real(mpz_class(1) << 40).get()) > 0)
      continue;
    const bool is_tiny = !mpfr_zero_p(least.get()) && mpfr_get_exp(least.get()) < -200;
    if (kind == 1 && !is_tiny) {
      mpq_class near;
      mpfr_get_q(near.get_mpq_t(), least.get());
      const mpz_class size = mpz_class(1) << (random.below(2) == 0 ? 10U : 20U);
      mpz_class rounded;
      const mpq_class scaled = near * size;
      mpz_fdiv_q(rounded.get_mpz_t(), scaled.get_num_mpz_t(), scaled.get_den_mpz_t());
      bound = mpq_class(rounded + random.below(3) - 1, size);
      bound.canonicalize();
    }
    const bool is_strict = random.below(2) == 0;
    const Real limit(bound);
    bool is_true = true;
    for (const Real& value : values) is_true = is_true && (is_strict ? limit < value : !(value < limit));
    const std::string statement = "for x in " + over.text + (has_y ? ", y in " + along.text : "") +
                                  (only_where_defined ? " wherever defined: " : ": ") + term.text +
                                  (is_strict ? " > " : " >= ") + bound.get_str();
    CAPTURE(statement);
    const check::Limits limits{.steps = 10'000'000, .seconds = 3600};
    if (decision_on("", statement, Claimed{.trust = "enclosure"}, limits).status != Status::verified)
      continue;
    ++verified;
    CHECK((is_defined || only_where_defined));
    // What rounds to the bound may be on either side of it.
    if (is_true) continue;
    Real nearest;
    mpfr_sub(nearest.get(), least.get(), limit.get(), MPFR_RNDN);
    mpfr_abs(nearest.get(), nearest.get(), MPFR_RNDN);
    CHECK(mpfr_cmp_ui_2exp(nearest.get(), 1, -200) < 0);
  }
  MESSAGE("verified: ", verified);
  return verified;
}

}  // namespace

TEST_CASE("bounds of random terms that are verified hold at samples") {
  CHECK(check_random_bounds(testing::number_of("DROPCERT_SEED", 1),
                            testing::number_of("DROPCERT_ROUNDS", 200), false) > 0);
}

TEST_CASE("bounds of random terms of two variables that are verified hold at samples") {
  CHECK(check_random_bounds(testing::number_of("DROPCERT_SEED", 1), testing::number_of("DROPCERT_ROUNDS", 60),
                            true) > 0);
}
