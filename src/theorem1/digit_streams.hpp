// The triangles in AVX-512 IFMA digits of 50 bits that carry nothing: several rows at a time in registers.
#pragma once

#include <gmpxx.h>

#include <array>
#include <vector>

#include "theorem1/column_arena.hpp"

namespace dropcert {

/// Digits are 64-bit words d_0, d_1, ..., eight a vector, standing for sum d_i 2^(50 i); they may exceed 2^50
/// - 1. Lengths of the columns are whole vectors, counted in words.
inline constexpr unsigned digit_bits = 50;
inline constexpr std::size_t digits_per_vector = 8;
/// Steps that one call fuses: a column is loaded once for as many rows.
inline constexpr std::size_t fused_steps = 4;

/// Words for entry_bits(max_k, columns) as digits, plus what fused neighbours of a column may touch.
std::vector<std::size_t> digit_rooms(unsigned long max_k, unsigned long columns);
/// Limbs for the other side in limbs, of which digit_rooms digits are read.
std::vector<std::size_t> limb_rooms_beside_digits(unsigned long max_k, unsigned long columns);

/// The value of column j of digits.
mpz_class digits_value(const ColumnArena& arena, std::size_t j);
/// Adds one to column j of digits.
void digits_increment(ColumnArena& arena, std::size_t j);

/// Which of the fused steps need an exact comparison: false proves equality.
using Suspects = std::array<bool, fused_steps>;

/// For s = 0, ..., steps-1 in this order: column c+s of `surjections`, holding T(k+s, c+s) beside T(k+s,
/// c+s-1), is moved on to T(k+s+1, c+s), and T(k+s, c+s) + T(k+s, c+s-1) is compared with column c+s of
/// `derivative` (limbs). 1 <= c, 1 <= steps <= fused_steps, c + steps <= 2^19. Needs
/// kernel_available(Kernel::ifma). Throws std::logic_error if a column has too little room.
Suspects step_digits_against_limbs(ColumnArena& surjections, const ColumnArena& derivative, unsigned long c,
                                   std::size_t steps);

/// The same with the other side in digits too: column c+s of `derivative`, holding u(k+s, c+s), is compared
/// and moved on to u(k+s+1, c+s) = (c+s) u(k+s, c+s) + (c+s-1) u(k+s, c+s-1), by 32-bit multiplications of
/// half digits that carry after each step: neither the multiplier nor the treatment of carries is that of the
/// surjections.
Suspects step_digits_against_halves(ColumnArena& surjections, ColumnArena& derivative, unsigned long c,
                                    std::size_t steps);

/// The same by the arithmetic of the surjections. Both sides share one kernel: a fault of it could cancel.
Suspects step_both_digits(ColumnArena& surjections, ColumnArena& derivative, unsigned long c,
                          std::size_t steps);

/// Whether this processor has the instructions.
bool has_ifma();

}  // namespace dropcert
