#include "run/memory.hpp"

#include <gmp.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
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
void* reallocate(void* block, std::size_t, std::size_t size) {
  return reallocate_or_end(block, size);
}
void release(void* block, std::size_t) {
  std::free(block);
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

constexpr std::size_t page = 4096;

// A page of the stack that is touched once stays.
[[gnu::noinline]] void touch_stack(std::size_t pages) {
  volatile char here[page];
  here[0] = 0;
  if (pages > 1) touch_stack(pages - 1);
  here[1] = here[0];
}

// Where the stack cannot grow the program would end by a segmentation fault: better now, and with a sentence.
void grow_stack() {
  std::size_t size = std::size_t{1} << 20;
  rlimit limit{};
  if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
    size = std::min<std::size_t>(size, limit.rlim_cur / 2);
  void* as_much = mmap(nullptr, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (as_much == MAP_FAILED) end_for_want_of_memory();
  munmap(as_much, 2 * size);
  touch_stack(size / page);
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
  grow_stack();
  mp_set_memory_functions(allocate, reallocate, release);
}

}  // namespace dropcert::run
