// A third reading of the section Meaning of proofs/README.md: short, slow, and written from that text alone.
// It shares nothing with the engine and the checker but the tree.
#pragma once

#include "language/ledger.hpp"

namespace dropcert::meaning {

/// Everything that a statement may come out as. Of a statement over finite domains one of the first three is
/// set, unless its numbers are beyond this evaluator (then all are). Regions are represented by a few points:
/// what fails there is known to fail, what holds there may fail elsewhere.
struct Outcome {
  bool may_be_true = false;
  bool may_be_false = false;
  bool may_be_undefined = false;
  bool may_be_vacuous = false;  // where it is true
  bool may_be_substantial = false;

  bool is_known() const { return may_be_true + may_be_false + may_be_undefined == 1; }
  bool may_hold() const { return may_be_true; }
  bool may_be_refuted() const { return may_be_false || may_be_undefined; }
};

/// Of a statement of `claim`, which has passed check_ledger.
Outcome evaluate(const language::Ledger& ledger, const language::Claim& claim,
                 const language::Node& statement);

}  // namespace dropcert::meaning
