#include "theorem1/digit_steps.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

#include "theorem1/theorem1.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
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
// the limbs are exact, so x = digits of u proves y = u. Anything else makes all steps of the call suspect,
// for the caller to compare exactly. Comparison with digits: equal digits are equal numbers. (In the shared
// mode they are in fact equal whenever the numbers are, since a step makes u from digits y just as it makes y
// of the next row.)
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

#if DROPCERT_HAS_IFMA_CODE

#if !defined(__clang__)
// GCC 12's own headers read "undefined" vectors on purpose and warn about it when inlined (GCC bug 105593).
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#define DROPCERT_IFMA __attribute__((target("avx512f,avx512bw,avx512ifma")))
#define DROPCERT_IFMA_INLINE __attribute__((target("avx512f,avx512bw,avx512ifma"), always_inline)) inline

namespace dropcert::theorem1 {
namespace {

constexpr unsigned half_bits = digit_bits / 2;

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
  if (!enough)
    throw ArithmeticFault(
        "a column of digits has too little room for its neighbours: the machine or the program is at fault");
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

DROPCERT_IFMA_INLINE __m512i constant(unsigned long n) {
  return _mm512_set1_epi64(static_cast<long long>(n));
}

DROPCERT_IFMA_INLINE __m512i load(const mp_limb_t* column, std::size_t v) {
  return _mm512_load_si512(column + digits_per_vector * v);
}

DROPCERT_IFMA_INLINE void store(mp_limb_t* column, std::size_t v, __m512i digits) {
  _mm512_store_si512(column + digits_per_vector * v, digits);
}

/// `now` moved up by one digit, the last digit of the vector before coming in; `before` becomes `now`.
DROPCERT_IFMA_INLINE __m512i move_up(__m512i now, __m512i& before) {
  const __m512i moved = _mm512_alignr_epi64(now, before, 7);
  before = now;
  return moved;
}

/// The multipliers c-1, ..., c+Steps-1 of the columns of a window, and four times as much.
template <std::size_t Steps>
struct Multipliers {
  DROPCERT_IFMA_INLINE explicit Multipliers(unsigned long c) {
    for (std::size_t i = 0; i <= Steps; ++i) {
      once[i] = constant(c - 1 + i);
      four_times[i] = constant(4 * (c - 1 + i));
    }
  }
  __m512i once[Steps + 1], four_times[Steps + 1];
};

/// n, of which the compiler no longer knows that it is n: what is made of it is made once more, and a
/// register that goes wrong is wrong on one side alone.
inline unsigned long apart(unsigned long n) {
  __asm__ volatile("" : "+r"(n));
  return n;
}

/// The multipliers c-1, ..., c+Steps-1 again, for the other side.
template <std::size_t Steps>
struct OtherMultipliers {
  DROPCERT_IFMA_INLINE explicit OtherMultipliers(unsigned long c) {
    for (std::size_t i = 0; i <= Steps; ++i) once[i] = constant(c - 1 + i);
  }
  __m512i once[Steps + 1];
};

/// c y for one column, where y = T(k,c) + T(k,c-1): T(k+1,c). `high_before` keeps what goes up a digit.
DROPCERT_IFMA_INLINE __m512i surjection_step(__m512i y, __m512i times, __m512i times4, __m512i mask,
                                             __m512i& high_before) {
  const __m512i zero = _mm512_setzero_si512();
  const __m512i high = _mm512_madd52hi_epu64(zero, y, times4);
  const __m512i low = _mm512_and_si512(_mm512_madd52lo_epu64(zero, y, times), mask);
  return _mm512_add_epi64(low, move_up(high, high_before));
}

/// c d + (c-1) w by the same arithmetic, where d = u(k,c) and w = u(k,c-1): u(k+1,c).
struct DerivativeTimes {
  __m512i here, here4, left, left4;
};

DROPCERT_IFMA_INLINE __m512i derivative_step(__m512i d, __m512i w, const DerivativeTimes& times, __m512i mask,
                                             __m512i& high_before) {
  const __m512i zero = _mm512_setzero_si512();
  const __m512i high = _mm512_madd52hi_epu64(_mm512_madd52hi_epu64(zero, d, times.here4), w, times.left4);
  const __m512i low = _mm512_and_si512(_mm512_madd52lo_epu64(zero, d, times.here), mask);
  const __m512i left_low = _mm512_and_si512(_mm512_madd52lo_epu64(zero, w, times.left), mask);
  return _mm512_add_epi64(_mm512_add_epi64(low, left_low), move_up(high, high_before));
}

/// A digit e + 2^25 o in two halves.
struct Halves {
  __m512i even, odd;
};

/// u(k+1,c) = c d + (c-1) w by 32-bit multiplications of half digits. `odd_before` keeps what goes up a
/// digit.
DROPCERT_IFMA_INLINE Halves halves_step(Halves d, Halves w, __m512i times, __m512i left_times,
                                        __m512i half_mask, __m512i& odd_before) {
  const __m512i even =
      _mm512_add_epi64(_mm512_mul_epu32(d.even, times), _mm512_mul_epu32(w.even, left_times));
  __m512i odd = _mm512_add_epi64(_mm512_mul_epu32(d.odd, times), _mm512_mul_epu32(w.odd, left_times));
  odd = _mm512_add_epi64(odd, _mm512_srli_epi64(even, half_bits));
  const __m512i carry = _mm512_srli_epi64(odd, half_bits);
  const __m512i even_sum = _mm512_add_epi64(_mm512_and_si512(even, half_mask), move_up(carry, odd_before));
  odd = _mm512_add_epi64(_mm512_and_si512(odd, half_mask), _mm512_srli_epi64(even_sum, half_bits));
  return {_mm512_and_si512(even_sum, half_mask), odd};
}

DROPCERT_IFMA_INLINE Halves split(__m512i digits, __m512i half_mask) {
  return {_mm512_and_si512(digits, half_mask), _mm512_srli_epi64(digits, half_bits)};
}

DROPCERT_IFMA_INLINE __m512i join(Halves h) {
  return _mm512_add_epi64(h.even, _mm512_slli_epi64(h.odd, half_bits));
}

/// `differs` with the bits added in which y and d differ.
DROPCERT_IFMA_INLINE __m512i add_differences(__m512i differs, __m512i y, __m512i d) {
  return _mm512_or_si512(differs, _mm512_xor_si512(y, d));
}

/// y after one parallel carry.
DROPCERT_IFMA_INLINE __m512i carried(__m512i y, __m512i mask, __m512i& carry_before) {
  const __m512i carry = _mm512_srli_epi64(y, digit_bits);
  return _mm512_add_epi64(_mm512_and_si512(y, mask), move_up(carry, carry_before));
}

DROPCERT_IFMA_INLINE bool any(__m512i bits) {
  return _mm512_test_epi64_mask(bits, bits) != 0;
}

/// Copies the columns into the caller's registers: stores of digits might change a Window, as far as a
/// compiler knows.
template <std::size_t Steps, typename Pointer>
DROPCERT_IFMA_INLINE void copy_columns(const std::array<Pointer, fused_steps + 1>& from, Pointer* to) {
  for (std::size_t i = 0; i <= Steps; ++i) to[i] = from[i];
}

/// Eight digits out of fifty bytes: digit m is in the 64 bits from the 16-bit word 50 m / 16 on, 50 m mod 16
/// bits up.
struct Unpack {
  DROPCERT_IFMA_INLINE Unpack() {
    alignas(64) std::array<std::uint16_t, 32> words{};
    alignas(64) std::array<std::uint64_t, 8> shifts{};
    for (unsigned m = 0; m < digits_per_vector; ++m) {
      shifts[m] = digit_bits * m % 16;
      for (unsigned i = 0; i < 4; ++i) words[4 * m + i] = static_cast<std::uint16_t>(digit_bits * m / 16 + i);
    }
    word = _mm512_load_si512(words.data());
    shift = _mm512_load_si512(shifts.data());
  }

  DROPCERT_IFMA_INLINE __m512i operator()(const unsigned char* bytes, __m512i mask) const {
    constexpr __mmask64 fifty = (__mmask64{1} << vector_bytes) - 1;
    const __m512i packed = _mm512_maskz_loadu_epi8(fifty, bytes);
    return _mm512_and_si512(_mm512_srlv_epi64(_mm512_permutexvar_epi16(word, packed), shift), mask);
  }

  __m512i word;
  __m512i shift;
};

using LimbColumns = std::array<const unsigned char*, fused_steps + 1>;  // the first of them is not used

template <std::size_t Steps>
DROPCERT_IFMA bool fused_against_limbs(const Window& t, const LimbColumns& limbs, unsigned long c) {
  const __m512i mask = constant((1UL << digit_bits) - 1);
  const Unpack unpack;
  const Multipliers<Steps> times(c);
  mp_limb_t* column[Steps + 1];
  const unsigned char* bytes[Steps + 1];
  copy_columns<Steps>(t.column, column);
  copy_columns<Steps>(limbs, bytes);
  __m512i high[Steps] = {};
  __m512i carry[Steps] = {};
  __m512i differs = _mm512_setzero_si512();
  const std::size_t vectors = t.vectors;
  for (std::size_t v = 0; v <= vectors; ++v) {
    __m512i left = load(column[0], v);
    for (std::size_t s = 1; s <= Steps; ++s) {
      const __m512i y = _mm512_add_epi64(load(column[s], v), left);
      const __m512i d = unpack(bytes[s] + vector_bytes * v, mask);
      differs = add_differences(differs, carried(y, mask, carry[s - 1]), d);
      left = surjection_step(y, times.once[s], times.four_times[s], mask, high[s - 1]);
      store(column[s], v, left);
    }
  }
  return any(differs);
}

template <std::size_t Steps>
DROPCERT_IFMA bool fused_against_halves(const Window& t, const Window& u, unsigned long c) {
  const __m512i mask = constant((1UL << digit_bits) - 1);
  const __m512i half_mask = constant((1UL << half_bits) - 1);
  const Multipliers<Steps> times(c);
  const OtherMultipliers<Steps> halves_times(apart(c));
  mp_limb_t* column[Steps + 1];
  mp_limb_t* derivative[Steps + 1];
  copy_columns<Steps>(t.column, column);
  copy_columns<Steps>(u.column, derivative);
  __m512i high[Steps] = {};
  __m512i carry[Steps] = {};
  __m512i odd[Steps] = {};
  __m512i differs = _mm512_setzero_si512();
  const std::size_t vectors = t.vectors;
  for (std::size_t v = 0; v <= vectors; ++v) {
    __m512i left = load(column[0], v);
    Halves w = split(load(derivative[0], v), half_mask);
    for (std::size_t s = 1; s <= Steps; ++s) {
      const __m512i y = _mm512_add_epi64(load(column[s], v), left);
      const __m512i d = load(derivative[s], v);
      differs = add_differences(differs, carried(y, mask, carry[s - 1]), d);
      left = surjection_step(y, times.once[s], times.four_times[s], mask, high[s - 1]);
      store(column[s], v, left);
      w = halves_step(split(d, half_mask), w, halves_times.once[s], halves_times.once[s - 1], half_mask,
                      odd[s - 1]);
      store(derivative[s], v, join(w));
    }
  }
  return any(differs);
}

template <std::size_t Steps>
DROPCERT_IFMA bool fused_both(const Window& t, const Window& u, unsigned long c) {
  const __m512i mask = constant((1UL << digit_bits) - 1);
  const Multipliers<Steps> times(c);
  mp_limb_t* column[Steps + 1];
  mp_limb_t* derivative[Steps + 1];
  copy_columns<Steps>(t.column, column);
  copy_columns<Steps>(u.column, derivative);
  __m512i high[Steps] = {};
  __m512i derivative_high[Steps] = {};
  __m512i differs = _mm512_setzero_si512();
  const std::size_t vectors = t.vectors;
  for (std::size_t v = 0; v <= vectors; ++v) {
    __m512i left = load(column[0], v);
    __m512i w = load(derivative[0], v);
    for (std::size_t s = 1; s <= Steps; ++s) {
      const __m512i y = _mm512_add_epi64(load(column[s], v), left);
      const __m512i d = load(derivative[s], v);
      differs = add_differences(differs, y, d);
      left = surjection_step(y, times.once[s], times.four_times[s], mask, high[s - 1]);
      store(column[s], v, left);
      w = derivative_step(d, w,
                          {times.once[s], times.four_times[s], times.once[s - 1], times.four_times[s - 1]},
                          mask, derivative_high[s - 1]);
      store(derivative[s], v, w);
    }
  }
  return any(differs);
}

void require_steps(std::size_t steps) {
  if (steps < 1 || steps > fused_steps) throw std::logic_error("one to four steps can be fused");
}

using FusedLimbs = bool (*)(const Window&, const LimbColumns&, unsigned long);
using FusedDigits = bool (*)(const Window&, const Window&, unsigned long);

bool step_digits(ColumnArena& surjections, ColumnArena& derivative, unsigned long c, std::size_t steps,
                 const std::array<FusedDigits, fused_steps>& fused) {
  require_steps(steps);
  Window t = make_window(surjections, c, steps);
  Window u = make_window(derivative, c, steps);
  t.vectors = u.vectors = std::max(t.vectors, u.vectors);
  require_room((t.vectors + 1) * digits_per_vector <=
               std::min(surjections.room(c - 1), derivative.room(c - 1)));
  const bool suspect = fused[steps - 1](t, u, c);
  update_lengths(surjections, t, c, steps);
  update_lengths(derivative, u, c, steps);
  return suspect;
}

}  // namespace

bool has_ifma() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512ifma");
}

bool step_digits_against_limbs(ColumnArena& surjections, const ColumnArena& derivative, unsigned long c,
                               std::size_t steps) {
  constexpr std::array<FusedLimbs, fused_steps> fused = {fused_against_limbs<1>, fused_against_limbs<2>,
                                                         fused_against_limbs<3>, fused_against_limbs<4>};
  require_steps(steps);
  const Window t = make_window(surjections, c, steps);
  const std::size_t bytes = (t.vectors + 1) * vector_bytes;
  require_room((t.vectors + 1) * digits_per_vector <= surjections.room(c - 1) &&
               bytes <= derivative.room(c) * sizeof(mp_limb_t));
  LimbColumns u{};
  for (std::size_t s = 0; s < steps; ++s)
    u[s + 1] = reinterpret_cast<const unsigned char*>(derivative[c + s]);
  bool suspect = fused[steps - 1](t, u, c);
  for (std::size_t s = 0; s < steps; ++s) {
    if (derivative.length(c + s) * sizeof(mp_limb_t) > bytes) suspect = true;  // limbs that were not read
  }
  update_lengths(surjections, t, c, steps);
  return suspect;
}

bool step_digits_against_halves(ColumnArena& surjections, ColumnArena& derivative, unsigned long c,
                                std::size_t steps) {
  return step_digits(
      surjections, derivative, c, steps,
      {fused_against_halves<1>, fused_against_halves<2>, fused_against_halves<3>, fused_against_halves<4>});
}

bool step_both_digits(ColumnArena& surjections, ColumnArena& derivative, unsigned long c, std::size_t steps) {
  return step_digits(surjections, derivative, c, steps,
                     {fused_both<1>, fused_both<2>, fused_both<3>, fused_both<4>});
}

}  // namespace dropcert::theorem1

#else

namespace dropcert::theorem1 {

bool has_ifma() {
  return false;
}

bool step_digits_against_limbs(ColumnArena&, const ColumnArena&, unsigned long, std::size_t) {
  throw std::logic_error("this program was built without the AVX-512 kernels");
}

bool step_digits_against_halves(ColumnArena&, ColumnArena&, unsigned long, std::size_t) {
  throw std::logic_error("this program was built without the AVX-512 kernels");
}

bool step_both_digits(ColumnArena&, ColumnArena&, unsigned long, std::size_t) {
  throw std::logic_error("this program was built without the AVX-512 kernels");
}

}  // namespace dropcert::theorem1

#endif
