// How hard a decision tries.
#pragma once

#include <atomic>

#include "ball/bits.hpp"
#include "verify/budget.hpp"

namespace dropcert::verify {

/// Precision of ball arithmetic: doubled from `first` until a case is decided, or `last` has not decided it.
struct Policy {
  ball::Bits first{64};
  ball::Bits last{16384};
  long digits = 20;  // of the real values shown in evidence
  bool tells_margins = false;
  bool all_counterexamples = false;  // go on after a case that fails
  Limits limits;
  const std::atomic<bool>* stop = nullptr;
};

}  // namespace dropcert::verify
