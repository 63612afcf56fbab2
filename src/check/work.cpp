#include "check/work.hpp"

#ifdef __linux__
#include <unistd.h>

#include <cstdio>
#endif

#include <algorithm>
#include <chrono>
#include <limits>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t endless = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t steps_between_looks = 16384;

struct Account {
  Limits limits;
  std::uint64_t steps = 0;
  std::uint64_t attempt_end = endless;
  std::uint64_t next_look = steps_between_looks;
  Clock::time_point end = Clock::time_point::max();
};

thread_local Account account;
thread_local Notes notes_of_thread;

// The bytes that the program holds in memory; 0 where this is not known.
std::uint64_t resident_bytes() {
#ifdef __linux__
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (!file) return 0;
  unsigned long long pages = 0;
  const bool is_read = std::fscanf(file, "%*u %llu", &pages) == 1;
  std::fclose(file);
  return is_read ? times(pages, static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE))) : 0;
#else
  return 0;
#endif
}

void look() {
  account.next_look = account.steps + steps_between_looks;
  if (Clock::now() > account.end)
    throw Spent("it takes more than " + std::to_string(account.limits.seconds) + " seconds");
  if (resident_bytes() > times(account.limits.memory, 1'000'000))
    throw Spent("it takes more than " + std::to_string(account.limits.memory) + " MB of memory");
}

}  // namespace

void begin_work(const Limits& limits) {
  account = Account();
  account.limits = limits;
  account.end = Clock::now() + std::chrono::seconds(limits.seconds);
  notes_of_thread = Notes();
}

void charge(std::uint64_t steps) {
  account.steps = steps > endless - account.steps ? endless : account.steps + steps;
  if (account.steps > account.limits.steps)
    throw Spent("it takes more than " + std::to_string(account.limits.steps) + " steps");
  if (account.steps > account.attempt_end) throw OutOfReach("an attempt takes too many steps");
  if (account.steps >= account.next_look) look();
}

std::uint64_t steps_done() {
  return account.steps;
}

std::uint64_t new_edition() {
  thread_local std::uint64_t last = 0;
  return ++last;
}

bool is_attempt_spent() {
  return account.steps > account.attempt_end;
}

std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  return b != 0 && a > endless / b ? endless : a * b;
}

Attempt::Attempt(std::uint64_t steps) : outer_(account.attempt_end) {
  account.attempt_end = std::min(outer_, account.steps + steps);
}

Attempt::~Attempt() {
  account.attempt_end = outer_;
}

Notes& notes() {
  return notes_of_thread;
}

void imprecise(const std::string& reason) {
  notes().imprecise = true;
  throw OutOfReach(reason);
}

}  // namespace dropcert::check
