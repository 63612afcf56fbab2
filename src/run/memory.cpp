#include "run/memory.hpp"

#include <gmp.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>

#include "run/emergency.hpp"

namespace dropcert::run {

namespace {

constexpr int exit_bad_input = 2;

// Nothing was wanted, or something was given.
void* given(void* block, unsigned long size) noexcept {
  if (block == nullptr && size > 0) end_for_want_of_memory();
  return block;
}

void* allocate(std::size_t size) {
  return allocate_or_end(size);
}
// GMP's numbers grow from one limb and shrink back all the time. The C library keeps small blocks ready by
// size, but its realloc joins and splits the neighbours of a block.
void* reallocate(void* block, std::size_t before, std::size_t size) {
  constexpr std::size_t small = 1024;
  if (before > small || size > small || size == 0) return reallocate_or_end(block, size);
  void* moved = allocate_or_end(size);
  std::memcpy(moved, block, std::min(before, size));
  std::free(block);
  return moved;
}
void release(void* block, std::size_t) {
  std::free(block);
}

// Before the constants of other files are made, with numbers among them.
__attribute__((constructor(101))) void take_over_memory_of_numbers() {
  mp_set_memory_functions(allocate, reallocate, release);
}

[[noreturn]] void on_terminate() noexcept {
  try {
    const std::exception_ptr error = std::current_exception();
    if (!error)
      end_at_once("there is not enough memory for this, or the program is at fault", exit_bad_input);
    std::rethrow_exception(error);
  } catch (const std::bad_alloc&) {
    end_for_want_of_memory();
  } catch (const std::system_error&) {
    end_at_once("the system has run out of threads, locks or other resources", exit_bad_input);
  } catch (...) {
  }
  std::abort();  // a fault of the program, which a debugger should see
}

// Before anything of the program itself is constructed.
[[gnu::constructor(101)]] void watch_construction() {
  std::set_terminate(on_terminate);
}

constexpr std::size_t megabyte = std::size_t{1} << 20;
constexpr std::size_t enough_stack = 8 * megabyte;  // for all nesting that is allowed
constexpr std::size_t page = 4096;

// What the main thread's stack may grow to.
std::size_t stack_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return 1024 * megabyte;
  return limit.rlim_cur;
}

// Between these the main thread's stack lies.
std::uintptr_t stack_begin = 0, stack_end = 0;

// A stack that cannot grow is a segmentation fault there; any other is a fault of the program.
void on_segmentation_fault(int signal, siginfo_t* fault, void*) {
  const auto address = reinterpret_cast<std::uintptr_t>(fault->si_addr);
  if (address >= stack_begin && address < stack_end) end_for_want_of_memory();
  remove_temporaries();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void watch_stack() {
  static char place_for_handler[16 * page];
  stack_end = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  stack_begin = stack_end - std::min<std::uintptr_t>(stack_end, stack_limit() + megabyte);
  stack_t other{};
  other.ss_sp = place_for_handler;
  other.ss_size = sizeof place_for_handler;
  struct sigaction before {
  }, handler{};
  handler.sa_sigaction = on_segmentation_fault;
  handler.sa_flags = SA_SIGINFO | SA_ONSTACK;
  if (sigaction(SIGSEGV, nullptr, &before) != 0 || before.sa_handler != SIG_DFL) return;  // a sanitizer's
  if (sigaltstack(&other, nullptr) == 0) sigaction(SIGSEGV, &handler, nullptr);
}

// A page of the stack that is touched once stays.
[[gnu::noinline]] void touch_stack(std::size_t pages) {
  volatile char here[page];
  here[0] = 0;
  if (pages > 1) touch_stack(pages - 1);
  here[1] = here[0];
}

// Where memory ends soon the stack should have some of it.
void grow_stack() {
  const std::size_t size = std::min(megabyte, stack_limit() / 2);
  void* as_much = mmap(nullptr, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (as_much == MAP_FAILED) end_for_want_of_memory();
  munmap(as_much, 2 * size);
  touch_stack(size / page);
}

struct Call {
  int (*work)(int, char**);
  int argc;
  char** argv;
  int result;
};

void* answer(void* call) {
  auto& c = *static_cast<Call*>(call);
  c.result = c.work(c.argc, c.argv);
  return nullptr;
}

}  // namespace

void end_for_want_of_memory() noexcept {
  end_at_once("there is not enough memory for this", exit_bad_input);
}

void* allocate_or_end(unsigned long size) noexcept {
  return given(std::malloc(size), size);
}
void* allocate_zeroed_or_end(unsigned long count, unsigned long size) noexcept {
  return given(std::calloc(count, size), std::min(count, size));
}
void* reallocate_or_end(void* block, unsigned long size) noexcept {
  return given(std::realloc(block, size), size);
}

void tell_where_memory_ends() {
  watch_stack();
  grow_stack();
}

int on_enough_stack(int (*work)(int, char**), int argc, char** argv) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, enough_stack);
#ifdef __GLIBC__
  if (stack_limit() < enough_stack) pthread_setattr_default_np(&attributes);  // of all other threads
#endif
  Call call{work, argc, argv, 0};
  pthread_t thread{};
  if (stack_limit() >= enough_stack)
    answer(&call);
  else if (pthread_create(&thread, &attributes, answer, &call) != 0)
    end_for_want_of_memory();
  else
    pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  return call.result;
}

}  // namespace dropcert::run
