#pragma once

#include "exact/flint.hpp"  // before FLINT's word arithmetic

#include <flint/longlong.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "ball/ball.hpp"
#include "exact/integer.hpp"

namespace dropcert::model {

/// Complex numbers of modulus at most about 1 in fixed point, for long products of factors of modulus at most
/// 1: there absolute errors add up, where the radii of complex balls would be multiplied by up to sqrt(2) a
/// factor. One unit is 2^-fraction_bits.
///
/// WordArithmetic, LimbArithmetic and IntegerArithmetic have the same functions, and these properties, on
/// which dropout_integral.hpp relies:
///   rounded(x)           the multiple of the unit next to the midpoint of x
///   product(z, factor)   each part within 1/2 + 2^-56 units of the exact one, so that the result is within
///                        0.7072 units of the product; z, the factor and the product have modulus below 1.4
///   log2_modulus(z)      at least log2 |z|, finite also for z = 0
///   ball(x)              exactly x

/// The integer nearest to the midpoint of x times 2^bits.
inline exact::Integer nearest_multiple(const ball::Ball& x, long bits) {
  exact::Integer n;
  const ball::Ball scaled = scale(x, bits);
  arf_get_fmpz(n.raw(), arb_midref(scaled.raw()), ARF_RND_NEAR);
  return n;
}

/// Two's complement of L limbs of 64 bits, 64 L - 2 of them after the binary point: range [-2, 2).
template <std::size_t L>
class LimbArithmetic {
 public:
  using Real = std::array<mp_limb_t, L>;
  struct Complex {
    Real re{};
    Real im{};
  };
  /// A factor c + d i, prepared for three real products: (a + b i)(c + d i) = c (a + b) - b (c + d)
  /// + i (c (a + b) + a (d - c)).
  struct Factor {
    Real c, d_minus_c, c_plus_d;
  };

  static long fraction_bits() { return 64 * static_cast<long>(L) - 2; }

  static Real rounded(const ball::Ball& x) {
    const exact::Integer n = nearest_multiple(x, fraction_bits());
    Real magnitude;
    fmpz_get_ui_array(magnitude.data(), static_cast<slong>(L), abs(n).raw());
    return n.sign() < 0 ? difference(Real{}, magnitude) : magnitude;
  }

  static Factor factor(const Complex& z) { return {z.re, difference(z.im, z.re), sum(z.re, z.im)}; }

  static Complex product(const Complex& z, const Factor& w) {
    const Upper common = multiply(w.c, sum(z.re, z.im), mp_limb_t{1} << 61);
    return {shifted(difference(common, multiply(z.im, w.c_plus_d, 0))),
            shifted(sum(common, multiply(z.re, w.d_minus_c, 0)))};
  }

  static void add_real(Complex& z, const Real& x) { z.re = sum(z.re, x); }

  static double log2_modulus(const Complex& z) {
    return std::log2(leading(z.re) + leading(z.im)) - 126 + 1e-6;
  }

  static ball::Ball ball(const Real& x) {
    exact::Integer n;
    const bool negative = is_negative(x);
    const Real magnitude = negative ? difference(Real{}, x) : x;
    fmpz_set_ui_array(n.raw(), magnitude.data(), static_cast<slong>(L));
    return scale(ball::Ball(negative ? -n : n), -fraction_bits());
  }

 private:
  /// The limbs L-1, ..., 2 L - 1 of a product of two numbers.
  using Upper = std::array<mp_limb_t, L + 1>;

  static bool is_negative(const Real& x) { return (x[L - 1] >> 63) != 0; }
  /// At least |x| in units of 2^-126, but for a relative error below 1e-10: of a negative x the complement,
  /// one unit less in modulus, is read.
  static double leading(const Real& x) {
    const mp_limb_t flip = 0 - static_cast<mp_limb_t>(is_negative(x));
    return static_cast<double>(x[L - 1] ^ flip) * 0x1p64 + static_cast<double>(x[L - 2] ^ flip) + 1;
  }

  template <std::size_t M>
  static std::array<mp_limb_t, M> sum(const std::array<mp_limb_t, M>& x, const std::array<mp_limb_t, M>& y) {
    std::array<mp_limb_t, M> r;
    if constexpr (M == 2) {
      add_ssaaaa(r[1], r[0], x[1], x[0], y[1], y[0]);
    } else if constexpr (M == 3) {
      add_sssaaaaaa(r[2], r[1], r[0], x[2], x[1], x[0], y[2], y[1], y[0]);
    } else if constexpr (M == 4) {
      add_ssssaaaaaaaa(r[3], r[2], r[1], r[0], x[3], x[2], x[1], x[0], y[3], y[2], y[1], y[0]);
    } else {
      mp_limb_t carry = 0;
      for (std::size_t i = 0; i < M; ++i) {
        const mp_limb_t partial = x[i] + y[i];
        r[i] = partial + carry;
        carry = static_cast<mp_limb_t>(partial < x[i]) | static_cast<mp_limb_t>(r[i] < carry);
      }
    }
    return r;
  }

  template <std::size_t M>
  static std::array<mp_limb_t, M> difference(const std::array<mp_limb_t, M>& x,
                                             const std::array<mp_limb_t, M>& y) {
    std::array<mp_limb_t, M> r;
    if constexpr (M == 2) {
      sub_ddmmss(r[1], r[0], x[1], x[0], y[1], y[0]);
    } else if constexpr (M == 3) {
      sub_dddmmmsss(r[2], r[1], r[0], x[2], x[1], x[0], y[2], y[1], y[0]);
    } else {
      mp_limb_t borrow = 0;
      for (std::size_t i = 0; i < M; ++i) {
        const mp_limb_t rest = x[i] - y[i];
        r[i] = rest - borrow;
        borrow = static_cast<mp_limb_t>(x[i] < y[i]) | static_cast<mp_limb_t>(rest < borrow);
      }
    }
    return r;
  }

  static Real masked(const Real& x, mp_limb_t mask) {
    Real r;
    for (std::size_t i = 0; i < L; ++i) r[i] = x[i] & mask;
    return r;
  }

  /// x y + start 2^(64 (L-1)), column by column, without what lies below limb L-1: the lower words of the L-1
  /// products in column L-2 and the columns below it, less than 2 L units of that limb together, where a unit
  /// of the fixed point is 2^62 of those. As the limbs of an x < 0 stand for x + 2^(64 L), y is then taken
  /// from the upper L limbs.
  static Upper multiply(const Real& x, const Real& y, mp_limb_t start) {
    Real top;
    mp_limb_t low = start;
    mp_limb_t middle = 0;
    mp_limb_t high = 0;
    mp_limb_t upper = 0;
    mp_limb_t lower = 0;
    for (std::size_t i = 0; i + 1 < L; ++i) {
      umul_ppmm(upper, lower, x[i], y[L - 2 - i]);
      add_ssaaaa(middle, low, middle, low, 0UL, upper);
    }
    for (std::size_t i = 0; i < L; ++i) {
      umul_ppmm(upper, lower, x[i], y[L - 1 - i]);
      add_sssaaaaaa(high, middle, low, high, middle, low, 0UL, upper, lower);
    }
    Upper r;
    r[0] = low;
    for (std::size_t k = L; k < 2 * L - 1; ++k) {
      low = middle;
      middle = high;
      high = 0;
      for (std::size_t i = k - L + 1; i < L; ++i) {
        umul_ppmm(upper, lower, x[i], y[k - i]);
        add_sssaaaaaa(high, middle, low, high, middle, low, 0UL, upper, lower);
      }
      top[k - L] = low;
    }
    top[L - 1] = middle;
    const Real of_x = masked(x, 0 - (y[L - 1] >> 63));
    const Real of_y = masked(y, 0 - (x[L - 1] >> 63));
    top = difference(top, sum(of_x, of_y));
    for (std::size_t i = 0; i < L; ++i) r[i + 1] = top[i];
    return r;
  }

  /// The upper limbs over 2^(2 fraction_bits), in units, rounded down: `start` makes it to the nearest.
  static Real shifted(const Upper& x) {
    Real result;
    for (std::size_t i = 0; i < L; ++i) result[i] = (x[i + 1] << 2) | (x[i] >> 62);
    return result;
  }
};

/// A word of 64 bits, 62 of them after the binary point: range [-2, 2). Sums of two products of numbers of
/// modulus below 1.4 are below 2^126, exact in 128 bits, and rounded once.
class WordArithmetic {
 public:
  using Real = std::int64_t;
  struct Complex {
    Real re = 0;
    Real im = 0;
  };
  using Factor = Complex;

  static long fraction_bits() { return 62; }
  static Real rounded(const ball::Ball& x) { return fmpz_get_si(nearest_multiple(x, fraction_bits()).raw()); }
  static Factor factor(const Complex& z) { return z; }
  static Complex product(const Complex& z, const Factor& w) {
    return {shifted(static_cast<Wide>(z.re) * w.re - static_cast<Wide>(z.im) * w.im),
            shifted(static_cast<Wide>(z.re) * w.im + static_cast<Wide>(z.im) * w.re)};
  }
  static void add_real(Complex& z, const Real& x) { z.re += x; }
  static double log2_modulus(const Complex& z) {
    return std::log2(std::abs(static_cast<double>(z.re)) + std::abs(static_cast<double>(z.im)) + 1) - 62 +
           1e-6;
  }
  static ball::Ball ball(const Real& x) { return scale(ball::Ball(x), -fraction_bits()); }

 private:
  __extension__ using Wide = __int128;

  static Real shifted(Wide x) { return static_cast<Real>((x + (Wide{1} << 61)) >> 62); }
};

/// Integers of any number of bits.
class IntegerArithmetic {
 public:
  using Real = exact::Integer;
  struct Complex {
    exact::Integer re;
    exact::Integer im;
  };
  using Factor = Complex;

  explicit IntegerArithmetic(long bits) : bits_(bits) {}
  long fraction_bits() const { return bits_; }

  Real rounded(const ball::Ball& x) const { return nearest_multiple(x, bits_); }
  static Factor factor(const Complex& z) { return z; }
  Complex product(const Complex& z, const Factor& w) const {
    return {shifted(z.re * w.re - z.im * w.im), shifted(z.re * w.im + z.im * w.re)};
  }
  static void add_real(Complex& z, const Real& x) { z.re += x; }
  double log2_modulus(const Complex& z) const {
    return static_cast<double>((abs(z.re) + abs(z.im)).bits()) - static_cast<double>(bits_);
  }
  ball::Ball ball(const Real& x) const { return scale(ball::Ball(x), -bits_); }

 private:
  /// x/2^bits, rounded to the nearest integer.
  exact::Integer shifted(exact::Integer x) const {
    exact::Integer half(1);
    fmpz_mul_2exp(half.raw(), half.raw(), static_cast<ulong>(bits_ - 1));
    x += half;
    fmpz_fdiv_q_2exp(x.raw(), x.raw(), static_cast<ulong>(bits_));
    return x;
  }

  long bits_;
};

}  // namespace dropcert::model
