// A ledger as a file for Coq, in which each statement is decided by computation in the kernel.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "language/ledger.hpp"
#include "verify/run.hpp"

namespace dropcert::publish {

/// Theorems of proofs/Ledger.v, from the list proofs/kernel.txt: by what they state, as in Ledger.v.
struct KernelTheorem {
  std::vector<std::string> names;  // several where the ledger has the same statement several times
  std::string proof;               // the tactic that proves it
  std::string file;                // that of proofs/coq in which it is proved by hand, or empty
};
using KernelTheorems = std::map<std::string, KernelTheorem>;  // by SHA-256 of the statement

/// The list that `text` is: lines "NAME BITS DEPTH SHA256 [slow]", of what is computed, and "NAME by
/// FILE.THEOREM SHA256", of what THEOREM of FILE.v of proofs/coq proves by hand. Throws std::runtime_error
/// that names the line.
KernelTheorems read_kernel_theorems(std::string_view text);

/// A file that needs the compiled development of proofs/coq: for each statement a definition NAME, which has,
/// if the computation of Verdict.v decides it, a theorem about the statement's own text as its type
/// (text_holds, text_holds_vacuously or text_refuted, of Text.v). A name is the claim's ID, the role and,
/// where there are several of that role, a number. Nothing is decided here. Linear time in the length of the
/// ledger, but for the definitions, of which each statement takes those along that it uses.
std::string ledger_file(const language::Ledger& ledger);

/// The same with the theorems of the list only, each stated and proved: proofs/Ledger.v.
std::string ledger_file(const language::Ledger& ledger, const KernelTheorems& theorems);

/// Sets Finding::kernel of each result that a theorem of the list states: the verdict, the statement's text,
/// and the texts of the definitions that it uses.
void mark_kernel_theorems(const language::Ledger& ledger, const KernelTheorems& theorems,
                          std::vector<verify::ClaimResult>& results);

}  // namespace dropcert::publish
