#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "language/check.hpp"
#include "language/parser.hpp"
#include "verify/run.hpp"

using namespace dropcert::language;
using namespace dropcert::verify;

namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(std::string(DROPCERT_SOURCE_FOLDER) + "/" + path);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The names after "theorem" at the start of a line.
std::set<std::string> formal_theorems() {
  std::set<std::string> names;
  std::istringstream lines(text_of("proofs/theorems.txt"));
  for (std::string line; std::getline(lines, line);)
    if (line.rfind("theorem ", 0) == 0) names.insert(line.substr(8));
  return names;
}

Ledger read(const std::string& path) {
  Ledger ledger = checked_ledger(text_of(path), path);
  for (Parameter& parameter : ledger.parameters)
    if (parameter.name == "max_k") parameter.value = 60;
  return ledger;
}

std::vector<ClaimResult> decide_all(const Ledger& ledger) {
  RunOptions options;
  options.theorems = formal_theorems();
  return run_ledger(ledger, options);
}

// "n = 3, k = 2": the values of the variables in the first case that fails.
std::string first_failure(const ClaimResult& result) {
  const StatementResult* printed = result.find(Role::printed);
  REQUIRE(printed);
  REQUIRE(printed->finding.counterexample);
  std::string text;
  for (const auto& [name, value] : printed->finding.counterexample->assignment)
    text += (text.empty() ? "" : ", ") + name + " = " + value;
  return text;
}

// "n = 3, k = 2: ...": the text begins with the values of variables.
bool names_a_case(const std::string& text) {
  std::size_t equals = text.find(" = ");
  return equals == 1 && text.find(": ") != std::string::npos;
}

// The claims of the paper that stand as printed, and those that stand with a misprint mended.
const std::set<std::string> confirmed = {"C2",  "C5",  "C6",  "C10", "C11", "C12", "C13", "C17", "C22",
                                         "C23", "C24", "C25", "C29", "C32", "C34", "C47", "C50", "C58",
                                         "C60", "S1",  "S2",  "S3",  "S4",  "S5",  "S6"};
const std::set<std::string> corrected = {"C1",  "C4",  "C8",  "C9",  "C15", "C18", "C27",
                                         "C28", "C30", "C33", "C35", "C44", "C45", "C59"};

Status expected_status(const std::string& id) {
  if (id == "C61") return Status::not_mathematical;
  if (confirmed.count(id)) return Status::confirmed;
  return corrected.count(id) ? Status::confirmed_as_corrected : Status::refuted;
}

}  // namespace

TEST_CASE("every published statement is confirmed") {
  Ledger ledger = read("tests/corpus/dlmf.claims");
  CHECK(ledger.claims.size() >= 150);
  for (const ClaimResult& result : decide_all(ledger)) {
    CAPTURE(result.claim->id);
    CHECK(result.status == Status::confirmed);
  }
}

TEST_CASE("the share of the published statements that is decided, by chapter") {
  struct Share {
    unsigned decided = 0;
    unsigned all = 0;
  };
  std::map<int, Share> chapters;
  auto note = [&](const Claim& claim, bool is_decided) {
    const std::size_t number = claim.where.find_first_of("0123456789");  // DLMF 24.4.1, DLMF section 26.8
    if (claim.where.rfind("DLMF ", 0) != 0 || number == std::string::npos) return;
    Share& share = chapters[std::stoi(claim.where.substr(number))];
    share.decided += is_decided ? 1 : 0;
    ++share.all;
  };
  for (const Claim& claim : read("tests/corpus/dlmf.claims").claims) note(claim, true);  // as tested above
  const Ledger open = read("tests/corpus/dlmf_open.claims");
  RunOptions options;
  options.policy.limits.steps = 200'000;
  for (const ClaimResult& result : run_ledger(open, options)) {
    CAPTURE(result.claim->id);
    CHECK(result.status != Status::refuted);
    note(*result.claim, result.status == Status::confirmed);
  }
  Share total;
  for (const auto& [chapter, share] : chapters) {
    std::printf("DLMF chapter %d: %u of %u decided\n", chapter, share.decided, share.all);
    total.decided += share.decided;
    total.all += share.all;
  }
  CHECK(total.all > 150);
  CHECK(total.decided * 10 >= total.all * 9);
}

TEST_CASE("every believable mistake is refuted, at the case that the corpus names") {
  Ledger ledger = read("tests/corpus/false.claims");
  CHECK(ledger.claims.size() >= 100);
  unsigned named = 0;
  for (const ClaimResult& result : decide_all(ledger)) {
    CAPTURE(result.claim->id);
    REQUIRE(result.status == Status::refuted);
    if (!names_a_case(result.claim->because)) continue;
    ++named;
    CHECK(result.claim->because.rfind(first_failure(result) + ":", 0) == 0);
  }
  CHECK(named >= 40);
}

TEST_CASE("the paper's claims have the status that the mathematics gives them") {
  Ledger ledger = read("proofs/paper.claims");
  CHECK(ledger.claims.size() == 67);
  for (const ClaimResult& result : decide_all(ledger)) {
    CAPTURE(result.claim->id);
    CHECK(result.status == expected_status(result.claim->id));
    for (const StatementResult& statement : result.statements)
      if (statement.statement->role != Role::printed) CHECK(statement.finding.verdict == Verdict::holds);
    if (result.status == Status::refuted) {
      CHECK(result.claim->find(Role::instead));
      CHECK_FALSE(result.claim->because.empty());
    }
  }
}

TEST_CASE("the first counterexamples to the paper are the smallest") {
  Ledger ledger = read("proofs/paper.claims");
  for (const ClaimResult& result : decide_all(ledger)) {
    if (result.claim->id == "C28") CHECK(first_failure(result) == "k = 3, j = 3");
    if (result.claim->id == "C40") CHECK(first_failure(result) == "a = [2, -2], d = 1/2");
    if (result.claim->id == "C41") CHECK(first_failure(result) == "a = [7], d = 1/2");
  }
}
