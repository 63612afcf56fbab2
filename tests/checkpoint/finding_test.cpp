// Findings come back from their bytes field by field.
#include <doctest/doctest.h>

#include "checkpoint/finding_record.hpp"
#include "checkpoint/record.hpp"

using namespace dropcert;
using namespace dropcert::verify;

namespace {

Finding full_finding() {
  Finding finding;
  finding.verdict = Verdict::refuted;
  finding.trust = Trust::lemma;
  finding.theorems = {"lemma A", "", "radius"};
  finding.proofs = {"Stirling.recurrence"};
  finding.coverage = "k in 1..60\nand more";
  finding.cases = 61;
  finding.bits = 4096;
  finding.reason = std::string("with\0a zero", 11);
  Instance instance;
  instance.assignment = {{"k", "3"}, {"j", "-1/2"}};
  instance.comparisons = {{"a = b", {"1", "2"}, false}, {"p(a)", {}, std::nullopt}, {"c", {"x"}, true}};
  instance.undefined = "log(0)";
  instance.certified_assignment = {{"k", "3"}};
  instance.certified_sides = {"1", "2"};
  finding.counterexample = instance;
  return finding;
}

}  // namespace

TEST_CASE("a finding comes back field by field") {
  const Finding finding = full_finding();
  const Finding back = checkpoint::read_finding(checkpoint::write_finding(finding));
  CHECK(back.verdict == finding.verdict);
  CHECK(back.trust == finding.trust);
  CHECK(back.theorems == finding.theorems);
  CHECK(back.proofs == finding.proofs);
  CHECK(back.coverage == finding.coverage);
  CHECK(back.cases == finding.cases);
  CHECK(back.bits == finding.bits);
  CHECK(back.reason == finding.reason);
  CHECK(!back.example);
  REQUIRE(back.counterexample);
  CHECK(back.counterexample->assignment == finding.counterexample->assignment);
  CHECK(back.counterexample->undefined == "log(0)");
  CHECK(back.counterexample->certified_assignment == finding.counterexample->certified_assignment);
  CHECK(back.counterexample->certified_sides == finding.counterexample->certified_sides);
  REQUIRE(back.counterexample->comparisons.size() == 3);
  CHECK(back.counterexample->comparisons[0].sides == std::vector<std::string>{"1", "2"});
  CHECK(back.counterexample->comparisons[0].truth == false);
  CHECK(!back.counterexample->comparisons[1].truth);
  CHECK(back.counterexample->comparisons[2].truth == true);
  CHECK(checkpoint::write_finding(back) == checkpoint::write_finding(finding));
}

TEST_CASE("bytes cut short, too many, or with a verdict that does not exist are refused") {
  const std::string bytes = checkpoint::write_finding(full_finding());
  for (std::size_t i = 0; i < bytes.size(); ++i)
    CHECK_THROWS_AS(checkpoint::read_finding(bytes.substr(0, i)), checkpoint::RecordError);
  CHECK_THROWS_AS(checkpoint::read_finding(bytes + "x"), checkpoint::RecordError);
  std::string wrong = bytes;
  wrong[0] = 9;
  CHECK_THROWS_AS(checkpoint::read_finding(wrong), checkpoint::RecordError);
}
