// A paper's items decided.
#pragma once

#include <string>
#include <vector>

#include "paper/paper_ledger.hpp"
#include "verify/run.hpp"

namespace dropcert::paper {

enum class State { right, wrong, undecided };

/// What came out for an item that has a statement.
struct Decision {
  State state = State::undecided;
  std::string label;  // for the package: right, wrong, undecided; of a claim confirmed, refuted, undecided
  std::string value;  // of a value: what is printed for it, if it is known
  std::string
      finding;  // one sentence: what is wrong, why it is undecided; of what is right, empty or a remark
  std::string certified;  // of a wrong number the right digits, more of them than are printed; may be empty
  std::string instead;    // what should be printed; may be empty
};

struct Decisions {
  std::vector<Decision> items;               // an item each; those of definitions are empty
  std::vector<verify::ClaimResult> results;  // of the ledger's claims
};

/// Decides all of it, with the engine and the options of `verify`. Values are computed first and put into
/// their statements; a value that is undefined or out of reach has no statement, and its claim is taken out
/// of the ledger. Throws Interrupted.
Decisions decide_paper(const std::vector<Item>& items, PaperLedger& paper, const verify::RunOptions& options);

}  // namespace dropcert::paper
