// The two sides of Theorem 1 in limbs, one column step at a time: T by GMP's functions, D^k p by a loop of
// double limbs. They share no arithmetic.
#pragma once

#include <gmpxx.h>

#include <vector>

#include "theorem1/column_arena.hpp"

namespace dropcert::theorem1 {

/// The value of column j of limbs.
mpz_class limbs_value(const ColumnArena& arena, std::size_t j);

/// Puts a number that is not negative into column j of limbs, in place of what is there.
void limbs_assign(ColumnArena& arena, std::size_t j, const mpz_class& value);

/// Adds one to column j of limbs.
void limbs_increment(ColumnArena& arena, std::size_t j);

/// T(k, c) in column c; starts at row 1.
class SurjectionLimbs {
 public:
  SurjectionLimbs(unsigned long max_k, unsigned long columns);

  /// First half of a step: column c becomes T(k,c) + T(k,c-1) (mpn_add_n). Column c-1 holds T(k,c-1), c >= 1.
  void add_left_neighbour(unsigned long c);
  /// Second half: column c is multiplied by c (mpn_mul_1) and is T(k+1,c).
  void multiply_by_index(unsigned long c);

  const ColumnArena& arena() const { return arena_; }
  ColumnArena& arena() { return arena_; }

 private:
  ColumnArena arena_;
};

/// u(k, c), the coefficient of p^c in D^k p without its sign (-1)^(c-1), in column c; starts at row 1.
/// The sign may be dropped: D(p^i) = i p^i - i p^(i+1) gives the coefficient v of p^i in D f as i v_i - (i-1)
/// v_(i-1), and with v_i = (-1)^(i-1) u_i this is (-1)^(i-1) (i u_i + (i-1) u_(i-1)): one sign, and u >= 0 by
/// induction.
class DerivativeLimbs {
 public:
  /// room[c] >= the limbs that the entries of column c need, not decreasing in c.
  explicit DerivativeLimbs(const std::vector<std::size_t>& room);

  /// Column c becomes u(k+1,c) = c u(k,c) + (c-1) u(k,c-1), both products in one pass. Needs column
  /// c-1 in row k.
  void differentiate(unsigned long c);

  const ColumnArena& arena() const { return arena_; }
  ColumnArena& arena() { return arena_; }

 private:
  ColumnArena arena_;
};

/// Limbs for entry_bits(max_k, columns).
std::vector<std::size_t> limb_rooms(unsigned long max_k, unsigned long columns);

/// Whether two columns of limbs hold the same number.
bool same_limbs(const ColumnArena& a, const ColumnArena& b, std::size_t j);

}  // namespace dropcert::theorem1
