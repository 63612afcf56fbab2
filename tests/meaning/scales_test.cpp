// Functions of what tends to 0 at infinity, less their Taylor polynomials: what is left where the greater
// terms cancel has the sign of the next coefficient, moved by 1/10, since all that follows is smaller by far.
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

struct Small {
  const char* term;  // in x, between 0 and 1/100 from there on
  int from;
};

constexpr Small small_terms[] = {
    {"exp(-x)", 8},           {"exp(-x^2)", 4},        {"exp(-x)/x", 8},       {"x * exp(-x^2)", 4},
    {"log(x)/x", 1000},       {"1/(x * log(x))", 100}, {"exp(-sqrt(x))", 64},  {"1/x^2 + exp(-x)", 20},
    {"(1 - tanh(x)) * x", 8}, {"log(log(x))/x", 1000}, {"exp(-log(x)^2)", 20},
};

struct Outer {
  const char* term;  // in s
  const char* coefficients[3];
};

constexpr Outer outer_functions[] = {
    {"exp(s)", {"1", "1", "1/2"}},
    {"log(1 + s)", {"0", "1", "-1/2"}},
    {"sqrt(1 + s)", {"1", "1/2", "-1/8"}},
    {"1/(1 + s)", {"1", "-1", "1"}},
    {"root(1 + s, 3)", {"1", "1/3", "-1/9"}},
    {"tanh(s)", {"0", "1", "0"}},
    {"sin(s)", {"0", "1", "0"}},
    {"erf(s) * sqrt(pi)/2", {"0", "1", "0"}},
};

}  // namespace

TEST_CASE("what is left where the greater terms cancel has its sign, for engine and checker") {
  std::string definitions;
  std::string text;
  std::vector<bool> holds;
  int number = 0;
  for (const Small& small : small_terms)
    for (const Outer& function : outer_functions) {
      definitions +=
          fmt::format("where s{0}(x) = {1}\nwhere f{0}(s) = {2}\n", number, small.term, function.term);
      for (int order : {1, 2})
        for (bool is_true : {true, false}) {
          const char* const* c = function.coefficients;
          const std::string known = order == 1 ? c[0] : fmt::format("{} + ({}) * s{}(x)", c[0], c[1], number);
          text += fmt::format(
              "claim P{}x{} \"\" printed for x in [{}, oo): f{}(s{}(x)) - ({}) > ({} {} 1/10) * s{}(x)^{}\n",
              number, holds.size(), small.from, number, number, known, c[order], is_true ? "-" : "+", number,
              order);
          holds.push_back(is_true);
        }
      ++number;
    }
  const Ledger ledger = checked_ledger(definitions + text, "scales");
  std::vector<Finding> findings;
  const Certificate certificate = certificate_of(ledger, findings);
  REQUIRE(findings.size() == holds.size());
  std::size_t decided = 0;
  std::size_t verified = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    CAPTURE(certificate.claims[i].statements[0].text);
    CHECK(findings[i].verdict != (holds[i] ? Verdict::refuted : Verdict::holds));
    if (findings[i].verdict == Verdict::undecided) continue;
    ++decided;
    const Answer honest = judge(alone(certificate, i), 3'000'000).answer;
    CHECK((honest == Answer::verified || honest == Answer::unreached));
    verified += honest == Answer::verified ? 1U : 0U;
    Certificate forged = alone(certificate, i);
    CertifiedStatement& lie = forged.claims[0].statements[0];
    CertifiedStatement opposite;
    opposite.role = lie.role;
    opposite.text = lie.text;
    opposite.verdict = holds[i] ? "refuted" : "holds";
    opposite.trust = "enclosure";
    opposite.cases = holds[i] ? "" : "1";
    lie = opposite;
    CHECK(judge(forged).answer != Answer::verified);
  }
  std::printf("%zu of %zu decided, %zu verified\n", decided, findings.size(), verified);
  CHECK(decided * 10 >= findings.size() * 9);
  CHECK(verified * 100 >= decided * 95);
}
