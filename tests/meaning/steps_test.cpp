// Sums and products against roots, logarithms and constants, for all integers from N on, where a step from
// each to the next proves it; written in definitions too, whose names stand for other things elsewhere.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "meaning/verdict_counts.hpp"

using namespace dropcert::meaning;

namespace {

// A term in X, and about its value.
struct Term {
  std::string text;
  double (*value)(double);

  std::string at(const std::string& x) const {
    std::string result;
    for (const char c : text) result += c == 'X' ? x : std::string(1, c);
    return result;
  }
};

const Term summands[] = {
    {"1/X", [](double x) { return 1 / x; }},
    {"1/X^2", [](double x) { return 1 / (x * x); }},
    {"1/sqrt(X)", [](double x) { return 1 / std::sqrt(x); }},
    {"sqrt(X)", [](double x) { return std::sqrt(x); }},
    {"log(X)", [](double x) { return std::log(x); }},
    {"1/(X*(X + 1))", [](double x) { return 1 / (x * (x + 1)); }},
    {"-1/X^2", [](double x) { return -1 / (x * x); }},
    {"(-1)^X/X", [](double x) { return (std::fmod(x, 2) == 0 ? 1 : -1) / x; }},
    {"X", [](double x) { return x; }},
};
const Term factors[] = {
    {"(2*X - 1)/(2*X)", [](double x) { return (2 * x - 1) / (2 * x); }},
    {"(1 + 1/X)", [](double x) { return 1 + 1 / x; }},
    {"(X - 3)/X", [](double x) { return (x - 3) / x; }},
    {"X/(X + 1)", [](double x) { return x / (x + 1); }},
};
const Term others[] = {
    {"2*sqrt(X)", [](double x) { return 2 * std::sqrt(x); }},
    {"(1 + log(X))", [](double x) { return 1 + std::log(x); }},
    {"log(X + 1)", [](double x) { return std::log(x + 1); }},
    {"1/sqrt(3*X + 1)", [](double x) { return 1 / std::sqrt(3 * x + 1); }},
    {"1/(2*sqrt(X))", [](double x) { return 1 / (2 * std::sqrt(x)); }},
    {"pi^2/6", [](double) { return std::pow(std::acos(-1.0), 2) / 6; }},
    {"(2 - 1/X)", [](double x) { return 2 - 1 / x; }},
    {"X*sqrt(X)", [](double x) { return x * std::sqrt(x); }},
    {"(X*log(X) - X)", [](double x) { return x * std::log(x) - x; }},
    {"1", [](double) { return 1.0; }},
    {"0", [](double) { return 0.0; }},
    {"(X + 1)", [](double x) { return x + 1; }},
};

struct Line {
  long slope, offset;
  std::string at(const std::string& x) const {
    return slope == 0 ? std::to_string(offset) : fmt::format("{}*{} + {}", slope, x, offset);
  }
  long at(long n) const { return slope * n + offset; }
};

}  // namespace

TEST_CASE("what steps prove of sums and products is true, whatever the names") {
  constexpr int statements = 250;
  constexpr long most = 60;  // cases that are looked at
  constexpr double clear = 1e-9;
  constexpr const char* relations[] = {"<", "<=", ">", ">="};
  constexpr const char* names[] = {"n", "k", "c", "x"};
  std::mt19937 random(2026);
  const auto pick = [&](long low, long high) {
    return low + static_cast<long>(random() % static_cast<unsigned long>(high - low + 1));
  };
  // The names that the statements bind stand for numbers in definitions.
  std::string text = "where c = 2\nwhere j = 3\n";
  std::vector<bool> may_hold;
  for (int i = 0; i < statements; ++i) {
    const bool is_sum = pick(0, 3) > 0;
    const Term& term =
        is_sum ? summands[random() % std::size(summands)] : factors[random() % std::size(factors)];
    const Term& other = others[random() % std::size(others)];
    const std::string n = names[random() % 3];
    const std::string k = names[1 + random() % 3];
    const std::string parameter = names[random() % 4];
    const Line low{is_sum && pick(0, 5) == 0 ? 1 : 0, pick(1, 2)};
    const Line high{low.slope + pick(low.slope == 0 ? 1 : 0, 1), pick(0, 1)};
    const long first = pick(1, 3);
    const long scale = pick(1, 3);  // a constant of the ledger, where the body mentions it
    const bool scales = pick(0, 3) == 0;
    const bool is_defined = pick(0, 1) == 0 || k == n;
    const auto folded = [&](const std::string& m) {
      return fmt::format("{}({} = {}..{}, {}{})", is_sum ? "sum" : "prod", k, low.at(m), high.at(m),
                         scales && is_sum ? (is_defined && k != "c" && m != "c" ? "c/2*" : "1*") : "",
                         term.at(k));
    };
    if (is_defined && k == parameter) {
      --i;
      continue;
    }
    std::string fold = folded(n);
    if (is_defined) fold = fmt::format("S({})", n);
    const long shift = pick(-1, 1);
    const char* relation = relations[random() % std::size(relations)];
    const bool is_turned = pick(0, 1) == 0;
    const std::string beside = fmt::format("({}*{} + {})", scale, other.at(n), shift);
    text += fmt::format("claim P{} \"\"\n", i);
    if (is_defined) text += fmt::format("where S({}) = {}\n", parameter, folded(parameter));
    text += fmt::format(" printed for {} in {}..oo: {} {} {}\n", n, first, is_turned ? beside : fold,
                        relation, is_turned ? fold : beside);
    bool holds = true;
    for (long m = first; m < first + most; ++m) {
      double value = is_sum ? 0 : 1;
      for (long place = low.at(m); place <= high.at(m); ++place) {
        const double next = term.value(static_cast<double>(place));
        value = is_sum ? value + next : value * next;
      }
      const double right =
          static_cast<double>(scale) * other.value(static_cast<double>(m)) + static_cast<double>(shift);
      const double gap = is_turned ? right - value : value - right;
      holds = holds && !((relation[0] == '<' ? gap : -gap) > clear * (1 + std::abs(value)));
    }
    may_hold.push_back(holds);
  }
  const VerdictCounts counts = check_verdicts(text, may_hold);
  CHECK(counts.proved >= 40);
  CHECK(counts.verified * 100 >= counts.decided * 98);
}
