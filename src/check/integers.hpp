// Integers of 64 bits, and those of GMP and MPFR, whose own word has 32 bits on some machines. This file
// alone names the type of that word.
#pragma once

#include <gmpxx.h>

#include <cstdint>
#include <limits>
#include <optional>

#include "check/outcome.hpp"

namespace dropcert::check {

/// What the functions of GMP and MPFR take for a small number.
using Word = unsigned long;
static_assert(sizeof(Word) == 4 || sizeof(Word) == 8);
static_assert(sizeof(std::int32_t) == sizeof(int), "the exponents of GMP and MPFR fit an int");
static_assert(std::numeric_limits<std::uint64_t>::digits == 64);

/// n as a word. Throws OutOfReach if it is too long.
inline Word word(std::uint64_t n) {
  if (n > std::numeric_limits<Word>::max()) throw OutOfReach("a number is too large for this machine");
  return static_cast<Word>(n);
}

inline mpz_class to_mpz(std::uint64_t n) {
  mpz_class result;
  mpz_import(result.get_mpz_t(), 1, -1, sizeof(n), 0, 0, &n);
  return result;
}

inline mpz_class signed_mpz(std::int64_t n) {
  if (n >= 0) return to_mpz(static_cast<std::uint64_t>(n));
  return -to_mpz(~static_cast<std::uint64_t>(n) + 1);
}

/// The integer if it has at most 62 bits, so that sums and differences of two have 64.
inline std::optional<std::int64_t> to_int64(const mpz_class& n) {
  if (mpz_sizeinbase(n.get_mpz_t(), 2) > 62) return std::nullopt;
  std::uint64_t size = 0;
  std::size_t count = 0;
  mpz_export(&size, &count, -1, sizeof(size), 0, 0, n.get_mpz_t());
  const auto magnitude = count == 0 ? 0 : static_cast<std::int64_t>(size);
  return sgn(n) < 0 ? -magnitude : magnitude;
}

inline std::uint64_t bits_of(const mpz_class& n) {
  return mpz_sizeinbase(n.get_mpz_t(), 2);
}

inline std::uint64_t bits_of(const mpq_class& a) {
  return std::uint64_t{mpz_sizeinbase(a.get_num_mpz_t(), 2)} + mpz_sizeinbase(a.get_den_mpz_t(), 2);
}

/// How long the number is in words of 64 bits, rounded up.
inline std::uint64_t words_of(const mpz_class& n) {
  return std::uint64_t{mpz_size(n.get_mpz_t())} * GMP_NUMB_BITS / 64 + 1;
}

inline std::uint64_t words_of(const mpq_class& a) {
  return words_of(a.get_num()) + words_of(a.get_den());
}

/// Throws OutOfReach for a number of so many bits if that is more than 2^24.
inline void require_size(std::uint64_t bits) {
  if (bits > std::uint64_t{1} << 24) throw OutOfReach("an exact number is too large");
}

}  // namespace dropcert::check
