// Definitions each of which uses the one before it twice: found once where a statement is about numbers, regions,
// forms, lists, sums or all integers, as else the work would double sixty times.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "meaning/verdict_counts.hpp"

using namespace dropcert::meaning;

namespace {

constexpr int links = 60;

struct Claim {
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

constexpr Claim claims_about_numbers[] = {
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

constexpr Claim claims_about_statements[] = {
    {"{0}", true},
    {"not {0}", false},
    {"for x in [0, 1]: {0} and x >= 0", true},
    {"for x in real: {0} implies x^2 >= 0", true},
    {"for n in 1..oo: {0} and n > 0", true},
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
    for (const Claim& claim : claims) {
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
