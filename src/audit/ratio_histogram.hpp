// How often V/radius falls into which class.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "ball/double_ball.hpp"
#include "model/deviation_ratio.hpp"

namespace dropcert::audit {

/// Counts of V/radius between fixed bounds: the preferred numbers of the series R10 (ISO 3), ten a decade,
/// from 0.01 to 1000, and all that lies below or above. 1, where convergence ends, is a bound. No V/rho of
/// the logistic family but 0 is ever a bound, so each belongs to one class.
class RatioHistogram {
 public:
  static constexpr std::size_t decades = 5;
  static constexpr std::size_t size = 10 * decades + 2;

  /// bounds()[i] is where the class i ends and the class i+1 begins; 0.01, 0.0125, ..., 1000.
  static const std::vector<exact::Rational>& bounds();

  /// The class of a ratio, if the ball tells.
  static std::optional<std::size_t> class_of(ball::DoubleBall ratio);
  static std::size_t class_of(const model::DeviationRatio& ratio);
  /// A rational ratio may be a bound: it then counts with what lies below it, as 1 converges.
  static std::size_t class_of(const exact::Rational& ratio);

  void count(std::size_t which) { ++counts_[which]; }
  void add(const RatioHistogram& other);
  std::uint64_t operator[](std::size_t which) const { return counts_[which]; }
  std::uint64_t& operator[](std::size_t which) { return counts_[which]; }

  friend bool operator==(const RatioHistogram&, const RatioHistogram&) = default;

 private:
  std::array<std::uint64_t, size> counts_{};
};

}  // namespace dropcert::audit
