// Decides a statement.
#pragma once

#include <atomic>

#include "language/ledger.hpp"
#include "verify/finding.hpp"
#include "verify/machine.hpp"

namespace dropcert {

/// Precision of ball arithmetic: doubled from `first` until a case is decided, or `last` has not decided it.
struct Policy {
  Bits first{64};
  Bits last{16384};
  long digits = 20;  // of the real values shown in evidence
  Limits limits;
  const std::atomic<bool>* stop = nullptr;
};

/// Decides a statement of a ledger that check_ledger has accepted. Throws SourceError (naming `source`) where
/// the statement asks for more than the limits, Interrupted on request.
Finding decide(const Node& statement, const std::vector<Parameter>& parameters,
               const std::vector<const Definition*>& definitions, const std::string& source,
               const Policy& policy);

}  // namespace dropcert
