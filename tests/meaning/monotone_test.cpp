// Comparisons that functions which rise or fall decide, by their arguments, logarithms or concavity, against
// points.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "environment.hpp"
#include "meaning/verdict_counts.hpp"

using namespace dropcert::meaning;

namespace {

const double pi = std::acos(-1.0);

struct Function {
  const char* name;
  double (*value)(double x);
};

// NaN where they have no value.
const Function functions[] = {
    {"sin", [](double x) { return std::sin(x); }},
    {"cos", [](double x) { return std::cos(x); }},
    {"tan", [](double x) { return std::tan(x); }},
    {"cosh", [](double x) { return std::cosh(x); }},
    {"atan", [](double x) { return std::atan(x); }},
    {"erf", [](double x) { return std::erf(x); }},
    {"erfc", [](double x) { return std::erfc(x); }},
    {"asin", [](double x) { return std::asin(x); }},
    {"log", [](double x) { return x > 0 ? std::log(x) : std::nan(""); }},
    {"lgamma", [](double x) { return x > 0 ? std::lgamma(x) : std::nan(""); }},
    {"gamma", [](double x) { return x > 0 ? std::tgamma(x) : std::nan(""); }},
};

struct Argument {
  const char* text;
  double (*at)(double x, double y);
};

const Argument arguments[] = {
    {"x", [](double x, double) { return x; }},
    {"y", [](double, double y) { return y; }},
    {"(x + y)/2", [](double x, double y) { return (x + y) / 2; }},
    {"(x + 2*y)/3", [](double x, double y) { return (x + 2 * y) / 3; }},
    {"x/2", [](double x, double) { return x / 2; }},
    {"y/2 + 1", [](double, double y) { return y / 2 + 1; }},
};

struct Region {
  const char* text;
  double low, high;
  bool is_ordered;  // x <= y
};

const Region regions[] = {
    {"x in [0, pi], y in [x, pi]", 0, pi, true},
    {"x in [0, pi], y in [0, pi]", 0, pi, false},
    {"x in [-pi/2, pi/2], y in [x, pi/2]", -pi / 2, pi / 2, true},
    {"x in [pi/2, 3*pi/2], y in [x, 3*pi/2]", pi / 2, 3 * pi / 2, true},
    {"x in [0, 1], y in [x, 1]", 0, 1, true},
    {"x in (0, 7/5], y in [x, 7/5]", 1e-6, 1.4, true},
    {"x in [3/2, 5], y in [x, 5]", 1.5, 5, true},
    {"x in (0, 4), y in (0, 4)", 1e-6, 4 - 1e-6, false},
};

// What stands on both sides: c(x, y)*f + g(x, y).
struct Frame {
  const char* text;
  double (*factor)(double x, double y);
};

const Frame frames[] = {
    {"{}", [](double, double) { return 1.0; }},
    {"2*{} + x*y", [](double, double) { return 2.0; }},
    {"-{}/3", [](double, double) { return -1 / 3.0; }},
    {"(1 + x^2)*{} - exp(y)", [](double x, double) { return 1 + x * x; }},
    {"exp(x)*{}*y^2", [](double x, double y) { return std::exp(x) * y * y; }},
};

constexpr unsigned long steps = 2'000'000;

template <class All>
const auto& any(const All& all, std::mt19937& random) {
  return all[std::uniform_int_distribution<std::size_t>(0, std::size(all) - 1)(random)];
}

// Whether no point of a grid says otherwise; 1e-9 is more than the functions' errors there.
template <class Holds>
bool holds_on_grid(const Region& region, const Holds& holds) {
  constexpr int points = 48;
  const auto at = [&](int i) { return region.low + (region.high - region.low) * i / points; };
  for (int i = 0; i <= points; ++i)
    for (int j = region.is_ordered ? i : 0; j <= points; ++j)
      if (!holds(at(i), at(j))) return false;
  return true;
}

}  // namespace

TEST_CASE("what the arguments of a function say of its values holds at points, and nothing else") {
  constexpr int wanted = 90;
  std::mt19937 random(
      static_cast<std::mt19937::result_type>(dropcert::testing::number_of("DROPCERT_SEED", 2041)));
  std::string text;
  std::vector<bool> may_hold;
  for (int tries = 0; may_hold.size() < wanted && tries < 100 * wanted; ++tries) {
    const Function& function = any(functions, random);
    const Argument& left = any(arguments, random);
    const Argument& right = any(arguments, random);
    const Region& region = any(regions, random);
    const Frame& frame = any(frames, random);
    if (&left == &right) continue;
    const bool has_sign = random() % 4 == 0;
    const bool is_strict = random() % 4 == 0;
    const double slack = is_strict ? -1e-9 : 1e-9;
    const auto holds = [&](double x, double y) {
      const double c = frame.factor(x, y);
      const double f = c * function.value(left.at(x, y));
      return has_sign ? f >= -slack : f <= c * function.value(right.at(x, y)) + slack;
    };
    // Most false ones are false in many places and easily refuted: one in four is kept.
    const bool holds_all = holds_on_grid(region, holds);
    // Of tan they may be so at poles alone, which are not always found.
    if (!holds_all && (random() % 4 != 0 || &function == &functions[2])) continue;
    const auto side = [&](const Argument& argument) {
      return fmt::format(fmt::runtime(frame.text), fmt::format("{}({})", function.name, argument.text));
    };
    const std::string zero = fmt::format(fmt::runtime(frame.text), "0");
    text += fmt::format("claim A{} \"\" printed for {}: {} {} {}\n", may_hold.size(), region.text,
                        has_sign ? zero : side(left),
                        is_strict ? "<" : "<=", has_sign ? side(left) : side(right));
    may_hold.push_back(holds_all);
  }
  const VerdictCounts counts = check_verdicts(text, may_hold, steps);
  CHECK(counts.decided * 100 >= counts.statements * 90);
  CHECK(counts.verified * 100 >= counts.decided * 90);
}

TEST_CASE("the gamma function by logarithms and concavity, and other means of two values") {
  const std::vector<std::pair<const char*, bool>> rows = {
      // Gautschi; Wendel; Bohr and Mollerup
      {"for x in (0, oo), s in (0, 1): gamma(x + 1)/gamma(x + s) > x^(1 - s)", true},
      {"for x in (0, oo), s in [0, 1]: gamma(x + 1)/gamma(x + s) > x^(1 - s)", false},
      {"for x in (0, oo), s in (0, 2): gamma(x + 1)/gamma(x + s) > x^(1 - s)", false},
      {"for x in (0, oo), s in [0, 1]: gamma(x + s) <= x^s*gamma(x)", true},
      {"for x in (0, oo), s in [0, 1]: gamma(x + s) <= x^s*gamma(x)*(1 - s*(1 - s)/100)", false},
      {"for x in (0, oo), y in (0, oo): gamma((x + y)/2)^2 <= gamma(x)*gamma(y)", true},
      {"for x in (-1, oo), y in (0, oo): gamma((x + y)/2)^2 <= gamma(x)*gamma(y)", false},
      {"for x in (0, oo), y in (0, oo): lgamma(y) - lgamma(x) <= digamma(y)*(y - x)", true},
      {"for x in (0, oo), y in (0, oo): lgamma(y) - lgamma(x) <= digamma(x)*(y - x)", false},
      {"for x in [0, pi], y in [0, pi]: sin(x) + sin(y) <= 2*sin((x + y)/2)", true},
      {"for x in [0, 4], y in [0, 4]: sin(x) + sin(y) <= 2*sin((x + y)/2)", false},
      {"for x in [0, pi], y in [0, pi - x]: sin(x + y) <= sin(x) + sin(y)", true},
      {"for x in [0, pi/2]: sin(x) >= 2*x/pi", true},
      {"for x in (0, pi/2): sin(x) > 2*x/pi", true},
      {"for x in [0, pi/2]: sin(x) > 2*x/pi", false},
      // Not defined everywhere, though the arguments compare.
      {"for x in [-1, 1], y in [x, 1]: asin(2*x) <= asin(2*y)", false},
      {"for x in [0, pi], y in [x, pi]: tan(x) <= tan(y)", false},
      {"for x in [0, 1], y in [x, 1]: log(x) <= log(y)", false},
      {"for x in [0, 2], y in [x, 2]: x/(y - 1) - x/(y - 1) + erf(x) <= erf(y)", false},
      {"for x in [0, 1], y in [0, log(x)], z in [x, 1]: erf(x) <= erf(z)", false},
  };
  const VerdictCounts counts = check_verdicts(rows, 20 * steps);
  CHECK(counts.decided == rows.size());
  CHECK(counts.verified == rows.size());
}
