// Groups of three binders of every kind, empty for some values of the names before them, with bodies that are
// undefined at all elements, at some, or at none.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "language/check.hpp"
#include "meaning/answers.hpp"
#include "meaning/forgeries.hpp"

using namespace dropcert;
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

}  // namespace

TEST_CASE(
    "groups of binders with and without elements mean the same to engine, checker and small evaluator") {
  const char* wanted = std::getenv("DROPCERT_SEEDS");
  const unsigned long statements = wanted == nullptr ? 4000 : std::stoul(wanted);
  std::mt19937_64 random(11);
  std::size_t decided = 0;
  std::size_t unreached = 0;
  for (unsigned long i = 0; i < statements; ++i) {
    const std::string body = one_of(bodies, random);
    const std::string group = fmt::format(
        "{} b in {}, n in {}, x in {}{}: ", random() % 4 == 0 ? "some" : "for", one_of(first, random),
        one_of(second, random), one_of(third, random), random() % 4 == 0 ? "" : " wherever defined");
    const std::string statement = random() % 4 == 0 ? "not (" + group + body + ")" : group + body;
    const Ledger ledger = checked_ledger("claim A \"\" printed " + statement, "groups");
    std::vector<Finding> findings;
    const Certificate certificate = certificate_of(ledger, findings);
    const Outcome small = evaluate(ledger, ledger.claims[0], ledger.claims[0].statements[0].tree);
    const Judgement honest = judge(certificate);
    CAPTURE(statement);
    CAPTURE(name_of(findings[0].verdict));
    CAPTURE(honest.reason);
    CHECK(is_possible(small, findings[0].verdict));
    if (findings[0].verdict == Verdict::holds) CHECK(is_possible(small, findings[0].vacuity));
    const Answer expected = findings[0].verdict == Verdict::undecided ? Answer::undecided : Answer::verified;
    CHECK((honest.answer == expected || honest.answer == Answer::unreached));
    if (findings[0].verdict != Verdict::undecided) ++decided;
    if (honest.answer == Answer::unreached) ++unreached;
    CertifiedStatement claimed = certificate.claims[0].statements[0];
    if (claimed.verdict == "undecided") continue;
    for (const Forgery& forgery : flipped(claimed)) {
      CAPTURE(forgery.what);
      Certificate forged = certificate;
      forged.claims[0].statements = {forgery.statement};
      CHECK(judge(forged).answer != Answer::verified);
    }
  }
  MESSAGE(fmt::format("{} statements, {} decided, {} of these not reached by the checker", statements,
                      decided, unreached));
  CHECK(2 * decided > statements);
}
