// Rounds of subtractions on eight digits of many entries.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace dropcert::theorem1 {

inline constexpr unsigned difference_radix_bits = 48;
inline constexpr std::size_t difference_lanes = 8;
inline constexpr unsigned long rounds_a_group = 14;

/// Eight digits of an entry, the lowest first.
using Lanes = std::array<std::int64_t, difference_lanes>;

/// What is to be done: entry i of begin <= i < end, whose digits are entries[i - begin], takes part in the
/// first min(i - done, rounds) of the `rounds` <= rounds_a_group rounds, in each of which it becomes itself
/// minus the entry on its left as that was before the round; entries left of `begin` are zero, begin >= done.
/// Then, if it took part in any, its digits are brought within their bound by one carry each:
/// carries[i - done - 1] comes in below and is replaced by what goes out above, except that an entry i <
/// above keeps all of its topmost digit.
struct DifferenceRounds {
  Lanes* entries;
  std::int16_t* carries;
  unsigned long begin;
  unsigned long end;
  unsigned long done;
  unsigned long rounds;
  unsigned long above;
};

/// Does it; `wide`: with AVX-512 where the processor has it. The result is the same.
void run_rounds(const DifferenceRounds& rounds, bool wide);

}  // namespace dropcert::theorem1
