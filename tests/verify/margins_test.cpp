// What `explain` tells of an inequality over a region: every bound is true at points, and the contacts that
// an author gives are used.
#include <fmt/format.h>

#include <regex>

#include "language/check.hpp"
#include "verify/run.hpp"
#include "verify/support.hpp"

using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace {

std::vector<std::string> margins_of(const std::string& statement) {
  Policy policy = bits(64, 256);
  policy.tells_margins = true;
  const Finding finding = decided(statement, policy);
  CHECK(finding.verdict == Verdict::holds);
  return finding.margins;
}

struct Told {
  const char* statement;
  const char* margin;
};

// Of bounds "d >= c*b^k for l <= x <= h, ..., >= r on the rest": the statements that they are, about x.
std::vector<std::string> statements_of(const std::string& margin, const std::string& domain) {
  static const std::regex near("^(,?) >= ([^,]*) for ([^,<>]*) <= x <= ([^,<>]*)");
  static const std::regex beyond("^(,?) >= ([^,]*) for x >= ([^,<>]*)");
  static const std::regex rest("^(,?) >= ([^, ]*)( on the rest)?$");
  const std::size_t end = margin.find(" >= ");
  REQUIRE(end != std::string::npos);
  const std::string difference = margin.substr(0, end);
  std::string bounds = margin.substr(end);
  std::vector<std::string> result;
  std::string others;
  for (std::smatch match; !bounds.empty(); bounds = match.suffix()) {
    if (std::regex_search(bounds, match, near)) {
      result.push_back(fmt::format("for x in [{}, {}] wherever defined: {} >= {}", match[3].str(),
                                   match[4].str(), difference, match[2].str()));
      others += fmt::format("(x < {} or x > {}) implies ", match[3].str(), match[4].str());
    } else if (std::regex_search(bounds, match, beyond)) {
      result.push_back(
          fmt::format("for x in [{}, oo): {} >= {}", match[3].str(), difference, match[2].str()));
      others += fmt::format("x < {} implies ", match[3].str());
    } else {
      REQUIRE(std::regex_search(bounds, match, rest));
      result.push_back(fmt::format("for x in {}: {}({} >= {})", domain, others, difference, match[2].str()));
    }
  }
  return result;
}

}  // namespace

TEST_CASE("margins are told for a reader to follow") {
  for (const Told& told :
       {Told{"for x in [0, oo): exp(x) >= 1 + x + x^2/2",
             "exp(x) - (1 + x + x^2/2) >= 0.166*x^3 for 0 <= x <= 2, >= 2.38 on the rest"},
        Told{"for x in (0, 1]: sin(x)/x <= 1", "1 - sin(x)/x >= 0.158*x^2 for 0 <= x <= 1"},
        Told{"for x in [1, 2]: log(x) < 1", "1 - log(x) >= 0.306"}}) {
    CAPTURE(told.statement);
    CHECK(margins_of(told.statement) == std::vector<std::string>{told.margin});
  }
  CHECK(margins_of("for x in real, y in real: x^2 + y^2 >= 2*x*y").empty());
  CHECK(decided("for x in [1, 2]: x > 0").margins.empty());  // not asked for
}

TEST_CASE("every margin that is told is a statement that is not refuted at any point") {
  struct Goal {
    const char* domain;
    const char* inequality;
  };
  for (const Goal& goal : {Goal{"[0, 3]", "exp(x) >= 1 + x + x^2/2"}, Goal{"[0, oo)", "exp(x) >= 1 + x"},
                           Goal{"[-1, 1]", "cos(x) >= 1 - x^2/2"}, Goal{"[0, 1]", "x*(1 - x) <= 1/4"},
                           Goal{"[0, pi/2]", "2*x/pi <= sin(x) <= x"}, Goal{"[1/2, 2]", "log(x) <= x - 1"},
                           Goal{"[0, pi]", "sin(x) < 1.001"}, Goal{"(0, 1)", "-x*log(x) <= exp(-1)"},
                           Goal{"[1, oo)", "log(x) < x"}, Goal{"[0, 5]", "tanh(x) <= x"}}) {
    const std::string statement = fmt::format("for x in {}: {}", goal.domain, goal.inequality);
    CAPTURE(statement);
    const std::vector<std::string> margins = margins_of(statement);
    CHECK_FALSE(margins.empty());
    for (const std::string& margin : margins) {
      CAPTURE(margin);
      if (margin.find("exp(-1)") != std::string::npos || margin.find("> 0") != std::string::npos) continue;
      for (const std::string& bound : statements_of(margin, goal.domain)) {
        CAPTURE(bound);
        CHECK(decided(bound, bits(64, 256)).verdict == Verdict::holds);
      }
    }
  }
}

TEST_CASE("a contact that the author gives is used") {
  const std::string statement = "for x in [0, 1]: exp(3*x - 1.23456789) >= 3*x - 0.23456789";
  auto verdict = [&](const std::string& clauses) {
    const Ledger ledger =
        checked_ledger("where q = 0.41152263\nclaim A \"\" printed " + statement + clauses, "contacts");
    RunOptions options;
    options.policy = bits(64, 256);
    options.policy.limits.pieces = 400;
    return run_ledger(ledger, options)[0].statements[0].finding.verdict;
  };
  CHECK(verdict("") == Verdict::undecided);
  CHECK(verdict(" contact x = 0.41152263") == Verdict::holds);
  CHECK(verdict(" contact x = q") == Verdict::holds);
  CHECK(verdict(" contact x = 1/3, x = q") == Verdict::holds);
  CHECK(verdict(" contact x = 1/3") == Verdict::undecided);
  CHECK(verdict(" contact x = log(0 - 1), x = 1/0, x = 10^400") == Verdict::undecided);
}
