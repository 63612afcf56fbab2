// Statements whose meaning is easily missed, each with what the section Meaning of proofs/README.md implies.
#pragma once

#include <vector>

#include "language/ledger.hpp"

namespace dropcert::meaning {

enum class Expected { holds, vacuous, fails, undefined };

enum class Decided { must, may };  // whether a program may leave it undecided

struct TrickyStatement {
  const char* text;
  Expected expected;
  const char* why;
  Decided decided = Decided::must;
  const char* definitions = "";  // clauses of its claim
};

const std::vector<TrickyStatement>& tricky_statements();

/// A claim for each of them, in order; the ledger has a parameter N = 3.
language::Ledger tricky_ledger();

}  // namespace dropcert::meaning
