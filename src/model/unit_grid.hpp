// Real numbers as whole multiples of a unit 2^-f, and tables over cells of [0, 36].
#pragma once

#include <cstddef>
#include <cstdint>

#include "ball/ball.hpp"
#include "exact/integer.hpp"
#include "exact/power.hpp"
#include "exact/rational.hpp"

namespace dropcert::model::unit_grid {

/// The largest f: so that a unit and what is within a cell are doubles.
inline constexpr long most_unit_bits = 50;
/// Tables reach from 0 to here, in cells of length 2^-cells_bits.
inline constexpr long border = 36;
inline constexpr long cells_bits = 4;
/// One cell more than the interval has, as its end is a place too.
inline constexpr std::size_t cells = (border << cells_bits) + 1;

/// The middle of a cell.
inline exact::Rational middle_of(std::size_t cell) {
  return exact::Rational(2 * static_cast<long>(cell) + 1, 2L << cells_bits);
}

/// The cell of a place, and how far beyond its middle that is.
struct Place {
  std::size_t cell;
  double beyond;
};

/// Of `units` 2^-f, 0 <= units <= border 2^f, f > cells_bits; `unit` is 2^-f. `beyond` has one rounding, that
/// of an integer.
inline Place place_of(std::int64_t units, long f, double unit) {
  const long shift = f - cells_bits;
  const std::int64_t cell = units >> shift;
  const std::int64_t rest = units - (cell << shift) - (std::int64_t{1} << (shift - 1));
  return {static_cast<std::size_t>(cell), static_cast<double>(rest) * unit};
}

/// The multiple of 2^-f next to x, which is small enough for 64 bits; a half goes up.
inline std::int64_t in_units(const exact::Rational& x, long f) {
  return floor(x * pow(exact::Rational(2), f) + exact::Rational(1, 2)).to_long().value();
}

/// The double next to the midpoint of a ball, which is taken to be much narrower than a double's last place.
inline double nearest_double(const ball::Ball& x) {
  return arf_get_d(arb_midref(x.raw()), ARF_RND_NEAR);
}

}  // namespace dropcert::model::unit_grid
