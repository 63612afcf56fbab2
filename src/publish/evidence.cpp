#include "publish/evidence.hpp"

#include <fmt/format.h>
#include <mpfr.h>

#include <algorithm>

#include "exact/flint.hpp"

namespace dropcert {

std::string describe_assignment(const Instance& instance) {
  std::string text;
  for (const auto& [name, value] : instance.assignment)
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", name, value);
  return text;
}

std::string describe_instance(const Instance& instance) {
  std::string text = describe_assignment(instance);
  if (!text.empty()) text = "at " + text + ": ";
  if (!instance.undefined.empty()) return text + "undefined, " + instance.undefined;
  std::string facts;
  for (const Comparison& comparison : instance.comparisons) {
    if (!facts.empty()) facts += "; ";
    std::string truth = !comparison.truth ? "not decided" : *comparison.truth ? "true" : "false";
    facts += fmt::format("'{}' is {}", comparison.text, truth);
    if (comparison.sides.size() == 2)
      facts += fmt::format(" (left {}, right {})", comparison.sides[0], comparison.sides[1]);
  }
  return text + facts;
}

std::string describe_trust(const Finding& finding) {
  std::string text = name_of(finding.trust);
  std::string proofs;
  std::string others;
  for (const std::string& name : finding.proofs) proofs += (proofs.empty() ? "" : ", ") + name;
  for (const std::string& name : finding.theorems)
    if (std::find(finding.proofs.begin(), finding.proofs.end(), name) == finding.proofs.end())
      others += (others.empty() ? "" : ", ") + name;
  if (finding.trust == Trust::formal) text += ": " + proofs;
  if (!others.empty()) text += ", by " + others;
  return text;
}

const StatementResult& decisive_statement(const ClaimResult& result) {
  const StatementResult& printed = *result.find(Role::printed);
  const StatementResult* corrected = result.find(Role::corrected);
  bool holds_corrected = printed.finding.verdict == Verdict::refuted && corrected &&
                         corrected->finding.verdict == Verdict::holds;
  return holds_corrected ? *corrected : printed;
}

std::optional<bool> established(const Headline& headline, const std::vector<ClaimResult>& results) {
  bool all = true;
  for (const std::string& id : headline.ids) {
    auto found = std::find_if(results.begin(), results.end(),
                              [&](const ClaimResult& result) { return result.claim->id == id; });
    if (found == results.end()) return std::nullopt;
    Status wanted = headline.expected == Expectation::refuted     ? Status::refuted
                    : headline.expected == Expectation::corrected ? Status::confirmed_as_corrected
                                                                  : Status::confirmed;
    all = all && found->status == wanted;
  }
  return all;
}

std::size_t count(const std::vector<ClaimResult>& results, Status status) {
  return static_cast<std::size_t>(std::count_if(
      results.begin(), results.end(), [&](const ClaimResult& result) { return result.status == status; }));
}

std::string describe_counts(const std::vector<ClaimResult>& results) {
  std::string counts;
  for (Status status : {Status::confirmed, Status::confirmed_as_corrected, Status::refuted, Status::undecided,
                        Status::not_mathematical})
    if (std::size_t n = count(results, status))
      counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", n, name_of(status));
  return fmt::format("{} claim{}: {}.", results.size(), results.size() == 1 ? "" : "s", counts);
}

std::string trust_statement() {
  return "Trust: exact = every case listed, by integers or as an identity; enclosure = every case listed, by "
         "real arithmetic with rigorous bounds; "
         "formal = for all cases, by the named theorem checked by Coq; lemma = by a lemma proved in words "
         "(proofs/README.md). "
         "A finite range is never a claim about the cases beyond it.";
}

const char* heading(Expectation expected) {
  switch (expected) {
    case Expectation::confirmed:
      return "Confirmed";
    case Expectation::corrected:
      return "Confirmed as corrected";
    case Expectation::refuted:
      return "Refuted";
  }
  return "";
}

std::string library_versions() {
#if __FLINT_RELEASE < 30000
  std::string arb = fmt::format(", Arb {}", arb_version);
#else
  std::string arb = " with Arb";
#endif
  return fmt::format("FLINT {}{}, GMP {}, MPFR {}", FLINT_VERSION, arb, gmp_version, mpfr_get_version());
}

}  // namespace dropcert
