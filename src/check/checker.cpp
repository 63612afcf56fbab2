#include "check/checker.hpp"

#include <mpfr.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "certificate/theorems.hpp"
#include "check/decide.hpp"

namespace dropcert::check {

namespace {

struct Task {
  const Claim* claim;
  const Statement* statement;
  const CertifiedStatement* claimed;
  std::string failure;  // why the statement is rejected

  std::string name() const { return claim->id + " " + name_of(statement->role); }
};

void work(std::vector<Task>& tasks, std::atomic<std::size_t>& next, const Ledger& stated) {
  mpfr_set_emin(mpfr_get_emin_min());
  mpfr_set_emax(mpfr_get_emax_max());
  Sequences sequences;
  for (std::size_t i = next++; i < tasks.size(); i = next++) {
    Task& task = tasks[i];
    try {
      check_statement(stated, *task.claim, *task.statement, *task.claimed, sequences);
    } catch (const std::exception& error) {
      task.failure = task.name() + ": " + error.what();
    }
  }
  mpfr_free_cache();
}

// The theorems and lemmas that an accepted statement rests on.
std::set<std::string> grounds(const Task& task) {
  std::set<std::string> names(task.claimed->theorems.begin(), task.claimed->theorems.end());
  if (task.claimed->trust == "formal")
    names.insert(task.statement->proofs.begin(), task.statement->proofs.end());
  return names;
}

}  // namespace

Report check_certificate(const Certificate& certificate, const Ledger& stated, unsigned threads) {
  std::vector<Task> tasks;
  for (std::size_t c = 0; c < stated.claims.size(); ++c)
    for (std::size_t s = 0; s < stated.claims[c].statements.size(); ++s)
      tasks.push_back(
          {&stated.claims[c], &stated.claims[c].statements[s], &certificate.claims[c].statements[s], ""});
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back([&] { work(tasks, next, stated); });
  work(tasks, next, stated);
  for (std::thread& other : others) other.join();
  Report report;
  report.statements = tasks.size();
  for (const Task& task : tasks) {
    if (!task.failure.empty()) throw CertificateError(task.claimed->line, task.failure);
    const std::set<std::string> names = grounds(task);
    for (const std::string& name : names)
      report.assumptions.push_back({task.claimed->line, task.name(), name});
    report.formal += !std::all_of(names.begin(), names.end(), is_lemma);
  }
  return report;
}

}  // namespace dropcert::check
