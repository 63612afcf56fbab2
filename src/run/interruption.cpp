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

void on_alarm(int) {
  end_at_once("interrupted", exit_undecided);
}

void on_interrupt(int signal) {
  if (flag.exchange(true)) on_alarm(signal);
  set_alarm(patience);
}

void on_end(int signal) {
  remove_temporaries();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

// What the parent ignores, as under nohup, or what a sanitizer handles stays as it is.
void handle_if_default(int signal, void (*handler)(int)) {
  const auto before = std::signal(signal, handler);
  if (before != SIG_DFL && before != SIG_ERR) std::signal(signal, before);
}

}  // namespace

void watch_signals() {
  std::signal(SIGALRM, on_alarm);
  for (const int signal : {SIGINT, SIGTERM, SIGXCPU}) std::signal(signal, on_interrupt);
  handle_if_default(SIGHUP, on_interrupt);
  for (const int signal :
       {SIGQUIT, SIGPIPE, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGABRT, SIGBUS, SIGSEGV, SIGFPE, SIGILL})
    handle_if_default(signal, on_end);
}

const std::atomic<bool>& interrupted() {
  return flag;
}

void interruption_answered() {
  if (flag) set_alarm(0);
}

}  // namespace dropcert::run
