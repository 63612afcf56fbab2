// Two sides that meet along a curve through a box, or at a point of it: no program says that they differ.
#include <doctest/doctest.h>
#include <fmt/format.h>

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

std::vector<std::string> functions() {
  std::vector<std::string> all = {"1/({})", "1/({})^2",    "({})^(1/2)", "({})^(-1/2)", "({})^(-5/3)",
                                  "({})^3", "root({}, 3)", "a/({})",     "b/({})",      "a*b/({})"};
  for (const std::string& name : dropcert::test::functions_of_a_number()) all.push_back(name + "({})");
  return all;
}

}  // namespace

TEST_CASE("sides that meet along a curve of a box are never said to differ") {
  std::mt19937 random(
      static_cast<std::mt19937::result_type>(dropcert::testing::number_of("DROPCERT_SEED", 2043)));
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> all = functions();
  const Rational lows[] = {{-9, 2}, {-2, 1}, {-1, 3}, {0, 1}, {1, 5}, {1, 1}, {6, 1}};
  const Rational lengths[] = {{1, 3}, {1, 1}, {21, 10}, {5, 1}};
  const char* const slopes[] = {"0", "0", "1", "-1/2"};
  const char* const closes[] = {"]", ")"};
  const char* const opens[] = {"[", "("};
  std::string text;
  constexpr int statements = 200;
  for (int i = 0; i < statements; ++i) {
    std::string domains[2];
    Rational at[2];  // of a, of b; no sum of few powers of 2
    for (const std::size_t axis : {0U, 1U}) {
      const Rational low = lows[below(7)];
      const Rational length = lengths[below(4)];
      at[axis] = low + length * Rational(1 + static_cast<long>(below(6)), 7);
      domains[axis] =
          fmt::format("{}{}, {}{}", opens[below(2)], low.str(), (low + length).str(), closes[below(2)]);
    }
    const Argument& argument = arguments[below(std::size(arguments))];
    const std::string& function = all[below(all.size())];
    const auto with = [&](const std::string& a, const std::string& b, const std::string& inner) {
      std::string result = function;
      result.replace(result.find("{}"), 2, inner);
      if (result.rfind("a/", 0) == 0 || result.rfind("a*", 0) == 0) result = "(" + a + ")" + result.substr(1);
      if (const std::size_t b_at = result.find("*b/"); b_at != std::string::npos)
        result.replace(b_at + 1, 1, "(" + b + ")");
      if (result.rfind("b/", 0) == 0) result = "(" + b + ")" + result.substr(1);
      return result;
    };
    const std::string left = with("a", "b", argument.text);
    const std::string there = with(at[0].str(), at[1].str(), argument.at(at[0], at[1]).str());
    const std::string right = fmt::format("{} + ({})*(b - ({}))", there, slopes[below(4)], at[1].str());
    const std::string body =
        below(3) == 0 ? fmt::format("({} - ({}))^2 > 0", left, right) : fmt::format("{} != {}", left, right);
    text += fmt::format("claim C{} \"\" printed for b in {}, a in {}: {}\n", i, domains[1], domains[0], body);
  }
  check_none_holds(text, 250'000);
}
