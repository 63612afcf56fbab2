#include "check/checker.hpp"

#include <mpfr.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "check/decide.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert::check {

namespace {

constexpr std::size_t max_nesting = 4000;  // of all definitions together

std::size_t depth_of(const Node& node) {
  std::size_t deepest = 0;
  for (const Node& child : node.children) deepest = std::max(deepest, depth_of(child));
  for (const Binder& binder : node.binders)
    for (const Node& term : binder.domain.terms) deepest = std::max(deepest, depth_of(term));
  return deepest + 1;
}

// The lines that state something, each in its place, as a ledger.
std::string ledger_text(const Certificate& certificate) {
  static const std::set<std::string> stating = {"parameter", "where",    "printed", "corrected",
                                                "instead",   "evidence", "proof"};
  std::set<int> empty;
  for (const CertifiedClaim& claim : certificate.claims)
    if (claim.statements.empty()) empty.insert(claim.line);
  std::string text;
  int number = 0;
  for (const std::string& line : certificate.lines) {
    ++number;
    std::string key = line.substr(0, line.find(' '));
    if (key == "claim") text += line + " \"\"" + (empty.count(number) ? " historical \"\"" : "");
    if (stating.count(key)) text += line;
    text += '\n';
  }
  return text;
}

// The line that a message "certificate:LINE:COLUMN: ..." names.
[[noreturn]] void fail_as(const SourceError& error) {
  std::string message = error.what();
  std::size_t colon = message.find(':');
  throw CertificateError(std::stoi(message.substr(colon + 1)), message.substr(message.find(": ") + 2));
}

// All that a ledger states, item by item.
std::vector<std::string> stated_by(const Ledger& ledger) {
  std::vector<std::string> items;
  for (const Parameter& p : ledger.parameters)
    items.push_back("parameter " + p.name + " = " + p.value.get_str());
  for (const Definition& d : ledger.definitions) items.push_back("where " + to_text(d));
  for (const Claim& claim : ledger.claims) {
    items.push_back("claim " + claim.id);
    for (const Definition& d : claim.definitions) items.push_back("where " + to_text(d));
    for (const Statement& statement : claim.statements) {
      items.push_back(std::string(name_of(statement.role)) + " " + to_text(statement.tree));
      for (const std::string& proof : statement.proofs) items.push_back("proof " + proof);
    }
  }
  return items;
}

bool is_statement_line(const std::string& line) {
  static const std::set<std::string> keys = {"parameter", "where",   "claim",    "printed",
                                             "corrected", "instead", "evidence", "proof"};
  return keys.count(line.substr(0, line.find(' '))) != 0;
}

// The stated items against the certificate's lines of that kind, with the number of the first that differs.
void compare_items(const Certificate& certificate, const std::vector<std::string>& items,
                   const char* reason) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < certificate.lines.size(); ++i) {
    if (!is_statement_line(certificate.lines[i])) continue;
    if (next >= items.size() || items[next++] != certificate.lines[i])
      throw CertificateError(static_cast<int>(i) + 1, reason);
  }
  if (next != items.size())
    throw CertificateError(static_cast<int>(certificate.lines.size()), "'" + items[next] + "' is missing");
}

struct Task {
  const Claim* claim;
  const Statement* statement;
  const CertifiedStatement* claimed;
};

// The first failure in the order of the lines, whatever the order in which threads meet them.
class Failures {
 public:
  void add(int line, const std::string& reason) {
    std::lock_guard lock(mutex_);
    reasons_.emplace(line, reason);
  }
  void rethrow_first() const {
    if (!reasons_.empty()) throw CertificateError(reasons_.begin()->first, reasons_.begin()->second);
  }
  bool any_before(int line) {
    std::lock_guard lock(mutex_);
    return !reasons_.empty() && reasons_.begin()->first < line;
  }

 private:
  std::mutex mutex_;
  std::map<int, std::string> reasons_;
};

void work(const std::vector<Task>& tasks, std::atomic<std::size_t>& next, const Ledger& stated,
          Failures& failures) {
  mpfr_set_emin(mpfr_get_emin_min());
  mpfr_set_emax(mpfr_get_emax_max());
  Sequences sequences;
  for (std::size_t i = next++; i < tasks.size(); i = next++) {
    const Task& task = tasks[i];
    if (failures.any_before(task.claimed->line)) break;
    std::vector<const Definition*> definitions;
    for (const Definition& definition : stated.definitions) definitions.push_back(&definition);
    for (const Definition& definition : task.claim->definitions) definitions.push_back(&definition);
    try {
      check_statement(*task.statement, stated.parameters, definitions, *task.claimed, sequences);
    } catch (const std::exception& error) {
      failures.add(task.claimed->line,
                   task.claim->id + " " + name_of(task.statement->role) + ": " + error.what());
    }
  }
  mpfr_free_cache();
}

}  // namespace

Ledger ledger_of(const Certificate& certificate) {
  try {
    Ledger ledger = parse_ledger(ledger_text(certificate), "certificate");
    std::size_t nesting = 0;
    for (const Definition& definition : ledger.definitions) nesting += depth_of(definition.body);
    for (const Claim& claim : ledger.claims)
      for (const Definition& definition : claim.definitions) nesting += depth_of(definition.body);
    if (nesting > max_nesting) throw CertificateError(1, "the definitions are nested too deeply");
    compare_items(certificate, stated_by(ledger), "the statement is not in canonical form");
    check_ledger(ledger);
    return ledger;
  } catch (const SourceError& error) {
    fail_as(error);
  }
}

void require_same(const Certificate& certificate, const Ledger& ledger) {
  compare_items(certificate, stated_by(ledger), "this is not what the ledger states here");
}

Report check_certificate(const Certificate& certificate, const Ledger& stated, unsigned threads) {
  std::vector<Task> tasks;
  for (std::size_t c = 0; c < stated.claims.size(); ++c)
    for (std::size_t s = 0; s < stated.claims[c].statements.size(); ++s)
      tasks.push_back(
          {&stated.claims[c], &stated.claims[c].statements[s], &certificate.claims[c].statements[s]});
  std::atomic<std::size_t> next = 0;
  Failures failures;
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back([&] { work(tasks, next, stated, failures); });
  work(tasks, next, stated, failures);
  for (std::thread& other : others) other.join();
  failures.rethrow_first();
  Report report;
  report.statements = tasks.size();
  for (const Task& task : tasks) {
    std::set<std::string> names(task.claimed->theorems.begin(), task.claimed->theorems.end());
    if (task.claimed->trust == "formal")
      names.insert(task.statement->proofs.begin(), task.statement->proofs.end());
    bool formal = false;
    for (const std::string& name : names) {
      bool is_lemma = name.rfind("lemma ", 0) == 0;
      formal = formal || !is_lemma;
      report.assumptions.push_back(
          {task.claimed->line, task.claim->id + " " + name_of(task.statement->role), name, is_lemma});
    }
    report.formal += formal;
  }
  return report;
}

}  // namespace dropcert::check
