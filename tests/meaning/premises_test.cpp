// Premises that bound a variable by a number, against points.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "meaning/verdict_counts.hpp"

using namespace dropcert::meaning;

namespace {

struct Premise {
  const char* text;
  bool (*holds)(double x);
};

const Premise premises[] = {
    {"x > 0", [](double x) { return x > 0; }},
    {"x >= 1", [](double x) { return x >= 1; }},
    {"0 < x", [](double x) { return x > 0; }},
    {"0 <= x < 2", [](double x) { return x >= 0 && x < 2; }},
    {"x != 0", [](double x) { return x != 0; }},
    {"x < 1 and x > -1", [](double x) { return x < 1 && x > -1; }},
    {"x <= -1", [](double x) { return x <= -1; }},
    {"x != 1 and x > -2", [](double x) { return x != 1 && x > -2; }},
    {"x > 0 and x^2 < 4", [](double x) { return x > 0 && x < 2; }},
    {"0 < x < 4/x", [](double x) { return x > 0 && x < 2; }},
};

struct Inequality {
  const char* text;
  bool (*holds)(double x, double y);
};

const Inequality inequalities[] = {
    {"softplus(x) <= softplus(y) + sigmoid(y)*(x - y) + (x - y)^2/8", [](double, double) { return true; }},
    {"exp(x) >= 1 + x", [](double, double) { return true; }},
    {"(x + 1)*exp(y) >= x*y + x",
     [](double x, double y) { return (x + 1) * std::exp(y) >= x * y + x - 1e-9; }},
    {"x + y^2 > 0", [](double x, double y) { return x + y * y > 1e-9; }},
    {"abs(x) = x", [](double x, double) { return x >= 0; }},
    {"max(x, 0) + max(-x, 0) = abs(x)", [](double, double) { return true; }},
    {"(x^2 + y^2)/2 >= x*y", [](double, double) { return true; }},
    {"x^3 + 1 >= x^2 + x - y^2",
     [](double x, double y) { return x * x * x + 1 >= x * x + x - y * y - 1e-9; }},
    {"x*(1 + y^2) > x - 1", [](double x, double y) { return x * (1 + y * y) > x - 1 + 1e-9; }},
};

const std::vector<std::string> with_rational_ends = {"real", "[-3, 3]", "(-1, oo)", "[0, 1]"};
const std::vector<std::string> with_irrational_ends = {"[-sqrt(2), 3]", "(-2, exp(1))"};

bool contains(const std::string& domain, double x) {
  return domain == "real" || (domain == "[-3, 3]" && std::abs(x) <= 3) || (domain == "(-1, oo)" && x > -1) ||
         (domain == "[0, 1]" && x >= 0 && x <= 1) || (domain == "[-sqrt(2), 3]" && x > -1.42 && x <= 3) ||
         (domain == "(-2, exp(1))" && x > -2 && x < 2.71);
}

// Each premise before each inequality, over these domains.
VerdictCounts counts_over(const std::vector<std::string>& domains) {
  std::string text;
  std::vector<bool> may_hold;
  for (const Premise& premise : premises)
    for (const Inequality& inequality : inequalities)
      for (const std::string& domain : domains) {
        bool holds = true;
        for (int i = -48; i <= 48; ++i)
          for (int j = -8; j <= 8; ++j) {
            const double x = i / 8.0;
            const double y = j / 4.0;
            if (contains(domain, x) && premise.holds(x)) holds = holds && inequality.holds(x, y);
          }
        text += fmt::format("claim P{} \"\" printed for x in {}, y in real: {} implies {}\n", may_hold.size(),
                            domain, premise.text, inequality.text);
        may_hold.push_back(holds);
      }
  return check_verdicts(text, may_hold);
}

}  // namespace

TEST_CASE("what holds where a premise bounds a variable holds at points, and nothing else") {
  const VerdictCounts rational = counts_over(with_rational_ends);
  CHECK(rational.proved >= 200);
  CHECK(rational.verified * 100 >= rational.decided * 98);
  const VerdictCounts irrational = counts_over(with_irrational_ends);
  CHECK((rational.verified + irrational.verified) * 100 >= (rational.decided + irrational.decided) * 90);
}

TEST_CASE("what a premise hides, and what it does not") {
  const std::string text =
      "claim A \"\" printed for x in real, y in [0, sqrt(x)]: x > 0 implies y >= 0\n"
      "claim B \"\" printed for x in real: log(x) > 5 and x > 0 implies x > 1\n"
      "claim C \"\" printed for x in real, y in real: log(x) != y and x > 0 implies x > 0\n"
      "claim D \"\" printed for x in [-1, 1]: x > -2 implies x*log(x) <= 0\n"
      "claim E \"\" printed for x in real: 0 < x < log(x) or x > 0 implies x > 1/2\n";
  check_verdicts(text, std::vector<bool>(5, false));
  const std::string hidden =
      "claim A \"\" printed for x in real: x > 0 implies log(x) < x\n"
      "claim B \"\" printed for x in real: x > 0 and log(x) != 5 implies log(x) < x\n"
      "claim C \"\" printed for x in real: 1/2 < x < 2 implies log(x) < 1\n"
      "claim D \"\" printed for x in real: x != 0 implies abs(sin(x)/x) < 1\n";
  const VerdictCounts counts = check_verdicts(hidden, std::vector<bool>(4, true));
  CHECK(counts.proved == 4);
  CHECK(counts.verified == 4);
}

TEST_CASE("no side of a number is left out where an end of the domain is no number") {
  const std::string text =
      "claim A \"\" printed for x in [-sqrt(2), 3]: x != 0 implies (x + 1234567/1000000)^2 > 0\n"
      "claim B \"\" printed for x in [-2, exp(1)]: x != 0 implies (x - 1234567/1000000)^2 > 0\n";
  check_none_holds(text, 3'000'000);
}
