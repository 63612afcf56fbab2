#include "publish/evidence.hpp"

#include <fmt/core.h>
#include <mpfr.h>

#include <algorithm>

#include "exact/flint.hpp"
#include "language/check.hpp"
#include "verify/show.hpp"

namespace dropcert::publish {

using namespace language;
using namespace verify;

bool says_something(const std::optional<Instance>& instance) {
  return instance &&
         !(instance->assignment.empty() && instance->comparisons.empty() && instance->undefined.empty());
}

std::string describe_printed(const Comparison& comparison) {
  return (comparison.is_zero_printed && comparison.truth == false ? "0 printed, the value is "
                                                                  : "the value is ") +
         comparison.sides[0];
}

std::string describe_instance(const Instance& instance) {
  std::string text = describe_assignment(instance.assignment);
  if (!text.empty()) text = "at " + text + ": ";
  if (instance.number > 0) text = fmt::format("case {}, {}", instance.number, text);
  if (!instance.is_certain) text += "if a domain is defined that is out of reach, else undefined: ";
  if (!instance.undefined.empty()) return text + "undefined: " + instance.undefined;
  std::string facts;
  for (const Comparison& comparison : instance.comparisons) {
    if (!facts.empty()) facts += "; ";
    std::string truth = !comparison.truth ? "not decided" : *comparison.truth ? "true" : "false";
    facts += fmt::format("'{}' is {}", comparison.text, truth);
    if (comparison.sides.size() == 2)
      facts += fmt::format(" (left {}, right {})", comparison.sides[0], comparison.sides[1]);
    if (comparison.sides.size() == 1) facts += fmt::format(" ({})", describe_printed(comparison));
  }
  return text + facts;
}

std::string describe_verdict(const Finding& finding) {
  std::string text = name_of(finding.verdict);
  if (finding.verdict != Verdict::holds) return text;
  if (finding.vacuity == Vacuity::yes) text += ", vacuous: no case is left that it says anything about";
  if (finding.vacuity == Vacuity::perhaps) text += "; no point was found at which its premise is true";
  return text;
}

std::vector<std::string> describe_counterexamples(const Finding& finding) {
  std::vector<std::string> lines;
  for (const Instance& instance : finding.counterexamples) lines.push_back(describe_instance(instance));
  if (lines.empty() && says_something(finding.counterexample))
    lines.push_back(describe_instance(*finding.counterexample));
  if (finding.failing_cases > 0)
    lines.push_back(describe_failing_cases(finding, finding.counterexamples.size()));
  return lines;
}

std::string describe_failing_cases(const Finding& finding, std::size_t shown) {
  if (finding.all_cases == 1) return "the only case fails";
  return fmt::format("{} of {} cases fail{}{}", finding.failing_cases, finding.all_cases,
                     finding.failing_cases == 1 ? "s" : "",
                     finding.failing_cases > shown ? fmt::format("; the first {} are shown", shown) : "");
}

namespace {

// "; 3 of 100 cases fail in 2 statements", if all that fail were looked for.
std::string failing_cases_of(const std::vector<ClaimResult>& results) {
  std::uint64_t failing = 0, all = 0;
  std::size_t statements = 0;
  for (const ClaimResult& claim : results)
    for (const StatementResult& statement : claim.statements) {
      if (statement.finding.failing_cases == 0) continue;
      failing += statement.finding.failing_cases;
      all += statement.finding.all_cases;
      ++statements;
    }
  if (statements == 0) return "";
  return fmt::format("; {} of {} case{} fail{} in {} refuted statement{}", failing, all, all == 1 ? "" : "s",
                     failing == 1 ? "s" : "", statements, statements == 1 ? "" : "s");
}

}  // namespace

std::string describe_statement(const StatementResult& result) {
  const std::string trust = describe_trust(result.finding);
  std::string text = describe_verdict(result.finding) + (trust.empty() ? "" : " (" + trust + ")");
  const std::vector<std::string>& sources = result.statement->citations;
  for (const std::string& source : sources) text += (&source == sources.data() ? "; cited: " : "; ") + source;
  return text;
}

bool is_cited(const ClaimResult& result) {
  if (result.status != Status::undecided) return false;
  // The status rests on the printed statements, or, if one of these is refuted, on the corrected one.
  const auto is_undecided = [](const StatementResult& one) {
    return one.finding.verdict == Verdict::undecided;
  };
  const bool is_corrected =
      std::any_of(result.statements.begin(), result.statements.end(), [](const auto& one) {
        return one.statement->role == Role::printed && one.finding.verdict == Verdict::refuted;
      });
  return std::all_of(result.statements.begin(), result.statements.end(), [&](const StatementResult& one) {
    const bool counts = one.statement->role == (is_corrected ? Role::corrected : Role::printed);
    return !counts || !is_undecided(one) || !one.statement->citations.empty();
  });
}

bool is_vacuous(const ClaimResult& result) {
  const bool is_confirmed =
      result.status == Status::confirmed || result.status == Status::confirmed_as_corrected;
  const Role role = result.status == Status::confirmed ? Role::printed : Role::corrected;
  return is_confirmed &&
         std::any_of(result.statements.begin(), result.statements.end(), [role](const StatementResult& one) {
           return one.statement->role == role && one.finding.vacuity == Vacuity::yes;
         });
}

std::string describe_status(const ClaimResult& result) {
  return std::string(name_of(result.status)) + (is_vacuous(result) ? ", vacuous" : "") +
         (is_cited(result) ? ", cited" : "");
}

std::string describe_trust(const Finding& finding) {
  std::string text = finding.verdict == Verdict::undecided ? "" : name_of(finding.trust);
  auto append = [&](const std::vector<std::string>& names, const char* before, const char* after) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    if (!list.empty()) text += fmt::format("{}{} {}{}", text.empty() ? "" : ", ", before, list, after);
  };
  append(finding.theorems, "by", "");
  append(finding.proofs, finding.proofs.size() == 1 ? "theorem" : "theorems", ", tied by reading");
  if (!finding.kernel.empty()) text += fmt::format("; kernel: {}", finding.kernel);
  return text;
}

const StatementResult& decisive_statement(const ClaimResult& result) {
  const StatementResult* corrected = result.find(Role::corrected);
  if (result.status == Status::confirmed_as_corrected && corrected) return *corrected;
  const StatementResult* first = nullptr;
  for (Verdict verdict : {Verdict::refuted, Verdict::undecided, Verdict::holds})
    for (const StatementResult& statement : result.statements)
      if (!first && statement.statement->role == Role::printed && statement.finding.verdict == verdict)
        first = &statement;
  return *first;
}

Trust weakest_trust(const ClaimResult& result) {
  Trust weakest = decisive_statement(result).finding.trust;
  if (result.status == Status::confirmed)
    for (const StatementResult& statement : result.statements)
      if (statement.statement->role == Role::printed) weakest = std::max(weakest, statement.finding.trust);
  return weakest;
}

std::string weakest_label(const ClaimResult& result) {
  const bool by_one = result.status == Status::refuted;  // a single statement that fails is enough
  const bool has_kernel =
      by_one
          ? !decisive_statement(result).finding.kernel.empty()
          : std::all_of(result.statements.begin(), result.statements.end(), [](const StatementResult& one) {
              const Role role = one.statement->role;
              return (role != Role::printed && role != Role::corrected) || !one.finding.kernel.empty();
            });
  return has_kernel ? "kernel" : name_of(weakest_trust(result));
}

std::vector<const StatementResult*> faults(const ClaimResult& result) {
  std::vector<const StatementResult*> found;
  for (const StatementResult& statement : result.statements) {
    const Role role = statement.statement->role;
    if (role != Role::printed && statement.finding.verdict == Verdict::refuted) found.push_back(&statement);
  }
  return found;
}

std::string describe_faults(const std::vector<ClaimResult>& results) {
  std::string text;
  for (const ClaimResult& result : results)
    for (const StatementResult* statement : faults(result))
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", result.claim->id,
                          name_of(statement->statement->role));
  return text.empty()
             ? text
             : "Faults of the ledger, statements that are to support a verdict and are refuted: " + text +
                   ".";
}

std::string describe_hidden_functions(const Ledger& ledger) {
  std::string text;
  for (const std::string& name : hidden_functions(ledger)) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? text
                      : "Names of the language that this ledger gives a meaning of its own: " + text + ".";
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
  const auto cited = std::count_if(results.begin(), results.end(), is_cited);
  for (Status status : {Status::confirmed, Status::confirmed_as_corrected, Status::refuted, Status::undecided,
                        Status::not_mathematical})
    if (std::size_t n = count(results, status)) {
      counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", n, name_of(status));
      if (status == Status::undecided && cited > 0) counts += fmt::format(" ({} cited)", cited);
    }
  if (const auto vacuous = std::count_if(results.begin(), results.end(), is_vacuous); vacuous > 0)
    counts += fmt::format("; {} of them vacuous", vacuous);
  return fmt::format("{} claim{}: {}{}.", results.size(), results.size() == 1 ? "" : "s", counts,
                     failing_cases_of(results));
}

std::string trust_statement() {
  return "Trust: exact = every comparison made was of numbers known exactly or of functions in normal form; "
         "enclosure = some were of real numbers enclosed with proved bounds; lemma = a lemma proved in words "
         "gave a value (proofs/README.md). A theorem named beside it was checked by Coq; that it is about "
         "the "
         "statement, or gives a function's value, is tied by reading, and no verdict rests on that tie but "
         "by "
         "such values. "
         "kernel = a theorem of proofs/Ledger.v about the statement's own text, computed in Coq's "
         "kernel. "
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

}  // namespace dropcert::publish
