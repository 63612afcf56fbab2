#include "check/checker.hpp"

#include <mpfr.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <atomic>
#include <chrono>
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

// A block of the rows of a file, or a share of the cases.
struct Part {
  std::optional<Tally> tally;
  Decision decision;
  unsigned taken = 0;  // seconds
};

struct Task {
  const Claim* claim;
  const Statement* statement;
  const CertifiedStatement* claimed;
  Decision decision;
  std::vector<Part> parts = {};  // of a statement that is claimed to hold for many cases
  bool is_shared = false;
  unsigned taken = 0;  // of its seconds, by parts that did not decide it
};

// A statement, or a part of one.
struct Piece {
  Task* task;
  std::size_t part;
};

std::vector<Piece> pieces_of(std::vector<Task>& tasks, unsigned threads) {
  constexpr std::size_t few_digits = 2;  // a hundred cases are many
  std::vector<Piece> pieces;
  for (Task& task : tasks) {
    const bool holds = task.claimed->verdict == "holds";
    const CaseFile* file = holds ? file_at_head(task.statement->tree) : nullptr;
    task.is_shared = holds && !file && threads > 1 && task.claimed->cases.size() > few_digits;
    task.parts.resize(file ? file->blocks() : task.is_shared ? threads : 0);
    for (std::size_t part = 0; part < std::max<std::size_t>(task.parts.size(), 1); ++part)
      pieces.push_back({&task, part});
  }
  return pieces;
}

Decision decide(const Piece& piece, const Ledger& stated, Sequences& sequences, Limits limits) {
  using Clock = std::chrono::steady_clock;
  Task& task = *piece.task;
  limits.seconds -= std::min(limits.seconds - 1, task.taken);
  if (task.parts.empty())
    return task.decision =
               check_statement(stated, *task.claim, *task.statement, *task.claimed, sequences, limits);
  Part& part = task.parts[piece.part];
  const auto start = Clock::now();
  part.tally = task.is_shared
                   ? check_share(stated, *task.claim, *task.statement, {piece.part, task.parts.size()},
                                 *task.claimed, sequences, limits, part.decision)
                   : check_block(stated, *task.claim, *task.statement, piece.part, *task.claimed, sequences,
                                 limits, part.decision);
  part.taken = static_cast<unsigned>(std::chrono::ceil<std::chrono::seconds>(Clock::now() - start).count());
  return part.decision;
}

void work(const std::vector<Piece>& pieces, std::atomic<std::size_t>& next, const Ledger& stated,
          const Limits& limits) {
  mpfr_set_emin(mpfr_get_emin_min());
  mpfr_set_emax(mpfr_get_emax_max());
  Sequences sequences;
  for (std::size_t i = next++; i < pieces.size(); i = next++) {
    if (decide(pieces[i], stated, sequences, limits).status != Status::unreached) continue;
    sequences = Sequences();  // they may be what took the memory
#ifdef __GLIBC__
    malloc_trim(0);
#endif
  }
  mpfr_free_cache();
}

void serve(const std::vector<Piece>& pieces, const Ledger& stated, unsigned threads, const Limits& limits) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> others;
  const auto serve_one = [&] { work(pieces, next, stated, limits); };
  try {
    others.reserve(threads);
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(serve_one);
  } catch (const std::system_error&) {  // fewer do as well
  } catch (const std::bad_alloc&) {     // likewise
  }
  serve_one();
  for (std::thread& other : others) other.join();
}

// A part that is false counts more than one that is not reached.
Decision joined(const Task& task) {
  for (const Status status : {Status::rejected, Status::unreached})
    for (const Part& part : task.parts)
      if (part.decision.status == status) return part.decision;
  std::vector<Tally> tallies;
  for (const Part& part : task.parts) tallies.push_back(*part.tally);
  return check_tallies(*task.claimed, tallies);
}

// What shares say but that all is as claimed, or too much work, is said anew of the whole, which counts the
// cases from the first; in the time that is left.
void run(std::vector<Task>& tasks, const Ledger& stated, unsigned threads, const Limits& limits) {
  serve(pieces_of(tasks, threads), stated, threads, limits);
  std::vector<Piece> again;
  for (Task& task : tasks) {
    if (task.parts.empty()) continue;
    task.decision = joined(task);
    if (!task.is_shared || task.decision.status == Status::verified || task.decision.is_spent) continue;
    for (const Part& part : task.parts) task.taken = std::max(task.taken, part.taken);
    task.parts.clear();
    again.push_back({&task, 0});
  }
  if (!again.empty()) serve(again, stated, threads, limits);
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
