// The same for FLINT and Arb; a header, so that what is built without them can use the rest of this folder.
#pragma once

#include <cstdlib>

#include "exact/flint.hpp"
#include "run/emergency.hpp"
#include "run/memory.hpp"

namespace dropcert::run {

/// As tell_where_memory_ends, for FLINT and Arb. Whatever else makes FLINT give up ends the program likewise.
inline void tell_where_memory_of_flint_ends() {
  __flint_set_memory_functions(
      [](std::size_t size) { return allocate_or_end(size); },
      [](std::size_t count, std::size_t size) { return allocate_zeroed_or_end(count, size); },
      [](void* block, std::size_t size) { return reallocate_or_end(block, size); },
      [](void* block) { std::free(block); });
  struct Handler {
    __attribute__((noreturn)) static void end() { end_at_once("the library FLINT gave up", 2); }
  };
  flint_set_abort(Handler::end);
}

}  // namespace dropcert::run
