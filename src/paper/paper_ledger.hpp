// A paper's items as a ledger: what is decided, written and certified.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "language/ledger.hpp"
#include "paper/scan.hpp"

namespace dropcert::paper {

inline constexpr std::size_t no_claim = static_cast<std::size_t>(-1);

struct PaperLedger {
  std::unique_ptr<language::Ledger> ledger;  // so that what refers to it may be moved with it
  std::vector<std::size_t> claim_of_item;    // its place in the ledger, or no_claim
  std::vector<language::Node> terms;         // of numbers, values and ranges, an item each
};

/// A claim for each number, value, range and claim of the paper, the same number twice being one; what stands
/// in \certifiedwhere is in force in all of them. Values have the statement prints(TERM, "0") until they are
/// known. Text, names and sorts are checked: what is wrong is put into `faults`, with its place in the paper.
PaperLedger ledger_of(const SourceText& source, const std::vector<Item>& items, const std::string& title,
                      Faults& faults);

/// prints(TERM, "DIGITS").
language::Node printed_statement(const language::Node& term, const std::string& digits);

}  // namespace dropcert::paper
