#include "theorem1/difference_rounds.hpp"

#include <algorithm>

#if defined(__x86_64__) && defined(__GNUC__)
#define DROPCERT_HAS_AVX512_CODE 1
#include <immintrin.h>
#else
#define DROPCERT_HAS_AVX512_CODE 0
#endif

namespace dropcert::theorem1 {
namespace {

constexpr std::int64_t digit_mask = (std::int64_t{1} << difference_radix_bits) - 1;

/// Brings the digits within their bound, `carry` coming in below; returns what goes out above.
std::int16_t pass_on(Lanes& x, std::int64_t carry, bool topmost) {
  for (std::size_t w = 0; w < difference_lanes; ++w) {
    const bool keep = topmost && w == difference_lanes - 1;
    const std::int64_t out = keep ? 0 : x[w] >> difference_radix_bits;
    x[w] = (keep ? x[w] : x[w] & digit_mask) + carry;
    carry = out;
  }
  return static_cast<std::int16_t>(carry);
}

void run_portable(const DifferenceRounds& g) {
  std::array<Lanes, rounds_a_group> left{};  // the entry on the left after 0, 1, ... rounds of the group
  for (unsigned long i = g.begin; i < g.end; ++i) {
    Lanes x = g.entries[i - g.begin];
    const unsigned long own = std::min(i - g.done, g.rounds);
    for (unsigned long r = 0; r < own; ++r) {
      for (std::size_t w = 0; w < difference_lanes; ++w) {
        const std::int64_t before = x[w];
        x[w] = before - left[r][w];
        left[r][w] = before;
      }
    }
    if (own < g.rounds) left[own] = x;
    if (own > 0) {
      std::int16_t& carry = g.carries[i - g.done - 1];
      carry = pass_on(x, carry, i < g.above);
      g.entries[i - g.begin] = x;
    }
  }
}

#if DROPCERT_HAS_AVX512_CODE

#if !defined(__clang__)
// GCC 12's own headers read "undefined" vectors on purpose and warn about it when inlined (GCC bug 105593).
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#define DROPCERT_AVX512 __attribute__((target("avx512f")))
#define DROPCERT_AVX512_INLINE __attribute__((target("avx512f"), always_inline)) inline

constexpr __mmask8 topmost_lane = 1U << (difference_lanes - 1);

/// pass_on of all digits at once: no carry depends on another.
DROPCERT_AVX512_INLINE __m512i pass_on(__m512i x, std::int16_t& carry, bool topmost) {
  __m512i out = _mm512_srai_epi64(x, difference_radix_bits);
  __m512i kept = _mm512_and_si512(x, _mm512_set1_epi64(digit_mask));
  if (topmost) {
    out = _mm512_mask_mov_epi64(out, topmost_lane, _mm512_setzero_si512());
    kept = _mm512_mask_mov_epi64(kept, topmost_lane, x);
  }
  // Lane w gets what lane w - 1 passes on; lane 0 what comes in.
  const __m512i in = _mm512_alignr_epi64(out, _mm512_set1_epi64(carry), difference_lanes - 1);
  const __m512i last = _mm512_alignr_epi64(out, out, difference_lanes - 1);
  carry = static_cast<std::int16_t>(_mm_cvtsi128_si64(_mm512_castsi512_si128(last)));
  return _mm512_add_epi64(kept, in);
}

struct Vector {
  __m512i digits;
};
using Left = std::array<Vector, rounds_a_group>;

/// The first `own` rounds of entry i.
DROPCERT_AVX512_INLINE void run_entry(const DifferenceRounds& g, unsigned long i, unsigned long own,
                                      Left& left) {
  __m512i x = _mm512_loadu_si512(&g.entries[i - g.begin]);
  for (unsigned long r = 0; r < own; ++r) {
    const __m512i before = x;
    x = _mm512_sub_epi64(before, left[r].digits);
    left[r].digits = before;
  }
  if (own < g.rounds) left[own].digits = x;
  if (own == 0) return;
  x = pass_on(x, g.carries[i - g.done - 1], i < g.above);
  _mm512_storeu_si512(&g.entries[i - g.begin], x);
}

/// All rounds of a full group, a constant number: the entries on the left stay in registers.
DROPCERT_AVX512 void run_all_rounds(const DifferenceRounds& g, unsigned long first, const Left& before) {
  Left left = before;
  for (unsigned long i = first; i < g.end; ++i) {
    __m512i x = _mm512_loadu_si512(&g.entries[i - g.begin]);
    for (unsigned long r = 0; r < rounds_a_group; ++r) {
      const __m512i entry = x;
      x = _mm512_sub_epi64(entry, left[r].digits);
      left[r].digits = entry;
    }
    x = pass_on(x, g.carries[i - g.done - 1], i < g.above);
    _mm512_storeu_si512(&g.entries[i - g.begin], x);
  }
}

DROPCERT_AVX512 void run_wide(const DifferenceRounds& g) {
  Left left;
  for (Vector& entry : left) entry.digits = _mm512_setzero_si512();
  const bool full = g.rounds == rounds_a_group;
  unsigned long i = g.begin;
  for (; i < g.end && (!full || i - g.done < g.rounds); ++i)
    run_entry(g, i, std::min(i - g.done, g.rounds), left);
  if (i < g.end) run_all_rounds(g, i, left);
}

bool has_avx512() {
  return __builtin_cpu_supports("avx512f") != 0;
}

#else

void run_wide(const DifferenceRounds& g) {
  run_portable(g);
}

bool has_avx512() {
  return false;
}

#endif

}  // namespace

void run_rounds(const DifferenceRounds& rounds, bool wide) {
  static const bool available = has_avx512();
  if (wide && available) {
    run_wide(rounds);
  } else {
    run_portable(rounds);
  }
}

}  // namespace dropcert::theorem1
