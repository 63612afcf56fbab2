// Definitions each of which uses the one before it twice: found once where a statement is about numbers,
// regions, forms, lists, sums or all integers, as else the work would double sixty times. And random ones:
// what is remembered of them is what their terms are, written out in their places.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdio>
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

constexpr int links = 60;

struct OfChain {
  const char* statement;  // about the last definition {0}, which is positive
  bool holds;
};

constexpr const char* first_values[] = {"1", "sqrt(2)", "exp(1)"};

constexpr const char* steps[] = {
    "{0} + {0}",
    "abs({0}) + abs({0})",
    "max({0}, {0}/2)",
    "if({0} > 1, {0}, 2*{0})",
    "sum(k = 1..2, {0}/2)",
    "[{0}, {0}][1]",
};

constexpr OfChain claims_about_numbers[] = {
    {"{0} > 0", true},
    {"for x in [0, 1]: {0}*x <= {0}", true},
    {"for x in [0, 1]: {0}*x >= {0}", false},
    {"for x in real: x^2 + {0} >= 1/2", true},
    {"for x in real: {0}*x = x*{0}", true},
    {"for x in [0, 1], y in [0, 1]: {0}*x*y >= {0}*2", false},
    {"for x in [0, 1]^3: {0}*x[1] >= 0", true},
    {"for n in 1..oo: {0}*n > 0", true},
    {"sum(k = 1..oo, {0}/2^k) > 0", true},
    {"some x in [0, 1]: {0}*x > 1/2", true},
};

constexpr OfChain claims_about_statements[] = {
    {"{0}", true},
    {"not {0}", false},
    {"for x in [0, 1]: {0} and x >= 0", true},
    {"for x in real: {0} implies x^2 >= 0", true},
    {"for n in 1..oo: {0} and n > 0", true},
};

// A closed term with definitions in it, and with their terms in their places.
struct Written {
  std::string by_names;
  std::string in_full;
};

class RandomDefinitions {
 public:
  explicit RandomDefinitions(std::mt19937& random) : random_(random) {}

  Written term(int depth) {
    if (depth == 0 || below(5) == 0) return leaf();
    const Written a = term(depth - 1);
    const Written b = term(depth - 1);
    static const std::vector<const char*> shapes = {"({0} + {1})",
                                                    "({0} - {1})",
                                                    "({0} * {1})",
                                                    "({0} / {1})",
                                                    "abs({0})",
                                                    "max({0}, {1})",
                                                    "min({0}, {1})",
                                                    "if({0} < {1}, {1}, {0})",
                                                    "if({0} = {1}, 1, {0})",
                                                    "sqrt({0})",
                                                    "log({0})",
                                                    "floor({0})",
                                                    "exp(min(3, {0}))",
                                                    "({0})^2",
                                                    "({0})^(1/3)",
                                                    "[{0}, {1}][2]",
                                                    "sum(k = 1..2, {0}/k)"};
    return filled(pick(shapes), a, b);
  }
  Written leaf() {
    if (!definitions_.empty() && below(5) < 3) return pick(definitions_);
    static const std::vector<const char*> numbers = {"1",
                                                     "2",
                                                     "1/2",
                                                     "3",
                                                     "-1",
                                                     "0",
                                                     "pi",
                                                     "sqrt(2)",
                                                     "exp(1)",
                                                     "log(2)",
                                                     "root(2, 3)",
                                                     "root(4, 3)",
                                                     "zeta(3)",
                                                     "exp(log(3))",
                                                     "(sqrt(2)^2 - 2)",
                                                     "atan(1)",
                                                     "integral(x in [0, 1], x^2)",
                                                     "sum(k = 0..oo, 1/k!)"};
    const char* number = pick(numbers);
    return {number, number};
  }
  // A definition more; its text.
  std::string define(const std::string& name) {
    const Written made = term(2);
    definitions_.push_back({name, "(" + made.in_full + ")"});
    return "where " + name + " = " + made.by_names + " ";
  }
  Written statement() {
    static const std::vector<const char*> shapes = {
        "{0} <= {1}",
        "{0} = {1}",
        "for x in [0, 1]: {0}*x <= {1} + x",
        "for x in real: {0} + x^2 >= {1}",
        "for x in real wherever defined: {0}*x/x = {1}",
        "for n in 1..oo: {0}*n <= {1}*n",
        "for n in 1..oo: sum(k = 1..n, {0}) >= {1}*n",
        "for x in (0, oo), y in (0, oo): {0}*x + y <= {1}*(x + y)",
        "for x in [0, 1]^2: {0}*x[1] <= {1}",
        "some x in [0, 2]: {0}*x > {1}",
        "sum(k = 1..oo, {0}/2^k) = {1}",
        "for x in [1, 2]: integral(t in [0, x], {0}) <= {1}*x",
        "({0} < {1}) or (for x in [0, 1]: x < {1})"};
    const Written a = pick(definitions_);
    return filled(pick(shapes), a, below(2) == 0 ? a : leaf());
  }

 private:
  unsigned below(unsigned n) { return static_cast<unsigned>(random_()) % n; }
  template <class Kind>
  const Kind& pick(const std::vector<Kind>& from) {
    return from[below(static_cast<unsigned>(from.size()))];
  }
  static Written filled(const char* shape, const Written& a, const Written& b) {
    return {fmt::format(fmt::runtime(shape), a.by_names, b.by_names),
            fmt::format(fmt::runtime(shape), a.in_full, b.in_full)};
  }

  std::mt19937& random_;
  std::vector<Written> definitions_;
};

}  // namespace

TEST_CASE("a chain of definitions is found link by link, by engine and checker") {
  std::string ledger;
  std::vector<bool> holds;
  int chains = 0;
  auto add_chain = [&](const std::string& first, const char* step, const auto& claims) {
    auto name = [&](int i) { return fmt::format("c{}x{}", chains, i); };
    std::string definitions = fmt::format("where {} = {}\n", name(0), first);
    for (int i = 1; i <= links; ++i)
      definitions += fmt::format("where {} = {}\n", name(i), fmt::format(fmt::runtime(step), name(i - 1)));
    ledger = definitions + ledger;
    for (const OfChain& claim : claims) {
      ledger += fmt::format("claim P{} \"\" printed {}\n", holds.size(),
                            fmt::format(fmt::runtime(claim.statement), name(links)));
      holds.push_back(claim.holds);
    }
    ++chains;
  };
  for (const char* first : first_values)
    for (const char* step : steps) add_chain(first, step, claims_about_numbers);
  add_chain("exp(1) > 2", "{0} and ({0} or {0})", claims_about_statements);
  const VerdictCounts counts = check_verdicts(ledger, holds);
  CHECK(counts.decided == counts.statements);
  CHECK(counts.verified == counts.decided);
}

TEST_CASE("random definitions mean what their terms mean, to engine and checker") {
  const unsigned long trials = dropcert::testing::number_of("DROPCERT_SEEDS", 150);
  std::mt19937 random(dropcert::testing::number_of("DROPCERT_SEED", 2031));
  std::string by_names;
  std::string in_full;
  for (unsigned long i = 0; i < trials; ++i) {
    RandomDefinitions made(random);
    std::string definitions;
    for (int k = 0; k < 3; ++k) definitions += made.define(fmt::format("d{}", k));
    const Written statement = made.statement();
    by_names += fmt::format("claim P{} \"\" {} printed {}\n", i, definitions, statement.by_names);
    in_full += fmt::format("claim P{} \"\" printed {}\n", i, statement.in_full);
  }
  std::vector<Finding> findings[2];
  std::size_t decided = 0;
  std::size_t verified = 0;
  const Certificate certificates[2] = {certificate_of(checked_ledger(by_names, "names"), findings[0]),
                                       certificate_of(checked_ledger(in_full, "terms"), findings[1])};
  for (unsigned long i = 0; i < trials; ++i) {
    CAPTURE(certificates[0].claims[i].statements[0].text);
    CAPTURE(certificates[1].claims[i].statements[0].text);
    const Verdict a = findings[0][i].verdict;
    const Verdict b = findings[1][i].verdict;
    CHECK((a == b || a == Verdict::undecided || b == Verdict::undecided));
    for (const Certificate& certificate : certificates) {
      const Judgement honest = judge(alone(certificate, i), 3'000'000);
      CAPTURE(honest.reason);
      CHECK(honest.answer != Answer::rejected);
      CHECK(honest.answer != Answer::malformed);
      verified += honest.answer == Answer::verified ? 1U : 0U;
    }
    for (const Verdict verdict : {a, b}) decided += verdict != Verdict::undecided ? 1U : 0U;
  }
  std::printf("%zu of %lu decided, %zu verified\n", decided, 2 * trials, verified);
  CHECK(decided * 100 >= 2 * trials * 85);
  CHECK(verified * 100 >= decided * 93);
}
