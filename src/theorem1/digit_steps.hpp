// Steps of both triangles in AVX-512 digits, up to four rows at a time in registers.
#pragma once

#include "theorem1/column_arena.hpp"
#include "theorem1/digits.hpp"

namespace dropcert::theorem1 {

/// Whether this processor has the instructions.
bool has_ifma();

/// For s = 0, ..., steps-1 in this order: column c+s of `surjections`, holding T(k+s, c+s) beside T(k+s,
/// c+s-1), is moved on to T(k+s+1, c+s), and T(k+s, c+s) + T(k+s, c+s-1) is compared with column c+s of
/// `derivative` (limbs). Returns false only if all of them are proved equal; else each needs an exact
/// comparison. 1 <= c, 1 <= steps <= fused_steps, c + steps <= 2^19; has_ifma(). Throws
/// ArithmeticFault if a column has too little room.
bool step_digits_against_limbs(ColumnArena& surjections, const ColumnArena& derivative, unsigned long c,
                               std::size_t steps);

/// The same with the other side in digits too: column c+s of `derivative`, holding u(k+s, c+s), is compared
/// and moved on to u(k+s+1, c+s) = (c+s) u(k+s, c+s) + (c+s-1) u(k+s, c+s-1), by 32-bit multiplications of
/// half digits that carry after each step: neither the multipliers, which are made anew, nor the treatment of
/// carries is that of the surjections.
bool step_digits_against_halves(ColumnArena& surjections, ColumnArena& derivative, unsigned long c,
                                std::size_t steps);

/// The same by the arithmetic of the surjections. Both sides share one kernel: a fault of it could cancel.
bool step_both_digits(ColumnArena& surjections, ColumnArena& derivative, unsigned long c, std::size_t steps);

}  // namespace dropcert::theorem1
