// Integrals, derivatives, sums and products that both programs write as terms without a variable, against
// sums that are worked out here.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "meaning/verdict_counts.hpp"

using namespace dropcert::meaning;

namespace {

using Real = long double;
using Function = std::function<Real(Real)>;

// A term in t, and its value.
struct Term {
  std::string text;
  Function at;
};

class Terms {
 public:
  explicit Terms(unsigned seed) : random_(seed) {}

  long pick(long low, long high) {
    return low + static_cast<long>(random_() % static_cast<unsigned long>(high - low + 1));
  }
  // Not 0.
  Real quarter(std::string& text) {
    long n = pick(-8, 8);
    if (n == 0) n = 3;
    text = fmt::format("({}/4)", n);
    return static_cast<Real>(n) / 4;
  }

  // c t^k exp(a t^2 + b t) with a < 0, or without the square.
  Term falling(bool has_square) {
    std::string c;
    const Real factor = quarter(c);
    const long k = pick(0, has_square ? 3 : 4);
    const long a = has_square ? pick(1, 6) : 0;
    const long b = has_square ? pick(-4, 4) : -pick(1, 6);
    const bool is_shifted = pick(0, 1) == 1 && a == 2;
    const std::string exponent = is_shifted   ? fmt::format("-(t - {}/4)^2", b)
                                 : has_square ? fmt::format("{}/2*t - {}*t^2/2", b, a)
                                              : fmt::format("{}*t/2", b);
    return {fmt::format("{}{}*exp({})", c, k == 0 ? "" : fmt::format("*t^{}", k), exponent), [=](Real t) {
              const Real e = is_shifted ? -(t - static_cast<Real>(b) / 4) * (t - static_cast<Real>(b) / 4)
                                        : static_cast<Real>(b) / 2 * t - static_cast<Real>(a) / 2 * t * t;
              return factor * std::pow(t, static_cast<Real>(k)) * std::exp(e);
            }};
  }

  Term bounded() {
    std::string text;
    switch (pick(0, 6)) {
      case 0: {
        const long b = pick(-2, 2);
        const long a = pick(1, 4);
        return {fmt::format("1/({}*t^2 + {}*t + 3)", a, b),
                [=](Real t) { return 1 / (static_cast<Real>(a) * t * t + static_cast<Real>(b) * t + 3); }};
      }
      case 1: {
        const long a = pick(1, 3);
        return {fmt::format("2/({}*t + 9)", a), [=](Real t) { return 2 / (static_cast<Real>(a) * t + 9); }};
      }
      case 2: {
        const Real a = quarter(text);
        return {fmt::format("sin({}*t + 1)", text), [=](Real t) { return std::sin(a * t + 1); }};
      }
      case 3: {
        const Real a = quarter(text);
        return {fmt::format("sigmoid({}*t - 1)", text),
                [=](Real t) { return 1 / (1 + std::exp(1 - a * t)); }};
      }
      case 4: {
        const Real a = quarter(text);
        return {fmt::format("(t^2 - 1)*(t + {})", text), [=](Real t) { return (t * t - 1) * (t + a); }};
      }
      case 5:
        return falling(true);
      default:
        return falling(false);
    }
  }

  Term smooth(int depth) {
    static const std::pair<const char*, Real (*)(Real)> outer[] = {
        {"exp", [](Real x) { return std::exp(x); }},
        {"sin", [](Real x) { return std::sin(x); }},
        {"cos", [](Real x) { return std::cos(x); }},
        {"tanh", [](Real x) { return std::tanh(x); }},
        {"atan", [](Real x) { return std::atan(x); }},
        {"erf", [](Real x) { return std::erf(x); }},
        {"erfc", [](Real x) { return std::erfc(x); }},
        {"sigmoid", [](Real x) { return 1 / (1 + std::exp(-x)); }},
        {"softplus", [](Real x) { return std::log1p(std::exp(x)); }},
        {"abs", [](Real x) { return std::abs(x); }},
        {"cosh", [](Real x) { return std::cosh(x); }},
        {"sinh", [](Real x) { return std::sinh(x); }}};
    if (depth == 0) {
      std::string text;
      const Real a = quarter(text);
      return {fmt::format("({}*t + 1/3)", text), [=](Real t) { return a * t + Real(1) / 3; }};
    }
    const Term a = smooth(depth - 1);
    const Term b = smooth(depth - 1);
    switch (pick(0, 6)) {
      case 0:
        return {fmt::format("({} + {})", a.text, b.text), [=](Real t) { return a.at(t) + b.at(t); }};
      case 1:
        return {fmt::format("({} * {})", a.text, b.text), [=](Real t) { return a.at(t) * b.at(t); }};
      case 2:
        return {fmt::format("({}/(2 + {}^2))", a.text, b.text),
                [=](Real t) { return a.at(t) / (2 + b.at(t) * b.at(t)); }};
      case 3:
        return {fmt::format("log(2 + {}^2)", a.text),
                [=](Real t) { return std::log(2 + a.at(t) * a.at(t)); }};
      case 4:
        return {fmt::format("sqrt(1 + {}^2)", a.text),
                [=](Real t) { return std::sqrt(1 + a.at(t) * a.at(t)); }};
      default: {
        const auto& [name, f] = outer[random_() % std::size(outer)];
        return {fmt::format("{}({})", name, a.text), [=, f = f](Real t) { return f(a.at(t)); }};
      }
    }
  }

 private:
  std::mt19937 random_;
};

// Simpson's rule.
Real integral(const Function& f, Real low, Real high) {
  constexpr int halves = 4000;
  const Real h = (high - low) / (2 * halves);
  Real sum = f(low) + f(high);
  for (int i = 1; i < 2 * halves; ++i) sum += (i % 2 == 0 ? 2 : 4) * f(low + static_cast<Real>(i) * h);
  return sum * h / 3;
}

// By differences on both sides, of the fourth order in h.
Real derivative(const Function& f, Real x) {
  const Real h = 1e-4L;
  return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
}

struct Ledger {
  std::string text;
  std::vector<bool> may_hold;

  // That the term is that number, or 1 more than it, at a number x of the region.
  void add(const std::string& region, const std::string& term, Real value, bool is_true) {
    const Real stated = is_true ? value : value + 1;
    text +=
        fmt::format("claim P{} \"\"\n printed {}: abs({} - ({:.15f})) < 1/10^6*(1 + abs({:.15f}))\n",
                    may_hold.size(), region, term, static_cast<double>(stated), static_cast<double>(stated));
    may_hold.push_back(is_true);
  }
  void check(unsigned least) const {
    const VerdictCounts counts = check_verdicts(text, may_hold);
    CHECK(counts.decided >= least);
    CHECK(counts.verified * 100 >= counts.decided * 98);
  }
};

}  // namespace

TEST_CASE("integrals are what sums of many parts come to") {
  constexpr Real far = 40;  // where what falls is nothing
  Terms terms(2026);
  Ledger ledger;
  for (int i = 0; i < 120; ++i) {
    const long low = terms.pick(-2, 1);
    const long high = low + terms.pick(-1, 3);
    const long ends = terms.pick(0, 3);
    const Term term = ends == 0 ? terms.bounded() : terms.falling(ends > 1 || terms.pick(0, 1) == 0);
    const bool ends_below = ends != 2;
    const bool ends_above = ends == 0;
    const Real from = ends_below ? static_cast<Real>(low) : -far;
    const Real to = ends_above ? static_cast<Real>(high) : far;
    const std::string domain = fmt::format("({}, {})", ends_below ? "x" : "-oo", ends_above ? "y" : "oo");
    ledger.add(fmt::format("for x in {{{}}}, y in {{{}}}", low, high),
               fmt::format("integral(t in {}, {})", domain, term.text), integral(term.at, from, to),
               terms.pick(0, 4) > 0);
  }
  ledger.check(115);
}

TEST_CASE("derivatives are what differences come to") {
  Terms terms(2027);
  Ledger ledger;
  for (int i = 0; i < 150; ++i) {
    const Term term = terms.smooth(1 + i % 3);
    const long place = terms.pick(-7, 7);  // of sevenths: no zero of the lines
    ledger.add(fmt::format("for x in {{{}/7}}", place), fmt::format("derivative(t = x, {})", term.text),
               derivative(term.at, static_cast<Real>(place) / 7), terms.pick(0, 4) > 0);
  }
  ledger.check(140);
}

TEST_CASE("long sums and products are what their terms come to") {
  Terms terms(2028);
  Ledger ledger;
  for (int i = 0; i < 60; ++i) {
    const long first = terms.pick(1, 4);
    const long last = terms.pick(10'005, 15'000);
    const long a = terms.pick(1, 4);
    const long b = terms.pick(0, 1) == 0 ? 0 : terms.pick(1 - a * first, 5);
    const long kind = terms.pick(0, 3);
    const std::string line = fmt::format("({}*k + {})", a, b);
    const auto at = [&](long k) { return static_cast<Real>(a * k + b); };
    const std::string low = b % a == 0 && terms.pick(0, 1) == 0 ? "m" : std::to_string(first);
    std::string text;
    Real value = kind == 3 ? 1 : 0;
    for (long k = first; k <= last; ++k) {
      if (kind == 0) value += 3 / at(k) - 1 / Real(7);
      if (kind == 1) value += std::log(at(k)) - 2 / at(k);
      if (kind == 2) value += (1 - 1 / at(k)) / 2;
      if (kind == 3) value *= at(k) / (at(k) + 1) * (1 + 1 / (static_cast<Real>(k) + Real(1) / 2));
    }
    if (kind == 0) text = fmt::format("sum(k = {}..n, 3/{} - 1/7)", low, line);
    if (kind == 1) text = fmt::format("sum(k = {}..n, log({}) - 2/{})", first, line, line);
    if (kind == 2) text = fmt::format("sum(k = {}..n, (1 - 1/{})/2)", low, line);
    if (kind == 3) text = fmt::format("prod(k = {}..n, {}/({} + 1)*(1 + 1/(k + 1/2)))", first, line, line);
    ledger.add(fmt::format("for m in {{{}}}, n in {{{}}}", first, last), text, value, terms.pick(0, 4) > 0);
  }
  ledger.check(55);
}
