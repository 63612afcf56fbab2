#include "meaning/verdict_counts.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdio>

#include "language/check.hpp"
#include "meaning/answers.hpp"

namespace dropcert::meaning {

using namespace certificate;
using namespace verify;

VerdictCounts check_verdicts(const std::string& ledger, const std::vector<bool>& may_hold,
                             unsigned long steps_of_engine) {
  constexpr unsigned long steps = 3'000'000;
  constexpr unsigned long forgery_steps = 1'000'000;  // a claim of what is false is looked for to its end
  std::vector<Finding> findings;
  const Certificate certificate =
      certificate_of(language::checked_ledger(ledger, "statements"), findings, steps_of_engine);
  REQUIRE(findings.size() == may_hold.size());
  VerdictCounts counts{findings.size()};
  for (std::size_t i = 0; i < findings.size(); ++i) {
    CAPTURE(certificate.claims[i].statements[0].text);
    const Verdict verdict = findings[i].verdict;
    if (!may_hold[i]) CHECK(verdict == Verdict::refuted);
    if (!may_hold[i] || verdict == Verdict::refuted)
      CHECK(judge(claiming(certificate, i, "holds", "enclosure", "1"), forgery_steps).answer !=
            Answer::verified);
    if (verdict == Verdict::undecided) continue;
    ++counts.decided;
    const Answer honest = judge(alone(certificate, i), steps).answer;
    CHECK((honest == Answer::verified || honest == Answer::unreached));
    counts.verified += honest == Answer::verified ? 1U : 0U;
    if (verdict != Verdict::holds) continue;
    ++counts.proved;
    CHECK(may_hold[i]);
    CHECK(judge(claiming(certificate, i, "refuted", "enclosure", "uncounted")).answer != Answer::verified);
  }
  std::printf("%zu of %zu decided, %zu of them true, %zu verified\n", counts.decided, counts.statements,
              counts.proved, counts.verified);
  return counts;
}

VerdictCounts check_verdicts(const std::vector<std::pair<const char*, bool>>& statements,
                             unsigned long steps_of_engine) {
  std::string ledger;
  std::vector<bool> may_hold;
  for (const auto& [statement, holds] : statements) {
    ledger += fmt::format("claim A{} \"\" printed {}\n", may_hold.size(), statement);
    may_hold.push_back(holds);
  }
  return check_verdicts(ledger, may_hold, steps_of_engine);
}

std::size_t check_none_holds(const std::string& ledger, unsigned long steps,
                             const std::vector<std::string>& trusts, const std::vector<std::string>& cases) {
  std::vector<Finding> findings;
  const Certificate certificate = certificate_of(language::checked_ledger(ledger, "falsehoods"), findings);
  std::size_t refuted = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    CAPTURE(certificate.claims[i].statements[0].text);
    CHECK(findings[i].verdict != Verdict::holds);
    refuted += findings[i].verdict == Verdict::refuted ? 1U : 0U;
    for (const std::string& trust : trusts)
      for (const std::string& count : cases)
        CHECK(judge(claiming(certificate, i, "holds", trust, count), steps).answer != Answer::verified);
  }
  return refuted;
}

}  // namespace dropcert::meaning
