// What this thread has done on the statement at hand, and what it may do; and what it has noted about the
// terms that it met.
#pragma once

#include <cstdint>
#include <string>

namespace dropcert::check {

/// What one statement may cost.
struct Limits {
  std::uint64_t steps = 1'000'000'000;
  unsigned seconds = 60;
  unsigned memory = 2000;  // MB, of the whole program
};

/// Begins a statement: nothing is done yet.
void begin_work(const Limits& limits);

/// Counts work, before it is done; a step is about an operation with a word. Throws Spent if a limit of the
/// statement is passed, OutOfReach if that of an Attempt is. Time and memory are looked at every few thousand
/// steps.
void charge(std::uint64_t steps);

/// The steps of the statement so far.
std::uint64_t steps_done();

/// A number, not 0, that this thread was not given before.
std::uint64_t new_edition();

/// Whether an attempt under way has no steps left: what was not found then may be found elsewhere.
bool is_attempt_spent();

/// a b, or the greatest number there is if that is too large.
std::uint64_t times(std::uint64_t a, std::uint64_t b);

/// While it lives, only so many further steps may be done: for something that may be too much work where
/// another way is left.
class Attempt {
 public:
  explicit Attempt(std::uint64_t steps);
  ~Attempt();
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

 private:
  std::uint64_t outer_;
};

/// Notes about what was evaluated since they were last cleared.
struct Notes {
  bool perhaps_undefined = false;  // some term may have no value
  bool imprecise = false;          // something was not decided that may be at a higher precision
  std::string reason;              // why something was out of reach
};

/// Those of this thread.
Notes& notes();

/// Notes that a term may have no value: where, only a higher precision or a smaller piece may tell.
inline void note_perhaps_undefined() {
  notes().perhaps_undefined = true;
  notes().imprecise = true;
}

/// Throws OutOfReach for something that a higher precision may tell.
[[noreturn]] void imprecise(const std::string& reason);

}  // namespace dropcert::check
