#include "verify/budget.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "verify/outcome.hpp"

namespace dropcert::verify {

namespace {

// Of what the process holds, ThreadSanitizer's notes of each access are most.
#ifdef __SANITIZE_THREAD__
constexpr std::size_t with_notes = 8;
#else
constexpr std::size_t with_notes = 1;
#endif

// Bytes that the process holds in memory; 0 where the system does not tell.
std::size_t resident_bytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (!file) return 0;
  unsigned long total = 0;
  unsigned long resident = 0;
  const int read = std::fscanf(file, "%lu %lu", &total, &resident);
  std::fclose(file);
  return read == 2 ? resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) / with_notes : 0;
}

}  // namespace

Budget::Budget(const Limits& limits, const std::atomic<bool>* stop)
    : limits_(limits), stop_(stop), start_(Clock::now()), last_memory_look_(start_) {}

double Budget::seconds_used() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Budget::look() {
  constexpr unsigned long steps_between_looks = 2000;
  constexpr auto between_memory_looks = std::chrono::milliseconds(20);
  next_look_ = std::min(steps_ + steps_between_looks, std::max(limits_.steps + 1, steps_ + 1));
  if (stop_ && stop_->load(std::memory_order_relaxed)) throw Interrupted();
  if (steps_ > limits_.steps)
    throw BudgetSpent(fmt::format("out of reach: more than {} steps of evaluation (--steps)", limits_.steps));
  if (limits_.spent + seconds_used() > limits_.seconds)
    throw BudgetSpent(fmt::format("out of reach: more than {} seconds (--seconds)", limits_.seconds));
  const Clock::time_point now = Clock::now();
  if (now - last_memory_look_ < between_memory_looks) return;
  last_memory_look_ = now;
  if (resident_bytes() > limits_.memory)
    throw BudgetSpent(
        fmt::format("out of reach: more than {} MB of memory (--memory)", limits_.memory / (1 << 20)));
}

}  // namespace dropcert::verify
