// The table of tricky statements against the engine and the checker.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "meaning/answers.hpp"
#include "meaning/forgeries.hpp"
#include "meaning/tricky_statements.hpp"

using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;
using namespace dropcert::meaning;

TEST_CASE("engine and checker read the tricky statements as they are meant") {
  const Ledger ledger = tricky_ledger();
  std::vector<Finding> findings;
  const Certificate certificate = certificate_of(ledger, findings);
  std::size_t undecided = 0;
  std::size_t unreached = 0;
  for (std::size_t i = 0; i < ledger.claims.size(); ++i) {
    const TrickyStatement& entry = tricky_statements()[i];
    const Finding& finding = findings[i];
    CAPTURE(std::string(entry.definitions));
    CAPTURE(std::string(entry.text));
    CAPTURE(std::string(entry.why));
    CAPTURE(finding.reason);
    const bool is_true = entry.expected == Expected::holds || entry.expected == Expected::vacuous;
    const Judgement honest = judge(alone(certificate, i));
    CAPTURE(honest.reason);
    if (finding.verdict == Verdict::undecided) {
      ++undecided;
      CHECK(entry.decided == Decided::may);
      CHECK(honest.answer == Answer::undecided);
      Certificate forged = alone(certificate, i);
      CertifiedStatement& lie = forged.claims[0].statements[0];
      lie.verdict = is_true ? "refuted" : "holds";
      lie.reason.clear();
      lie.trust = "enclosure";
      for (const char* cases : {"1", "2", "3"}) {
        lie.cases = cases;
        CHECK(judge(forged).answer != Answer::verified);
      }
      continue;
    }
    const Verdict meant = is_true ? Verdict::holds : Verdict::refuted;
    CHECK(finding.verdict == meant);
    if (finding.verdict != meant) continue;  // what follows from that says nothing new
    if (is_true && finding.vacuity != Vacuity::perhaps)
      CHECK((finding.vacuity == Vacuity::yes) == (entry.expected == Expected::vacuous));
    if (honest.answer == Answer::unreached) {
      ++unreached;
      CHECK(entry.decided == Decided::may);
    } else {
      CHECK(honest.answer == Answer::verified);
    }
    for (const Forgery& forgery : flipped(certificate.claims[i].statements[0])) {
      CAPTURE(forgery.what);
      Certificate forged = alone(certificate, i);
      forged.claims[0].statements = {forgery.statement};
      CHECK(judge(forged).answer != Answer::verified);
    }
  }
  MESSAGE(ledger.claims.size(), " statements, ", undecided, " undecided, ", unreached, " unreached");
}
