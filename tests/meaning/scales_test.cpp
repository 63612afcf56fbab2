// Functions of what tends to 0 at infinity, less their Taylor polynomials: what is left where the greater
// terms cancel has the sign of the next coefficient, moved by 1/10, since all that follows is smaller by far.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <vector>

#include "language/check.hpp"
#include "meaning/answers.hpp"
#include "meaning/verdict_counts.hpp"

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
    {"exp(-x)", 8},        {"exp(-x^2)", 4},         {"x * exp(-x^2)", 4},    {"log(x)/x", 1000},
    {"exp(-sqrt(x))", 64}, {"(1 - tanh(x)) * x", 8}, {"log(log(x))/x", 1000}, {"exp(-log(x)^2)", 20},
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
        for (const char* end : {"> ({} - 1/10)", "< ({} + 1/10)", "> ({} + 1/10)"}) {
          const char* const* c = function.coefficients;
          const std::string known = order == 1 ? c[0] : fmt::format("{} + ({}) * s{}(x)", c[0], c[1], number);
          text +=
              fmt::format("claim P{}x{} \"\" printed for x in [{}, oo): f{}(s{}(x)) - ({}) {} * s{}(x)^{}\n",
                          number, holds.size(), small.from, number, number, known,
                          fmt::format(fmt::runtime(end), c[order]), number, order);
          holds.push_back(holds.size() % 3 != 2);
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
    const Certificate forged = holds[i] ? claiming(certificate, i, "refuted", "enclosure", "uncounted")
                                        : claiming(certificate, i, "holds", "enclosure", "1");
    const Answer lie = judge(forged).answer;
    CHECK(lie != Answer::verified);
    CHECK(lie != Answer::malformed);
  }
  std::printf("%zu of %zu decided, %zu verified\n", decided, findings.size(), verified);
  CHECK(decided * 10 >= findings.size() * 9);
  CHECK(verified * 100 >= decided * 97);
}

// Each is false, from numbers on of so many digits that none is tried.
TEST_CASE("no program takes for true what fails beyond all numbers that are tried") {
  constexpr const char* terms[] = {
      "tanh(1 + log(log(x)) + {0}) < 1 - 1e-8",
      "atan(1 + log(log(x)) + {0}) < 3/2",
      "sin(1 + log(log(x))/1000 + {0}) > 1/2",
      "erf(1 + log(log(x)) + {0}) < 1 - 1e-30",
      "log(1 + log(log(x)) + {0}) < 4",
      "sqrt(1 + log(log(x)) + {0}) < 10",
      "1/(1 + log(log(x)) + {0}) > 1/100",
      "exp(-log(log(x)) - {0}) > 1e-40",
      "sigmoid(log(log(x)) + 1 + {0}) < 1 - 1e-9",
      "cos(log(log(x))/1000 + {0}) > 1/2",
      "log(log(log(x))) + {0} < 3",
      "softplus(log(log(x)) + 2 + {0}) < 50",
  };
  std::string text;
  int number = 0;
  for (const char* term : terms)
    for (const char* small : {"1/x", "exp(-x)", "log(x)/x", "0"})
      for (const char* domain : {"[20, oo)", "20..oo"})
        text += fmt::format("claim P{} \"\" printed for x in {}: {}\n", number++, domain,
                            fmt::format(fmt::runtime(term), small));
  check_none_holds(text, 3'000'000);
}
