#pragma once

#include <algorithm>

#include "ball/ball.hpp"

namespace dropcert::model {

/// Nothing is known.
ball::Ball indeterminate();
/// x with its midpoint rounded to that precision; the radius grows accordingly.
ball::Ball rounded(const ball::Ball& x, ball::Bits precision);
/// x widened by the largest modulus in `error` on either side.
ball::Ball with_error(const ball::Ball& x, const ball::Ball& error);
/// A ball that contains the numbers common to both. Throws std::logic_error if there are none: two enclosures
/// of one number are disjoint only if one of them is wrong.
ball::Ball intersection(const ball::Ball& a, const ball::Ball& b, ball::Bits precision);
/// Exact balls at most the least (at least the largest) number of x, within 2^-precision relatively. x
/// finite.
ball::Ball lower_end(const ball::Ball& x, ball::Bits precision);
ball::Ball upper_end(const ball::Ball& x, ball::Bits precision);
/// The non-negative exact balls at most the least and at least the largest modulus in x.
ball::Ball least_modulus(const ball::Ball& x, ball::Bits precision);
ball::Ball largest_modulus(const ball::Ball& x, ball::Bits precision);
/// n!, without forming the integer when it is much longer than the precision.
ball::Ball factorial_ball(unsigned long n, ball::Bits precision);
/// A machine number near the midpoint, for choices that affect the cost alone, never a result.
double hint(const ball::Ball& x);

/// Evaluates f(working precision) at a rising precision until the result has `target` correct bits or is
/// exactly 0, at most 1 + max_retries times; the last enclosure, rounded to about the target. Sums that
/// cancel lose bits that no bound foresees cheaply: the guess decides the cost, never the truth of the
/// result.
template <typename Function>
ball::Ball until_accurate(Function f, ball::Bits target, long first_guess, int max_retries) {
  long bits = std::clamp(first_guess, std::min(target.value + 8, ball::Bits::most), ball::Bits::most);
  ball::Ball result = f(ball::Bits(bits));
  for (int i = 0; i < max_retries && result.sign() != 0; ++i) {
    const long missing = target.value - std::max(result.relative_accuracy_bits(), 0L);
    if (missing <= 0 || bits == ball::Bits::most) break;
    bits = std::min(missing < target.value ? bits + missing + 16 : 2 * bits, ball::Bits::most);
    result = f(ball::Bits(bits));
  }
  return rounded(result, ball::Bits(std::min(target.value + 4, ball::Bits::most)));
}

}  // namespace dropcert::model
