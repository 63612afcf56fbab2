#pragma once

#include <atomic>
#include <stdexcept>

namespace dropcert::model {

/// Set from outside, it asks a long computation to end; nullptr: nobody asks.
using StopFlag = const std::atomic<bool>*;

/// The computation was asked to end; nothing was concluded.
class Stopped : public std::runtime_error {
 public:
  Stopped() : std::runtime_error("interrupted") {}
};

/// Throws Stopped if the flag is set.
inline void throw_if_stopped(StopFlag stop) {
  if (stop != nullptr && *stop) throw Stopped();
}

}  // namespace dropcert::model
