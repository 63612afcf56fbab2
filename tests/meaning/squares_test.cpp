// Comparisons of products with square roots, of all signs, against values at points.
#include <doctest/doctest.h>
#include <fmt/format.h>

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

struct Part {
  const char* text;
  double (*at)(double x, double y);
};

constexpr Part under_roots[] = {
    {"x", [](double x, double) { return x; }},
    {"x*y", [](double x, double y) { return x * y; }},
    {"x^2 + y^2", [](double x, double y) { return x * x + y * y; }},
    {"1 - x", [](double x, double) { return 1 - x; }},
    {"1 + y^2", [](double, double y) { return 1 + y * y; }},
    {"exp(x)", [](double x, double) { return std::exp(x); }},
    {"4", [](double, double) { return 4.0; }},
};

constexpr Part factors[] = {
    {"x", [](double x, double) { return x; }},
    {"y", [](double, double y) { return y; }},
    {"(x - y)", [](double x, double y) { return x - y; }},
    {"abs(x - y)", [](double x, double y) { return std::abs(x - y); }},
    {"(-2)", [](double, double) { return -2.0; }},
    {"(x + 3)", [](double x, double) { return x + 3; }},
    {"(x + y)/2", [](double x, double y) { return (x + y) / 2; }},
    {"1", [](double, double) { return 1.0; }},
};

constexpr struct {
  const char* text;
  double low, high;
} intervals[] = {
    {"[0, 1]", 0, 1}, {"(0, 1)", 0.001, 0.999}, {"[-1, 1]", -1, 1}, {"[1, 3]", 1, 3}, {"[-2, -1]", -2, -1}};

// A side, and its value; NaN where it is undefined.
struct Side {
  std::string text;
  double value = 0;
};

}  // namespace

TEST_CASE("products with square roots that are said to compare do so at points") {
  constexpr int statements = 1500;
  constexpr int samples = 60;
  std::mt19937 random(2030);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::string relations[] = {"<", "<=", ">", ">="};
  std::string text;
  std::vector<bool> fails;
  for (int i = 0; i < statements; ++i) {
    struct Shape {
      std::size_t factor, root, shape;
    } shapes[2];
    for (Shape& s : shapes) s = {below(std::size(factors)), below(std::size(under_roots)), below(6)};
    const auto side = [&](const Shape& s, double x, double y) -> Side {
      const Part& f = factors[s.factor];
      const Part& r = under_roots[s.root];
      const double root = std::sqrt(r.at(x, y));
      switch (s.shape) {
        case 0:
          return {f.text, f.at(x, y)};
        case 1:
          return {fmt::format("{}/sqrt({})", f.text, r.text), root == 0 ? std::nan("") : f.at(x, y) / root};
        case 2:
          return {fmt::format("-sqrt({})*{}", r.text, f.text), -root * f.at(x, y)};
        case 3:
          return {fmt::format("sqrt({})", r.text), root};
        case 4:
          return {fmt::format("sqrt({0})*sqrt({0})*{1}", r.text, f.text), root * root * f.at(x, y)};
        default:
          return {fmt::format("{}*sqrt({})", f.text, r.text), f.at(x, y) * root};
      }
    };
    const auto& domain_x = intervals[below(std::size(intervals))];
    const auto& domain_y = intervals[below(std::size(intervals))];
    const std::size_t relation = below(std::size(relations));
    bool is_false = false;
    for (int k = 0; k < samples; ++k) {
      const auto in = [&](const auto& domain) {
        return domain.low + (domain.high - domain.low) * static_cast<double>(random() % 65) / 64;
      };
      const double x = in(domain_x);
      const double y = k % 8 == 0 && x >= domain_y.low && x <= domain_y.high ? x : in(domain_y);
      const double a = side(shapes[0], x, y).value;
      const double b = side(shapes[1], x, y).value;
      const double above = relation < 2 ? a - b : b - a;
      is_false = is_false || !(above <= 1e-9);
    }
    text += fmt::format("claim S{} \"\" printed for x in {}, y in {}: {} {} {}\n", i, domain_x.text,
                        domain_y.text, side(shapes[0], 1, 1).text, relations[relation],
                        side(shapes[1], 1, 1).text);
    fails.push_back(is_false);
  }
  std::vector<Finding> findings;
  const Certificate certificate = certificate_of(checked_ledger(text, "squares"), findings);
  std::size_t held = 0;
  std::size_t verified = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    CAPTURE(certificate.claims[i].statements[0].text);
    if (fails[i]) {
      CHECK(findings[i].verdict != Verdict::holds);
      CHECK(judge(claiming(certificate, i, "holds", "enclosure", "1")).answer != Answer::verified);
    } else if (findings[i].verdict == Verdict::holds) {
      ++held;
      verified += judge(alone(certificate, i), 3'000'000).answer == Answer::verified ? 1U : 0U;
    }
  }
  std::printf("%d statements, %zu held, %zu of them verified\n", statements, held, verified);
  CHECK(held * 8 > statements);
  CHECK(verified * 100 >= held * 95);
}
