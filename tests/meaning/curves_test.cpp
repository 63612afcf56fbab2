// Two sides that meet along a curve of a region, or at a point of it: no program says that they differ.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "environment.hpp"
#include "exact/rational.hpp"
#include "meaning/verdict_counts.hpp"
#include "words.hpp"

using namespace dropcert::exact;
using namespace dropcert::meaning;

namespace {

struct Argument {
  const char* text;
  Rational (*at)(const Rational& a, const Rational& b);
};

const Argument arguments[] = {
    {"a", [](const Rational& a, const Rational&) { return a; }},
    {"a - 5", [](const Rational& a, const Rational&) { return a - Rational(5); }},
    {"5 - a", [](const Rational& a, const Rational&) { return Rational(5) - a; }},
    {"a - b", [](const Rational& a, const Rational& b) { return a - b; }},
    {"a + b", [](const Rational& a, const Rational& b) { return a + b; }},
    {"a*b", [](const Rational& a, const Rational& b) { return a * b; }},
    {"a^2 - b", [](const Rational& a, const Rational& b) { return a * a - b; }},
};

// Terms of an argument {0}, a {1} and b {2} that are defined wherever the argument is greater than 2.
std::vector<std::string> terms_of_large_arguments() {
  std::vector<std::string> all = {"1/({0})",
                                  "1/({0})^2",
                                  "({0})^(1/2)",
                                  "({0})^(-1/2)",
                                  "({0})^(-5/3)",
                                  "({0})^3",
                                  "root({0}, 3)",
                                  "({1})/({0})",
                                  "({2})/({0})",
                                  "({1})*({2})/({0})",
                                  "exp({0})*({2})",
                                  "max({0}, 1)",
                                  "min(({0})^2, 30)",
                                  "abs(({0}) - 3)",
                                  "if(({0}) > 1, {0}, 1)",
                                  "mod({0}, 2)",
                                  "sum(k = 1..4, ({0})^k/k)",
                                  "prod(k = 1..3, ({0}) + k)",
                                  "binomial({0}, 3)",
                                  "integral(t in [0, 1], exp(-({0})*t))",
                                  "derivative(t = {0}, 1/t)",
                                  "regulariser([{0}, 1], 1/2)",
                                  "softplus_derivative(2, {0})"};
  for (const char* name : {"exp", "log", "sqrt", "sin", "tan", "atan", "tanh", "erf", "gamma", "lgamma",
                           "digamma", "zeta", "li", "sigmoid", "softplus"})
    all.push_back(std::string(name) + "({0})");
  return all;
}

std::vector<std::string> terms() {
  std::vector<std::string> all = terms_of_large_arguments();
  for (const std::string& name : dropcert::test::functions_of_a_number()) all.push_back(name + "({0})");
  return all;
}

}  // namespace

TEST_CASE("sides that meet along a curve of a region are never said to differ") {
  std::mt19937 random(
      static_cast<std::mt19937::result_type>(dropcert::testing::number_of("DROPCERT_SEED", 2043)));
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> any = terms();
  const std::vector<std::string> large = terms_of_large_arguments();
  const Rational lows[] = {{-9, 2}, {-2, 1}, {-1, 3}, {0, 1}, {1, 5}, {1, 1}, {6, 1}};
  const Rational lengths[] = {{1, 3}, {1, 1}, {21, 10}, {5, 1}};
  const char* const slopes[] = {"0", "0", "1", "-1/2"};
  std::string text;
  for (int i = 0; i < 200; ++i) {
    std::string domains[2];
    Rational at[2];  // of a, of b: in sevenths, where no piece is cut
    for (const std::size_t axis : {0U, 1U}) {
      const Rational low = lows[below(std::size(lows))];
      const Rational high = low + lengths[below(std::size(lengths))];
      at[axis] = low + (high - low) * Rational(1 + static_cast<long>(below(6)), 7);
      const std::size_t kind = below(12);
      domains[axis] =
          fmt::format("{}{}, {}{}", kind % 2 == 0 || kind < 2 ? "(" : "[", kind < 2 ? "-oo" : low.str(),
                      kind % 4 == 1 ? "oo" : high.str(), kind % 3 == 0 || kind % 4 == 1 ? ")" : "]");
    }
    const Argument& argument = arguments[below(std::size(arguments))];
    const Rational value = argument.at(at[0], at[1]);
    const bool is_large = value > Rational(2);
    const std::string& term = is_large ? large[below(large.size())] : any[below(any.size())];
    const std::string left = fmt::format(fmt::runtime(term), argument.text, "a", "b");
    const std::string right = fmt::format(
        "{} + ({})*(b - ({}))", fmt::format(fmt::runtime(term), value.str(), at[0].str(), at[1].str()),
        slopes[below(std::size(slopes))], at[1].str());
    text += fmt::format(
        "claim C{} \"\" printed for b in {}, a in {}{}: {}\n", i, domains[1], domains[0],
        is_large && below(2) == 0 ? " wherever defined" : "",
        below(3) == 0 ? fmt::format("({} - ({}))^2 > 0", left, right) : fmt::format("{} != {}", left, right));
  }
  check_none_holds(text, 250'000);
}
