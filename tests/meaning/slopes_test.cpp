// Comparisons with an equality along a line of the region, which slopes decide, against points.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "meaning/verdict_counts.hpp"

using namespace dropcert::meaning;

namespace {

struct Function {
  const char* name;  // of its argument
  double (*value)(double x);
  double least = -50;  // from here on it is defined
};

const Function functions[] = {
    {"sin({})", [](double x) { return std::sin(x); }},
    {"atan({})", [](double x) { return std::atan(x); }},
    {"tanh({})", [](double x) { return std::tanh(x); }},
    {"softplus({})", [](double x) { return std::log1p(std::exp(x)); }},
    {"erfc({})/2", [](double x) { return std::erfc(x) / 2; }},
    {"(exp(-{0}) + {0})", [](double x) { return std::exp(-x) + x; }},
    {"{}^3", [](double x) { return x * x * x; }},
    {"log(1 + {})", [](double x) { return std::log1p(x); }, -0.999},
    {"sqrt(1 + {})", [](double x) { return std::sqrt(1 + x); }, -0.999},
    {"lgamma({})", [](double x) { return std::lgamma(x); }, 1e-9},
};

struct Form {
  const char* text;  // with the function at x and at y
  bool (*holds)(double fx, double fy, double x, double y);
};

constexpr double tiny = 1e-12;

const Form forms[] = {
    {"abs({0} - {1}) <= abs(x - y)",
     [](double fx, double fy, double x, double y) {
       return std::abs(fx - fy) <= std::abs(x - y) * (1 + 1e-9) + tiny;
     }},
    {"x < y implies {0} < {1}",
     [](double fx, double fy, double x, double y) { return x >= y || fx < fy + tiny; }},
    {"x <= y implies {0} >= {1}",
     [](double fx, double fy, double x, double y) { return x > y || fx >= fy - tiny; }},
    {"x <= y implies {1} - {0} <= (y - x)/2",
     [](double fx, double fy, double x, double y) { return x > y || fy - fx <= (y - x) / 2 + tiny; }},
    {"y > x implies {1} - {0} < y - x",
     [](double fx, double fy, double x, double y) { return x >= y || fy - fx < y - x + tiny; }},
};

struct Interval {
  const char* text;
  double low, high;
};

const Interval intervals[] = {{"real", -12, 12}, {"(0, 3]", 0.01, 3}, {"[1, oo)", 1, 25}};

constexpr unsigned long steps = 2'000'000;

}  // namespace

TEST_CASE("what slopes show of a function at two points holds at points, and nothing else") {
  std::string text;
  std::vector<bool> may_hold;
  for (const Function& function : functions)
    for (const Form& form : forms)
      for (const Interval& interval : intervals) {
        if (function.least > interval.low + 0.1) continue;
        bool holds = true;
        constexpr int points = 60;
        for (int i = 0; i <= points; ++i)
          for (int j = 0; j <= points; ++j) {
            const double x = interval.low + (interval.high - interval.low) * i / points;
            const double y = interval.low + (interval.high - interval.low) * j / points;
            holds = holds && form.holds(function.value(x), function.value(y), x, y);
          }
        const std::string at_x = fmt::format(fmt::runtime(function.name), "x");
        const std::string at_y = fmt::format(fmt::runtime(function.name), "y");
        text += fmt::format("claim A{0} \"\" printed for x in {1}, y in {1}: {2}\n", may_hold.size(),
                            interval.text, fmt::format(fmt::runtime(form.text), at_x, at_y));
        may_hold.push_back(holds);
      }
  const VerdictCounts counts = check_verdicts(text, may_hold, steps);
  CHECK(counts.decided * 100 >= counts.statements * 90);
  CHECK(counts.verified * 100 >= counts.decided * 90);
}

TEST_CASE("slopes decide, and no more than is so") {
  const std::vector<std::pair<const char*, bool>> rows = {
      {"for x in (-1, oo), a in [0, 1]: (1 + x)^a <= 1 + a*x", true},
      {"for x in [-1, 1], a in [0, 1]: (1 + x)^a <= 1 + a*x", true},
      {"for x in (-1, oo), a in [0, 2]: (1 + x)^a <= 1 + a*x", false},
      {"for x in real, y in real: abs(sin(x) - sin(y)) <= abs(x - y)", true},
      {"for x in real, y in real: abs(sin(x) - sin(y)) < abs(x - y)", false},
      {"for x in real, y in real: x < y implies erfc(x) > erfc(y)", true},
      {"for x in real, y in real: x < y implies x - erfc(x) < y - erfc(y)", true},
      {"for x in real, y in real: x <= y implies erfc(x) > erfc(y)", false},
      {"for x in (0, oo), y in [x, oo): log(y) - log(x) <= (y - x)/x", true},
      {"for x in (0, oo), y in (x, oo): log(y) - log(x) < (y - x)/x", true},
      {"for x in (0, oo), y in [x, oo): log(y) - log(x) < (y - x)/x", false},
      {"for x in [0, 1], y in [0, 1]: y*log(1 + x) <= x*y", true},
      // Not defined everywhere, though the slopes are.
      {"for x in real, y in [-1, oo): log(y) <= y", false},
      {"for x in [0, 1], y in [x, oo): log(y - 1) <= y", false},
  };
  const VerdictCounts counts = check_verdicts(rows, steps);
  CHECK(counts.decided == rows.size());
  CHECK(counts.verified == rows.size());
}
