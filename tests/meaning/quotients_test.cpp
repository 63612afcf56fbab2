// Products of factorials, binomial coefficients and powers, for all n and all k up to n, against cases.
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

// A factor, and about its value; NaN where that is undefined.
struct Factor {
  const char* text;
  long double (*value)(double n, double k);
};

long double factorial(double a) {
  return a < 0 || a != std::floor(a) ? std::nanl("") : std::tgammal(static_cast<long double>(a) + 1);
}

long double binomial(double n, double k) {
  return k > n ? 0 : factorial(n) / factorial(k) / factorial(n - k);
}

long double power(double a, double b) {
  return std::pow(static_cast<long double>(a), b);
}

const Factor factors[] = {
    {"binomial(n, k)", binomial},
    {"binomial(n + k, k)", [](double n, double k) { return binomial(n + k, k); }},
    {"k!", [](double, double k) { return factorial(k); }},
    {"n!", [](double n, double) { return factorial(n); }},
    {"(n - k)!", [](double n, double k) { return factorial(n - k); }},
    {"(n/2)!", [](double n, double) { return factorial(n / 2); }},
    {"n^k", [](double n, double k) { return power(n, k); }},
    {"k^k", [](double, double k) { return power(k, k); }},
    {"(n/k)^k", [](double n, double k) { return k == 0 ? std::nanl("") : power(n / k, k); }},
    {"2^n", [](double n, double) { return power(2, n); }},
    {"2^k", [](double, double k) { return power(2, k); }},
    {"3^(n - k)", [](double n, double k) { return power(3, n - k); }},
    {"exp(k)", [](double, double k) { return std::exp(static_cast<long double>(k)); }},
    {"exp(k^2/n)", [](double n, double k) { return n == 0 ? std::nanl("") : std::exp(k * k / n * 1.0L); }},
    {"sqrt(n)", [](double n, double) { return std::sqrt(static_cast<long double>(n)); }},
    {"(n - k + 1)", [](double n, double k) { return n - k + 1.0L; }},
    {"(k - 1)", [](double, double k) { return k - 1.0L; }},
    {"n", [](double n, double) { return static_cast<long double>(n); }},
    {"1", [](double, double) { return 1.0L; }},
    {"(1/2)", [](double, double) { return 0.5L; }},
    {"2", [](double, double) { return 2.0L; }},
};

}  // namespace

TEST_CASE("what quotients of neighbours prove for all n and all k up to n is so in each case") {
  constexpr int statements = 400;
  constexpr int most = 40;  // of n
  constexpr int few = 10;   // of n: where a case fails up to here, it is found
  constexpr long double clear = 1e-9L;
  std::mt19937 random(dropcert::testing::number_of("DROPCERT_SEED", 2032));
  const auto pick = [&](int low, int high) {
    return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
  };
  std::string text, late;
  std::vector<bool> may_hold;
  for (int i = 0; i < statements; ++i) {
    struct Side {
      const Factor *first, *second;
      bool is_quotient;
      std::string text() const {
        return fmt::format("{}{}{}", first->text, is_quotient ? "/" : "*", second->text);
      }
      long double value(double n, double k) const {
        const long double b = second->value(n, k);
        if (is_quotient && b == 0) return std::nanl("");
        return is_quotient ? first->value(n, k) / b : first->value(n, k) * b;
      }
    };
    const auto any = [&] { return &factors[random() % std::size(factors)]; };
    const auto side = [&]() -> Side { return {any(), any(), pick(0, 1) == 0}; };
    const Side small = side();
    const Side great = side();
    const int first_n = pick(0, 3);
    const int first_k = pick(0, 2);
    const int more = pick(-1, 1) * pick(0, 1);
    const bool is_strict = pick(0, 3) == 0;
    const bool is_turned = pick(0, 1) == 0;
    const std::string end = more == 0 ? "n" : more > 0 ? "n + 1" : "n - 1";
    const std::string relation = is_turned ? (is_strict ? ">" : ">=") : (is_strict ? "<" : "<=");
    const std::string claim = fmt::format("claim Q{} \"\" printed for n in {}..oo, k in {}..{}: {} {} {}\n",
                                          i, first_n, first_k, end, is_turned ? great.text() : small.text(),
                                          relation, is_turned ? small.text() : great.text());
    int failing = most + 1;
    for (int n = most; n >= first_n; --n)
      for (int k = first_k; k <= n + more; ++k) {
        const long double a = small.value(n, k);
        const long double b = great.value(n, k);
        if (!(b - a > -clear * (std::abs(a) + std::abs(b) + clear))) failing = n;
      }
    const bool fails_late = failing > few && failing <= most;
    (fails_late ? late : text) += claim;
    if (!fails_late) may_hold.push_back(failing > most);
  }
  check_none_holds(late, 3'000'000);
  const VerdictCounts counts = check_verdicts(text, may_hold);
  CHECK(counts.proved >= 20);
  CHECK(counts.verified * 100 >= counts.decided * 95);
}
