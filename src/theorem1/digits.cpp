#include "theorem1/digits.hpp"

#include <algorithm>

#include "theorem1/entry_bound.hpp"

namespace dropcert::theorem1 {
namespace {

constexpr std::size_t unused_bits = GMP_NUMB_BITS - digit_bits;

std::vector<std::size_t> vector_counts(unsigned long max_k, unsigned long columns) {
  std::vector<std::size_t> vectors = entry_bits(max_k, columns);
  for (std::size_t& bits : vectors) bits = bits / vector_bits + 1;
  // A fused call works on columns c-1, ..., c+3 to the length of the longest, and one vector more.
  for (std::size_t j = 0; j < vectors.size(); ++j)
    vectors[j] = vectors[std::min(j + fused_steps, columns)] + 1;
  return vectors;
}

}  // namespace

std::vector<std::size_t> digit_rooms(unsigned long max_k, unsigned long columns) {
  std::vector<std::size_t> rooms = vector_counts(max_k, columns);
  for (std::size_t& vectors : rooms) vectors *= digits_per_vector;
  return rooms;
}

std::vector<std::size_t> limb_rooms_beside_digits(unsigned long max_k, unsigned long columns) {
  std::vector<std::size_t> rooms = vector_counts(max_k, columns);
  for (std::size_t& vectors : rooms) vectors = vectors * vector_bytes / sizeof(mp_limb_t) + 1;
  return rooms;
}

void digits_assign(ColumnArena& arena, std::size_t j, const mpz_class& value) {
  std::fill_n(arena[j], arena.length(j), 0);
  const std::size_t bits = value == 0 ? 0 : mpz_sizeinbase(value.get_mpz_t(), 2);
  arena.set_length(j,
                   (bits + vector_bits - 1) / vector_bits * digits_per_vector);  // first: it checks the room
  mpz_export(arena[j], nullptr, -1, sizeof(mp_limb_t), 0, unused_bits, value.get_mpz_t());
}

mpz_class digits_value(const ColumnArena& arena, std::size_t j) {
  constexpr mp_limb_t mask = (mp_limb_t{1} << digit_bits) - 1;
  std::vector<mp_limb_t> canonical(arena[j], arena[j] + arena.length(j));
  mp_limb_t carry = 0;
  for (mp_limb_t& digit : canonical) {
    digit += carry;
    carry = digit >> digit_bits;
    digit &= mask;
  }
  canonical.push_back(carry);
  mpz_class value;
  mpz_import(value.get_mpz_t(), canonical.size(), -1, sizeof(mp_limb_t), 0, unused_bits, canonical.data());
  return value;
}

void digits_increment(ColumnArena& arena, std::size_t j) {
  if (arena.length(j) == 0) arena.set_length(j, digits_per_vector);
  arena[j][0] += 1;
}

}  // namespace dropcert::theorem1
