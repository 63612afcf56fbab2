#include <nlohmann/json.hpp>
#include <set>

#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "publish/definitions_used.hpp"
#include "publish/evidence.hpp"
#include "publish/json_numbers.hpp"
#include "publish/report.hpp"

namespace dropcert::publish {

using namespace language;
using namespace certificate;
using namespace verify;

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const std::optional<Instance>& instance) {
  if (!instance) return nullptr;
  Json at = Json::object();
  for (const auto& [name, value] : instance->assignment) at[name] = value;
  Json comparisons = Json::array();
  Json left = nullptr;
  Json right = nullptr;
  for (const Comparison& comparison : instance->comparisons) {
    Json entry = {{"text", comparison.text},
                  {"holds", comparison.truth ? Json(*comparison.truth) : Json(nullptr)}};
    if (comparison.sides.size() == 2) {
      entry["left"] = left = comparison.sides[0];
      entry["right"] = right = comparison.sides[1];
    }
    if (comparison.sides.size() == 1) entry["value"] = comparison.sides[0];
    comparisons.push_back(std::move(entry));
  }
  Json result = {{"at", at}, {"left", left}, {"right", right}, {"comparisons", comparisons}};
  if (!instance->undefined.empty()) result["undefined"] = instance->undefined;
  if (instance->number > 0) result["case"] = instance->number;
  return result;
}

// true, false, or null where that was not found out.
Json vacuity(const Finding& finding) {
  return finding.vacuity == Vacuity::perhaps ? Json(nullptr) : Json(finding.vacuity == Vacuity::yes);
}

Json to_json(const StatementResult& result) {
  const Finding& finding = result.finding;
  Json json = {
      {"statement", to_text(result.statement->tree)},
      {"latex", to_latex(result.statement->tree)},
      {"verdict", name_of(finding.verdict)},
      {"trust", finding.verdict == Verdict::undecided ? Json(nullptr) : Json(name_of(finding.trust))},
      {"vacuous", vacuity(finding)},
      {"theorems", finding.theorems},
      {"proofs", finding.proofs},
      {"kernel", finding.kernel.empty() ? Json(nullptr) : Json(finding.kernel)},
      {"citations", result.statement->citations},
      {"coverage", finding.coverage},
      {"cases", finding.cases},
      {"counterexample", to_json(finding.counterexample)},
      {"example", to_json(finding.example)}};
  if (finding.all_cases > 0) {
    Json all = Json::array();
    for (const Instance& one : finding.counterexamples) all.push_back(to_json(std::optional(one)));
    json["counterexamples"] = std::move(all);
    json["failing_cases"] = finding.failing_cases;
    json["all_cases"] = finding.all_cases;
  }
  if (finding.verdict == Verdict::undecided) json["reason"] = finding.reason;
  return json;
}

// What the statements of the claim use.
Json definitions_of(const Ledger& ledger, const ClaimResult& result) {
  std::vector<const Statement*> statements;
  for (const StatementResult& one : result.statements) statements.push_back(one.statement);
  Json json = Json::array();
  for (const Definition* definition : definitions_used(ledger, *result.claim, statements))
    json.push_back(
        {{"name", definition->name}, {"text", to_text(*definition)}, {"latex", to_latex(*definition)}});
  return json;
}

Json to_json(const Ledger& ledger, const ClaimResult& result) {
  Json json = {{"id", result.claim->id},
               {"where", result.claim->where},
               {"says", result.claim->says},
               {"because", result.claim->because},
               {"status", name_of(result.status)},
               {"cited", is_cited(result)},
               {"definitions", definitions_of(ledger, result)},
               {"formal", result.claim->theorems}};
  if (result.statements.empty()) json["printed"] = nullptr;
  Json evidence = Json::array();
  Json printed = Json::array();
  for (const StatementResult& statement : result.statements) {
    const Role role = statement.statement->role;
    if (role == Role::evidence)
      evidence.push_back(to_json(statement));
    else if (role == Role::printed)
      printed.push_back(to_json(statement));
    else
      json[name_of(role)] = to_json(statement);
  }
  if (!printed.empty()) json["printed"] = printed.size() == 1 ? printed[0] : printed;
  if (!evidence.empty()) json["evidence"] = evidence;
  if (result.claim->historical) json["reason"] = *result.claim->historical;
  json["seconds"] = result.seconds < 0 ? Json(nullptr) : Json(result.seconds);
  return json;
}

// The theorems that the claims name, in words and as Coq states them.
Json theorems_of(const std::vector<ClaimResult>& results, const TheoremList& theorems) {
  std::set<std::string> names;
  for (const ClaimResult& result : results) {
    names.insert(result.claim->theorems.begin(), result.claim->theorems.end());
    for (const StatementResult& one : result.statements) {
      names.insert(one.finding.theorems.begin(), one.finding.theorems.end());
      names.insert(one.statement->proofs.begin(), one.statement->proofs.end());
    }
  }
  Json json = Json::array();
  for (const std::string& name : names)
    if (const auto found = theorems.find(name); found != theorems.end())
      json.push_back({{"name", name},
                      {"words", found->second.words},
                      {"proved", found->second.proved},
                      {"statement", found->second.statement}});
  return json;
}

}  // namespace

std::string json_report(const Ledger& ledger, const std::vector<ClaimResult>& results,
                        const TheoremList* theorems) {
  Json claims = Json::array();
  for (const ClaimResult& result : results) claims.push_back(to_json(ledger, result));
  Json notation = Json::array();
  for (const Notation& one : ledger.notations)
    notation.push_back({{"name", one.name},
                        {"text", one.text},
                        {"latex", to_latex(parse_expression(one.name, "notation"))}});
  Json headlines = Json::array();
  for (const Headline& headline : ledger.headlines)
    if (std::optional<bool> is_established = established(headline, results))
      headlines.push_back(
          {{"text", headline.text}, {"claims", headline.ids}, {"established", *is_established}});
  Json counts = Json::object();
  for (Status status : {Status::confirmed, Status::confirmed_as_corrected, Status::refuted, Status::undecided,
                        Status::not_mathematical})
    counts[name_of(status)] = count(results, status);
  Json report = {{"ledger", ledger.title},
                 {"program", "dropcert"},
                 {"version", DROPCERT_VERSION},
                 {"libraries", library_versions()},
                 {"notation", notation},
                 {"headlines", headlines},
                 {"claims", claims},
                 {"counts", counts},
                 {"hidden_functions", hidden_functions(ledger)}};
  if (theorems) report["theorems"] = theorems_of(results, *theorems);
  return json_text(report) + "\n";
}

}  // namespace dropcert::publish
