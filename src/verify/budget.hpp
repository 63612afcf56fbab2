// What the decision of one statement may cost.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>

namespace dropcert::verify {

/// How much the decision of one statement may do before it is out of reach.
struct Limits {
  unsigned long steps = 1'000'000'000;  // nodes evaluated, weighted by the size of exact numbers
  double seconds = 60;
  double spent = 0;                           // of these, on other parts of the statement
  std::size_t memory = std::size_t{2} << 30;  // bytes that the process holds
  unsigned long cases = 20'000'000;           // of one quantifier, sum or product, nested ones multiplied
  std::size_t atoms = std::size_t{1} << 20;   // of an enumerated law
  int pieces = 40'000;                        // of a subdivided region
  std::size_t number_bits = std::size_t{1} << 26;  // of an exact number made by one operation
  unsigned long index = 1'000'000'000;             // of a sequence, a derivative, a moment
};

/// Counts steps against the limits, and looks at the clock and the memory now and then.
class Budget {
 public:
  /// Time runs from here. `stop` may be nullptr.
  Budget(const Limits& limits, const std::atomic<bool>* stop);

  /// Throws BudgetSpent, or Interrupted.
  void charge(unsigned long steps) {
    steps_ += steps;
    if (steps_ >= next_look_) look();
  }
  double seconds_used() const;
  unsigned long steps_used() const { return steps_; }
  const std::atomic<bool>* stop() const { return stop_; }

 private:
  using Clock = std::chrono::steady_clock;
  void look();

  const Limits& limits_;
  const std::atomic<bool>* stop_;
  Clock::time_point start_;
  Clock::time_point last_memory_look_;
  unsigned long steps_ = 0;
  unsigned long next_look_ = 0;
};

}  // namespace dropcert::verify
