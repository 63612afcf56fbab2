// Statements for all integers from N on whose terms change sign with them, or grow like factorials: each side
// is an exact rational sequence here, so that a verdict that fails for one of the first numbers is seen.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "exact/bernoulli.hpp"
#include "meaning/sequence_statements.hpp"

using namespace dropcert::exact;
using namespace dropcert::meaning;

namespace {

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

Sequence random_side(std::mt19937& random) {
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
  std::vector<SequenceStatement> all;
  for (int i = 0; i < statements; ++i) {
    const Sequence left = random_side(random);
    const Sequence right = random_side(random);
    const std::size_t relation = random() % std::size(relations);
    const long first = 1 + static_cast<long>(random() % 3);
    all.push_back({first, left, relations[relation], right});
  }
  const VerdictCounts counts = check_statements(all);
  CHECK(counts.decided * 10 >= all.size() * 9);
  CHECK(counts.verified * 100 >= counts.decided * 95);
}
