#include "theorem1/digit_streams.hpp"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

#include "theorem1/entry_bound.hpp"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define DROPCERT_HAS_IFMA_CODE 1
#include <immintrin.h>
#else
#define DROPCERT_HAS_IFMA_CODE 0
#endif

// The arithmetic. Write b = 2^50 and let all multipliers j be below 2^19.
//
// Surjections: digits of T are at most B = b + 2^20. The sum y of two columns has digits y_i <= 2B < 2^52, as
// the 52-bit multiplier needs. Since y_i j < 2^71, the low half of y_i * j has the 52 low bits, of which
// `low` keeps 50: y_i j mod b; the high half of y_i * 4j is floor(4 y_i j / 2^52) = floor(y_i j / b) (4j <
// 2^52). The new digit is
//   (y_i j mod b) + floor(y_(i-1) j / b)  <=  b - 1 + floor(2 B j / b)  <=  b - 1 + 2j + 1  <=  B,
// as 2^21 j / b < 1. So the invariant holds for ever, and no carry is propagated. Both parts together are y j
// exactly.
//
// Derivative in digits: u_i <= C = 2b + 2^21 < 2^52. With w the digits of the column on the left, the new
// digit is
//   (u_i j mod b) + (w_i (j-1) mod b) + floor(u_(i-1) j / b) + floor(w_(i-1) (j-1) / b)
//   <=  2 (b - 1) + C (2j - 1) / b  <=  2b - 2 + 2 (2j - 1) + 1  <=  C.
//
// Comparison with limbs: y is first made canonical as far as one parallel carry goes, x_i = (y_i mod b) +
// floor(y_(i-1) / b), which may still be b or b + 1 and then differs from every digit below b. The digits of
// the limbs are exact, so x = digits of u proves y = u. Anything else is a suspect, for the caller to compare
// exactly. Comparison with digits: equal digits are equal numbers. (In the shared mode they are in fact equal
// whenever the numbers are, since a step makes u from digits y just as it makes y of the next row.)
//
// Derivative in half digits: another multiplier (32 by 32 bits) and another carry rule for the same radix. A
// digit is e + 2^25 o with e < 2^25 and o <= 2^25, so with h = 2^25 and multipliers as above the halves of c
// u + (c-1) w are
//   E <= (2c-1) h and O <= (2c-1) h;  O gets floor(E / h) <= 2c, and F = floor(O / h) <= 2c goes to the next
//   digit's even half: (E mod h) + F < h + 2c < 2h, whose carry (0 or 1) goes to the odd half: (O mod h) + 1
//   <= h.
// So the invariant holds again, every intermediate is below 2^52, and the digits are canonical save where o =
// h.
//
// Length: a column of n vectors has zero digits from there on and so is below 2^(400 n + 2). One step
// multiplies the largest number at hand by less than 2^21, four steps by less than 2^84: all results are
// below 2^(400 (n + 1)), and as digits are never negative, they have no digits beyond n + 1 vectors. So n + 1
// vectors are all that a call writes.

namespace dropcert {
namespace {

constexpr std::size_t vector_bits = digit_bits * digits_per_vector;
constexpr std::size_t vector_bytes = vector_bits / 8;

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
  mpz_import(value.get_mpz_t(), canonical.size(), -1, sizeof(mp_limb_t), 0, GMP_NUMB_BITS - digit_bits,
             canonical.data());
  return value;
}

void digits_increment(ColumnArena& arena, std::size_t j) {
  if (arena.length(j) == 0) arena.set_length(j, digits_per_vector);
  arena[j][0] += 1;
}

#if DROPCERT_HAS_IFMA_CODE

#if defined(__GNUC__) && !defined(__clang__)
// GCC 12's own headers read "undefined" vectors on purpose and warn about it when inlined (GCC bug 105593).
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#define DROPCERT_IFMA __attribute__((target("avx512f,avx512bw,avx512ifma")))

namespace {

/// The columns c-1, ..., c+steps-1 of an arena and the vectors to work on.
struct Window {
  std::array<mp_limb_t*, fused_steps + 1> column{};
  std::size_t vectors = 0;  // length of the longest
};

Window make_window(ColumnArena& arena, unsigned long c, std::size_t steps) {
  Window window;
  for (std::size_t i = 0; i <= steps; ++i) {
    window.column[i] = arena[c - 1 + i];
    window.vectors = std::max(window.vectors, arena.length(c - 1 + i) / digits_per_vector);
  }
  return window;
}

void require_room(bool enough) {
  if (!enough) throw std::logic_error("A column of digits has too little room for its neighbours.");
}

/// Sets the lengths of the columns c, ..., c+steps-1 after a call: column by column, the longest so far, and
/// one more vector if that is not zero.
void update_lengths(ColumnArena& arena, const Window& window, unsigned long c, std::size_t steps) {
  std::size_t length = arena.length(c - 1);
  for (std::size_t s = 0; s < steps; ++s) {
    length = std::max(length, arena.length(c + s));
    const mp_limb_t* next = window.column[s + 1] + length;
    const bool in_window = length <= window.vectors * digits_per_vector;
    if (in_window && std::any_of(next, next + digits_per_vector, [](mp_limb_t d) { return d != 0; })) {
      length += digits_per_vector;
    }
    arena.set_length(c + s, length);
  }
}

/// (a, b) -> the eight lanes before a's last seven: b's last lane, then a's first seven. Digits times 2^50.
DROPCERT_IFMA inline __m512i shift_in(__m512i a, __m512i b) {
  return _mm512_alignr_epi64(a, b, 7);
}

DROPCERT_IFMA inline bool any(__m512i v) {
  return _mm512_test_epi64_mask(v, v) != 0;
}

DROPCERT_IFMA inline __m512i constant(unsigned long n) {
  return _mm512_set1_epi64(static_cast<long long>(n));
}

/// Eight digits out of fifty bytes: digit m is in the 64 bits from the 16-bit word 50 m / 16 on, 50 m mod 16
/// bits up.
struct Unpack {
  DROPCERT_IFMA Unpack() {
    alignas(64) std::array<std::uint16_t, 32> words{};
    alignas(64) std::array<std::uint64_t, 8> shifts{};
    for (unsigned m = 0; m < digits_per_vector; ++m) {
      shifts[m] = digit_bits * m % 16;
      for (unsigned i = 0; i < 4; ++i) words[4 * m + i] = static_cast<std::uint16_t>(digit_bits * m / 16 + i);
    }
    word = _mm512_load_si512(words.data());
    shift = _mm512_load_si512(shifts.data());
  }

  DROPCERT_IFMA __m512i operator()(const unsigned char* bytes, __m512i mask) const {
    constexpr __mmask64 fifty = (__mmask64{1} << vector_bytes) - 1;
    const __m512i packed = _mm512_maskz_loadu_epi8(fifty, bytes);
    return _mm512_and_si512(_mm512_srlv_epi64(_mm512_permutexvar_epi16(word, packed), shift), mask);
  }

  __m512i word;
  __m512i shift;
};

template <std::size_t Steps>
DROPCERT_IFMA Suspects fused_against_limbs(const Window& t,
                                           const std::array<const unsigned char*, fused_steps>& u,
                                           unsigned long c) {
  const __m512i mask = constant((1UL << digit_bits) - 1);
  const __m512i zero = _mm512_setzero_si512();
  const Unpack unpack;
  __m512i high_before[Steps], carry_before[Steps], differs[Steps], times[Steps], times4[Steps];
  for (std::size_t s = 0; s < Steps; ++s) {
    high_before[s] = carry_before[s] = differs[s] = zero;
    times[s] = constant(c + s);
    times4[s] = constant(4 * (c + s));
  }
  for (std::size_t v = 0; v <= t.vectors; ++v) {
    __m512i x = _mm512_load_si512(t.column[0] + digits_per_vector * v);
    for (std::size_t s = 0; s < Steps; ++s) {
      mp_limb_t* const place = t.column[s + 1] + digits_per_vector * v;
      const __m512i y = _mm512_add_epi64(_mm512_load_si512(place), x);
      const __m512i carry = _mm512_srli_epi64(y, digit_bits);
      const __m512i canonical = _mm512_add_epi64(_mm512_and_si512(y, mask), shift_in(carry, carry_before[s]));
      carry_before[s] = carry;
      const __m512i digits = unpack(u[s] + vector_bytes * v, mask);
      differs[s] = _mm512_or_si512(differs[s], _mm512_xor_si512(canonical, digits));
      const __m512i high = _mm512_madd52hi_epu64(zero, y, times4[s]);
      const __m512i low = _mm512_and_si512(_mm512_madd52lo_epu64(zero, y, times[s]), mask);
      x = _mm512_add_epi64(low, shift_in(high, high_before[s]));
      high_before[s] = high;
      _mm512_store_si512(place, x);
    }
  }
  Suspects suspects{};
  for (std::size_t s = 0; s < Steps; ++s) suspects[s] = any(differs[s]);
  return suspects;
}

template <std::size_t Steps>
DROPCERT_IFMA Suspects fused_against_halves(const Window& t, const Window& u, unsigned long c) {
  constexpr unsigned half_bits = digit_bits / 2;
  const __m512i mask = constant((1UL << digit_bits) - 1);
  const __m512i half_mask = constant((1UL << half_bits) - 1);
  const __m512i zero = _mm512_setzero_si512();
  __m512i high_before[Steps], carry_before[Steps], odd_before[Steps], differs[Steps], times[Steps + 1],
      times4[Steps + 1];
  for (std::size_t s = 0; s <= Steps; ++s) {
    times[s] = constant(c + s - 1);
    times4[s] = constant(4 * (c + s - 1));
  }
  for (std::size_t s = 0; s < Steps; ++s)
    high_before[s] = carry_before[s] = odd_before[s] = differs[s] = zero;
  for (std::size_t v = 0; v <= t.vectors; ++v) {
    __m512i x = _mm512_load_si512(t.column[0] + digits_per_vector * v);
    const __m512i w = _mm512_load_si512(u.column[0] + digits_per_vector * v);
    __m512i w_even = _mm512_and_si512(w, half_mask);
    __m512i w_odd = _mm512_srli_epi64(w, half_bits);
    for (std::size_t s = 0; s < Steps; ++s) {
      mp_limb_t* const t_place = t.column[s + 1] + digits_per_vector * v;
      mp_limb_t* const u_place = u.column[s + 1] + digits_per_vector * v;
      const __m512i y = _mm512_add_epi64(_mm512_load_si512(t_place), x);
      const __m512i d = _mm512_load_si512(u_place);
      const __m512i carry = _mm512_srli_epi64(y, digit_bits);
      const __m512i canonical = _mm512_add_epi64(_mm512_and_si512(y, mask), shift_in(carry, carry_before[s]));
      carry_before[s] = carry;
      differs[s] = _mm512_or_si512(differs[s], _mm512_xor_si512(canonical, d));
      const __m512i high = _mm512_madd52hi_epu64(zero, y, times4[s + 1]);
      const __m512i low = _mm512_and_si512(_mm512_madd52lo_epu64(zero, y, times[s + 1]), mask);
      x = _mm512_add_epi64(low, shift_in(high, high_before[s]));
      high_before[s] = high;
      _mm512_store_si512(t_place, x);
      const __m512i even = _mm512_add_epi64(_mm512_mul_epu32(_mm512_and_si512(d, half_mask), times[s + 1]),
                                            _mm512_mul_epu32(w_even, times[s]));
      __m512i odd = _mm512_add_epi64(_mm512_mul_epu32(_mm512_srli_epi64(d, half_bits), times[s + 1]),
                                     _mm512_mul_epu32(w_odd, times[s]));
      odd = _mm512_add_epi64(odd, _mm512_srli_epi64(even, half_bits));
      const __m512i odd_high = _mm512_srli_epi64(odd, half_bits);
      const __m512i even_sum =
          _mm512_add_epi64(_mm512_and_si512(even, half_mask), shift_in(odd_high, odd_before[s]));
      odd_before[s] = odd_high;
      w_odd = _mm512_add_epi64(_mm512_and_si512(odd, half_mask), _mm512_srli_epi64(even_sum, half_bits));
      w_even = _mm512_and_si512(even_sum, half_mask);
      _mm512_store_si512(u_place, _mm512_add_epi64(w_even, _mm512_slli_epi64(w_odd, half_bits)));
    }
  }
  Suspects suspects{};
  for (std::size_t s = 0; s < Steps; ++s) suspects[s] = any(differs[s]);
  return suspects;
}

template <std::size_t Steps>
DROPCERT_IFMA Suspects fused_both(const Window& t, const Window& u, unsigned long c) {
  const __m512i mask = constant((1UL << digit_bits) - 1);
  const __m512i zero = _mm512_setzero_si512();
  __m512i t_high_before[Steps], u_high_before[Steps], differs[Steps], times[Steps + 1], times4[Steps + 1];
  for (std::size_t s = 0; s <= Steps; ++s) {
    times[s] = constant(c + s - 1);
    times4[s] = constant(4 * (c + s - 1));
  }
  for (std::size_t s = 0; s < Steps; ++s) t_high_before[s] = u_high_before[s] = differs[s] = zero;
  for (std::size_t v = 0; v <= t.vectors; ++v) {
    __m512i x = _mm512_load_si512(t.column[0] + digits_per_vector * v);
    __m512i w = _mm512_load_si512(u.column[0] + digits_per_vector * v);
    for (std::size_t s = 0; s < Steps; ++s) {
      mp_limb_t* const t_place = t.column[s + 1] + digits_per_vector * v;
      mp_limb_t* const u_place = u.column[s + 1] + digits_per_vector * v;
      const __m512i y = _mm512_add_epi64(_mm512_load_si512(t_place), x);
      const __m512i d = _mm512_load_si512(u_place);
      differs[s] = _mm512_or_si512(differs[s], _mm512_xor_si512(y, d));
      const __m512i t_high = _mm512_madd52hi_epu64(zero, y, times4[s + 1]);
      const __m512i t_low = _mm512_and_si512(_mm512_madd52lo_epu64(zero, y, times[s + 1]), mask);
      x = _mm512_add_epi64(t_low, shift_in(t_high, t_high_before[s]));
      t_high_before[s] = t_high;
      _mm512_store_si512(t_place, x);
      const __m512i u_high =
          _mm512_madd52hi_epu64(_mm512_madd52hi_epu64(zero, d, times4[s + 1]), w, times4[s]);
      const __m512i u_low =
          _mm512_add_epi64(_mm512_and_si512(_mm512_madd52lo_epu64(zero, d, times[s + 1]), mask),
                           _mm512_and_si512(_mm512_madd52lo_epu64(zero, w, times[s]), mask));
      w = _mm512_add_epi64(u_low, shift_in(u_high, u_high_before[s]));
      u_high_before[s] = u_high;
      _mm512_store_si512(u_place, w);
    }
  }
  Suspects suspects{};
  for (std::size_t s = 0; s < Steps; ++s) suspects[s] = any(differs[s]);
  return suspects;
}

}  // namespace

bool has_ifma() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512ifma");
}

Suspects step_digits_against_limbs(ColumnArena& surjections, const ColumnArena& derivative, unsigned long c,
                                   std::size_t steps) {
  const Window t = make_window(surjections, c, steps);
  const std::size_t bytes = (t.vectors + 1) * vector_bytes;
  require_room((t.vectors + 1) * digits_per_vector <= surjections.room(c - 1) &&
               bytes <= derivative.room(c) * sizeof(mp_limb_t));
  std::array<const unsigned char*, fused_steps> u{};
  for (std::size_t s = 0; s < steps; ++s) u[s] = reinterpret_cast<const unsigned char*>(derivative[c + s]);
  Suspects suspects{};
  switch (steps) {
    case 1:
      suspects = fused_against_limbs<1>(t, u, c);
      break;
    case 2:
      suspects = fused_against_limbs<2>(t, u, c);
      break;
    case 3:
      suspects = fused_against_limbs<3>(t, u, c);
      break;
    case 4:
      suspects = fused_against_limbs<4>(t, u, c);
      break;
    default:
      throw std::logic_error("One to four steps can be fused.");
  }
  for (std::size_t s = 0; s < steps; ++s) {
    if (derivative.length(c + s) * sizeof(mp_limb_t) > bytes) suspects[s] = true;  // limbs that were not read
  }
  update_lengths(surjections, t, c, steps);
  return suspects;
}

namespace {

using FusedDigits = Suspects (*)(const Window&, const Window&, unsigned long);

Suspects step_digits(ColumnArena& surjections, ColumnArena& derivative, unsigned long c, std::size_t steps,
                     const std::array<FusedDigits, fused_steps>& fused) {
  if (steps < 1 || steps > fused_steps) throw std::logic_error("One to four steps can be fused.");
  Window t = make_window(surjections, c, steps);
  Window u = make_window(derivative, c, steps);
  t.vectors = u.vectors = std::max(t.vectors, u.vectors);
  require_room((t.vectors + 1) * digits_per_vector <=
               std::min(surjections.room(c - 1), derivative.room(c - 1)));
  const Suspects suspects = fused[steps - 1](t, u, c);
  update_lengths(surjections, t, c, steps);
  update_lengths(derivative, u, c, steps);
  return suspects;
}

}  // namespace

Suspects step_digits_against_halves(ColumnArena& surjections, ColumnArena& derivative, unsigned long c,
                                    std::size_t steps) {
  return step_digits(
      surjections, derivative, c, steps,
      {fused_against_halves<1>, fused_against_halves<2>, fused_against_halves<3>, fused_against_halves<4>});
}

Suspects step_both_digits(ColumnArena& surjections, ColumnArena& derivative, unsigned long c,
                          std::size_t steps) {
  return step_digits(surjections, derivative, c, steps,
                     {fused_both<1>, fused_both<2>, fused_both<3>, fused_both<4>});
}

#else

bool has_ifma() {
  return false;
}

Suspects step_digits_against_limbs(ColumnArena&, const ColumnArena&, unsigned long, std::size_t) {
  throw std::logic_error("This program was built without the IFMA kernel.");
}

Suspects step_both_digits(ColumnArena&, ColumnArena&, unsigned long, std::size_t) {
  throw std::logic_error("This program was built without the IFMA kernel.");
}

#endif

}  // namespace dropcert
