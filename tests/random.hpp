#pragma once

/// The tests' own source of random numbers, biased to corner cases and the same on every machine: an error of
/// FLINT's generator must not hide an error of FLINT's arithmetic.

#include <climits>
#include <cstdint>
#include <random>

#include "exact/rational.hpp"

namespace dropcert::testing {

/// One expression should draw once: C++ leaves the order of operands and of arguments open (not that of {a,
/// b}).
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// 64 uniform bits. The engine's output is fixed by the standard; its distributions are not.
  std::uint64_t word() { return engine_(); }
  /// In 0..n-1, n > 0; the bias of the remainder does not matter here.
  unsigned long below(unsigned long n) { return word() % n; }
  long between(long low, long high) {
    return low + static_cast<long>(below(static_cast<unsigned long>(high - low + 1)));
  }
  bool one_in(unsigned long n) { return below(n) == 0; }

  /// About up to that many bits: small numbers, neighbours of powers of two and of the limits of machine
  /// integers, long runs of equal bits, and uniform bits.
  exact::Integer integer(unsigned long max_bits) {
    const exact::Integer size = magnitude(1 + below(max_bits));
    return one_in(2) ? -size : size;
  }

  exact::Integer nonzero_integer(unsigned long max_bits) {
    const exact::Integer n = integer(max_bits);
    return n.is_zero() ? exact::Integer(1) : n;
  }

  /// A quotient of two of these; one in four is an integer.
  exact::Rational rational(unsigned long max_bits) {
    const exact::Integer numerator = integer(max_bits);
    return one_in(4) ? exact::Rational(numerator) : exact::Rational(numerator, nonzero_integer(max_bits));
  }

  /// m * 2^e with |e| <= max_exponent: what a binary floating-point number can hold.
  exact::Rational dyadic(unsigned long max_bits, long max_exponent) {
    const exact::Rational scale = pow(exact::Rational(2), between(-max_exponent, max_exponent));
    return integer(max_bits) * scale;
  }

 private:
  exact::Integer magnitude(unsigned long bits) {
    switch (below(5)) {
      case 0:
        return below(4);
      case 1:
        return abs(pow(exact::Integer(2), bits) + between(-1, 1));
      case 2: {
        const exact::Integer limit = one_in(2) ? LONG_MAX : LONG_MAX / 2;
        return abs(limit + between(-2, 2));
      }
      case 3: {  // ones, zeros, ones
        const unsigned long cut = below(bits + 1);
        return pow(exact::Integer(2), bits) - pow(exact::Integer(2), cut) + pow(exact::Integer(2), cut / 2) -
               1;
      }
      default:
        return uniform(bits);
    }
  }

  exact::Integer uniform(unsigned long bits) {
    exact::Integer n;
    for (unsigned long done = 0; done < bits; done += 32) n = n * (1L << 32) + (word() >> 32);
    return n;
  }

  std::mt19937_64 engine_;
};

}  // namespace dropcert::testing
