#include "check/checker.hpp"

#include <mpfr.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <atomic>
#include <map>
#include <new>
#include <set>
#include <system_error>
#include <thread>

#include "certificate/case_files.hpp"
#include "certificate/theorems.hpp"

namespace dropcert::check {

using namespace language;
using namespace certificate;

namespace {

struct Task {
  const Claim* claim;
  const Statement* statement;
  const CertifiedStatement* claimed;
  Decision decision;
  // Of a statement that is claimed to hold over the rows of a file:
  std::vector<std::optional<Tally>> blocks = {};
  std::vector<Decision> decisions = {};
};

// A statement, or a block of one.
struct Piece {
  Task* task;
  std::size_t block;
};

std::vector<Piece> pieces_of(std::vector<Task>& tasks) {
  std::vector<Piece> pieces;
  for (Task& task : tasks) {
    const CaseFile* file = task.claimed->verdict == "holds" ? file_at_head(task.statement->tree) : nullptr;
    if (file) task.blocks.resize(file->blocks());
    task.decisions.resize(task.blocks.size());
    for (std::size_t block = 0; block < std::max<std::size_t>(task.blocks.size(), 1); ++block)
      pieces.push_back({&task, block});
  }
  return pieces;
}

void work(const std::vector<Piece>& pieces, std::atomic<std::size_t>& next, const Ledger& stated,
          const Limits& limits) {
  mpfr_set_emin(mpfr_get_emin_min());
  mpfr_set_emax(mpfr_get_emax_max());
  Sequences sequences;
  for (std::size_t i = next++; i < pieces.size(); i = next++) {
    Task& task = *pieces[i].task;
    const bool is_whole = task.blocks.empty();
    Decision& decision = is_whole ? task.decision : task.decisions[pieces[i].block];
    if (is_whole) {
      decision = check_statement(stated, *task.claim, *task.statement, *task.claimed, sequences, limits);
    } else {
      std::optional<Tally>& tally = task.blocks[pieces[i].block];
      tally = check_block(stated, *task.claim, *task.statement, pieces[i].block, *task.claimed, sequences,
                          limits, decision);
    }
    if (decision.status != Status::unreached) continue;
    sequences = Sequences();  // they may be what took the memory
#ifdef __GLIBC__
    malloc_trim(0);
#endif
  }
  mpfr_free_cache();
}

// A block that is false counts more than one that is not reached.
Decision joined(const Task& task) {
  for (const Status status : {Status::rejected, Status::unreached})
    for (const Decision& decision : task.decisions)
      if (decision.status == status) return decision;
  std::vector<Tally> tallies;
  for (const std::optional<Tally>& tally : task.blocks) tallies.push_back(*tally);
  return check_tallies(*task.claimed, tallies);
}

void run(std::vector<Task>& tasks, const Ledger& stated, unsigned threads, const Limits& limits) {
  const std::vector<Piece> pieces = pieces_of(tasks);
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> others;
  const auto serve = [&] { work(pieces, next, stated, limits); };
  try {
    others.reserve(threads);
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(serve);
  } catch (const std::system_error&) {  // fewer do as well
  } catch (const std::bad_alloc&) {     // likewise
  }
  serve();
  for (std::thread& other : others) other.join();
  for (Task& task : tasks)
    if (!task.blocks.empty()) task.decision = joined(task);
}

StatementReport report_on(const Task& task) {
  StatementReport report;
  report.line = task.claimed->line;
  report.name = task.claim->id + " " + name_of(task.statement->role);
  report.decision = task.decision;
  if (task.decision.status == Status::undecided)
    for (const std::string& source : task.statement->citations)
      report.decision.reason += "; cited: " + source;
  if (task.decision.status != Status::verified) return report;
  report.is_vacuous = task.claimed->vacuous == "yes";
  std::set<std::string> names(task.claimed->theorems.begin(), task.claimed->theorems.end());
  names.insert(task.statement->proofs.begin(), task.statement->proofs.end());
  for (const std::string& name : names) (is_lemma(name) ? report.lemmas : report.theorems).push_back(name);
  return report;
}

// The status that the verified verdicts give a claim; a verdict that is not verified counts as undecided.
std::string status_of(const std::vector<const Task*>& tasks) {
  auto verdicts = [&](Role role) {
    std::set<std::string> found;
    for (const Task* task : tasks)
      if (task->statement->role == role)
        found.insert(task->decision.status == Status::verified ? task->claimed->verdict : "undecided");
    return found;
  };
  const std::set<std::string> printed = verdicts(Role::printed);
  const std::set<std::string> corrected = verdicts(Role::corrected);
  if (printed.empty()) return "not a mathematical claim";
  if (printed.count("refuted") == 0) return printed.count("undecided") == 0 ? "confirmed" : "undecided";
  if (corrected.count("holds") != 0) return "corrected";
  return corrected.count("undecided") != 0 ? "undecided" : "refuted";
}

}  // namespace

std::size_t Report::count(Status status) const {
  return static_cast<std::size_t>(
      std::count_if(statements.begin(), statements.end(),
                    [&](const auto& report) { return report.decision.status == status; }));
}

const StatementReport* Report::first_rejected() const {
  const auto found = std::find_if(statements.begin(), statements.end(), [](const StatementReport& report) {
    return report.decision.status == Status::rejected;
  });
  return found == statements.end() ? nullptr : &*found;
}

Report check_certificate(const Certificate& certificate, const Ledger& stated, unsigned threads,
                         const Limits& limits) {
  std::vector<Task> tasks;
  for (std::size_t c = 0; c < stated.claims.size(); ++c)
    for (std::size_t s = 0; s < stated.claims[c].statements.size(); ++s)
      tasks.push_back(
          {&stated.claims[c], &stated.claims[c].statements[s], &certificate.claims[c].statements[s], {}});
  run(tasks, stated, threads, limits);
  Report report;
  std::map<std::string, std::vector<const Task*>> by_claim;
  for (const Task& task : tasks) {
    report.statements.push_back(report_on(task));
    by_claim[task.claim->id].push_back(&task);
  }
  for (const CertifiedHeadline& headline : certificate.headlines)
    if (std::all_of(headline.ids.begin(), headline.ids.end(),
                    [&](const std::string& id) { return status_of(by_claim[id]) == headline.expected; }))
      report.headlines.push_back(headline.text);
  return report;
}

}  // namespace dropcert::check
