// Sums and products between ends that vary with n, sums whose terms vary with n too, and definitions by
// recurrences, against their values: identities with and without a fault, and inequalities.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "exact/factorial.hpp"
#include "meaning/sequence_statements.hpp"

using namespace dropcert::exact;
using namespace dropcert::meaning;

namespace {

Rational power(long base, long exponent) {
  return pow(Rational(base), exponent);
}

Rational choose(long n, long k) {
  return k < 0 || k > n ? Rational(0)
                        : Rational(binomial(static_cast<unsigned long>(n), static_cast<unsigned long>(k)));
}

// By the recurrence s(n + 1, k) = s(n, k - 1) - n s(n, k).
Rational stirling_first(long n, long k) {
  std::vector<Rational> row{Rational(1)};
  for (long i = 0; i < n; ++i) {
    row.push_back(Rational(0));
    for (std::size_t j = row.size(); j-- > 0;)
      row[j] = (j > 0 ? row[j - 1] : Rational(0)) - Rational(i) * row[j];
  }
  return k < static_cast<long>(row.size()) ? row[static_cast<std::size_t>(k)] : Rational(0);
}

// slope n + offset.
struct End {
  long slope, offset;
  long at(long n) const { return slope * n + offset; }
  std::string text() const {
    return fmt::format("{}{}", slope > 0 ? fmt::format("{}*n + ", slope) : "", offset);
  }
};

// Terms in k that are defined for k >= 1.
const std::vector<Sequence>& terms() {
  static const std::vector<Sequence> all{
      {"k", [](long k) { return Rational(k); }},
      {"(k^2 - 3*k)", [](long k) { return Rational(k * k - 3 * k); }},
      {"1/k", [](long k) { return Rational(1, k); }},
      {"(-1)^k/k", [](long k) { return of_sign(k) / Rational(k); }},
      {"1/(k*(k + 1))", [](long k) { return Rational(1, k * (k + 1)); }},
      {"2^k", [](long k) { return power(2, k); }},
      {"(-2)^k*k", [](long k) { return power(-2, k) * Rational(k); }},
      {"1/(k + 1)^2", [](long k) { return Rational(1, (k + 1) * (k + 1)); }},
      {"k!", factorial_of},
  };
  return all;
}

Sequence sum(const Sequence& term, End low, End high) {
  return {fmt::format("sum(k = {}..{}, {})", low.text(), high.text(), term.term), [=](long n) {
            Rational result(0);
            for (long k = low.at(n); k <= high.at(n); ++k) result += term.value(k);
            return result;
          }};
}

Sequence with(const Sequence& a, const Sequence& b, int sign) {
  return {fmt::format("({} {} {})", a.term, sign > 0 ? "+" : "-", b.term),
          [=](long n) { return a.value(n) + Rational(sign) * b.value(n); }};
}

Sequence constant(long c) {
  return {std::to_string(c), [c](long) { return Rational(c); }};
}

struct Identity {
  long first;
  Sequence left, right;
  std::string definition = {};
};

// A sum over k = 0..slope n + rest of terms that vary with n.
Sequence sum_of(std::string text, End high, std::function<Rational(long, long)> term) {
  return {fmt::format("sum(k = 0..{}, {})", high.text(), text), [=](long n) {
            Rational result(0);
            for (long k = 0; k <= high.at(n); ++k) result += term(n, k);
            return result;
          }};
}

std::vector<Identity> telescoping_identities() {
  const std::string fib = "fib(0) = 0, fib(1) = 1, fib(n) = fib(n - 1) + fib(n - 2)";
  const auto fib_of = [](long n) {
    Rational a(0), b(1);
    for (; n > 0; --n) {
      const Rational next = a + b;
      a = b;
      b = next;
    }
    return a;
  };
  return {
      {0,
       sum_of("binomial(2*n + 1, k)", {2, 1}, [](long n, long k) { return choose(2 * n + 1, k); }),
       {"2*4^n", [](long n) { return Rational(2) * power(4, n); }}},
      {0,
       sum_of("binomial(3*n, k)*2^k", {3, 0}, [](long n, long k) { return choose(3 * n, k) * power(2, k); }),
       {"27^n", [](long n) { return power(27, n); }}},
      {0,
       sum_of("binomial(2*n, 2*k)", {1, 0}, [](long n, long k) { return choose(2 * n, 2 * k); }),
       {"(4^n + 0^n)/2", [](long n) { return n == 0 ? Rational(1) : power(4, n) / Rational(2); }}},
      {1,
       sum_of("binomial(n, 2*k)", {1, 0}, [](long n, long k) { return choose(n, 2 * k); }),
       {"2^(n - 1)", [](long n) { return power(2, n - 1); }}},
      {0,
       sum_of("binomial(n, k)*k^3", {1, 0},
              [](long n, long k) { return choose(n, k) * Rational(k * k * k); }),
       {"n^2*(n + 3)*2^(n - 3)",
        [](long n) { return Rational(n * n * (n + 3)) * power(2, n) / Rational(8); }}},
      {0,
       sum_of("binomial(n, k)^2", {1, 0}, [](long n, long k) { return pow(choose(n, k), 2); }),
       {"binomial(2*n, n)", [](long n) { return choose(2 * n, n); }}},
      {0,
       sum_of("(-1)^k*binomial(2*n, k)^2", {2, 0},
              [](long n, long k) { return of_sign(k) * pow(choose(2 * n, k), 2); }),
       {"(-1)^n*binomial(2*n, n)", [](long n) { return of_sign(n) * choose(2 * n, n); }}},
      {0,
       sum_of("stirling1(n, k)*3^k", {1, 0},
              [](long n, long k) { return stirling_first(n, k) * power(3, k); }),
       {"prod(j = 0..n - 1, 3 - j)",
        [](long n) {
          Rational product(1);
          for (long j = 0; j < n; ++j) product *= Rational(3 - j);
          return product;
        }}},
      {0,
       sum_of("(-1)^k*stirling1(n + 1, k)", {1, 1},
              [](long n, long k) { return of_sign(k) * stirling_first(n + 1, k); }),
       {"(-1)^(n + 1)*(n + 1)!", [](long n) { return of_sign(n + 1) * factorial_of(n + 1); }}},
      {0,
       sum_of("fib(k)^2", {1, 0}, [=](long, long k) { return pow(fib_of(k), 2); }),
       {"fib(n)*fib(n + 1)", [=](long n) { return fib_of(n) * fib_of(n + 1); }},
       fib},
  };
}

}  // namespace

TEST_CASE("identities of sums whose terms vary with n hold, and with a fault they are refuted") {
  std::vector<SequenceStatement> all;
  for (const Identity& identity : telescoping_identities()) {
    all.push_back({identity.first, identity.left, "=", identity.right, identity.definition});
    all.push_back(
        {identity.first, identity.left, "=", with(identity.right, constant(1), 1), identity.definition});
    const Sequence late{"prod(j = 0..4, n - j)", [](long n) {
                          return Rational(n) * Rational(n - 1) * Rational(n - 2) * Rational(n - 3) *
                                 Rational(n - 4);
                        }};  // 0 for n < 5
    all.push_back({identity.first, identity.left, "=", with(identity.right, late, -1), identity.definition});
  }
  const VerdictCounts counts = check_statements(all);
  CHECK(counts.decided == all.size());
  CHECK(counts.proved * 3 == all.size());
  CHECK(counts.verified == all.size());
}

TEST_CASE("sums between ends that vary are taken for what they are") {
  constexpr int sums = 30;
  constexpr const char* relations[] = {"<", "<=", ">", ">=", "=", "!="};
  std::mt19937 random(407);
  const auto number = [&](long low, long high) {
    return low + static_cast<long>(random() % static_cast<unsigned long>(high - low + 1));
  };
  std::vector<SequenceStatement> true_ones, others;
  for (int i = 0; i < sums; ++i) {
    const Sequence term = terms()[random() % terms().size()];
    const End low{number(0, 1), number(1, 2)};
    const End high{low.slope + number(0, 2), low.offset + number(-2, 3)};
    const Sequence whole = sum(term, low, high);
    const long first = number(0, 2);
    // The same in two parts, if neither is empty.
    const End middle{high.slope, std::max(high.offset, low.offset + 2) - 1};
    const End end{high.slope, middle.offset + 1};
    const Sequence whole_of_parts = sum(term, low, end);
    const Sequence parts = with(sum(term, low, middle), sum(term, end, end), 1);
    true_ones.push_back({first, whole_of_parts, "=", parts});
    true_ones.push_back({first, whole_of_parts, "<", with(parts, constant(1), 1)});
    true_ones.push_back({first, whole_of_parts, ">", with(parts, constant(1), -1)});
    const std::string relation = relations[random() % std::size(relations)];
    const Sequence other =
        random() % 2 == 0 ? with(parts, constant(number(-1, 1)), 1) : constant(number(-1, 2));
    others.push_back({first, whole, relation, other});
  }
  const VerdictCounts counts = check_statements(true_ones);
  CHECK(counts.proved == counts.statements);
  CHECK(counts.verified == counts.statements);
  const VerdictCounts of_others = check_statements(others);
  CHECK(of_others.decided * 10 >= of_others.statements * 8);
  CHECK(of_others.verified * 100 >= of_others.decided * 95);
}

TEST_CASE("inequalities of recurrences go over from the cases before") {
  struct Recurrence {
    std::string definition;
    std::vector<long> first, factors;  // of f(n - 1), f(n - 2), ...
  };
  const std::vector<Recurrence> recurrences{
      {"f(0) = 0, f(1) = 1, f(n) = f(n - 1) + f(n - 2)", {0, 1}, {1, 1}},
      {"f(0) = 2, f(1) = 1, f(n) = f(n - 1) + f(n - 2)", {2, 1}, {1, 1}},
      {"f(0) = 0, f(1) = 0, f(2) = 1, f(n) = f(n - 1) + f(n - 2) + f(n - 3)", {0, 0, 1}, {1, 1, 1}},
      {"f(0) = 1, f(1) = 3, f(n) = 3*f(n - 1) - f(n - 2)", {1, 3}, {3, -1}},
      {"f(0) = 1, f(1) = -1, f(n) = f(n - 2) - f(n - 1)", {1, -1}, {-1, 1}},
  };
  constexpr const char* relations[] = {"<", "<=", ">", ">="};
  std::vector<SequenceStatement> all;
  for (const Recurrence& recurrence : recurrences) {
    const auto value = [recurrence](long n) {
      std::vector<Rational> values(recurrence.first.begin(), recurrence.first.end());
      while (static_cast<long>(values.size()) <= n) {
        Rational next(0);
        for (std::size_t i = 0; i < recurrence.factors.size(); ++i)
          next += Rational(recurrence.factors[i]) * values[values.size() - 1 - i];
        values.push_back(next);
      }
      return values[static_cast<std::size_t>(n)];
    };
    const std::vector<Sequence> others{constant(0),
                                       {"2^n", [](long n) { return power(2, n); }},
                                       {"3^n", [](long n) { return power(3, n); }},
                                       {"f(n + 1)", [=](long n) { return value(n + 1); }}};
    for (const Sequence& other : others)
      for (const char* relation : relations)
        for (const long first : {0L, 1L, 3L})
          all.push_back({first, {"f(n)", value}, relation, other, recurrence.definition});
  }
  const VerdictCounts counts = check_statements(all);
  CHECK(counts.decided * 100 >= all.size() * 85);
  CHECK(counts.verified * 100 >= counts.decided * 95);
}
