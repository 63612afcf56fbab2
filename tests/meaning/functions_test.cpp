// Each function of one real argument, of arguments that grow and shrink in all ways, compared with one of its
// own values: false at that point, and so true by no way of looking at a region or towards its end.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <vector>

#include "language/check.hpp"
#include "meaning/answers.hpp"

using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;
using namespace dropcert::meaning;

namespace {

// Of an argument {}.
constexpr const char* terms[] = {
    "exp({})",
    "log({})",
    "sqrt({})",
    "root({}, 3)",
    "({})^(-2/3)",
    "sin({})",
    "cos({})",
    "tan({})",
    "atan({})",
    "asin(1/(1 + {}))",
    "acos(1/(1 + {}))",
    "sinh({})",
    "cosh({})",
    "tanh({})",
    "sigmoid({})",
    "softplus({})",
    "erf({})",
    "erfc({})",
    "gamma({})",
    "lgamma({})",
    "digamma({})",
    "zeta(1 + {})",
    "li(2 + {})",
    "bessel_j(0, {})",
    "bessel_j(1, {})",
    "sigmoid_derivative(0, {})",
    "sigmoid_derivative(2, {})",
    "softplus_derivative(0, {})",
    "softplus_derivative(1, {})",
    "softplus_derivative(3, {})",
    "abs({})",
    "min({}, 3)",
    "floor({})",
    "2^(-{})",
};

// Positive for x >= 2.
constexpr const char* arguments[] = {
    "x", "1/x", "exp(x)", "exp(-x)", "exp(1/x)", "log(x)", "1 + exp(-x^2)", "(1 + exp(-x))*x", "1 - erf(x)",
};

}  // namespace

TEST_CASE("no function is on one side of one of its own values everywhere") {
  std::size_t statements = 0;
  for (const char* function : terms) {
    std::string text;
    for (const char* argument : arguments)
      for (const char* relation : {"<", ">"})
        text += fmt::format("claim P{} \"\" where f(x) = {} printed for x in [2, oo): f(x) {} f(9)\n",
                            statements++, fmt::format(fmt::runtime(function), argument), relation);
    const Ledger ledger = checked_ledger(text, "functions");
    std::vector<Finding> findings;
    const Certificate certificate = certificate_of(ledger, findings);
    for (std::size_t i = 0; i < findings.size(); ++i) {
      CAPTURE(std::string(function));
      CAPTURE(std::string(arguments[i / 2]));
      CHECK(findings[i].verdict != Verdict::holds);
      CHECK(judge(claiming(certificate, i, "holds", "enclosure", "1")).answer != Answer::verified);
    }
  }
  std::printf("%zu falsehoods\n", statements);
}
