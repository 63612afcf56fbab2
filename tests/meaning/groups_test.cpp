// Statements from small alphabets, so that all that can meet does: groups of three binders of every kind,
// empty for some values of the names before them, and quantifiers within connectives, with parts that are
// undefined at all elements, at some, or at none.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "environment.hpp"
#include "language/check.hpp"
#include "meaning/answers.hpp"
#include "meaning/forgeries.hpp"

using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;
using namespace dropcert::meaning;

namespace {

const std::vector<const char*> first = {"-1..1",  "0..1",   "1..1",   "{0, 1}", "([1, 0])", "[0, 1]",
                                        "[1, 1]", "(0, 0)", "[0, 2)", "0..oo",  "real"};
const std::vector<const char*> second = {"[0, 0]", "[0, 1]", "(0, 1]", "0..b",  "1..b",
                                         "[1, b]", "(0, b)", "{b}",    "([b])", "1..0"};
const std::vector<const char*> third = {"1..b", "1..n", "[0, n]", "[n, b]",
                                        "{n}",  "0..1", "(1, 1)", "(n, oo)"};
const std::vector<const char*> bodies = {"1/0 = 1",
                                         "1 = 1",
                                         "1/b = 1/b",
                                         "1/n = 1/n",
                                         "x/x = 1",
                                         "x >= 1",
                                         "1/(b - 1) > 0",
                                         "log(n) < 5",
                                         "1/0 = 1 or b = b",
                                         "for y in 1..b: 1/0 = y",
                                         "b < 2 and (for y in {1/b}: y = y)"};

template <class List>
const char* one_of(const List& list, std::mt19937_64& random) {
  return list[random() % list.size()];
}

struct Counts {
  std::size_t statements = 0;
  std::size_t decided = 0;
  std::size_t unreached = 0;  // by the checker, of those
};

void check_one(const std::string& statement, Counts& counts) {
  const Ledger ledger = checked_ledger("claim A \"\" printed " + statement, "groups");
  std::vector<Finding> findings;
  const Certificate certificate = certificate_of(ledger, findings);
  const Finding& finding = findings[0];
  const Outcome small = evaluate(ledger, ledger.claims[0], ledger.claims[0].statements[0].tree);
  const Judgement honest = judge(certificate);
  const std::string verdict = name_of(finding.verdict);
  CAPTURE(statement);
  CAPTURE(verdict);
  CAPTURE(honest.reason);
  CHECK(is_possible(small, finding.verdict));
  if (finding.verdict == Verdict::holds) CHECK(is_possible(small, finding.vacuity));
  const Answer expected = finding.verdict == Verdict::undecided ? Answer::undecided : Answer::verified;
  CHECK((honest.answer == expected || honest.answer == Answer::unreached));
  ++counts.statements;
  if (finding.verdict == Verdict::undecided) return;
  ++counts.decided;
  if (honest.answer == Answer::unreached) ++counts.unreached;
  for (const Forgery& forgery : flipped(certificate.claims[0].statements[0])) {
    CAPTURE(forgery.what);
    Certificate forged = certificate;
    forged.claims[0].statements = {forgery.statement};
    CHECK(judge(forged).answer != Answer::verified);
  }
}

void report(const Counts& counts) {
  MESSAGE(fmt::format("{} statements, {} decided, {} of these not reached by the checker", counts.statements,
                      counts.decided, counts.unreached));
  CHECK(2 * counts.decided > counts.statements);
  CHECK(10 * counts.unreached < counts.decided);
}

const std::vector<const char*> atoms = {"1 = 1",
                                        "1 = 2",
                                        "1/0 = 1",
                                        "{0} = {1}",
                                        "1/{0} = 1/{0}",
                                        "log({0}) < 1",
                                        "sqrt({0}) >= 0",
                                        "{0}/{0} = 1",
                                        "0 < {0} < 1/{1}",
                                        "{0} != {1}",
                                        "1/(sqrt(2)^2 - 2) = {0}",
                                        "length([{0}, 1/{1}]) = 2",
                                        "if({0} = 0, 1, 1/{0}) >= {1}",
                                        "sum(k = 0..1, 1/({0} - k)) = {1}"};
const std::vector<const char*> domains = {"0..1",   "-1..{0}", "1..0",     "{{0, 1, {0}}}", "([{0}, 1])",
                                          "[0, 1]", "(0, 1)",  "[{0}, 1]", "(0, {0}]",      "[0, 0]",
                                          "1..oo",  "real",    "[0, oo)",  "{{1/{0}}}",     "{0}..1/{0}"};

// `names` are bound.
std::string random_statement(std::mt19937_64& random, std::vector<std::string>& names, int depth) {
  auto name = [&] { return names.empty() ? std::string("1") : names[random() % names.size()]; };
  if (depth == 0) return fmt::format(fmt::runtime(one_of(atoms, random)), name(), name());
  auto part = [&](int less) {
    return "(" + random_statement(random, names, std::max(0, depth - less)) + ")";
  };
  switch (random() % 8) {
    case 0:
      return "not " + part(1);
    case 1:
      return fmt::format("{} and {}", part(1), part(2));
    case 2:
      return fmt::format("{} or {}", part(2), part(1));
    case 3:
      return fmt::format("{} implies {}", part(1), part(1));
    case 4:
      return random() % 2 == 0 ? fmt::format("{} iff {}", part(1), part(2))
                               : fmt::format("if({} = {}, 1, 2) = if({}, 1, 2)", name(), name(), part(1));
    default:
      break;
  }
  static const std::vector<std::string> all = {"x", "y", "x"};
  std::string group = random() % 3 == 0 ? "some " : "for ";
  const std::string first_name = all[random() % all.size()];
  group += first_name + " in " + fmt::format(fmt::runtime(one_of(domains, random)), name());
  names.push_back(first_name);
  const bool is_pair = random() % 3 == 0;
  if (is_pair) {
    const std::string second_name = first_name == "x" ? "y" : "x";
    group += ", " + second_name + " in " + fmt::format(fmt::runtime(one_of(domains, random)), name());
    names.push_back(second_name);
  }
  const std::string result = group + (random() % 3 == 0 ? " wherever defined: " : ": ") + part(1);
  names.resize(names.size() - (is_pair ? 2 : 1));
  return result;
}

}  // namespace

TEST_CASE(
    "groups of binders with and without elements mean the same to engine, checker and small evaluator") {
  std::mt19937_64 random(11);
  Counts counts;
  for (unsigned long i = dropcert::testing::number_of("DROPCERT_SEEDS", 4000); i > 0; --i) {
    const std::string body = one_of(bodies, random);
    const std::string group = fmt::format(
        "{} b in {}, n in {}, x in {}{}: ", random() % 4 == 0 ? "some" : "for", one_of(first, random),
        one_of(second, random), one_of(third, random), random() % 4 == 0 ? "" : " wherever defined");
    check_one(random() % 4 == 0 ? "not (" + group + body + ")" : group + body, counts);
  }
  report(counts);
}

TEST_CASE("quantifiers within connectives mean the same to engine, checker and small evaluator") {
  std::mt19937_64 random(12);
  Counts counts;
  std::vector<std::string> names;
  for (unsigned long i = dropcert::testing::number_of("DROPCERT_SEEDS", 4000); i > 0; --i)
    check_one(random_statement(random, names, 3), counts);
  report(counts);
}
