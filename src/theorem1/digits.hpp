// Big numbers in digits of 50 bits, eight to an AVX-512 vector, that may be larger than 2^50 - 1.
#pragma once

#include <gmpxx.h>

#include <vector>

#include "theorem1/column_arena.hpp"

namespace dropcert::theorem1 {

/// Digits are 64-bit words d_0, d_1, ..., standing for sum d_i 2^(50 i). Columns of them have whole vectors,
/// and their lengths, in words as always, are multiples of 8.
inline constexpr unsigned digit_bits = 50;
inline constexpr std::size_t digits_per_vector = 8;
inline constexpr std::size_t vector_bits = digit_bits * digits_per_vector;
inline constexpr std::size_t vector_bytes = vector_bits / 8;

/// Steps that one call fuses: a column is loaded once for as many rows.
inline constexpr std::size_t fused_steps = 4;

/// Words for entry_bits(max_k, columns) as digits, with what the fused neighbours of a column may touch.
std::vector<std::size_t> digit_rooms(unsigned long max_k, unsigned long columns);

/// Limbs for the same numbers, of which as many bits are read as the digits have.
std::vector<std::size_t> limb_rooms_beside_digits(unsigned long max_k, unsigned long columns);

/// The value of column j of digits.
mpz_class digits_value(const ColumnArena& arena, std::size_t j);

/// Puts a number that is not negative into column j of digits, in place of what is there.
void digits_assign(ColumnArena& arena, std::size_t j, const mpz_class& value);

/// Adds one to column j of digits.
void digits_increment(ColumnArena& arena, std::size_t j);

}  // namespace dropcert::theorem1
