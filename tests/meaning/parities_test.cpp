// Statements for all integers from N on whose terms change sign with them, or grow like factorials: each side
// is an exact rational sequence here, so that a verdict that fails for one of the first numbers is seen.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdio>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "exact/bernoulli.hpp"
#include "exact/factorial.hpp"
#include "language/check.hpp"
#include "meaning/answers.hpp"

using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::exact;
using namespace dropcert::verify;
using namespace dropcert::meaning;

namespace {

constexpr long most = 40;  // numbers that are looked at

struct Sequence {
  const char* term;  // in n
  std::function<Rational(long)> value;
};

Rational of_sign(long n) {
  return Rational(n % 2 == 0 ? 1 : -1);
}

Rational factorial_of(long n) {
  return Rational(factorial(static_cast<unsigned long>(n)));
}

Rational bernoulli_of(long n) {
  return bernoulli(static_cast<unsigned long>(n));
}

const std::vector<Sequence>& sequences() {
  static const std::vector<Sequence> all{
      {"1", [](long) { return Rational(1); }},
      {"n", [](long n) { return Rational(n); }},
      {"(n^2 + 1)/(n + 2)", [](long n) { return Rational(n * n + 1, n + 2); }},
      {"(1 + 2^(-n))", [](long n) { return Rational(1) + pow(Rational(1, 2), n); }},
      {"(-2)^n", [](long n) { return pow(Rational(-2), n); }},
      {"3^n", [](long n) { return pow(Rational(3), n); }},
      {"(-1/3)^(2*n + 1)", [](long n) { return pow(Rational(-1, 3), 2 * n + 1); }},
      {"n!", factorial_of},
      {"(-1)^(n + 1)*(n + 2)!", [](long n) { return of_sign(n + 1) * factorial_of(n + 2); }},
      {"(2*n)!/n!", [](long n) { return factorial_of(2 * n) / factorial_of(n); }},
      {"binomial(2*n, n)", [](long n) { return factorial_of(2 * n) / (factorial_of(n) * factorial_of(n)); }},
      {"bernoulli(2*n)", [](long n) { return bernoulli_of(2 * n); }},
      {"abs(bernoulli(2*n + 2))", [](long n) { return abs(bernoulli_of(2 * n + 2)); }},
      {"(-1)^n*bernoulli(2*n)", [](long n) { return of_sign(n) * bernoulli_of(2 * n); }},
      {"bernoulli(4*n)", [](long n) { return bernoulli_of(4 * n); }},
      {"(bernoulli(2*n + 1) + 1)", [](long n) { return bernoulli_of(2 * n + 1) + Rational(1); }},
      {"-bernoulli(4*n + 2)/bernoulli(4*n)",
       [](long n) { return -bernoulli_of(4 * n + 2) / bernoulli_of(4 * n); }},
  };
  return all;
}

struct Side {
  std::string term;
  std::function<Rational(long)> value;
};

Side random_side(std::mt19937& random) {
  const std::vector<Sequence>& all = sequences();
  const Sequence a = all[random() % all.size()];
  const Sequence b = all[random() % all.size()];
  switch (random() % 4) {
    case 0:
      return {fmt::format("{}*({})", a.term, b.term), [a, b](long n) { return a.value(n) * b.value(n); }};
    case 1: {
      const long shift = static_cast<long>(random() % 2);
      return {fmt::format("(-1)^(n + {})*({})/(n + 3)", shift, a.term),
              [a, shift](long n) { return of_sign(n + shift) * a.value(n) / Rational(n + 3); }};
    }
    default:
      return {a.term, a.value};
  }
}

}  // namespace

TEST_CASE(
    "what changes sign with n, or grows like a factorial, is taken for what it is by engine and checker") {
  constexpr int statements = 80;
  constexpr const char* relations[] = {"<", "<=", ">", ">=", "!="};
  std::mt19937 random(1905);
  std::string text;
  std::vector<bool> holds_so_far;  // for the numbers that are looked at
  for (int i = 0; i < statements; ++i) {
    const Side left = random_side(random);
    const Side right = random_side(random);
    const std::size_t relation = random() % std::size(relations);
    const long first = 1 + static_cast<long>(random() % 3);
    text += fmt::format("claim P{} \"\" printed for n in {}..oo: {} {} {}\n", i, first, left.term,
                        relations[relation], right.term);
    bool holds = true;
    for (long n = first; n < first + most && holds; ++n) {
      const Rational difference = left.value(n) - right.value(n);
      const bool is[] = {difference.sign() < 0, difference.sign() <= 0, difference.sign() > 0,
                         difference.sign() >= 0, difference.sign() != 0};
      holds = is[relation];
    }
    holds_so_far.push_back(holds);
  }
  const Ledger ledger = checked_ledger(text, "parities");
  std::vector<Finding> findings;
  const Certificate certificate = certificate_of(ledger, findings);
  REQUIRE(findings.size() == holds_so_far.size());
  std::size_t decided = 0, proved = 0, verified = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    CAPTURE(certificate.claims[i].statements[0].text);
    if (!holds_so_far[i]) {
      CHECK(findings[i].verdict == Verdict::refuted);
      CHECK(judge(claiming(certificate, i, "holds", "enclosure", "1"), 3'000'000).answer != Answer::verified);
    }
    if (findings[i].verdict == Verdict::undecided) continue;
    ++decided;
    const Answer honest = judge(alone(certificate, i), 3'000'000).answer;
    CHECK((honest == Answer::verified || honest == Answer::unreached));
    verified += honest == Answer::verified ? 1U : 0U;
    if (findings[i].verdict != Verdict::holds) continue;
    ++proved;
    CHECK(holds_so_far[i]);
    CHECK(judge(claiming(certificate, i, "refuted", "enclosure", "uncounted")).answer != Answer::verified);
  }
  std::printf("%zu of %zu decided, %zu of them true, %zu verified\n", decided, findings.size(), proved,
              verified);
  CHECK(decided * 10 >= findings.size() * 9);
  CHECK(verified * 100 >= decided * 95);
}
