// One claim explained, for a reader with a pen.
#pragma once

#include <string>
#include <vector>

#include "certificate/theorems.hpp"
#include "verify/run.hpp"

namespace dropcert::publish {

struct ExplainStyle {
  bool colour = false;
  std::size_t width = 80;   // of a line
  bool all = false;         // supporting facts too; those that do not hold are always shown
  std::string ledger_file;  // for the command that checks it again; empty: the paper's own
};

/// What the paper says, why the verdict is as it is, how it was decided, the counterexample worked, what is
/// true instead, the formal theorems in words and as Coq states them, and the command that re-checks it.
std::string explain_text(const language::Ledger& ledger, const verify::ClaimResult& result,
                         const certificate::TheoremList& theorems, const ExplainStyle& style);

/// The command that decides the claim again, for a shell; `ledger_file` empty: the paper's own ledger.
std::string command_to_verify(const std::string& ledger_file, const std::string& id);

}  // namespace dropcert::publish
