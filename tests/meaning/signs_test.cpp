// Terms in one variable that are others where it is positive, 0 or negative, against numbers.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "meaning/verdict_counts.hpp"

using namespace dropcert::meaning;

namespace {

struct Term {
  const char* text;
  double (*value)(double x);
};

const Term terms[] = {
    {"abs(x)", [](double x) { return std::abs(x); }},
    {"max(x, -x)", [](double x) { return std::abs(x); }},
    {"sqrt(x^2)", [](double x) { return std::abs(x); }},
    {"x", [](double x) { return x; }},
    {"max(0, x)", [](double x) { return std::max(0.0, x); }},
    {"(x + abs(x))/2", [](double x) { return (x + std::abs(x)) / 2; }},
    {"if(x >= 0, x, 0)", [](double x) { return std::max(0.0, x); }},
    {"if(x = 0, 1, abs(x))", [](double x) { return x == 0 ? 1 : std::abs(x); }},
    {"if(x = 0, 0, x^2/abs(x))", [](double x) { return std::abs(x); }},
    {"softplus(x)", [](double x) { return std::log1p(std::exp(x)); }},
    {"max(0, x) + log(1 + exp(-abs(x)))", [](double x) { return std::log1p(std::exp(x)); }},
    {"min(0, x) + log(1 + exp(-abs(x)))",
     [](double x) { return std::min(0.0, x) + std::log1p(std::exp(-std::abs(x))); }},
    {"if(x > 0, 1/(1 + exp(-x)), exp(x)/(1 + exp(x)))", [](double x) { return 1 / (1 + std::exp(-x)); }},
    {"sigmoid(x)", [](double x) { return 1 / (1 + std::exp(-x)); }},
    {"1/2 + tanh(abs(x)/2)/2*if(x < 0, -1, 1)", [](double x) { return 1 / (1 + std::exp(-x)); }},
};

struct Domain {
  const char* text;
  double low, high;
};

constexpr Domain domains[] = {{"real", -50, 50}, {"[-3, 5]", -3, 5}, {"(-2, 1)", -1.999, 0.999}};

}  // namespace

TEST_CASE("terms in a variable of any sign are compared as their values are") {
  constexpr double clear = 1e-9;
  constexpr int points = 400;
  std::string text;
  std::vector<bool> may_hold;
  for (const Domain& domain : domains)
    for (const Term& a : terms)
      for (const Term& b : terms) {
        if (&a == &b) continue;
        const char* relation = (&a - terms + (&b - terms)) % 3 == 0 ? "<=" : "=";
        bool holds = true;
        for (int i = 0; i <= points; ++i) {
          const double at = domain.low + (domain.high - domain.low) * i / points;
          for (const double x : {at, 0.0}) {
            const double difference = a.value(x) - b.value(x);
            holds = holds && (relation[0] == '<' ? difference <= clear : std::abs(difference) <= clear);
          }
        }
        text += fmt::format("claim S{} \"\" printed for x in {}: {} {} {}\n", may_hold.size(), domain.text,
                            a.text, relation, b.text);
        may_hold.push_back(holds);
      }
  const VerdictCounts counts = check_verdicts(text, may_hold);
  CHECK(counts.proved * 100 >=
        95 * static_cast<std::size_t>(std::count(may_hold.begin(), may_hold.end(), true)));
  CHECK(counts.verified * 100 >= counts.decided * 95);
}
