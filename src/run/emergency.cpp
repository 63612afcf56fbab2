#include "run/emergency.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "run/message.hpp"

namespace dropcert::run {

namespace {

// Whoever takes a path out of its slot owns it; one that a handler has taken is never freed.
constexpr int slots = 512;
std::array<std::atomic<char*>, slots> paths{};
static_assert(std::atomic<char*>::is_always_lock_free, "signal handlers use it");

}  // namespace

Temporary::Temporary(const std::string& path) {
  char* copy = strdup(path.c_str());
  if (copy == nullptr) return;
  for (int i = 0; i < slots; ++i) {
    char* expected = nullptr;
    if (!paths[static_cast<std::size_t>(i)].compare_exchange_strong(expected, copy)) continue;
    slot_ = i;
    return;
  }
  std::free(copy);
}

Temporary::Temporary(Temporary&& other) noexcept : slot_(std::exchange(other.slot_, -1)) {}

Temporary& Temporary::operator=(Temporary&& other) noexcept {
  std::swap(slot_, other.slot_);
  return *this;
}

void Temporary::let_go() noexcept {
  if (slot_ >= 0) std::free(paths[static_cast<std::size_t>(std::exchange(slot_, -1))].exchange(nullptr));
}

void remove_temporaries() noexcept {
  for (std::atomic<char*>& slot : paths)
    if (const char* path = slot.exchange(nullptr)) unlink(path);
}

void end_at_once(const char* sentence, int exit_code) noexcept {
  // Of two threads that end the program, the second waits for the first, which no handler interrupts.
  static std::atomic_flag ending = ATOMIC_FLAG_INIT;
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  if (ending.test_and_set())
    for (;;) pause();
  remove_temporaries();
  say_at_once(sentence);
  _exit(exit_code);
}

}  // namespace dropcert::run
