// Inequalities that hold on half-lines and lines, on random boxes inside, and false neighbours of them.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "language/check.hpp"
#include "meaning/answers.hpp"

using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;
using namespace dropcert::meaning;

namespace {

double softplus(double x) {
  return std::log1p(std::exp(x));
}
double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}

// left <= right wherever x and y lie in these numbers, if it is true.
struct Inequality {
  const char* left;
  const char* right;
  double x_low, x_high, y_low, y_high;
  double (*left_at)(double x, double y);
  double (*right_at)(double x, double y);
  bool is_true = true;
};

constexpr Inequality inequalities[] = {
    {"x - y", "x*log(x/y)", 0, 5, 0, 5, [](double x, double y) { return x - y; },
     [](double x, double y) { return x * std::log(x / y); }},
    {"x^y", "1 + y*(x - 1)", 0, 5, 0, 1, [](double x, double y) { return std::pow(x, y); },
     [](double x, double y) { return 1 + y * (x - 1); }},
    {"softplus(y)", "softplus(x) + sigmoid(x)*(y - x) + (y - x)^2/8", -5, 5, -5, 5,
     [](double, double y) { return softplus(y); },
     [](double x, double y) { return softplus(x) + sigmoid(x) * (y - x) + (y - x) * (y - x) / 8; }},
    {"softplus((x + y)/2)", "(softplus(x) + softplus(y))/2", -5, 5, -5, 5,
     [](double x, double y) { return softplus((x + y) / 2); },
     [](double x, double y) { return (softplus(x) + softplus(y)) / 2; }},
    {"exp(x*y)", "1 - y + y*exp(x)", -5, 5, 0, 1, [](double x, double y) { return std::exp(x * y); },
     [](double x, double y) { return 1 - y + y * std::exp(x); }},
    {"abs(tanh(x) - tanh(y))", "abs(x - y)", -5, 5, -5, 5,
     [](double x, double y) { return std::abs(std::tanh(x) - std::tanh(y)); },
     [](double x, double y) { return std::abs(x - y); }},
    {"sqrt(x*y)", "(x + y)/2", 0, 5, 0, 5, [](double x, double y) { return std::sqrt(x * y); },
     [](double x, double y) { return (x + y) / 2; }},
    {"log(x) + y/x - 1", "log(x + y)", 0, 5, 0, 1, [](double x, double y) { return std::log(x) + y / x - 1; },
     [](double x, double y) { return std::log(x + y); }, false},
};

// An interval with ends in quarters of the unit that its bounds allow, closed where these are not met.
struct Interval {
  std::string text;
  double low, high;
};

}  // namespace

TEST_CASE("what holds on lines and half-lines is decided on boxes inside, and false neighbours are not") {
  constexpr int statements = 64;
  constexpr int samples = 200;
  std::mt19937 random(2031);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto interval_in = [&](double low, double high) -> Interval {
    const int unit = high - low > 1 ? 4 : 8;
    const int first = static_cast<int>(low) * unit;
    const int count = static_cast<int>(high - low) * unit;
    const int a = below(count);
    const int b = a + 1 + below(count - a);
    const bool opens_low = a == 0 || below(2) == 0;
    const bool opens_high = b == count || below(2) == 0;
    return {fmt::format("{}{}/{}, {}/{}{}", opens_low ? '(' : '[', first + a, unit, first + b, unit,
                        opens_high ? ')' : ']'),
            low + static_cast<double>(a) / unit, low + static_cast<double>(b) / unit};
  };
  std::string text;
  std::vector<bool> fails, holds;
  for (int i = 0; i < statements; ++i) {
    const Inequality& q = inequalities[static_cast<std::size_t>(i) % std::size(inequalities)];
    const Interval x = interval_in(q.x_low, q.x_high);
    const Interval y = interval_in(q.y_low, q.y_high);
    const int shift = below(4) == 0 ? 1 + below(3) : 0;  // of the right side, in hundredths downwards
    bool is_false = false;
    for (int k = 0; k < samples; ++k) {
      const auto in = [&](const Interval& interval) {
        return interval.low + (interval.high - interval.low) * (0.5 + below(1023)) / 1024;
      };
      const double a = in(x);
      const double b = k % 4 == 0 ? std::clamp(a, y.low + 1e-9, y.high - 1e-9) : in(y);
      is_false = is_false || q.left_at(a, b) > q.right_at(a, b) - shift / 100.0 + 1e-9;
    }
    text += fmt::format("claim S{} \"\" printed for x in {}, y in {}: {} <= {} - {}/100\n", i, x.text, y.text,
                        q.left, q.right, shift);
    fails.push_back(is_false);
    holds.push_back(shift == 0 && q.is_true);
  }
  std::vector<Finding> findings;
  const Certificate certificate = certificate_of(checked_ledger(text, "boxes"), findings, 1'000'000);
  std::size_t true_ones = 0;
  std::size_t held = 0;
  std::size_t verified = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    CAPTURE(certificate.claims[i].statements[0].text);
    if (fails[i]) {
      CHECK_FALSE(holds[i]);
      CHECK(findings[i].verdict != Verdict::holds);
      CHECK(judge(claiming(certificate, i, "holds", "enclosure", "1")).answer != Answer::verified);
    }
    true_ones += holds[i] ? 1U : 0U;
    if (holds[i]) {
      CHECK(findings[i].verdict != Verdict::refuted);
      held += findings[i].verdict == Verdict::holds ? 1U : 0U;
    }
    if (findings[i].verdict == Verdict::holds)
      verified += judge(alone(certificate, i), 30'000'000).answer == Answer::verified ? 1U : 0U;
  }
  std::printf("%zu true statements, %zu held, %zu verified\n", true_ones, held, verified);
  CHECK(held * 10 >= true_ones * 9);
  CHECK(verified >= held);
}

// What a certificate says of vacuity, the checker finds too.
TEST_CASE("what is taken apart says nothing if its parts do, and something if one does") {
  const struct {
    const char* text;
    Vacuity vacuity;
  } statements[] = {
      {"for x in [0, 1], y in (0, 1): x < 0 implies if(x = 0, 1, 2) = 5", Vacuity::yes},
      {"for x in [0, 1], y in [0, 1]: x^y > 1 implies 1 = 0", Vacuity::yes},
      {"for x in [0, 1], y in [0, 1]: (x^y > 2 implies 1 = 0) and (y^x > 2 implies 1 = 0)", Vacuity::yes},
      {"for t in [0, 1], s in (0, 1): if(t = 0, 0, t*log(t)) > 0 implies s = 7", Vacuity::yes},
      {"for x in [0, 1], y in [0, 1]: (x^y > 2 implies 1 = 0) and x^y <= 1", Vacuity::no},
      {"for t in [0, 1], s in (0, 1): if(t = 0, 0, t*log(t)) < 0 implies s < 1", Vacuity::no},
  };
  std::string text;
  for (const auto& one : statements)
    text += fmt::format("claim V{} \"\" printed {}\n", &one - statements, one.text);
  std::vector<Finding> findings;
  const Certificate certificate = certificate_of(checked_ledger(text, "vacuous"), findings, 1'000'000);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    CAPTURE(statements[i].text);
    CHECK(findings[i].verdict == Verdict::holds);
    CHECK(findings[i].vacuity == statements[i].vacuity);
    CHECK(judge(alone(certificate, i), 30'000'000).answer == Answer::verified);
  }
}
