#include "run/interruption.hpp"

#include <sys/time.h>

#include <csignal>

#include "run/emergency.hpp"

namespace dropcert::run {

namespace {

constexpr int exit_undecided = 1;
constexpr suseconds_t patience = 350'000;  // microseconds; so that all is over half a second after the signal

std::atomic<bool> flag{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

void set_alarm(suseconds_t microseconds) {
  const itimerval timer{{0, 0}, {0, microseconds}};
  setitimer(ITIMER_REAL, &timer, nullptr);
}

void on_interrupt(int signal) {
  if (flag.exchange(true)) {
    remove_temporaries();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return;
  }
  set_alarm(patience);
}

void on_alarm(int) {
  end_at_once("interrupted", exit_undecided);
}

// As under nohup.
void handle_unless_ignored(int signal) {
  if (std::signal(signal, on_interrupt) == SIG_IGN) std::signal(signal, SIG_IGN);
}

}  // namespace

const std::atomic<bool>& interrupted() {
  static const bool installed = [] {
    std::signal(SIGALRM, on_alarm);
    for (const int signal : {SIGINT, SIGTERM, SIGXCPU}) std::signal(signal, on_interrupt);
    handle_unless_ignored(SIGHUP);
    return true;
  }();
  static_cast<void>(installed);
  return flag;
}

void interruption_answered() {
  if (flag) set_alarm(0);
}

}  // namespace dropcert::run
