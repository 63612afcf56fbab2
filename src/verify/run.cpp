#include "verify/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <exception>
#include <mutex>

#include "exact/flint.hpp"
#include "run/threads.hpp"
#include "verify/outcome.hpp"

namespace dropcert {

namespace {

struct Task {
  ClaimResult* claim;
  StatementResult* statement;
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
    for (ClaimResult& claim : results)
      for (StatementResult& statement : claim.statements) tasks.push_back({&claim, &statement});
    work_off(tasks);
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
    on_threads<FlintThread>(static_cast<unsigned>(std::min<std::size_t>(options_.threads, tasks.size())),
                            worker);
    if (failure) std::rethrow_exception(failure);
  }

  StatementPlace place_of(const Task& task) const {
    const Claim& claim = *task.claim->claim;
    return {static_cast<std::size_t>(&claim - ledger_.claims.data()),
            static_cast<std::size_t>(task.statement->statement - claim.statements.data())};
  }

  void decide_one(const Task& task) const {
    const Statement& statement = *task.statement->statement;
    auto start = std::chrono::steady_clock::now();
    const StatementPlace place = place_of(task);
    try {
      std::optional<Finding> finding = options_.recall ? options_.recall(place) : std::nullopt;
      if (!finding) {
        finding = decide(statement.tree, scopes_[place.claim], options_.policy, statement.contacts);
        finding->proofs = statement.proofs;
        if (options_.keep) options_.keep(place, *finding);
      }
      task.statement->finding = std::move(*finding);
    } catch (const Interrupted&) {
      task.statement->finding.reason = "interrupted before it was decided";
    }
    task.statement->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }

  const Ledger& ledger_;
  const RunOptions& options_;
  Scope scope_;
  std::deque<Scope> scopes_;  // of the claims
};

}  // namespace

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

}  // namespace dropcert
