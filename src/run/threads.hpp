// The same work by several threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <exception>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace dropcert::run {

struct NoThreadGuard {};

/// A note on standard error, once a run.
void say_that_threads_are_few(std::size_t given, unsigned wanted) noexcept;

/// Calls work(0), work(1), ..., work(n - 1) at the same time and returns n once all have returned: work(0) on
/// the caller's thread, the others on threads of their own, in which a Guard lives before and after the call
/// (such as FlintThread). n is `threads`, or fewer, with a note, if the system gives no more: so the calls
/// take their pieces of the work from a common store, and the result does not depend on n. Each call must
/// return also if another throws; the exception of the lowest number is thrown again.
template <typename Guard = NoThreadGuard, typename Work>
unsigned on_threads(unsigned threads, Work work) {
  std::vector<std::exception_ptr> errors(std::max(threads, 1U));
  std::vector<std::thread> others;
  others.reserve(errors.size() - 1);
  const auto run = [&](unsigned id) noexcept {
    try {
      work(id);
    } catch (...) {
      errors[id] = std::current_exception();
    }
  };
  try {
    for (unsigned id = 1; id < threads; ++id)
      others.emplace_back([&run, id] {
        [[maybe_unused]] const Guard guard;
        run(id);
      });
  } catch (const std::system_error&) {
    say_that_threads_are_few(others.size() + 1, threads);
  } catch (const std::bad_alloc&) {
    say_that_threads_are_few(others.size() + 1, threads);
  }
  run(0);
  for (std::thread& thread : others) thread.join();
  for (const std::exception_ptr& error : errors)
    if (error) std::rethrow_exception(error);
  return static_cast<unsigned>(others.size()) + 1;
}

}  // namespace dropcert::run
