// Numbers counted in narrow classes, for quantiles of many rows in little memory.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

namespace dropcert::audit {

/// Classes of a double: its sign, its exponent and the first three binary digits after the leading one, so
/// that the numbers of a class differ by at most 13 %; 0 is a class of its own. Parts are put together with
/// `add`, in any order.
class ValueHistogram {
 public:
  /// The class of a number, and the number of a class that is nearest to 0.
  static int class_of(double x);
  static double start_of(int which);

  void count(double x) { ++counts_[class_of(x)]; }
  void add(const ValueHistogram& other);

  std::uint64_t total() const;
  /// The number nearest to 0 of the class that holds the number at that share of all in their order, 0 <=
  /// share <= 1; nullopt if there are none.
  std::optional<double> quantile(double share) const;

  const std::map<int, std::uint64_t>& counts() const { return counts_; }
  void set(int which, std::uint64_t n) { counts_[which] = n; }

 private:
  std::map<int, std::uint64_t> counts_;  // the classes ascend with their numbers
};

}  // namespace dropcert::audit
