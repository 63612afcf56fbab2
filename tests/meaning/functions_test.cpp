// Each function of one real argument, of arguments that grow and shrink in all ways, compared with one of its
// own values: false at that point, and so true by no way of looking at a region or towards its end. And some
// with a parabola, against the least of many of MPFR's values.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <mpfr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "environment.hpp"
#include "language/check.hpp"
#include "meaning/answers.hpp"
#include "meaning/verdict_counts.hpp"

using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;
using namespace dropcert::meaning;

namespace {

// Of an argument {}.
constexpr const char* terms[] = {
    "exp({})",
    "log({})",
    "sqrt({})",
    "root({}, 3)",
    "({})^(-2/3)",
    "sin({})",
    "cos({})",
    "tan({})",
    "atan({})",
    "asin(1/(1 + {}))",
    "acos(1/(1 + {}))",
    "sinh({})",
    "cosh({})",
    "tanh({})",
    "sigmoid({})",
    "softplus({})",
    "erf({})",
    "erfc({})",
    "gamma({})",
    "lgamma({})",
    "digamma({})",
    "zeta(1 + {})",
    "zeta({})",
    "zeta({0}) - 1/({0} - 1)",
    "zeta(1/(1 + {}))",
    "li(2 + {})",
    "bessel_j(0, {})",
    "bessel_j(1, {})",
    "sigmoid_derivative(0, {})",
    "sigmoid_derivative(2, {})",
    "softplus_derivative(0, {})",
    "softplus_derivative(1, {})",
    "softplus_derivative(3, {})",
    "abs({})",
    "min({}, 3)",
    "floor({})",
    "2^(-{})",
};

// Positive for x >= 2.
constexpr const char* arguments[] = {
    "x", "1/x", "exp(x)", "exp(-x)", "exp(1/x)", "log(x)", "1 + exp(-x^2)", "(1 + exp(-x))*x", "1 - erf(x)",
};

int lngamma(mpfr_ptr result, mpfr_srcptr x, mpfr_rnd_t side) {
  int sign = 0;
  return mpfr_lgamma(result, &sign, x, side);
}

int zeta_without_pole(mpfr_ptr result, mpfr_srcptr x, mpfr_rnd_t side) {
  mpfr_t pole;
  mpfr_init2(pole, mpfr_get_prec(result));
  mpfr_sub_ui(pole, x, 1, side);
  mpfr_ui_div(pole, 1, pole, side);
  mpfr_zeta(result, x, side);
  const int exactness = mpfr_sub(result, result, pole, side);
  mpfr_clear(pole);
  return exactness;
}

// Of x + 2.
int shifted_li(mpfr_ptr result, mpfr_srcptr x, mpfr_rnd_t side) {
  mpfr_add_ui(result, x, 2, side);
  mpfr_log(result, result, side);
  return mpfr_eint(result, result, side);
}

struct Smooth {
  const char* term;
  int (*at)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
  double low, high;  // between which it is looked at, in quarters
};

constexpr Smooth smooth[] = {
    {"zeta({})", mpfr_zeta, -0.75, 0.75},
    {"zeta({})", mpfr_zeta, 1.25, 9},
    {"zeta({0}) - 1/({0} - 1)", zeta_without_pole, -1, 3},
    {"gamma({})", mpfr_gamma, 0.25, 4},
    {"lgamma({})", lngamma, 0.25, 9},
    {"digamma({})", mpfr_digamma, 0.5, 9},
    {"erf({})", mpfr_erf, -3, 3},
    {"atan({})", mpfr_atan, -3, 3},
    {"tanh({})", mpfr_tanh, -3, 3},
    {"bessel_j(0, {})", mpfr_j0, -5, 9},
    {"bessel_j(1, {})", mpfr_j1, -5, 9},
    {"li({} + 2)", shifted_li, -0.5, 5},
};

double value(const Smooth& f, double x) {
  mpfr_t number;
  mpfr_init2(number, 100);
  mpfr_set_d(number, x, MPFR_RNDN);
  f.at(number, number, MPFR_RNDN);
  const double result = mpfr_get_d(number, MPFR_RNDN);
  mpfr_clear(number);
  return result;
}

}  // namespace

TEST_CASE("no function is on one side of one of its own values everywhere") {
  std::size_t statements = 0;
  for (const char* function : terms) {
    std::string text;
    for (const char* argument : arguments)
      for (const char* relation : {"<", ">"})
        text += fmt::format("claim P{} \"\" where f(x) = {} printed for x in [2, oo): f(x) {} f(9)\n",
                            statements++, fmt::format(fmt::runtime(function), argument), relation);
    const Ledger ledger = checked_ledger(text, "functions");
    std::vector<Finding> findings;
    const Certificate certificate = certificate_of(ledger, findings);
    for (std::size_t i = 0; i < findings.size(); ++i) {
      CAPTURE(std::string(function));
      CAPTURE(std::string(arguments[i / 2]));
      CHECK(findings[i].verdict != Verdict::holds);
      CHECK(judge(claiming(certificate, i, "holds", "enclosure", "1")).answer != Answer::verified);
    }
  }
  std::printf("%zu falsehoods\n", statements);
}

// Above a parabola, nowhere nearer than by 1/100; and above a line that begins where the function does.
TEST_CASE("functions beside parabolas and chords") {
  constexpr int trials = 16;
  constexpr int samples = 256;
  std::mt19937 random(2028);
  const auto quarters = [&](double low, double high) {
    const auto steps = static_cast<unsigned>((high - low) * 4);
    return low + static_cast<double>(random() % (steps + 1)) / 4;
  };
  std::string text;
  std::vector<bool> may_hold;
  for (const Smooth& f : smooth)
    for (int i = 0; i < trials; ++i) {
      const bool has_pole = f.at == zeta_without_pole;
      double low = quarters(f.low, f.high - 0.25);
      if (has_pole && low == 1) low = 0.75;
      const double high = std::min(f.high, low + quarters(0.25, 2));
      const bool is_chord = i % 2 == 1;
      const double slope = quarters(-2, 2);
      const double square = quarters(-2, 2);
      double least = 1e300;
      for (int k = is_chord ? 1 : 0; k <= samples; ++k) {
        const double x = low + (high - low) * k / samples;
        if (has_pole && x == 1) continue;
        const double above =
            is_chord ? (value(f, x) - value(f, low)) / (x - low) : value(f, x) + slope * x + square * x * x;
        least = std::min(least, above);
      }
      const bool is_true = random() % 4 != 0;
      const double bound = least + (is_true ? -0.01 : 0.001);
      const auto at = [&](const std::string& x) { return fmt::format(fmt::runtime(f.term), x); };
      const std::string statement =
          is_chord ? fmt::format("{} >= {} + ({:.9f})*(x - ({}))", at("x"), at(fmt::format("({})", low)),
                                 bound, low)
                   : fmt::format("{} + ({})*x + ({})*x^2 >= {:.9f}", at("x"), slope, square, bound);
      text += fmt::format("claim P{} \"\"\n printed for x in [{}, {}]: {}{}\n", may_hold.size(), low, high,
                          has_pole ? "x != 1 implies " : "", statement);
      may_hold.push_back(is_true);
    }
  const VerdictCounts counts = check_verdicts(text, may_hold);
  CHECK(counts.decided * 100 >= counts.statements * 95);
  CHECK(counts.verified * 100 >= counts.decided * 95);
}

// Towards an end of the region the argument grows, or comes near 0, from a number at which the function may
// be undefined on; what is said of the region is compared with what is said of many of its points.
TEST_CASE("what is said of a region, wherever defined, is not false at its points") {
  constexpr const char* shapes[] = {"x - {}",      "{} - x",   "exp(x) - {}", "log(x) - {}",  "{} - exp(-x)",
                                    "{} - log(x)", "1/x - {}", "x^2 - {}",    "sqrt(x) - {}", "-exp(x) - {}"};
  constexpr const char* shifts[] = {"0", "1", "-1", "1/2", "-1/2", "2", "5/3", "7", "-3"};
  constexpr struct {
    const char* text;
    double low, high;  // of the points
  } regions[] = {{"(0, oo)", 0, 1e9}, {"(1/2, oo)", 0.5, 1e9}, {"[2, oo)", 2, 1e9},
                 {"(0, 1]", 0, 1},    {"(0, 3)", 0, 2.99},     {"[1/3, 20]", 0.5, 20}};
  constexpr const char* others[] = {"0", "1", "-1", "1/2", "-100", "1000", "3", "-1/10"};
  const int trials = static_cast<int>(dropcert::testing::number_of("DROPCERT_SEEDS", 60));
  std::mt19937 random(dropcert::testing::number_of("DROPCERT_SEED", 2029));
  const auto one_of = [&](const auto& all) { return std::string(all[random() % std::size(all)]); };
  std::string text;
  std::size_t statements = 0;
  for (const char* function : terms)
    for (int i = 0; i < trials; ++i) {
      const std::string argument = fmt::format(fmt::runtime(one_of(shapes)), one_of(shifts));
      const auto& region = regions[random() % std::size(regions)];
      const std::string term = fmt::format(fmt::runtime(function), "(" + argument + ")");
      const std::string body =
          fmt::format("{} {} {}", term, one_of(std::array{"<", ">", "<=", ">=", "!="}), one_of(others));
      std::string points;
      for (int k = 0; k < 40; ++k) {
        constexpr double places[] = {0.5, 1, 1.5, 2, 3, 4, 8};
        const double small = std::exp2(-static_cast<double>(random() % 20));
        double x = region.low + small;
        if (k % 4 == 1) x = region.low + static_cast<double>(random() % 4000 + 1) / 100;
        if (k % 4 > 1) x = places[random() % std::size(places)] + (k % 4 == 2 ? small : -small);
        points += fmt::format("{}{:.9f}", k == 0 ? "" : ", ", std::clamp(x, region.low + 1e-6, region.high));
      }
      text += fmt::format(
          "claim R{0} \"\" printed for x in {1} wherever defined: {2}\n"
          "claim P{0} \"\" printed for x in {{{3}}} wherever defined: {2}\n"
          "claim D{0} \"\" printed for x in {{{3}}} wherever defined: {4} = {4}\n",
          statements++, region.text, body, points, term);
    }
  const Ledger ledger = checked_ledger(text, "regions");
  std::vector<Finding> findings;
  const Certificate certificate = certificate_of(ledger, findings);
  std::size_t false_ones = 0;
  std::size_t held = 0;
  for (std::size_t i = 0; i < findings.size(); i += 3) {
    held += findings[i].verdict == Verdict::holds ? 1U : 0U;
    const bool is_defined_somewhere = findings[i + 2].verdict == Verdict::holds;
    if (findings[i + 1].verdict != Verdict::refuted || !is_defined_somewhere) continue;
    ++false_ones;
    CAPTURE(certificate.claims[i].statements[0].text);
    CAPTURE(certificate.claims[i + 1].statements[0].text);
    CHECK(findings[i].verdict != Verdict::holds);
    CHECK(judge(claiming(certificate, i, "holds", "enclosure", "1"), 1'000'000).answer != Answer::verified);
  }
  std::printf("%zu statements, %zu held, %zu false at a point\n", statements, held, false_ones);
  CHECK(false_ones * 5 > statements);
  CHECK(held * 10 > statements);
}
