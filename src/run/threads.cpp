#include "run/threads.hpp"

#include <atomic>

#include "run/message.hpp"

namespace dropcert::run {

void say_that_threads_are_few(std::size_t given, unsigned wanted) noexcept {
  static std::atomic<bool> said{false};
  if (!said.exchange(true))
    say("the system gives {} of {} threads; the work goes on with these", given, wanted);
}

}  // namespace dropcert::run
