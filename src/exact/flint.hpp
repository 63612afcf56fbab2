#pragma once

/// What nearly all need of FLINT and Arb: FLINT 2.9 keeps Arb beside it, FLINT 3 has it inside. What few need
/// stands beside it in these files: it is slow to read.
/// FLINT ends the process on bad input, so every caller checks the preconditions first.

#include <gmp.h>  // must come before FLINT, which declares the mpz functions only then

#include <flint/flint.h>
#include <flint/fmpq.h>
#include <flint/fmpz.h>
#include <flint/fmpz_vec.h>
#include <flint/ulong_extras.h>

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#else
#include <arb.h>
#endif

#include <memory>
#include <string>

namespace dropcert::exact {

static_assert(FLINT_BITS == 64 && sizeof(slong) == sizeof(long), "dropcert needs a 64-bit `long`");

/// FLINT keeps memory pools and caches of constants a thread. Every thread other than the main one makes a
/// FlintThread before any other object of this library, so that they are given back when it ends. Numbers
/// made in one thread may be moved to another and outlive the first.
struct FlintThread {
  FlintThread() = default;
  FlintThread(const FlintThread&) = delete;
  FlintThread& operator=(const FlintThread&) = delete;
  ~FlintThread() { flint_cleanup(); }
};

/// Copies the string that FLINT allocated, and frees it.
inline std::string take_string(char* text) {
  const std::unique_ptr<char, void (*)(void*)> owned(text, flint_free);
  return owned.get();
}

}  // namespace dropcert::exact
