#pragma once

#include <algorithm>
#include <cmath>

#include "ball/ball.hpp"
#include "model/enclosure.hpp"

namespace dropcert::model {

/// A(z) = log(1+e^z) in doubles, and a guess at R = E A(z~) - A(z0) from the mean and variance of z~: for
/// choosing the accuracy, which decides the cost and never a result.
double softplus_near(double z);
double guess_of_regulariser(double z0, double variance);

/// A positive number with `target` correct bits from a function that gives it within about 2^-bits: first for
/// the size that `guess` foretells, then for the size that shows. The last enclosure, if 12 attempts do not
/// reach the target.
template <typename Function>
ball::Ball with_relative_accuracy(Function absolute, double guess, ball::Bits target) {
  constexpr long slack = 4;
  constexpr int attempts = 12;
  const long size =
      guess > 1e-300 && std::isfinite(guess) ? static_cast<long>(std::floor(std::log2(guess))) : -64;
  const long wanted = target.value + 1;  // the rounding at the end takes a little away
  long bits = std::max(8L, target.value + slack - size);
  ball::Ball result = absolute(bits);
  for (int i = 1; i < attempts && result.relative_accuracy_bits() < wanted; ++i) {
    // Of a ball about 0 the accuracy is the least number of all: nothing may be subtracted with it.
    bits += result.sign() == 1 ? wanted - result.relative_accuracy_bits() + slack : std::max(64L, bits / 2);
    result = absolute(bits);
  }
  return rounded(result, ball::Bits(target.value + 4));
}

}  // namespace dropcert::model
