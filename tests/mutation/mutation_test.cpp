// Breaks every statement of the paper's ledger in small ways and sees whether the verifier notices. A
// statement that still holds when broken says less than it seems to, or the verifier errs: each survivor is
// listed in survivors.txt with the reason why it is true.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "edits.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "verify/decide.hpp"

using namespace dropcert::ball;
using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace {

constexpr unsigned enough = 5;    // mutants that are refuted, per statement
constexpr unsigned at_most = 40;  // mutants tried in search of them

std::string text_of(const std::string& path) {
  std::ifstream file(std::string(DROPCERT_SOURCE_FOLDER) + "/" + path);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Ledger paper() {
  Ledger ledger = parse_ledger(text_of("proofs/paper.claims"), "paper.claims");
  for (Parameter& parameter : ledger.parameters)
    if (parameter.name == "max_k") parameter.value = 30;
  return ledger;
}

// A statement with the definitions in force for it, and its name: claim, role and place among those of the
// role.
struct Case {
  std::string name;
  Ledger ledger;  // one claim with one statement; headlines left out
  Role role;

  Statement& statement() { return ledger.claims[0].statements[0]; }
};

std::vector<Case> cases_of(const Ledger& ledger) {
  std::vector<Case> cases;
  for (const Claim& claim : ledger.claims) {
    std::map<Role, int> ordinal;
    for (const Statement& statement : claim.statements) {
      Case one{fmt::format("{} {} {}", claim.id, name_of(statement.role), ++ordinal[statement.role]), ledger,
               statement.role};
      one.ledger.headlines.clear();
      one.ledger.claims = {claim};
      one.ledger.claims[0].statements = {statement};
      one.statement().role = Role::printed;  // a claim must have one
      cases.push_back(std::move(one));
    }
  }
  return cases;
}

// nullopt: the verifier refuses, as the statement asks for too much.
std::optional<Finding> decide(const Ledger& ledger) {
  Policy policy;
  policy.last = Bits{1024};
  policy.limits.steps = 20'000'000;
  std::vector<const Definition*> definitions;
  for (const Definition& definition : ledger.definitions) definitions.push_back(&definition);
  for (const Definition& definition : ledger.claims[0].definitions) definitions.push_back(&definition);
  try {
    return decide(ledger.claims[0].statements[0].tree, ledger.parameters, definitions, ledger.source, policy);
  } catch (const SourceError&) {
    return std::nullopt;
  }
}

// ---- mutants
// ------------------------------------------------------------------------------------------------

// An edit of the statement, or of a definition that it uses.
struct Mutation {
  Definition* definition = nullptr;
  Edit edit;
};

void collect_names(const Node& node, std::set<std::string>& names) {
  if (node.kind == Kind::name || node.kind == Kind::call) names.insert(node.name);
  for (const Node& child : node.children) collect_names(child, names);
  for (const Binder& binder : node.binders)
    for (const Node& term : binder.domain.terms) collect_names(term, names);
}

// The definitions that the statement uses, itself or through others, those nearest to it first.
std::vector<Definition*> used_definitions(Case& one) {
  std::vector<Definition*> all;
  for (Definition& definition : one.ledger.definitions) all.push_back(&definition);
  for (Definition& definition : one.ledger.claims[0].definitions) all.push_back(&definition);
  std::set<std::string> names;
  collect_names(one.statement().tree, names);
  std::vector<Definition*> used;
  for (auto definition = all.rbegin(); definition != all.rend(); ++definition) {
    if (!names.count((*definition)->name)) continue;
    used.push_back(*definition);
    collect_names((*definition)->body, names);
  }
  return used;
}

// Two of the statement for each one of a definition, which are taken in turn.
std::vector<Mutation> mutations(Case& one) {
  std::vector<std::vector<Mutation>> of_definitions;
  for (Definition* definition : used_definitions(one)) {
    of_definitions.emplace_back();
    for (const Edit& edit : spread(edits(definition->body, definition->parameters)))
      of_definitions.back().push_back({definition, edit});
  }
  std::vector<Mutation> result;
  std::size_t turn = 0;
  auto next_of_definitions = [&] {
    if (of_definitions.empty()) return;
    const std::vector<Mutation>& list = of_definitions[turn % of_definitions.size()];
    std::size_t index = turn++ / of_definitions.size();
    if (index < list.size()) result.push_back(list[index]);
  };
  std::size_t count = 0;
  for (const Edit& edit : spread(edits(one.statement().tree, {}))) {
    result.push_back({nullptr, edit});
    if (++count % 2 == 0) next_of_definitions();
  }
  for (unsigned i = 0; i < at_most; ++i) next_of_definitions();
  return result;
}

const Node& tree_of(Case& one, const Mutation& mutation) {
  return mutation.definition ? mutation.definition->body : one.statement().tree;
}

std::string describe(Case& one, const Mutation& mutation) {
  std::string text = describe(tree_of(one, mutation), mutation.edit);
  return mutation.definition ? fmt::format("in {}: {}", mutation.definition->name, text) : text;
}

// Calls use(ledger) on the mutated case; the case is restored afterwards. False: it is no statement of the
// language, for a list stands where a number should.
template <class Use>
bool with(Case& one, const Mutation& mutation, Use use) {
  Node& place = mutation.definition ? mutation.definition->body : one.statement().tree;
  Node original = place;
  place = edited(original, mutation.edit);
  bool well_sorted = true;
  try {
    check_ledger(one.ledger);
  } catch (const SourceError&) {
    well_sorted = false;
  }
  if (well_sorted) use(one.ledger);
  place = std::move(original);
  return well_sorted;
}

// ---- the list of survivors
// ----------------------------------------------------------------------------------

// "C1 evidence 1 | before -> after | why it is true", or "C1 evidence 1 | few | why there are no more
// mutants".
struct Survivors {
  std::map<std::string, std::string> reasons;  // by "C1 evidence 1 | before -> after"
  std::set<std::string> few;
};

Survivors listed_survivors() {
  Survivors result;
  std::istringstream lines(text_of("tests/mutation/survivors.txt"));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::size_t bar = line.find(" | ");
    std::size_t last = line.rfind(" | ");
    REQUIRE_MESSAGE(bar != last, line);
    std::string key = line.substr(0, last);
    CHECK_MESSAGE(line.size() > last + 3, "no reason is given in: ", line);
    if (key.substr(bar + 3) == "few")
      result.few.insert(key.substr(0, bar));
    else
      CHECK_MESSAGE(result.reasons.emplace(key, line.substr(last + 3)).second, "listed twice: ", key);
  }
  return result;
}

struct Tally {
  unsigned statements = 0, mutants = 0, refuted = 0, undecided = 0, refused = 0, surviving = 0;
  std::map<Fault, unsigned> by_fault;  // refuted
};

// Mutants of a true statement until enough of them are refuted; returns how many are. One that is left
// undecided confirms nothing false, but it tells nothing about the statement either, and does not count.
unsigned break_statement(Case& one, Tally& tally, std::vector<std::string>& survivors) {
  unsigned refuted = 0;
  unsigned tried = 0;
  std::set<std::string> seen;
  for (const Mutation& mutation : mutations(one)) {
    if (refuted >= enough || tried >= at_most) break;
    std::string key = fmt::format("{} | {}", one.name, describe(one, mutation));
    if (!seen.insert(key).second) continue;
    tried += with(one, mutation, [&](const Ledger& ledger) {
      std::optional<Finding> finding = decide(ledger);
      if (!finding)
        ++tally.refused;
      else if (finding->verdict == Verdict::holds)
        survivors.push_back(key);
      else if (finding->verdict == Verdict::undecided)
        ++tally.undecided;
      else
        ++refuted, ++tally.by_fault[mutation.edit.fault];
    });
  }
  ++tally.statements;
  tally.mutants += tried;
  tally.refuted += refuted;
  return refuted;
}

// ---- refuted statements
// -------------------------------------------------------------------------------------

using Shown =
    std::pair<std::vector<std::pair<std::string, std::string>>, std::vector<std::vector<std::string>>>;

// The counterexample without the text of the statement: the case, and the values on both sides.
Shown shown(const Finding& finding) {
  Shown result;
  if (!finding.counterexample) return result;
  result.first = finding.counterexample->assignment;
  for (const Comparison& comparison : finding.counterexample->comparisons)
    result.second.push_back(comparison.sides);
  return result;
}

bool one_edit_apart(const Node& from, const Node& to) {
  for (const Edit& edit : edits(from, {}))
    if (edited(from, edit) == to) return true;
  return false;
}

}  // namespace

TEST_CASE("a broken statement does not hold") {
  Survivors listed = listed_survivors();
  Tally tally;
  std::set<std::string> met;
  for (Case& one : cases_of(paper())) {
    std::optional<Finding> finding = decide(one.ledger);
    REQUIRE_MESSAGE(finding, one.name);
    if (finding->verdict != Verdict::holds) {
      CHECK_MESSAGE(one.role == Role::printed, one.name, " does not hold");
      continue;
    }
    std::vector<std::string> survivors;
    unsigned refuted = break_statement(one, tally, survivors);
    bool few = listed.few.count(one.name) > 0;
    CHECK_MESSAGE(few == (refuted < enough), one.name, ": only ", refuted, " mutants are refuted");
    for (const std::string& key : survivors) {
      CHECK_MESSAGE(listed.reasons.count(key), "survives and is not listed: ", key);
      met.insert(key);
    }
    tally.surviving += static_cast<unsigned>(survivors.size());
  }
  for (const auto& entry : listed.reasons)
    CHECK_MESSAGE(met.count(entry.first), "is listed and does not survive: ", entry.first);
  std::cout << fmt::format(
      "{} statements that hold, {} mutants: {} refuted, {} undecided, {} refused, {} surviving\n",
      tally.statements, tally.mutants, tally.refuted, tally.undecided, tally.refused, tally.surviving);
  for (const auto& [fault, count] : tally.by_fault)
    std::cout << fmt::format("  {}: {} refuted\n", name_of(fault), count);
  CHECK(tally.statements > 150);
}

TEST_CASE("a refuted statement is refuted for its own fault") {
  unsigned statements = 0;
  unsigned mutants = 0;
  unsigned changed = 0;
  for (Case& one : cases_of(paper())) {
    if (one.role != Role::printed) continue;
    std::optional<Finding> original = decide(one.ledger);
    REQUIRE(original);
    if (original->verdict != Verdict::refuted) continue;
    unsigned different = 0;
    unsigned tried = 0;
    for (const Mutation& mutation : mutations(one)) {
      if (different >= enough || tried >= at_most) break;
      if (mutation.edit.fault == Fault::relation) continue;
      tried += with(one, mutation, [&](const Ledger& ledger) {
        std::optional<Finding> finding = decide(ledger);
        different +=
            finding && (finding->verdict != original->verdict || shown(*finding) != shown(*original));
      });
    }
    CHECK_MESSAGE(different > 0, one.name, ": none of ", tried, " mutants changes the finding");
    ++statements;
    mutants += tried;
    changed += different;
  }
  std::cout << fmt::format("{} refuted statements, {} mutants: {} change the verdict or the counterexample\n",
                           statements, mutants, changed);
  CHECK(statements > 30);
  CHECK(2 * changed > mutants);
}

TEST_CASE("a misprint of one token turns the verdict") {
  Ledger ledger = paper();
  std::set<std::string> found;
  for (const Claim& claim : ledger.claims) {
    const Statement* corrected = claim.find(Role::corrected);
    if (!corrected) corrected = claim.find(Role::instead);
    const Node* printed = claim.statements.empty() ? nullptr : &claim.find(Role::printed)->tree;
    if (corrected && (one_edit_apart(corrected->tree, *printed) || one_edit_apart(*printed, corrected->tree)))
      found.insert(claim.id);
  }
  for (Case& one : cases_of(ledger)) {
    const std::string& id = one.ledger.claims[0].id;
    if (!found.count(id) || one.role == Role::evidence) continue;
    std::optional<Finding> finding = decide(one.ledger);
    REQUIRE(finding);
    CHECK_MESSAGE(finding->verdict == (one.role == Role::printed ? Verdict::refuted : Verdict::holds),
                  one.name);
  }
  CHECK(found == std::set<std::string>{"C28", "C4", "C9"});
}
