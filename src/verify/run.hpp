// Decides every statement of a ledger.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verify/decide.hpp"

namespace dropcert::verify {

enum class Status {
  confirmed,               // the printed statements hold
  confirmed_as_corrected,  // one does not, the corrected one does
  refuted,                 // one does not, and it is no misprint
  undecided,
  not_mathematical,
};

const char* name_of(Status status);

struct StatementResult {
  const language::Statement* statement = nullptr;
  Finding finding;
  double seconds = 0;  // negative: not told
};

struct ClaimResult {
  const language::Claim* claim = nullptr;
  Status status = Status::undecided;
  std::vector<StatementResult> statements;  // in the order of the ledger
  double seconds = 0;                       // negative: not told

  /// The result of the first statement of that role, or nullptr.
  const StatementResult* find(language::Role role) const;
};

/// A statement by its place: the claim in the ledger and the statement in the claim, from 0.
struct StatementPlace {
  std::size_t claim = 0;
  std::size_t statement = 0;
  std::optional<std::size_t> block = std::nullopt;  // of the file that its cases are in
};

/// All pieces of work of a ledger, in its order: statements, and blocks of statements over files.
std::vector<StatementPlace> places_of(const language::Ledger& ledger, const std::set<std::string>& only);

struct RunOptions {
  Policy policy;
  unsigned threads = 1;
  std::set<std::string> only;                                       // ids; empty: all
  std::set<std::string> theorems;                                   // names that a `proof` may give
  std::function<void(std::size_t done, std::size_t all)> progress;  // called from one thread at a time
  /// What an earlier run found, or none; and what to do with what is found now. From several threads at once.
  std::function<std::optional<Finding>(const StatementPlace&)> recall;
  std::function<void(const StatementPlace&, const Finding&)> keep;
  /// Of all pieces only those from the first to before the second: a shard, whose results say nothing beyond
  /// what `keep` is told.
  std::optional<std::pair<std::size_t, std::size_t>> part;
};

/// One result a claim, in the ledger's order; the verdicts do not depend on the number of threads. `ledger`
/// has passed check_ledger and must outlive the results. Throws SourceError for an id in `only` that no claim
/// has and a proof that no theorem has. A statement beyond the limits is undecided, and so is, after a
/// request to stop, what was not finished. Where no more threads can be made, fewer work.
std::vector<ClaimResult> run_ledger(const language::Ledger& ledger, const RunOptions& options);

/// The status that the verdicts of the printed and corrected statements imply (proofs/README.md, Meaning).
Status derive_status(const ClaimResult& result);

/// The statements of the claim that are meant to be true beside its printed ones (evidence, instead) and are
/// refuted: faults of the ledger, which no status shows.
std::vector<const StatementResult*> refuted_extras(const ClaimResult& result);

}  // namespace dropcert::verify
