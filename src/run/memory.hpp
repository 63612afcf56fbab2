// What happens where memory ends.
#pragma once

namespace dropcert::run {

/// Where GMP or MPFR, which take no exceptions, get no memory, the program ends with a sentence and exit code
/// 2; likewise where std::bad_alloc, or the want of another resource, is caught by nobody, and where the main
/// thread's stack cannot grow. Call it before any use of GMP.
void tell_where_memory_ends();

/// work(argc, argv), which throws nothing: on the caller's stack or, where that is small (ulimit -s), on one
/// that is large enough; then those of other threads are so too.
int on_enough_stack(int (*work)(int, char**), int argc, char** argv);

/// Ends the program with that sentence; for the handlers of other libraries.
[[noreturn]] void end_for_want_of_memory() noexcept;

/// malloc, calloc and realloc that do this in place of returning a null pointer.
void* allocate_or_end(unsigned long size) noexcept;
void* allocate_zeroed_or_end(unsigned long count, unsigned long size) noexcept;
void* reallocate_or_end(void* block, unsigned long size) noexcept;

}  // namespace dropcert::run
