#include "verify/run.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <exception>
#include <limits>
#include <map>
#include <mutex>

#include "exact/flint.hpp"
#include "run/threads.hpp"
#include "verify/outcome.hpp"
#include "verify/shared_numbers.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

namespace {

struct Task {
  ClaimResult* claim;
  StatementResult* statement;
  StatementPlace place;
};

// What is found about the blocks of a file; none behind the first that is refuted need be.
struct Blocks {
  std::vector<std::optional<Finding>> findings;
  std::atomic<std::size_t> first_refuted;
  std::optional<std::chrono::steady_clock::time_point> start;  // of the first
  std::size_t found_at_start = 0;                              // blocks without a gap
  std::size_t shown = 0;                                       // cases that fail in these

  // Once as many cases are known as are shown, those of a block behind them are only counted.
  void forget_unshown(std::size_t block) {
    for (; found_at_start < findings.size() && findings[found_at_start] && shown < most_counterexamples;
         ++found_at_start)
      shown += findings[found_at_start]->counterexamples.size();
    if (shown < most_counterexamples || block < found_at_start) return;
    findings[block]->counterexamples.clear();
    findings[block]->counterexamples.shrink_to_fit();
  }
};

class Runner {
 public:
  Runner(const Ledger& ledger, const RunOptions& options)
      : ledger_(ledger), options_(options), scope_(ledger) {
    for (const Claim& claim : ledger.claims) scopes_.emplace_back(scope_, claim);
  }

  std::vector<ClaimResult> run() {
    check_names();
    std::vector<ClaimResult> results = prepare();
    std::vector<Task> tasks;
    std::size_t number = 0;
    auto result = results.begin();
    for (const StatementPlace& place : places_of(ledger_, options_.only)) {
      while (result->claim != &ledger_.claims[place.claim]) ++result;
      StatementResult& statement = result->statements[place.statement];
      if (place.block) {
        Blocks& blocks = blocks_[&statement];
        blocks.findings.emplace_back();
        blocks.first_refuted = std::numeric_limits<std::size_t>::max();
      }
      const bool is_in_part =
          !options_.part || (options_.part->first <= number && number < options_.part->second);
      if (is_in_part) tasks.push_back({&*result, &statement, place});
      ++number;
    }
    work_off(tasks);
    for (auto& [statement, blocks] : blocks_) join(*statement, blocks);
    for (ClaimResult& claim : results) {
      for (const StatementResult& statement : claim.statements) claim.seconds += statement.seconds;
      claim.status = derive_status(claim);
    }
    return results;
  }

 private:
  void check_names() const {
    std::set<std::string> ids;
    for (const Claim& claim : ledger_.claims) ids.insert(claim.id);
    for (const std::string& id : options_.only)
      if (ids.count(id) == 0)
        throw SourceError(ledger_.source, {}, fmt::format("the ledger has no claim with the id '{}'", id));
    for (const Claim& claim : ledger_.claims) {
      for (const Statement& statement : claim.statements)
        for (const std::string& proof : statement.proofs) check_theorem(claim, statement.at, proof);
      for (const std::string& theorem : claim.theorems) check_theorem(claim, claim.at, theorem);
    }
  }

  void check_theorem(const Claim& claim, Position at, const std::string& name) const {
    if (!options_.theorems.count(name))
      throw SourceError(
          ledger_.source, at,
          fmt::format("claim {} names the proof '{}'; expected a theorem of theorems.txt", claim.id, name));
  }

  std::vector<ClaimResult> prepare() const {
    std::vector<ClaimResult> results;
    for (const Claim& claim : ledger_.claims) {
      if (!options_.only.empty() && !options_.only.count(claim.id)) continue;
      ClaimResult result;
      result.claim = &claim;
      for (const Statement& statement : claim.statements) result.statements.push_back({&statement, {}, 0});
      results.push_back(std::move(result));
    }
    return results;
  }

  void work_off(std::vector<Task>& tasks) {
    std::atomic<std::size_t> next = 0;
    std::size_t done = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    std::size_t failed = tasks.size();
    auto worker = [&](unsigned) {
      const SharedNumbers numbers;
      for (std::size_t i = next++; i < tasks.size(); i = next++) {
        std::exception_ptr caught;
        try {
          decide_one(tasks[i]);
        } catch (...) {
          caught = std::current_exception();
        }
        std::lock_guard lock(mutex);
        if (caught && i < failed) {
          failure = caught;
          failed = i;
          next = tasks.size();
        }
        if (options_.progress) options_.progress(++done, tasks.size());
      }
    };
    run::on_threads<FlintThread>(static_cast<unsigned>(std::min<std::size_t>(options_.threads, tasks.size())),
                                 worker);
    if (failure) std::rethrow_exception(failure);
  }

  void decide_one(const Task& task) {
    auto start = std::chrono::steady_clock::now();
    StatementResult& result = *task.statement;
    if (task.place.block) {  // the time of all of them counts, side by side or one by one
      const std::lock_guard lock(seconds_);
      std::optional<std::chrono::steady_clock::time_point>& first = blocks_.at(task.statement).start;
      if (!first) first = start;
      start = *first;
    }
    try {
      if (task.place.block) {
        decide_block_of(task, start);
      } else {
        result.finding = found(task.place, [&](const Statement& statement, const Scope& scope) {
          return decide(statement.tree, scope, options_.policy, statement.contacts);
        });
      }
    } catch (const Interrupted&) {
      result.finding.reason = "interrupted before it was decided";
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const std::lock_guard lock(seconds_);
    result.seconds = std::max(result.seconds, seconds);
  }

  template <class Decide>
  Finding found(const StatementPlace& place, const Decide& decide_it) const {
    const Statement& statement = ledger_.claims[place.claim].statements[place.statement];
    if (std::optional<Finding> known = options_.recall ? options_.recall(place) : std::nullopt)
      return std::move(*known);
    Finding finding = decide_it(statement, scopes_[place.claim]);
    finding.proofs = statement.proofs;
    if (options_.keep) options_.keep(place, finding);
    return finding;
  }

  void decide_block_of(const Task& task, std::chrono::steady_clock::time_point start) {
    Blocks& blocks = blocks_.at(task.statement);
    const std::size_t block = *task.place.block;
    if (!options_.policy.all_counterexamples && blocks.first_refuted < block) return;
    Finding finding = found(task.place, [&](const Statement& statement, const Scope& scope) {
      Policy policy = options_.policy;
      policy.limits.spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      return decide_block(statement.tree, block, scope, policy, statement.contacts);
    });
    if (finding.verdict == Verdict::refuted) {
      std::size_t first = blocks.first_refuted;
      while (block < first && !blocks.first_refuted.compare_exchange_weak(first, block)) {
      }
    }
    const std::lock_guard lock(seconds_);
    blocks.findings[block] = std::move(finding);
    blocks.forget_unshown(block);
  }

  void join(StatementResult& result, Blocks& blocks) const {
    const auto place = static_cast<std::size_t>(&claim_of(result) - ledger_.claims.data());
    const Node& tree = result.statement->tree;
    std::optional<Finding> whole;
    for (std::optional<Finding>& block : blocks.findings) {
      if (!block && whole && whole->verdict == Verdict::refuted) continue;
      if (!block) {
        result.finding = {};
        result.finding.reason = "interrupted before it was decided";
        return;
      }
      if (whole)
        add_block(*whole, std::move(*block));
      else
        whole = std::move(*block);
      block.reset();
    }
    finish_blocks(*whole, tree, scopes_[place]);
    result.finding = std::move(*whole);
  }

  const Claim& claim_of(const StatementResult& result) const {
    return *std::find_if(ledger_.claims.begin(), ledger_.claims.end(), [&](const Claim& claim) {
      return std::any_of(claim.statements.begin(), claim.statements.end(),
                         [&](const Statement& one) { return &one == result.statement; });
    });
  }

  const Ledger& ledger_;
  const RunOptions& options_;
  Scope scope_;
  std::deque<Scope> scopes_;  // of the claims
  std::map<StatementResult*, Blocks> blocks_;
  std::mutex seconds_;
};

}  // namespace

std::vector<StatementPlace> places_of(const Ledger& ledger, const std::set<std::string>& only) {
  std::vector<StatementPlace> places;
  for (std::size_t c = 0; c < ledger.claims.size(); ++c) {
    const Claim& claim = ledger.claims[c];
    if (!only.empty() && only.count(claim.id) == 0) continue;
    for (std::size_t s = 0; s < claim.statements.size(); ++s) {
      const std::size_t blocks = blocks_of(claim.statements[s].tree);
      for (std::size_t block = 0; block < blocks; ++block) places.push_back({c, s, block});
      if (blocks == 0) places.push_back({c, s});
    }
  }
  return places;
}

const char* name_of(Status status) {
  switch (status) {
    case Status::confirmed:
      return "confirmed";
    case Status::confirmed_as_corrected:
      return "confirmed as corrected";
    case Status::refuted:
      return "refuted";
    case Status::undecided:
      return "undecided";
    case Status::not_mathematical:
      return "not a mathematical claim";
  }
  return "?";
}

const StatementResult* ClaimResult::find(Role role) const {
  for (const StatementResult& result : statements)
    if (result.statement->role == role) return &result;
  return nullptr;
}

Status derive_status(const ClaimResult& result) {
  if (result.statements.empty()) return Status::not_mathematical;
  auto has = [&](Role role, Verdict verdict) {
    return std::any_of(result.statements.begin(), result.statements.end(), [&](const StatementResult& one) {
      return one.statement->role == role && one.finding.verdict == verdict;
    });
  };
  if (has(Role::printed, Verdict::refuted)) {
    if (!result.find(Role::corrected)) return Status::refuted;
    if (has(Role::corrected, Verdict::refuted)) return Status::refuted;
    return has(Role::corrected, Verdict::undecided) ? Status::undecided : Status::confirmed_as_corrected;
  }
  return has(Role::printed, Verdict::undecided) ? Status::undecided : Status::confirmed;
}

std::vector<const StatementResult*> refuted_extras(const ClaimResult& result) {
  std::vector<const StatementResult*> extras;
  for (const StatementResult& one : result.statements)
    if ((one.statement->role == Role::evidence || one.statement->role == Role::instead) &&
        one.finding.verdict == Verdict::refuted)
      extras.push_back(&one);
  return extras;
}

std::vector<ClaimResult> run_ledger(const Ledger& ledger, const RunOptions& options) {
  return Runner(ledger, options).run();
}

}  // namespace dropcert::verify
