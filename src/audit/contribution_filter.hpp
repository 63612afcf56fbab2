// Contributions of a row summed in doubles, with a proven bound of the error.
#pragma once

#include <cstdint>

#include "ball/double_ball.hpp"
#include "data/decimal_scan.hpp"
#include "model/row_filter.hpp"

namespace dropcert::audit {

/// Most features whose sums the bound below covers.
inline constexpr std::size_t max_filtered_features = std::size_t{1} << 25;

/// A weight as a double within (1 + 2^-10) u of its value, relatively; usable only if it is 0 or its modulus
/// lies in 10^-60..10^60.
struct FilterWeight {
  double value = 0;
  bool usable = true;

  static FilterWeight from(const exact::Rational& weight);
};

/// Powers of ten as doubles, each within (1 + 2^-10) u relatively.
class FilterPowers {
 public:
  static constexpr int most = 40;
  static const FilterPowers& get();
  bool covers(int exponent) const { return exponent >= -most && exponent <= most; }
  double operator[](int exponent) const { return powers_[exponent + most]; }

 private:
  FilterPowers();
  double powers_[2 * most + 1];
};

/// Sums the contributions of one row.
///
/// The error, u = 2^-53. A scanned value is a mantissa m < 2^64 (1 rounding to a double), cut within 10^-18 <
/// u (1), times a power of ten (1 for its table entry, 1 for the product), times the weight (1 and 1): with
/// the slack of the two tables a contribution is a (1 + t), |t| <= gamma_7, where gamma_k = k u/(1 - k u).
/// Moduli lie in 10^-100..10^120 unless the contribution is 0, and their squares in 10^-200..10^240: nothing
/// under- or overflows. A sum of n terms of one sign, started from 0, adds n - 1 roundings: it is within
/// gamma_(n+6) of its value relatively, and a sum of squares within gamma_(n+14). For n <= 2^25, gamma_k/(1 -
/// gamma_k) <= (k+3) u, so that (n+10) u and (n+18) u times the computed sums bound the errors.
class FilterSums {
 public:
  void add(const data::ScannedDecimal& x, const FilterPowers& powers, double weight) {
    const double size = static_cast<double>(x.mantissa) * powers[x.exponent];
    const double a = (x.negative ? -size : size) * weight;
    positive_ += a > 0 ? a : 0.0;
    negative_ -= a > 0 ? 0.0 : a;
    squares_ += a * a;
  }

  /// `terms`: how many contributions were added, at least.
  model::ApproximateSums result(std::size_t terms) const {
    const double n = static_cast<double>(terms);
    return {within(positive_, n + 10), within(negative_, n + 10), within(squares_, n + 18)};
  }

 private:
  static ball::DoubleBall within(double sum, double units) {
    return {sum, ball::double_ball_detail::outward(sum * (units * ball::double_ball_detail::unit))};
  }

  double positive_ = 0, negative_ = 0, squares_ = 0;
};

}  // namespace dropcert::audit
