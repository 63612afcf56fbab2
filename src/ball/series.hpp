#pragma once

#include <vector>

#include "ball/ball.hpp"

#if __has_include(<flint/arb.h>)
#include <flint/arb_poly.h>
#else
#include <arb_poly.h>
#endif

namespace dropcert::ball {

/// Most coefficients of a Series.
inline constexpr unsigned long max_series_length = 1UL << 20;

/// A power series in one variable x over the reals, known up to x^(length-1); the coefficients are balls
/// (Arb's arb_poly_t, owned by value). An operation on two series keeps the shorter length. Moving steals.
class Series {
 public:
  /// 0 + O(x^length). Throws std::length_error unless 1 <= length <= max_series_length.
  explicit Series(unsigned long length);
  /// coefficients[n] is that of x^n; their number is the length, with the same limits.
  explicit Series(const std::vector<Ball>& coefficients);
  /// x + O(x^length).
  static Series variable(unsigned long length);

  Series(const Series& other);
  Series(Series&& other) noexcept;
  Series& operator=(const Series& other);
  Series& operator=(Series&& other) noexcept;
  ~Series() { arb_poly_clear(poly_); }

  unsigned long length() const { return length_; }
  /// The coefficient of x^n. Throws std::out_of_range for n >= length().
  Ball coefficient(unsigned long n) const;
  /// Throws std::out_of_range for n >= length().
  void set_coefficient(unsigned long n, const Ball& c);

  arb_poly_struct* raw() noexcept { return poly_; }
  const arb_poly_struct* raw() const noexcept { return poly_; }

 private:
  arb_poly_t poly_;
  unsigned long length_;
};

Series add(const Series& a, const Series& b, Bits precision);
Series sub(const Series& a, const Series& b, Bits precision);
Series mul(const Series& a, const Series& b, Bits precision);
Series mul(const Series& a, const Ball& c, Bits precision);
/// 1/a. The coefficients are not finite if the constant term contains 0.
Series inv(const Series& a, Bits precision);
Series exp(const Series& a, Bits precision);
/// The coefficients are not finite unless the constant term is positive.
Series log(const Series& a, Bits precision);

/// Whether 1/(s - 1) is subtracted.
enum class Pole { kept, taken_off };
/// Riemann's zeta function at s + x, as a series in x (DLMF 25.2). Coefficients are not finite if the pole is
/// kept and s contains 1, and may not be for a wide s.
Series zeta_series(const Ball& s, Pole pole, unsigned long length, Bits precision);

}  // namespace dropcert::ball
