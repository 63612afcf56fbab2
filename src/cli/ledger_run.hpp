// Reading and running a ledger, as verify and explain do.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "certificate/theorems.hpp"
#include "checkpoint/shards.hpp"
#include "cli/command.hpp"
#include "publish/coq/ledger_file.hpp"
#include "publish/output_file.hpp"
#include "verify/run.hpp"

namespace dropcert::cli {

struct LedgerOptions {
  std::optional<std::string> file;  // none: the paper's own ledger
  std::vector<std::string> only;
  long max_k = 0;  // 0: as the ledger says
  long digits = 20;
  bool tells_margins = false;  // of inequalities over regions
  unsigned threads = 0;
  verify::Limits limits;  // of the decision of one statement
  std::string resume;     // a folder for checkpoints; empty: none
  bool all_counterexamples = false;
  std::string digest;  // of the ledger, once it is read, and of the files of its cases
};

/// Adds the options that both commands have: --max-k, --digits, --threads, --steps, --seconds, --memory.
void add_ledger_options(Command& command, LedgerOptions& options);

/// The ledger, read and checked, with the parameter max_k replaced; sets the digest.
language::Ledger read_ledger(LedgerOptions& options);

/// The theorems of the formal proofs that come with the program.
certificate::TheoremList listed_theorems();
std::set<std::string> theorem_names();
/// The theorems about statements' own texts (kernel.txt) that come with the program.
publish::KernelTheorems kernel_theorems();

/// Decides a ledger that is made here, and writes its certificate to the file, which is put in its place
/// unless there was a request to stop. Returns the exit code: no success unless all of its statements hold;
/// what does not is told.
int certify_statements(const std::string& text, const std::string& name, publish::OutputFile& file,
                       unsigned threads);

/// Its results, with a progress line. With checkpoints the results tell no times: they may come from
/// different runs.
std::vector<verify::ClaimResult> run(const language::Ledger& ledger, const LedgerOptions& options);

/// The report in that format: text, markdown, tex or json.
std::string ledger_report(const std::string& format, const language::Ledger& ledger,
                          const std::vector<verify::ClaimResult>& results);
/// No success if something is undecided, or a fault of the ledger.
int exit_code_of(const std::vector<verify::ClaimResult>& results);

/// Decides the shard "i/n" of the ledger's statements, and of the blocks of their files, and writes what is
/// found. Returns the exit code. Throws std::invalid_argument for a name that is none.
int run_shard(const language::Ledger& ledger, const LedgerOptions& options, const std::string& name,
              publish::OutputFile file);

/// What run() would have given for the ledger that all the shards are of, without times; `file` is where the
/// ledger is, if it is not where it was. The results refer to the ledger. Throws UsageError, RecordError.
std::pair<language::Ledger, std::vector<verify::ClaimResult>> merged(std::vector<checkpoint::Shard>& shards,
                                                                     const std::optional<std::string>& file);

}  // namespace dropcert::cli
