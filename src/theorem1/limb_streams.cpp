#include "theorem1/limb_streams.hpp"

#include <algorithm>
#include <cstring>

#include "theorem1/entry_bound.hpp"

namespace dropcert::theorem1 {
namespace {

mp_size_t size_of(std::size_t n) {
  return static_cast<mp_size_t>(n);
}

__extension__ typedef unsigned __int128 DoubleLimb;  // NOLINT(modernize-use-using): only so without a warning

/// u[0..n) becomes c u + (c-1) w; returns the limb that is carried out. No overflow: with limbs b = 2^64, a
/// carry of at most 2c - 2 makes c (b-1) + (c-1) (b-1) + 2c - 2 <= (2c-1) b - 1 at most, whose upper half is
/// at most 2c - 2 again. 1 <= c <= 2^62.
mp_limb_t add_products(mp_limb_t* u, const mp_limb_t* w, std::size_t n, mp_limb_t c) {
  mp_limb_t carry = 0;
#pragma GCC unroll 4
  for (std::size_t i = 0; i < n; ++i) {
    const DoubleLimb sum = DoubleLimb{u[i]} * c + DoubleLimb{w[i]} * (c - 1) + carry;
    u[i] = static_cast<mp_limb_t>(sum);
    carry = static_cast<mp_limb_t>(sum >> GMP_NUMB_BITS);
  }
  return carry;
}

/// to[0..n) becomes c times from[0..n), plus `carry` < 2^64 - c; returns what is carried out.
mp_limb_t one_product(mp_limb_t* to, const mp_limb_t* from, std::size_t n, mp_limb_t c, mp_limb_t carry) {
  for (std::size_t i = 0; i < n; ++i) {
    const DoubleLimb sum = DoubleLimb{from[i]} * c + carry;
    to[i] = static_cast<mp_limb_t>(sum);
    carry = static_cast<mp_limb_t>(sum >> GMP_NUMB_BITS);
  }
  return carry;
}

/// Appends the carry limb, if any, of a column that now has `length` limbs.
void append(ColumnArena& arena, std::size_t j, std::size_t length, mp_limb_t carry) {
  arena.set_length(j, length + (carry != 0 ? 1 : 0));  // first: it checks that there is room
  if (carry != 0) arena[j][length] = carry;
}

}  // namespace

std::vector<std::size_t> limb_rooms(unsigned long max_k, unsigned long columns) {
  std::vector<std::size_t> room = entry_bits(max_k, columns);
  for (std::size_t& bits : room) bits = (bits + GMP_NUMB_BITS - 1) / GMP_NUMB_BITS;
  return room;
}

mpz_class limbs_value(const ColumnArena& arena, std::size_t j) {
  mpz_class z;
  mpz_import(z.get_mpz_t(), arena.length(j), -1, sizeof(mp_limb_t), 0, 0, arena[j]);
  return z;
}

void limbs_assign(ColumnArena& arena, std::size_t j, const mpz_class& value) {
  std::fill_n(arena[j], arena.length(j), 0);
  const std::size_t n = mpz_size(value.get_mpz_t());
  arena.set_length(j, n);  // first: it checks that there is room
  std::copy_n(mpz_limbs_read(value.get_mpz_t()), n, arena[j]);
}

void limbs_increment(ColumnArena& arena, std::size_t j) {
  const std::size_t n = arena.length(j);
  append(arena, j, n, n == 0 ? 1 : mpn_add_1(arena[j], arena[j], size_of(n), 1));
}

bool same_limbs(const ColumnArena& a, const ColumnArena& b, std::size_t j) {
  const std::size_t n = a.length(j);
  return n == b.length(j) && std::memcmp(a[j], b[j], n * sizeof(mp_limb_t)) == 0;
}

SurjectionLimbs::SurjectionLimbs(unsigned long max_k, unsigned long columns)
    : arena_(limb_rooms(max_k, columns)) {
  limbs_increment(arena_, 1);  // T(1,1) = 1
}

// Rooms do not decrease with c, so column c may be taken as long as column c-1: it is zero past its length.
void SurjectionLimbs::add_left_neighbour(unsigned long c) {
  const std::size_t m = arena_.length(c - 1);
  const std::size_t n = arena_.length(c);
  if (m == 0) return;
  const mp_limb_t carry = n < m ? mpn_add_n(arena_[c], arena_[c], arena_[c - 1], size_of(m))
                                : mpn_add(arena_[c], arena_[c], size_of(n), arena_[c - 1], size_of(m));
  append(arena_, c, std::max(n, m), carry);
}

void SurjectionLimbs::multiply_by_index(unsigned long c) {
  const std::size_t n = arena_.length(c);
  if (n == 0) return;
  append(arena_, c, n, mpn_mul_1(arena_[c], arena_[c], size_of(n), c));
}

DerivativeLimbs::DerivativeLimbs(const std::vector<std::size_t>& room) : arena_(room) {
  limbs_increment(arena_, 1);  // D p = p - p^2
  limbs_increment(arena_, 2);
}

// Rooms do not decrease with c, and a column is zero past its length: both may be taken as long as the longer
// one, which has its room in column c.
void DerivativeLimbs::differentiate(unsigned long c) {
  const std::size_t left = arena_.length(c - 1);
  const std::size_t here = arena_.length(c);
  const std::size_t both = std::min(left, here);
  if (left == 0 && here == 0) return;
  if (left > here) arena_.set_length(c, left);  // first: it checks that there is room
  mp_limb_t* u = arena_[c];
  const mp_limb_t* w = arena_[c - 1];
  const mp_limb_t carry = add_products(u, w, both, c);
  const std::size_t n = std::max(left, here);
  append(arena_, c, n,
         one_product(u + both, left > here ? w + both : u + both, n - both, left > here ? c - 1 : c, carry));
}

}  // namespace dropcert::theorem1
