// Every function at a point where it is undefined, inside a region: multiplied by 0, equal to itself, cut off
// by a function that forgets it. No program may take such a statement for true, whatever its terms cancel to.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "meaning/verdict_counts.hpp"

using namespace dropcert::meaning;

namespace {

struct Pole {
  const char* term;
  const char* domain;  // of a, with a point at which the term is undefined
};

constexpr Pole poles[] = {
    {"1/a", "[-1, 1]"},
    {"a/a", "[-1, 1]"},
    {"a * (1/a)", "[-1, 1]"},
    {"(a^2 - a)/(a - 1)", "[0, 2]"},
    {"1/a - 1/a", "[-1, 1]"},
    {"1/(a - 1/3)", "[0, 1]"},
    {"1/(a^2 - 2)", "[1, 2]"},
    {"a^-1", "[0, 1]"},
    {"0^a", "[-1, 1]"},
    {"a^a", "[-1, 1]"},
    {"a^(1/2)", "[-1, 1]"},
    {"sqrt(a)", "[-1, 1]"},
    {"sqrt(a)^2", "[-1, 1]"},
    {"root(a, 2)", "[-1, 1]"},
    {"root(1/a, 3)", "[-1, 1]"},
    {"root(a, floor(a))", "[0, 3]"},
    {"log(a)", "[0, 1]"},
    {"log(a)", "(-1, 1]"},
    {"log(a^2)", "[-1, 1]"},
    {"log(a - sqrt(2))", "[0, 3]"},
    {"exp(log(a))", "[-1, 1]"},
    {"exp(log(a)/2)^2", "[-1, 1]"},
    {"log(exp(1/a))", "[-1, 1]"},
    {"log(a)/log(a)", "[1/2, 2]"},
    {"exp(1/a)", "[-1, 1]"},
    {"sigmoid(1/a)", "[-1, 1]"},
    {"softplus(log(a))", "[0, 1]"},
    {"sigmoid_derivative(1, log(a))", "[0, 1]"},
    {"softplus_derivative(a, 1)", "[0, 2]"},
    {"tanh(log(a))", "[0, 1]"},
    {"cos(1/a)^2 + sin(1/a)^2", "[-1, 1]"},
    {"tan(a)", "[0, 2]"},
    {"tan(a) * cos(a)", "[1, 2]"},
    {"asin(a)", "[0, 2]"},
    {"acos(a)", "[-2, 0]"},
    {"acos(1/a)", "[-1, 1]"},
    {"atan(1/a)", "[-1, 1]"},
    {"sinh(1/a)", "[-1, 1]"},
    {"cosh(log(a))", "[0, 1]"},
    {"erf(log(a))", "[0, 1]"},
    {"erfc(1/a)", "[0, 1]"},
    {"gamma(a)", "[-1, 1]"},
    {"gamma(a + 1)/gamma(a)", "[0, 1]"},
    {"lgamma(a)", "[0, 1]"},
    {"digamma(a)", "[-1, 1]"},
    {"zeta(a)", "[0, 2]"},
    {"li(a)", "[1, 2]"},
    {"a!", "[0, 2]"},
    {"binomial(a, a)", "[0, 2]"},
    {"harmonic(a)", "[0, 2]"},
    {"bessel_j(a, 1)", "[0, 2]"},
    {"prime(a)", "[1, 2]"},
    {"primepi(1/a)", "[0, 1]"},
    {"bell(a)", "[0, 2]"},
    {"gcd(a, 2)", "[0, 2]"},
    {"mod(a, a)", "[-1, 2]"},
    {"mod(0, a)", "[0, 2]"},
    {"mod(2 * a, a)", "[-1, 1]"},
    {"mod(a^3, a^2)", "[0, 1]"},
    {"mod(a, a - 1/3)", "[0, 1]"},
    {"floor(1/a)", "[0, 1]"},
    {"ceil(log(a))", "[0, 1]"},
    {"abs(1/a)", "[-1, 1]"},
    {"min(1/a, 3)", "[0, 1]"},
    {"max(log(a), 1)", "[0, 1]"},
    {"if(1/a > 0, 1, 2)", "[-1, 1]"},
    {"[1, 2][a]", "[1, 2]"},
    {"length([1/a])", "[-1, 1]"},
    {"sum([a, 1/a]) - 1/a", "[-1, 1]"},
    {"sum(k = 0..a, k)", "[0, 2]"},
    {"mean(y in dropout([1], a), y)", "[0, 1]"},
    {"mean(y in law([(0, a), (1, 1 - a)]), y)", "[-1, 1]"},
    {"regulariser([1], a)", "[0, 1]"},
    {"moment([1], a, 2)", "[0, 1]"},
    {"radius(log(a))", "[0, 1]"},
    {"at(1/p, a)", "[0, 1]"},
    {"at(p/(1 - p), a)", "[0, 1]"},
    {"integral(t in [a, 1], 1/t)", "[0, 1]"},
    {"integral(t in [0, a], 1/t)", "[0, 1]"},
    {"derivative(x = a, abs(x))", "[-1, 1]"},
    {"derivative(x = a, if(x > 1/3, 1, 0))", "[0, 1]"},
    {"sum(k = 0..oo, a^k)", "[0, 1]"},
    {"zero(x in [0, a], x - 1/2)", "[0, 1]"},
};

// Undefined at an integer between 0 and 8; f and g are definitions by equations.
constexpr const char* undefined_at_an_integer[] = {
    "1/(n - 3)",
    "n/n",
    "n/(n^2 - 9)",
    "(n^2 - n)/(n - 1)",
    "(n - 2)^(-1)",
    "(n - 2)^(n - 3)",
    "0^(n - 1)",
    "2^(1/n)",
    "mod(n, n - 2)",
    "floor(1/(n - 2))",
    "log(n)",
    "log(n - 1)",
    "log(n!/6 - 1)",
    "sqrt(n - 1)",
    "root(n - 1, 2)",
    "root(2, n)",
    "(n - 4)!",
    "1/(n! - 6)",
    "1/(2^n - 8)",
    "gamma(n - 2)",
    "lgamma(n)",
    "digamma(n)",
    "zeta(n)",
    "li(n)",
    "tan(n * pi/2)",
    "1/sin(pi * n)",
    "asin(n/2)",
    "harmonic(n - 1)",
    "bernoulli(n - 1)",
    "bell(n - 2)",
    "surjections(n - 1, 2)",
    "prime(n)",
    "gcd(n/2, 2)",
    "1/binomial(n, 3)",
    "1/binomial(3, n)",
    "binomial(n, 1/(n - 1))",
    "bessel_j(n/2, 1)",
    "sigmoid_derivative(n - 1, 1)",
    "D(p, n - 1)",
    "p^n/(p^n - p^3)",
    "1/(p^n - p^2)",
    "at(1/(1 - p), n)",
    "moment([1], 1/2, n - 1)",
    "partial_regulariser(n - 1, [1], 1/2)",
    "regulariser([1], n/4)",
    "mean(y in dropout([1], n/4), y)",
    "mean(y in law([(0, n), (1, 1 - n)]), y)",
    "sum(k = 1..n, 1/(k - 3))",
    "prod(k = 1..n, 1/(k - 3))",
    "sum(k = 0..oo, (n/2)^k)",
    "integral(t in [0, n], 1/(t - 2))",
    "derivative(x = n, abs(x - 2))",
    "zero(x in [0, n], x - 1)",
    "if(1/(n - 2) > 0, 1, 2)",
    "min(1/(n - 2), 0)",
    "length([1/(n - 2)])",
    "[1, 2, 3][n]",
    "f(n)",
    "g(n)",
};

// A function of p, where a real number is needed.
constexpr const char* functions_of_p[] = {
    "integral(t in (2, p), 3*t)",
    "integral(t in [p, 2], 3*t)",
    "integral(t in (p, oo), exp(-t))",
    "integral(t in (-oo, p+1], exp(t))",
    "integral(t in [0, 1], p*t)",
    "integral(t in [0, 1], p)",
    "derivative(t = p, t^2)",
    "derivative(t = 1, p*t)",
    "derivative(t = 1, t, p)",
    "sum(k = 1..p, k)",
    "sum(k = p..2, k)",
    "sum(k = p..oo, 1/2^k)",
    "sum(k = 0..oo, p^k)",
    "sum(k = 0..oo, p/2^k)",
    "sum(k = 1..oo, 1/(k*(k+p)))",
    "prod(k = 1..oo, 1+p/2^k)",
    "prod(k = 1..p, k)",
    "zero(t in [0, p], t-1/2)",
    "zero(t in [0, 1], t-p)",
    "sqrt(p)",
    "sqrt(p^2)",
    "root(p, 3)",
    "root(2, p)",
    "log(p)",
    "log(exp(p))",
    "exp(p)",
    "exp(0*p+p)",
    "sin(p)",
    "cos(p)",
    "tan(p)",
    "tanh(p)",
    "sinh(p)",
    "cosh(p)",
    "atan(p)",
    "asin(p)",
    "acos(p)",
    "erf(p)",
    "erfc(p)",
    "sigmoid(p)",
    "softplus(p)",
    "sigmoid_derivative(1, p)",
    "sigmoid_derivative(p, 1)",
    "softplus_derivative(2, p)",
    "abs(p)",
    "2^p",
    "p^p",
    "p^(1/2)",
    "max(p, 1)",
    "min(p, 2)",
    "floor(p)",
    "ceil(p)",
    "mod(p, 2)",
    "gcd(p, 2)",
    "zeta(p)",
    "gamma(p)",
    "lgamma(p)",
    "digamma(p)",
    "bell(p)",
    "bernoulli(p)",
    "binomial(p, 2)",
    "binomial(2, p)",
    "p!",
    "harmonic(p)",
    "stirling1(p, 1)",
    "surjections(p, 1)",
    "li(p)",
    "primepi(p)",
    "prime(p)",
    "bessel_j(0, p)",
    "radius(p)",
    "moment([p], 1/2, 2)",
    "moment([1], p, 2)",
    "moment([1], 1/2, p)",
    "deviation([p], 1/2)",
    "regulariser([p], 1/2)",
    "regulariser([1], p)",
    "mean(x in dropout([p], 1/2), x)",
    "mean(x in dropout([1], p), x)",
    "mean(x in law([(p, 1)]), x)",
    "mean(x in law([(1, p), (0, 1-p)]), x)",
    "at(p, p)",
    "at(1, p)",
    "D(p, p)",
    "if(p < 1, 1, 2)",
    "[1, 2][p]",
    "root_limsup(n, p^n)",
};

constexpr const char* forms[] = {"0 * ({0}) = 0", "{0} = {0}", "({0}) - ({0}) >= 0", "0 * ({0}) > -1",
                                 "length([{0}]) = 1"};

}  // namespace

TEST_CASE("no program takes a statement for true that is undefined at a point of its region") {
  std::string text;
  int number = 0;
  for (const Pole& pole : poles)
    for (const char* form : forms)
      text += fmt::format("claim P{} \"\" printed for a in {}: {}\n", number++, pole.domain,
                          fmt::format(fmt::runtime(form), pole.term));
  CHECK(check_none_holds(text, 250'000, {"exact", "enclosure"}, {"1"}) >
        static_cast<std::size_t>(number) / 2);
}

TEST_CASE("no program takes a statement for true that is undefined at an integer of its range") {
  std::string text =
      "where f(0) = 1, f(n) = f(n - 1)/(n - 3)\n"
      "where g(1) = 1, g(n) = g(n - 1) + 1\n";
  int number = 0;
  for (const char* domain : {"0..oo", "-2..oo", "0..8"})
    for (const char* term : undefined_at_an_integer)
      for (const char* form : forms)
        text += fmt::format("claim P{} \"\" printed for n in {}: {}\n", number++, domain,
                            fmt::format(fmt::runtime(form), term));
  CHECK(check_none_holds(text, 250'000, {"exact", "enclosure"}, {"1", "9"}) >
        static_cast<std::size_t>(number) / 2);
}

TEST_CASE("no program takes a function of p for a real number") {
  std::string text;
  int number = 0;
  for (const char* context :
       {"{0} = {0}", "for a in [-1, 0): {0} = {0}", "for a in [-1, 0): length([{0}]) = 1",
        "for a in real: for b in {{{0}}}: a = a", "for n in 1..oo: n = n + {0} - {0}"})
    for (const char* term : functions_of_p)
      text += fmt::format("claim P{} \"\" printed {}\n", number++, fmt::format(fmt::runtime(context), term));
  for (const char* context : {"for x in {0}: 1 = 1", "for a in real, x in {0}: a = a"})
    for (const char* domain : {"[0, p]", "(p, oo)", "1..p", "p..oo", "{{1}}^p", "[0, 1]^p"})
      text += fmt::format("claim P{} \"\" printed {}\n", number++,
                          fmt::format(fmt::runtime(context), fmt::format(fmt::runtime(domain))));
  CHECK(check_none_holds(text, 250'000, {"exact", "enclosure"}, {"1"}) >
        static_cast<std::size_t>(number) * 9 / 10);
}
