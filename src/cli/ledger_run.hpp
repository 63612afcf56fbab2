// Reading and running a ledger, as verify and explain do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "certificate/theorems.hpp"
#include "cli/command.hpp"
#include "publish/coq/ledger_file.hpp"
#include "verify/run.hpp"

namespace dropcert::cli {

struct LedgerOptions {
  std::optional<std::string> file;  // none: the paper's own ledger
  std::vector<std::string> only;
  long max_k = 0;  // 0: as the ledger says
  long digits = 20;
  bool tells_margins = false;  // of inequalities over regions
  unsigned threads = 0;
  Limits limits;       // of the decision of one statement
  std::string resume;  // a folder for checkpoints; empty: none
  std::string digest;  // of the ledger, once it is read
};

/// Adds the options that both commands have: --max-k, --digits, --threads, --steps, --seconds, --memory.
void add_ledger_options(CLI::App& command, LedgerOptions& options);

/// The ledger, read and checked, with the parameter max_k replaced; sets the digest.
Ledger read_ledger(LedgerOptions& options);

/// The theorems of the formal proofs that come with the program.
TheoremList listed_theorems();
std::set<std::string> theorem_names();
/// The theorems about statements' own texts (kernel.txt) that come with the program.
publish::KernelTheorems kernel_theorems();

/// Its results, with a progress line. With checkpoints the results tell no times: they may come from
/// different runs.
std::vector<ClaimResult> run(const Ledger& ledger, const LedgerOptions& options);

}  // namespace dropcert::cli
