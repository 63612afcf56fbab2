// Numbers counted in narrow classes, for quantiles of many rows in little memory.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace dropcert::audit {

/// Classes of a double: its sign, its exponent and the first six binary digits after the leading one, so that
/// the numbers of a class differ by at most 1.6 %; 0 is a class of its own, and so are the numbers below
/// 2^-1022 and those from 2^1023 on. Parts are put together with `add`, in any order.
class ValueHistogram {
 public:
  /// The class of a number that is known within a relative error of 2^-42, and what surely holds the number:
  /// an end may be infinite.
  static int class_of(double x);
  static std::pair<double, double> range_of(int which);

  /// Likewise with three binary digits, for drawing: the class, and where it begins.
  static int coarse_class_of(double x);
  static double coarse_start_of(int which);

  void count(double x) { ++counts_[class_of(x)]; }
  void add(const ValueHistogram& other);

  std::uint64_t total() const;
  /// What holds the number at place floor(n per_cent/100) of all n in ascending order, from 0 on, the last
  /// one at 100; nullopt if there are none.
  std::optional<std::pair<double, double>> quantile(unsigned per_cent) const;

  const std::map<int, std::uint64_t>& counts() const { return counts_; }
  void set(int which, std::uint64_t n) { counts_[which] = n; }

 private:
  std::map<int, std::uint64_t> counts_;  // the classes ascend with their numbers
};

}  // namespace dropcert::audit
