// Numbers that both programs are to know exactly: a law has as many values as are not known to be equal, so
// that the count of cases tells what a program knows.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "environment.hpp"
#include "exact/rational.hpp"
#include "language/check.hpp"
#include "language/print.hpp"
#include "meaning/answers.hpp"
#include "meaning/verdict_counts.hpp"
#include "words.hpp"

using namespace dropcert;
using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;
using namespace dropcert::meaning;
using dropcert::exact::Rational;

namespace {

const std::vector<std::string> numbers = {"0",
                                          "1",
                                          "-1",
                                          "2",
                                          "1/2",
                                          "-1/2",
                                          "3/2",
                                          "7",
                                          "64",
                                          "25/12",
                                          "1000003",
                                          "10^40",
                                          "pi",
                                          "-pi/6",
                                          "pi/4",
                                          "2*pi/3",
                                          "pi/5",
                                          "pi^2",
                                          "2*pi^4",
                                          "1/pi",
                                          "pi/(1 + pi)",
                                          "1/(4 - pi)",
                                          "4*pi^2/(3 - pi)",
                                          "sum(k = 1..9, 1/(pi + k))",    // two whose difference
                                          "sum(k = 10..18, 1/(pi + k))",  // is too long a quotient
                                          "sqrt(2)",
                                          "-sqrt(2)",
                                          "sqrt(2)/2",
                                          "sqrt(3)",
                                          "sqrt(3)/3",
                                          "2*sqrt(3)",
                                          "sqrt(1/2)",
                                          "sqrt(2)*sqrt(3)",
                                          "1 + sqrt(2)",
                                          "3 + 2*sqrt(2)",
                                          "sqrt(2)*pi",
                                          "euler_gamma",
                                          "catalan",
                                          "exp(1)",
                                          "log(2)",
                                          "zeta(2)",
                                          "zeta(3)",
                                          "zeta(-1)",
                                          "bernoulli(4)"};

const std::vector<std::string> exponents = {"0",    "1",    "-2",  "1/2",   "-1/2", "3/2",  "1/3",
                                            "2/3",  "-4/3", "1/4", "3/4",   "5/6",  "65/2", "1/64",
                                            "1/65", "64/3", "0.1", "pi/pi", "pi"};

// 16 values if x is not known to be 1 and not known exactly.
std::string law_of(const std::string& x) {
  return fmt::format("for c in dropout([{0}, {0} + 0, ({0}) * 1, 1], 0.9): 1 = 1", x);
}

void agree_about(const std::vector<std::string>& terms) {
  std::string text;
  for (std::size_t i = 0; i < terms.size(); ++i)
    text += fmt::format("claim C{} \"\" printed {}\n", i, law_of(terms[i]));
  std::vector<Finding> findings;
  const Certificate certificate = certificate_of(checked_ledger(text, "terms"), findings);
  std::size_t decided = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    CAPTURE(terms[i]);
    CAPTURE(findings[i].cases);
    const Judgement found = judge(alone(certificate, i));
    CAPTURE(found.reason);
    if (findings[i].verdict != Verdict::undecided) {
      ++decided;
      const bool is_long = terms[i].find("sum(k") != std::string::npos;  // one may know it, the other not
      CHECK((found.answer == Answer::verified || (is_long && found.answer == Answer::unreached)));
    } else {
      CHECK(found.answer == Answer::undecided);
    }
  }
  CHECK(2 * decided > terms.size());
}

}  // namespace

TEST_CASE("engine and checker know the same powers exactly") {
  std::vector<std::string> terms;
  for (const std::string& x : numbers)
    for (const std::string& y : exponents) terms.push_back(fmt::format("({})^({})", x, y));
  agree_about(terms);
}

TEST_CASE("engine and checker know the same roots exactly") {
  std::vector<std::string> terms;
  for (const std::string& x : numbers)
    for (int n = 1; n <= 7; ++n) terms.push_back(fmt::format("root({}, {})", x, n));
  agree_about(terms);
}

TEST_CASE("engine and checker know the same values of functions exactly") {
  std::vector<std::string> terms;
  for (const std::string& function : test::functions_of_a_number())
    for (const std::string& x : numbers) terms.push_back(fmt::format("{}({})", function, x));
  agree_about(terms);
}

TEST_CASE("engine and checker know the same sums, products and choices exactly") {
  std::vector<std::string> terms;
  for (const std::string& x : numbers)
    for (const std::string& y : numbers)
      for (const char* form :
           {"({}) + ({})", "({}) - ({})", "({}) * ({})", "({}) / ({})", "max({}, {})", "mod({}, {})",
            "binomial({}, 3) + ({})", "if({} < {}, 2, 3)", "if({} = {}, 2, 3)"})
        terms.push_back(fmt::format(fmt::runtime(form), x, y));
  agree_about(terms);
}

TEST_CASE("engine and checker agree about random terms of such numbers, undefined ones too") {
  std::mt19937 random(
      static_cast<std::mt19937::result_type>(dropcert::testing::number_of("DROPCERT_SEED", 2042)));
  const auto one_of = [&](const std::vector<std::string>& choices) {
    return choices[random() % choices.size()];
  };
  const std::function<std::string(int)> term = [&](int depth) -> std::string {
    if (depth == 0) return "(" + one_of(numbers) + ")";
    const std::string a = term(depth - 1);
    switch (random() % 9) {
      case 0:
        return fmt::format("sqrt({})", a);
      case 1:
        return fmt::format("root({}, {})", a, 1 + random() % 5);
      case 2:
        return fmt::format("({})^({})", a, one_of(exponents));
      case 3:
        return fmt::format("(1/({}))", a);
      case 4:
        return fmt::format("{}({})", one_of(test::functions_of_a_number()), a);
      default:
        return fmt::format("({} {} {})", a, one_of({"+", "-", "*", "/"}), term(depth - 1));
    }
  };
  std::string text;
  constexpr std::size_t statements = 600;
  for (std::size_t i = 0; i < statements; ++i)
    text +=
        fmt::format("claim C{} \"\" printed {} {} {}\n", i, term(3), one_of({"<", "<=", "=", "!="}), term(2));
  std::vector<Finding> findings;
  const Ledger ledger = checked_ledger(text, "terms");
  const Certificate certificate = certificate_of(ledger, findings);
  std::size_t decided = 0, verified = 0;
  for (std::size_t i = 0; i < statements; ++i) {
    CAPTURE(to_text(ledger.claims[i].statements[0].tree));
    const Judgement found = judge(alone(certificate, i));
    CAPTURE(found.reason);
    const bool is_decided = findings[i].verdict != Verdict::undecided;
    if (is_decided) ++decided;
    if (found.answer == Answer::verified) ++verified;
    const Answer wanted = is_decided ? Answer::verified : Answer::undecided;
    CHECK((found.answer == wanted || found.answer == Answer::unreached));
  }
  CAPTURE(decided);
  CAPTURE(verified);
  CHECK(decided * 20 > statements * 19);
  CHECK(verified * 50 > decided * 49);
}

TEST_CASE("integrals are the differences of antiderivatives with circular functions, and no other numbers") {
  std::mt19937 random(7);
  const auto one_of = [&](const std::vector<std::string>& choices) {
    return choices[random() % choices.size()];
  };
  std::string ledger;
  std::vector<bool> may_hold;
  for (int i = 0; i < 30; ++i) {
    const int k = static_cast<int>(random() % 3);
    const std::string a = one_of({"0", "0", "1", "-1", "1/2", "-2"});
    const std::string b = one_of({"1", "2", "-1", "1/2", "pi", "3"});
    const std::string low = one_of({"0", "0", "-1", "pi/2", "sqrt(2)"});
    const bool is_sine = random() % 2 == 0;
    const std::string own = is_sine ? "sin" : "cos", other = is_sine ? "cos" : "-sin";
    const std::string power = fmt::format("x^{}", k);
    const std::string lower = k == 0 ? "0" : fmt::format("{}*x^{}", k, k - 1);
    // F = x^k exp(a x) sin(b x), or with cos, and F'.
    const std::string definitions = fmt::format(
        "where F(x) = {0}*exp(({1})*x)*{2}(({3})*x) where f(x) = (({4}) + "
        "({1})*{0})*exp(({1})*x)*{2}(({3})*x) "
        "+ {0}*exp(({1})*x)*({3})*({5}(({3})*x))",
        power, a, own, b, lower, other);
    for (const char* fault : {"", " + 1/7"}) {
      if (*fault != '\0' && low != "0") continue;  // the integral from 0 to 0 is 0, as is seen at once
      ledger += fmt::format(
          "claim I{} \"\" {} printed for t in real: integral(x in [{}, t], f(x)) = F(t) - F({}){}\n",
          may_hold.size(), definitions, low, low, fault);
      may_hold.push_back(*fault == '\0');
    }
  }
  for (const char* statement :
       {"for a in (0, oo), b in real: integral(x in [0, oo), exp(-a*x)*sin(b*x)) = b/(a^2 + b^2)",
        "for a in (0, oo), b in real: integral(x in [0, oo), x*exp(-a*x)*cos(b*x)) = (a^2 - b^2)/(a^2 + "
        "b^2)^2",
        "for b in real: integral(x in real, exp(-x^2)*cos(2*b*x)) = sqrt(pi)*exp(-b^2)",
        "for b in real: integral(x in real, x*exp(-x^2)*sin(2*b*x)) = b*sqrt(pi)*exp(-b^2)"}) {
    ledger += fmt::format("claim I{} \"\" printed {}\n", may_hold.size(), statement);
    may_hold.push_back(true);
  }
  const VerdictCounts counts = check_verdicts(ledger, may_hold);
  CHECK(counts.decided == counts.statements);
  CHECK(counts.verified == counts.statements);
}

TEST_CASE("identities of numbers that are not known exactly hold, and with a fault they are refuted") {
  struct Equal {
    std::string left, right;
  };
  std::vector<Equal> all{{"sqrt(pi)^2", "pi"},
                         {"sqrt(pi)*gamma(1/2)", "pi"},
                         {"exp(log(3)/2)^2", "3"},
                         {"exp(log(pi)/3)^4", "pi*exp(log(pi)/3)"},
                         {"(sqrt(pi) + 1)^2", "pi + 2*gamma(1/2) + 1"}};
  // By gamma(x + 1) = x gamma(x) from 1/2 on, up and down.
  for (int side : {1, -1}) {
    Rational x(1, 2), gamma(1), digamma(0);  // times sqrt(pi); beside -euler_gamma - 2 log 2
    for (int i = 0; i < 6; ++i) {
      all.push_back({fmt::format("gamma({})", x.str()), fmt::format("({})*sqrt(pi)", gamma.str())});
      all.push_back(
          {fmt::format("lgamma({})", x.str()), fmt::format("log(abs({})) + log(pi)/2", gamma.str())});
      all.push_back(
          {fmt::format("digamma({})", x.str()), fmt::format("({}) - euler_gamma - 2*log(2)", digamma.str())});
      const Rational lower = side > 0 ? x : x - Rational(1);
      gamma = side > 0 ? gamma * lower : gamma / lower;
      digamma += Rational(side) / lower;
      x += Rational(side);
    }
  }
  Rational harmonic(0);
  for (int n = 1; n < 8; ++n) {
    all.push_back({fmt::format("digamma({})", n), fmt::format("({}) - euler_gamma", harmonic.str())});
    harmonic += Rational(1, n);
  }
  std::string ledger;
  std::vector<bool> may_hold;
  for (const Equal& one : all)
    for (const char* fault : {"", " + 1/10^30"}) {
      ledger +=
          fmt::format("claim E{} \"\" printed {} = {}{}\n", may_hold.size(), one.left, one.right, fault);
      may_hold.push_back(*fault == '\0');
    }
  const VerdictCounts counts = check_verdicts(ledger, may_hold);
  CHECK(counts.proved * 2 == counts.statements);
  CHECK(counts.verified == counts.statements);
}
