// Inequalities about several integers, and integers and real numbers, against cases.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "environment.hpp"
#include "meaning/verdict_counts.hpp"

using namespace dropcert::meaning;

namespace {

// A term, and about its value.
struct Term {
  const char* text;
  double (*value)(double n, double k);
};

const Term terms[] = {
    {"n*k", [](double n, double k) { return n * k; }},
    {"(n + k)", [](double n, double k) { return n + k; }},
    {"(n - k)", [](double n, double k) { return n - k; }},
    {"k*(k - 1)/2", [](double, double k) { return k * (k - 1) / 2; }},
    {"(k - 1)*(k - 2)", [](double, double k) { return (k - 1) * (k - 2); }},
    {"(n + k)^2/4", [](double n, double k) { return (n + k) * (n + k) / 4; }},
    {"(n^2 + k^2)/2", [](double n, double k) { return (n * n + k * k) / 2; }},
    {"k/n", [](double n, double k) { return k / n; }},
    {"n/k", [](double n, double k) { return n / k; }},
    {"log(1 + k/n)", [](double n, double k) { return std::log1p(k / n); }},
    {"exp(-k/n)", [](double n, double k) { return std::exp(-k / n); }},
    {"(1 - k/n)", [](double n, double k) { return 1 - k / n; }},
    {"sqrt(n*k)", [](double n, double k) { return std::sqrt(n * k); }},
    {"2*k", [](double, double k) { return 2 * k; }},
    {"1", [](double, double) { return 1.0; }},
    {"0", [](double, double) { return 0.0; }},
};

// The second variable: its domain, and its numbers for n.
struct Domain {
  const char* text;
  std::vector<double> (*numbers)(int n);
};

std::vector<double> steps(double first, double last, double step) {
  std::vector<double> all;
  for (double at = first; at <= last; at += step) all.push_back(at);
  return all;
}

const Domain domains[] = {
    {"1..n", [](int n) { return steps(1, n, 1); }},
    {"1..n - 1", [](int n) { return steps(1, n - 1, 1); }},
    {"n..2*n", [](int n) { return steps(n, 2 * n, 1); }},
    {"2..oo", [](int n) { return steps(2, 3 * n + 9, 1); }},
    {"n..oo", [](int n) { return steps(n, 4 * n + 9, 1); }},
    {"(0, n)", [](int n) { return steps(0.25, n - 0.25, 0.25); }},
    {"[n, n + 1]", [](int n) { return steps(n, n + 1, 0.25); }},
};

}  // namespace

TEST_CASE("what is proved over the real numbers is so in each case") {
  constexpr int statements = 300;
  constexpr int most = 30;  // of n
  constexpr double clear = 1e-9;
  std::mt19937 random(dropcert::testing::number_of("DROPCERT_SEED", 2033));
  const auto any = [&](const auto& choices) -> const auto& {
    return choices[random() % std::size(choices)];
  };
  std::string text;
  std::vector<bool> may_hold;
  while (may_hold.size() < statements) {
    const Term& small = any(terms);
    const Term& great = any(terms);
    const Domain& domain = any(domains);
    const int first = 1 + static_cast<int>(random() % 3);
    const bool is_strict = random() % 3 == 0;
    bool holds = true;
    int failing = 0;
    for (int n = most; n >= first; --n)
      for (const double k : domain.numbers(n)) {
        const double difference = great.value(n, k) - small.value(n, k);
        if (difference >= -clear && (!is_strict || difference > clear)) continue;
        holds = false;
        failing = n;
      }
    if (&small == &great || failing > 5) continue;
    text += fmt::format("claim N{} \"\" printed for n in {}..oo, k in {}: {} {} {}\n", may_hold.size(), first,
                        domain.text, small.text, is_strict ? "<" : "<=", great.text);
    may_hold.push_back(holds);
  }
  const VerdictCounts counts = check_verdicts(text, may_hold);
  CHECK(counts.proved >= 60);
  CHECK(counts.verified * 100 >= counts.decided * 95);
}

TEST_CASE("what is undefined as an end of a range is no integer is not proved over the real numbers") {
  const std::string late = "max(0, 1/2 - abs(n - 5000))";  // 1/2 at 5000, else 0 at integers
  const std::string text = fmt::format(
      "claim A \"\" printed for n in 1..oo, k in 0..n + {0}: k >= 0\n"
      "claim B \"\" printed for n in 1..oo, x in [0, n], k in 0..n + {0}: k + x >= 0\n"
      "claim C \"\" printed for n in 1..oo, k in n + {0}..oo: k >= n\n",
      late);
  check_none_holds(text, 30'000'000, {"exact", "enclosure"}, {"", "1"});
}
