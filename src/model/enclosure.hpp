#pragma once

#include <algorithm>

#include "ball/ball.hpp"

namespace dropcert {

/// Nothing is known.
Ball indeterminate();
/// x with its midpoint rounded to that precision; the radius grows accordingly.
Ball rounded(const Ball& x, Bits precision);
/// x widened by the largest modulus in `error` on either side.
Ball with_error(const Ball& x, const Ball& error);
/// A ball that contains the numbers common to both. Throws std::logic_error if there are none: two enclosures
/// of one number are disjoint only if one of them is wrong.
Ball intersection(const Ball& a, const Ball& b, Bits precision);
/// Exact balls at most the least (at least the largest) number of x, within 2^-precision relatively. x
/// finite.
Ball lower_end(const Ball& x, Bits precision);
Ball upper_end(const Ball& x, Bits precision);
/// The non-negative exact balls at most the least and at least the largest modulus in x.
Ball least_modulus(const Ball& x, Bits precision);
Ball largest_modulus(const Ball& x, Bits precision);
/// n!, without forming the integer when it is much longer than the precision.
Ball factorial_ball(unsigned long n, Bits precision);
/// A machine number near the midpoint, for choices that affect the cost alone, never a result.
double hint(const Ball& x);

/// Evaluates f(working precision) at a rising precision until the result has `target` correct bits or is
/// exactly 0, at most 1 + max_retries times; the last enclosure, rounded to about the target. Sums that
/// cancel lose bits that no bound foresees cheaply: the guess decides the cost, never the truth of the
/// result.
template <typename Function>
Ball until_accurate(Function f, Bits target, long first_guess, int max_retries) {
  long bits = std::clamp(first_guess, std::min(target.value + 8, Bits::most), Bits::most);
  Ball result = f(Bits(bits));
  for (int i = 0; i < max_retries && result.sign() != 0; ++i) {
    const long missing = target.value - std::max(result.relative_accuracy_bits(), 0L);
    if (missing <= 0 || bits == Bits::most) break;
    bits = std::min(missing < target.value ? bits + missing + 16 : 2 * bits, Bits::most);
    result = f(Bits(bits));
  }
  return rounded(result, Bits(std::min(target.value + 4, Bits::most)));
}

}  // namespace dropcert
